import {
  type EvaluationCell,
  type EvaluationMatrix,
  type TestSet,
  wasCutOff,
} from '../core/evaluation.ts';
import { median } from './statistics.ts';

/** What a cell costs: steps, or the median CPU time. */
export type CostKind = 'steps' | 'cpuMs';

/** The cost of one execution. */
export interface CellCost {
  /** > 0. */
  readonly cost: number;
  /** It ran out of fuel or time: it costs at least this. */
  readonly isCutOff: boolean;
}

/** The solutions of a matrix whose costs can be compared, and what they cost. */
export interface MatrixView {
  readonly matrix: EvaluationMatrix;
  readonly kind: CostKind;
  /** Indices of the solutions that are compared, ascending. */
  readonly compared: readonly number[];
  readonly leftOut: readonly { readonly solution: string; readonly reason: string }[];
  /** Indices of tests whose expected output is in doubt, ascending: they count nowhere. */
  readonly contested: readonly number[];
  /** Indices of the tests of a set that count, ascending. */
  readonly testsOf: (set: TestSet) => readonly number[];
  /** Of a compared solution. */
  readonly costOf: (solution: number, test: number) => CellCost;
}

/** What is cut off costs at least the costliest that was timed; this factor more, so that it is not tied with it. */
const CUT_OFF_FACTOR = 2;
/** A program that does nothing costs nothing, but ratios need something. */
const LEAST: Readonly<Record<CostKind, number>> = { steps: 1, cpuMs: 1e-3 };

/**
 * Costs of a matrix. Compared are the solutions that are labelled correct and are right, or cut off, on every test: what
 * fails or says something wrong may be cheap because of it. A run that was cut off costs the fuel; by time, twice the
 * costliest that was timed. A test that most of the correct solutions fail is itself in doubt and does not count.
 * @param maxSteps fuel of an execution
 */
export function viewMatrix(matrix: EvaluationMatrix, kind: CostKind, maxSteps: number): MatrixView {
  const contested = matrix.tests.flatMap((_, t) => (isContested(matrix, t) ? [t] : []));
  const counting = matrix.tests.flatMap((_, t) => (contested.includes(t) ? [] : [t]));
  const reasons = matrix.solutions.map((_, s) => whyLeftOut(matrix, s, counting, kind));
  const timed = matrix.cells
    .flat()
    .flatMap(({ cpuMs = [] }) => (cpuMs.length > 0 ? [median(cpuMs)] : []));
  const limit = kind === 'steps' ? maxSteps : CUT_OFF_FACTOR * Math.max(LEAST[kind], ...timed);
  return {
    matrix,
    kind,
    compared: reasons.flatMap((reason, s) => (reason === undefined ? [s] : [])),
    leftOut: matrix.solutions.flatMap(({ name }, s) => {
      const reason = reasons[s];
      return reason === undefined ? [] : [{ solution: name, reason }];
    }),
    contested,
    testsOf: (set) => counting.filter((t) => matrix.tests[t]?.set === set),
    costOf: (s, t) => {
      const cell = cellOf(matrix, s, t);
      if (wasCutOff(cell.outcome)) {
        return { cost: kind === 'steps' ? Math.max(limit, cell.steps) : limit, isCutOff: true };
      }
      return { cost: Math.max(LEAST[kind], measured(cell, kind)), isCutOff: false };
    },
  };
}

export function cellOf(matrix: EvaluationMatrix, s: number, t: number): EvaluationCell {
  const cell = matrix.cells[s]?.[t];
  if (cell === undefined) throw new RangeError('a matrix has a cell for every test');
  return cell;
}

function measured({ steps, cpuMs }: EvaluationCell, kind: CostKind): number {
  return kind === 'steps' ? steps : median(cpuMs ?? []);
}

/** At least two correct solutions were judged, and most of them were found wrong. */
function isContested(matrix: EvaluationMatrix, t: number): boolean {
  const verdicts = matrix.solutions.flatMap(({ correct }, s) =>
    correct ? [cellOf(matrix, s, t).verdict] : [],
  );
  const wrong = verdicts.filter((verdict) => verdict === 'wrong').length;
  const right = verdicts.filter((verdict) => verdict === 'right').length;
  return wrong >= 2 && wrong > right;
}

function whyLeftOut(
  matrix: EvaluationMatrix,
  s: number,
  tests: readonly number[],
  kind: CostKind,
): string | undefined {
  if (matrix.solutions[s]?.correct !== true) return 'it is labelled as incorrect';
  for (const t of tests) {
    const { verdict, cpuMs, note } = cellOf(matrix, s, t);
    const test = matrix.tests[t]?.name ?? '';
    if (verdict === 'wrong' || verdict === 'failed')
      return `${verdict === 'wrong' ? 'wrong' : 'it failed'} on ${test}${note === undefined ? '' : `: ${note}`}`;
    if (kind === 'cpuMs' && verdict !== 'unfinished' && !cpuMs?.length)
      return `not timed on ${test}`;
  }
  return undefined;
}
