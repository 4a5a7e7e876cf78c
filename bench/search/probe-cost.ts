import type { ResolvedOptions } from '../../src/config/options.ts';
import type { GatedConstraint } from '../../src/core/synthesis.ts';
import { geometricMean, median } from '../../src/evaluate/statistics.ts';
import type { EpochReport, SearchPart } from '../../src/fuzz/requests.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { searchOptions, shardOptions } from '../../src/pipeline/search-options.ts';
import { runSearch } from '../../src/pipeline/search-stage.ts';
import { SearchShard } from '../../src/pipeline/search-shard.ts';
import { type Weaving, weavingOf } from '../../src/pipeline/weaving.ts';
import { weaveAttentive } from '../../src/pipeline/weave.ts';
import { createSynthesizers } from '../../src/pipeline/synthesizers.ts';
import { count, formatTable, percent } from '../support/table.ts';
import { caseIdOf, listCases, prepareCase } from '../support/cases.ts';
import type { Plan } from './command-line.ts';
import type { BenchOutput } from './corpus-bench.ts';
import { createCpuMeter } from '../support/cpu-meter.ts';

/** Executions of the search whose first round of synthesis finds the constraints; that comes after a fifth of them at the latest. */
const SCOUT_EXECS = 50_000;
/** An epoch of each side in turn: fractions of a tenth of a second, so that both meet the same neighbours. */
const EPOCH_EXECS = 2000;
const EPOCH_STEPS = 8_000_000;
/** Epochs that are not counted: the program is being compiled. */
const WARM_UP = 4;
/** Constraints are looked at, and nothing is done about them: so both sides make the same executions. */
const WITHOUT: readonly SearchPart[] = ['constraints', 'recipes'];
const GOAL = 1.1;

/** What looking at constraints costs, on one case. */
interface ProbeCost {
  readonly caseId: string;
  readonly constraints: readonly string[];
  readonly execs: number;
  /** Executions of which at least one constraint was looked at, 0 to 1. */
  readonly looked: number;
  /** Executions per second of CPU time. */
  readonly plainRate: number;
  readonly wovenRate: number;
  /** CPU time with probes over that without, of all counted epochs. */
  readonly cost: number;
  /** The middle of the epochs' own ratios: a neighbour's burst counts less. */
  readonly middle: number;
  /** Whether both sides made the very same executions, as they must. */
  readonly isSame: boolean;
}

/** Every case of the corpus with constraints woven in and not, in turns: the price of the probes alone. */
export async function benchProbeCost(
  plan: Plan,
  _clock: () => number,
  out: BenchOutput,
): Promise<void> {
  const rows: ProbeCost[] = [];
  const bare: string[] = [];
  for (const name of await listCases(plan.only)) {
    const options = plan.optionsFor(1);
    const found = await prepareCase(name, options);
    const { prepared } = found;
    try {
      const accepted = await scout(prepared, options);
      if (accepted.length === 0) bare.push(caseIdOf(found));
      else rows.push(await measureProbes(caseIdOf(found), prepared, accepted, options));
    } finally {
      await prepared.close();
    }
    out.print(
      `${caseIdOf(found)}: ${rows.at(-1)?.caseId === caseIdOf(found) ? 'measured' : 'no constraint'}`,
    );
    out.save({ budget: plan.budget, goal: GOAL, bare, rows });
  }
  out.print(`\n${summaryOf(rows, bare)}`);
}

/** The constraints that a search of this program is handed. Deterministic. */
async function scout(
  prepared: PreparedTarget,
  options: ResolvedOptions,
): Promise<readonly GatedConstraint[]> {
  const enough = new AbortController();
  const setting = { options, cwd: '/', apiKey: undefined, transcriptDirectory: undefined };
  const { synthesis } = await runSearch(
    {
      prepared,
      options: { ...options, execs: SCOUT_EXECS },
      timeMs: undefined,
      without: [],
      clock: () => 0,
      signal: enough.signal,
      resume: undefined,
      synthesizers: createSynthesizers(setting),
    },
    {
      found: () => undefined,
      prize: () => undefined,
      note: () => undefined,
      killed: () => undefined,
      progress: () => undefined,
      wantsCheckpoint: () => false,
      checkpoint: () => undefined,
      async stage(_name, run) {
        const result = await run();
        enough.abort();
        return result;
      },
    },
  );
  return synthesis?.accepted ?? [];
}

interface Side {
  readonly search: SearchShard;
  readonly cpuMs: () => number;
}

