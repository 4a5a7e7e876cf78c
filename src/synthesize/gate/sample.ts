import type { ContrastPair, ProfiledRun, SynthesisContext } from '../../core/synthesis.ts';
import type { Observation } from '../../core/watch.ts';

/** How a quantity and cost go together among runs of like size. */
export interface Correlation {
  /** Spearman's, −1 to 1; > 0: more of the quantity goes with more cost. */
  readonly r: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Runs that had others of like size to be compared with. */
  readonly runs: number;
}

/**
 * Rank correlation of a quantity with cost, size held constant.
 * @param x `x[i]` belongs to `runs[i]`.
 * @returns undefined when too few runs can be compared, or either is constant at every size.
 */
export type RankCorrelation = (
  x: readonly number[],
  runs: readonly { readonly size: number; readonly steps: number }[],
) => Correlation | undefined;

/** The runs that candidates are judged by, each input once. */
export interface Sample {
  readonly runs: readonly ProfiledRun[];
  /** Contrast pairs with the index of their runs. */
  readonly pairs: readonly SamplePair[];
  /** Indices of the costliest and the cheapest run; undefined when all cost the same. */
  readonly extremes: { readonly slow: number; readonly fast: number } | undefined;
}

export interface SamplePair {
  readonly pair: ContrastPair;
  readonly slow: number;
  readonly fast: number;
}

/** The runs of a context, then those of its pairs that are not among them. */
export function sampleOf(context: Pick<SynthesisContext, 'runs' | 'pairs'>): Sample {
  const runs: ProfiledRun[] = [];
  const indices = new Map<string, number>();
  const indexOf = (run: ProfiledRun): number => {
    const known = indices.get(run.input);
    if (known !== undefined) return known;
    indices.set(run.input, runs.length);
    return runs.push(run) - 1;
  };
  context.runs.forEach(indexOf);
  const pairs = context.pairs.map((pair) => ({
    pair,
    slow: indexOf(pair.slow),
    fast: indexOf(pair.fast),
  }));
  return { runs, pairs, extremes: extremesOf(runs) };
}

function extremesOf(runs: readonly ProfiledRun[]): Sample['extremes'] {
  let slow = 0;
  let fast = 0;
  runs.forEach(({ steps }, i) => {
    if (steps > (runs[slow]?.steps ?? 0)) slow = i;
    if (steps < (runs[fast]?.steps ?? 0)) fast = i;
  });
  return slow === fast ? undefined : { slow, fast };
}

/** How a condition fared over a sample; both arrays by run. */
export interface Margins {
  /** Least margin of the run, 0 to 1; 1 where it was never evaluated. */
  readonly least: Float64Array;
  /** 1 where the run evaluated it at all. */
  readonly reached: Uint8Array;
}

/** Margins of one watched expression. @param expression its index in the watch. */
export function marginsOf(observations: readonly Observation[], expression: number): Margins {
  const least = new Float64Array(observations.length).fill(1);
  const reached = new Uint8Array(observations.length);
  observations.forEach(({ readings }, i) => {
    const reading = readings[2 * expression] ?? Number.NaN;
    if (Number.isNaN(reading)) return;
    least[i] = reading;
    reached[i] = 1;
  });
  return { least, reached };
}
