import type { Executor, Measurement } from '../core/executor.ts';
import { createRng } from '../core/rng.ts';
import type { RunComparison, RunRecord } from '../core/run-record.ts';
import type { SiteTable } from '../core/site.ts';
import { compareLines, lineHits } from '../profile/line-profile.ts';
import { shortenArguments, shortenText } from '../report/shorten-value.ts';
import type { Suite } from '../suite/suite-schema.ts';
import type { TestInput } from '../suite/test-file.ts';
import type { WorkUpOptions } from './work-up.ts';

/** Random inputs that the best is compared with. */
const RANDOM_INPUTS = 15;
/** Lines of a comparison: the costliest of either run. */
const MAX_LINES = 500;
/** Characters of the fast input that the record keeps, and of one line of it. */
const SHOWN_INPUT = 300;
const SHOWN_LINE = 80;

/**
 * What random inputs of the size of the costliest test cost, and the costliest test beside one of them, line by line.
 * Deterministic.
 * @param slow the costliest test's execution, with hits
 */
export async function besideRandom(
  { tests }: Suite,
  slow: Measurement | undefined,
  executor: Executor,
  { prepared, options }: Pick<WorkUpOptions, 'options' | 'prepared'>,
): Promise<Pick<RunRecord, 'comparison' | 'randomOfSameSize'>> {
  const model = prepared.local;
  const [best] = tests;
  if (best === undefined) return {};
  const rng = createRng(options.seed, best.size);
  const inputs = Array.from({ length: RANDOM_INPUTS }, () =>
    model.encode(model.generate(rng, best.size)),
  );
  const measured = await executor.measure(inputs, {
    maxSteps: Math.max(1000, best.steps),
    hits: true,
  });
  const byCost = measured
    .map((measurement, i) => ({ ...measurement, input: inputs[i] ?? '' }))
    .toSorted((a, b) => a.steps - b.steps);
  const middle = byCost[RANDOM_INPUTS >> 1];
  // Who threw was fast for another reason.
  const ended = byCost.filter(({ outcome }) => outcome === 'ok');
  const fast = ended[ended.length >> 1];
  return {
    ...(middle === undefined
      ? {}
      : { randomOfSameSize: { steps: middle.steps, size: middle.size } }),
    ...(fast === undefined || slow === undefined || fast.steps >= slow.steps
      ? {}
      : {
          comparison: compareRuns(
            { run: slow, sites: prepared.loaded.sites },
            { run: fast, sites: prepared.loaded.sites },
            shown(prepared.render(fast.input)),
          ),
        }),
  };
}

/** A run and the sites that its hits are of. */
export interface CountedRun {
  /** With hits. */
  readonly run: Pick<Measurement, 'hits' | 'size' | 'steps'>;
  readonly sites: SiteTable;
}

/**
 * A slow and a fast run, line by line: steps of all sites of a line, as hot lines count them. Both are of one program, or
 * of two with files of their own.
 * @param shownFast the fast run as people read it
 */
export function compareRuns(slow: CountedRun, fast: CountedRun, shownFast: string): RunComparison {
  const most = ({ slowHits, fastHits }: RunComparison['lines'][number]): number =>
    Math.max(slowHits, fastHits);
  const lines = compareLines(
    lineHits([], slow.run.hits, slow.sites),
    lineHits([], fast.run.hits, fast.sites),
  );
  const least = lines.map(most).toSorted((a, b) => b - a)[MAX_LINES] ?? 0;
  return {
    slow: { steps: slow.run.steps, size: slow.run.size },
    fast: { steps: fast.run.steps, size: fast.run.size, shown: shownFast },
    lines: lines.filter((line) => most(line) > least),
  };
}

function shown(input: TestInput): string {
  return input.kind === 'stdin'
    ? shortenText(input.text, SHOWN_LINE, 6).join('\n')
    : shortenArguments(input.args, SHOWN_INPUT);
}