async function openSide(
  { image, configure, constraints }: Weaving,
  prepared: PreparedTarget,
  options: ResolvedOptions,
): Promise<Side> {
  const meter = createCpuMeter();
  const shard = await meter.openShard(image, shardOptions(options));
  const search = { ...searchOptions(prepared, options, WITHOUT), constraints, shard: 0, shards: 1 };
  return {
    search: new SearchShard(shard, configure, search, [], () => undefined),
    cpuMs: () => meter.cpuMs(),
  };
}

async function measureProbes(
  caseId: string,
  prepared: PreparedTarget,
  accepted: readonly GatedConstraint[],
  options: ResolvedOptions,
): Promise<ProbeCost> {
  const { timeMs = Infinity, execs: maxExecs = Infinity } = options;
  const sides: Side[] = [];
  try {
    const image = weaveAttentive(prepared.loaded.image, prepared.modules);
    for (const constraints of [[], accepted]) {
      const weaving = weavingOf(prepared, image, constraints);
      const side = await openSide(weaving, prepared, options);
      sides.push(side);
      await side.search.begin(prepared.seeds);
    }
    const times: [number, number][] = [];
    let last: readonly EpochReport[] = [];
    let execs = 0;
    let isSame = true;
    for (let epoch = 0; ; epoch++) {
      const turn = await runEpoch(sides, epoch);
      isSame &&= new Set(turn.reports.map(traceOf)).size === 1;
      last = turn.reports;
      const made = last[0]?.execs ?? 0;
      if (epoch >= WARM_UP) {
        times.push(turn.cpuMs);
        execs += made;
      }
      if (execs >= maxExecs || sum(times, 0) >= timeMs || made === 0) break;
    }
    const [plainMs, wovenMs] = [sum(times, 0), sum(times, 1)];
    const { constraints = [], totals } = last[1] ?? {};
    return {
      caseId,
      constraints: accepted.map(({ constraint }) => constraint.when),
      execs,
      looked: Math.max(...constraints.map(({ observed }) => observed)) / (totals?.execs ?? 1),
      plainRate: (1000 * execs) / plainMs,
      wovenRate: (1000 * execs) / wovenMs,
      cost: wovenMs / plainMs,
      middle: median(times.map(([plain, probed]) => probed / plain)),
      isSame,
    };
  } finally {
    for (const { search } of sides) await search.close();
  }
}

/** One epoch of both sides; they take turns at being first. @returns plain first. */
async function runEpoch(
  sides: readonly Side[],
  epoch: number,
): Promise<{ readonly reports: readonly EpochReport[]; readonly cpuMs: [number, number] }> {
  const reports: EpochReport[] = [];
  const cpuMs: [number, number] = [0, 0];
  for (const k of epoch % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
    const side = sides[k];
    if (side === undefined) continue;
    const before = side.cpuMs();
    reports[k] = await side.search.epoch(
      { epoch, stage: 'search', execs: EPOCH_EXECS, steps: EPOCH_STEPS, imports: [] },
      () => false,
    );
    cpuMs[k] = side.cpuMs() - before;
  }
  return { reports, cpuMs };
}

/** What two searches agree on that made the same executions. */
function traceOf({ execs, steps, best, totals }: EpochReport): string {
  return JSON.stringify([execs, steps, best, totals]);
}

function sum(times: readonly [number, number][], k: 0 | 1): number {
  return times.reduce((total, pair) => total + pair[k], 0);
}

function summaryOf(rows: readonly ProbeCost[], bare: readonly string[]): string {
  const header = [
    'case',
    'constraints',
    'looked at',
    'execs',
    'plain /CPU s',
    'woven /CPU s',
    'cost',
    'middle',
    'same',
  ];
  const table = formatTable(
    header,
    rows.map((row) => [
      row.caseId,
      count(row.constraints.length),
      percent(row.looked),
      count(row.execs),
      count(row.plainRate),
      count(row.wovenRate),
      `${row.cost.toFixed(3)}×`,
      `${row.middle.toFixed(3)}×`,
      row.isSame ? 'yes' : 'NO',
    ]),
  );
  const lines = rows.length === 0 ? [] : [table, '', totalLine(rows)];
  return [...lines, ...(bare.length === 0 ? [] : [`no constraint: ${bare.join(', ')}`])].join('\n');
}

function totalLine(rows: readonly ProbeCost[]): string {
  const { mean } = geometricMean(rows.map(({ cost }) => cost));
  const worst = rows.reduce((a, b) => (b.cost > a.cost ? b : a));
  return `cost of probes: geometric mean ${mean.toFixed(3)}×, worst ${worst.cost.toFixed(3)}× (${worst.caseId}); the goal is at most ${GOAL}×`;
}
