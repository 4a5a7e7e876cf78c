import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ResolvedOptions } from '../../src/config/options.ts';
import { median } from '../../src/evaluate/statistics.ts';
import { type PreparedTarget, prepareTarget } from '../../src/pipeline/prepare-target.ts';
import { count, formatTable, percent, seconds } from '../support/table.ts';
import { measureOnce } from '../support/cases.ts';
import type { Plan } from './command-line.ts';
import type { BenchOutput } from './corpus-bench.ts';
import { runSearchTrial } from './search-trial.ts';

const LENGTH = 256;
const ARGS = `[List<Int<0,255>,0,${LENGTH}>]`;
/** Rounds of the inner loop on 256 different bytes in falling order: the most that there can be. */
export const MOST_COMPARISONS = (LENGTH * (LENGTH - 1)) / 2;
/** Seen from dist/bench/search, where this file is compiled to. */
const KERNELS = new URL('../../../bench/search/kernels/', import.meta.url);

interface Row {
  readonly program: string;
  readonly seed: number;
  readonly comparisons: number;
  /** Of {@link MOST_COMPARISONS}. */
  readonly share: number;
  readonly steps: number;
  /** When the last improvement came. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly execs: number;
  readonly stop: string;
}

/** Insertion sort of at most 256 bytes, with plain keys and with keys whose order is hidden, from several seeds. */
export async function benchInsertion(
  plan: Plan,
  clock: () => number,
  out: BenchOutput,
): Promise<void> {
  const falling = Array.from({ length: LENGTH }, (_, k) => LENGTH - 1 - k);
  const hidden = fileURLToPath(new URL('insertion-hidden.cjs', KERNELS));
  const { rank } = createRequire(import.meta.url)(hidden) as { rank: readonly number[] };
  const programs = [
    { name: 'insertion', worst: falling },
    { name: 'insertion-hidden', worst: falling.map((place) => rank.indexOf(place)) },
  ];
  const rows: Row[] = [];
  for (const { name, worst } of programs) {
    const mine: Row[] = [];
    for (let seed = 1; seed <= plan.seeds; seed++) {
      mine.push(await runSeed(name, worst, seed, plan, clock));
    }
    rows.push(...mine);
    out.print(`${name}, of ${count(MOST_COMPARISONS)} comparisons\n${rowTable(mine)}\n`);
    out.save({
      budget: plan.budget,
      budgetClock: plan.budgetClock,
      seeds: plan.seeds,
      most: MOST_COMPARISONS,
      rows,
    });
  }
}

async function runSeed(
  program: string,
  worst: readonly number[],
  seed: number,
  plan: Plan,
  clock: () => number,
): Promise<Row> {
  const file = fileURLToPath(new URL(`${program}.cjs`, KERNELS));
  const options = { ...plan.optionsFor(seed), args: ARGS };
  const prepared = await prepareTarget(file, options, '/', new AbortController().signal);
  const until = await measureOnce(prepared, options, JSON.stringify([worst]));
  const { best, curve, stop } = await runSearchTrial(
    {
      prepared,
      options,
      maxSteps: plan.maxSteps,
      until: until.steps,
      clock,
      budgetClock: plan.budgetClock,
    },
    { without: [], hasConstraints: true },
  );
  const comparisons =
    best.input === undefined ? 0 : await comparisonsOf(prepared, options, best.input);
  const last = curve.at(-1);
  return {
    program,
    seed,
    comparisons,
    share: comparisons / MOST_COMPARISONS,
    steps: best.steps,
    wallMs: last?.wallMs ?? 0,
    cpuMs: last?.cpuMs ?? 0,
    execs: last?.execs ?? 0,
    stop,
  };
}

/** Hits of the inner loop's site. */
async function comparisonsOf(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  input: string,
): Promise<number> {
  const { hits = new Int32Array() } = await measureOnce(prepared, options, input);
  const inner = prepared.loaded.sites.sites.findLastIndex(
    ({ kind, functionName }) => kind === 'loop' && functionName === 'insertionSort',
  );
  for (let k = 0; k < hits.length; k += 2) if (hits[k] === inner) return hits[k + 1] ?? 0;
  return 0;
}

function rowTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    String(row.seed),
    count(row.comparisons),
    percent(row.share),
    seconds(row.cpuMs),
    seconds(row.wallMs),
    count(row.execs),
    row.stop,
  ]);
  const middle = (pick: (row: Row) => number): number => median(rows.map(pick));
  lines.push([
    'median',
    count(middle(({ comparisons }) => comparisons)),
    percent(middle(({ share }) => share)),
    seconds(middle(({ cpuMs }) => cpuMs)),
    seconds(middle(({ wallMs }) => wallMs)),
    count(middle(({ execs }) => execs)),
    '',
  ]);
  return formatTable(
    ['seed', 'comparisons', 'share', 'last gain CPU s', 'wall s', 'execs', 'end'],
    lines,
  );
}
