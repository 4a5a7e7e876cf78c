import type { ProblemRun } from '../../core/problem-run.ts';
import type { PrizeRecord, RunRecord } from '../../core/run-record.ts';
import type { Separation } from '../../suite/problem/separation.ts';
import type { Suite } from '../../suite/suite-schema.ts';
import type { Problem } from '../../targets/problem.ts';
import type { FuzzContext, FuzzRequest } from '../fuzz.ts';
import { compareRuns } from '../beside-random.ts';
import { newRecord, sha256 } from '../new-record.ts';
import { type Contestant, ranksOf, type SetAside } from './contestants.ts';
import type { SearchedContestant } from './search-solutions.ts';
import { hottestLines, type ToldApart } from './tell-apart.ts';

const HOT_LINES = 10;

/** SHA-256 over the solutions that take part: hex. */
export function contentHashOf(contestants: readonly Contestant[]): string {
  const parts = contestants.map(({ name, prepared }) => `${name}\0${prepared.loaded.contentHash}`);
  return sha256(parts.join('\0'));
}

/** The record of a campaign over a problem that has not begun. */
export function newProblemRecord(
  problem: Problem,
  slug: string,
  contestants: readonly [Contestant, ...Contestant[]],
  request: FuzzRequest,
  context: FuzzContext,
): RunRecord {
  const [{ prepared }] = contestants;
  return newRecord(
    request,
    {
      target: {
        slug,
        kind: problem.kind,
        entryFile: prepared.loaded.entryFile,
        contentHash: contentHashOf(contestants),
        siteCount: sum(contestants.map((one) => one.prepared.loaded.image.siteCount)),
      },
      inputs: prepared,
      identity: { classes: contestants.map(({ solution }) => solution.class) },
      notes: [...new Set(contestants.flatMap((one) => one.prepared.notes))],
    },
    context,
  );
}

export interface Campaign {
  readonly problem: Problem;
  readonly searched: readonly SearchedContestant[];
  readonly setAside: readonly SetAside[];
  readonly told: ToldApart;
  readonly suite: Suite;
  readonly pace: ProblemRun['pace'];
  readonly stages: RunRecord['stages'];
  readonly wallMs: number;
  readonly interrupted: boolean;
}

/** The record of a campaign that is over: sums over its searches, and what became of the solutions. */
export function finishedRecord(record: RunRecord, campaign: Campaign): RunRecord {
  const { searched, told, suite, stages, wallMs } = campaign;
  const records = searched.map((one) => one.record);
  const execs = sum(records.map((one) => one.execs)) + told.contrast.execs;
  const [worst] = suite.tests;
  const slowest = told.kept[told.tests[0]?.slowest ?? -1];
  const growth = slowest?.record.growth;
  const { seedBest } = told;
  return {
    ...record,
    target: {
      ...record.target,
      entryFile: slowest?.prepared.loaded.entryFile ?? record.target.entryFile,
    },
    status: campaign.interrupted ? 'interrupted' : 'finished',
    stopReason: stopReason(records, campaign.interrupted),
    execs,
    execsPerSecond: Math.round((1000 * execs) / Math.max(1, sum(records.map((r) => r.wallMs)))),
    wallMs,
    epochs: sum(records.map((one) => one.epochs)),
    sitesHit: sum(records.map((one) => one.sitesHit)),
    corpus: told.pool,
    outcomes: sumOutcomes(records),
    prizes: searched.flatMap(prizesOf),
    constraints: records.flatMap((one) => one.constraints),
    mutators: sumYields(records.flatMap((one) => one.mutators)),
    stages,
    notes: [
      ...new Set([
        ...record.notes,
        ...searched.flatMap(({ name, record: { notes } }) =>
          notes.filter((note) => !record.notes.includes(note)).map((note) => `${name}: ${note}`),
        ),
        ...told.notes,
      ]),
    ],
    hotLines: hottestLines(told.tests[0], told.kept, HOT_LINES),
    ...compareSolutions(told),
    ...(seedBest === undefined ? {} : { seedBest }),
    ...(worst === undefined
      ? {}
      : { best: { steps: worst.steps, size: worst.size, test: worst.file } }),
    ...(worst === undefined || seedBest === undefined
      ? {}
      : { slowdown: worst.steps / Math.max(1, seedBest.steps) }),
    ...(growth === undefined ? {} : { growth }),
    problem: problemRun(campaign),
  };
}

function problemRun({ problem, searched, setAside, told, suite, pace }: Campaign): ProblemRun {
  const { kept, defaultTests } = told;
  const ranks = ranksOf(kept);
  const slowest = kept[told.tests[0]?.slowest ?? -1]?.name;
  const stepsPerSecond = suite.problem?.stepsPerSecond ?? 1;
  const named = ({ ties, reversed, ...rest }: Separation): ProblemRunSeparation => ({
    ...rest,
    ties: ties.map(([slow, fast]) => [kept[slow]?.name ?? '', kept[fast]?.name ?? '']),
    reversed: reversed.map(([slow, fast]) => [kept[slow]?.name ?? '', kept[fast]?.name ?? '']),
  });
  return {
    id: problem.id,
    solutions: searched
      .filter(({ name }) => kept.some((one) => one.name === name))
      .map(({ name, solution, directory, record }, k) => ({
        name,
        class: solution.class,
        rank: ranks[k] ?? 0,
        directory,
        execs: record.execs,
        ...(record.best === undefined
          ? {}
          : { best: { steps: record.best.steps, size: record.best.size } }),
        ...(record.growth === undefined ? {} : { growth: record.growth.class }),
      })),
    setAside: [...setAside],
    ...(slowest === undefined ? {} : { slowest }),
    pool: told.pool,
    stepsPerSecond,
    pace,
    ...(suite.problem === undefined
      ? {}
      : {
          separation: { suite: suite.problem.separation, defaultTests: named(defaultTests) },
        }),
  };
}

type ProblemRunSeparation = NonNullable<ProblemRun['separation']>['suite'];

function stopReason(
  records: readonly RunRecord[],
  interrupted: boolean,
): NonNullable<RunRecord['stopReason']> {
  if (interrupted) return 'interrupt';
  const reasons = records.flatMap((one) => one.stopReason ?? []);
  return reasons.every((reason) => reason === 'flat-frontier')
    ? 'flat-frontier'
    : (reasons.find((reason) => reason !== 'flat-frontier') ?? 'flat-frontier');
}

function sumOutcomes(records: readonly RunRecord[]): RunRecord['outcomes'] {
  const totals = new Map<string, number>();
  for (const { outcomes } of records)
    for (const [outcome, times] of Object.entries(outcomes))
      totals.set(outcome, (totals.get(outcome) ?? 0) + times);
  return Object.fromEntries(totals);
}

/** The costliest test on the solution that it costs most, beside the one that it costs least. */
function compareSolutions({ tests: [test], kept }: ToldApart): Pick<RunRecord, 'comparison'> {
  const runs = (test?.runs ?? []).flatMap((run, k) => {
    const rival = kept[k];
    return rival === undefined ? [] : [{ run, rival, sites: rival.prepared.loaded.sites }];
  });
  const slow = runs[test?.slowest ?? -1];
  const [fast] = runs
    .filter(({ run }) => run.outcome === 'ok')
    .toSorted((a, b) => a.run.steps - b.run.steps);
  return slow === undefined || fast === undefined || fast.run.steps >= slow.run.steps
    ? {}
    : { comparison: compareRuns(slow, fast, fast.rival.name) };
}

function sumYields(all: RunRecord['mutators']): RunRecord['mutators'] {
  const sums = new Map<string, RunRecord['mutators'][number]>();
  for (const { name, execs, finds, stepsGained } of all) {
    const known = sums.get(name);
    sums.set(name, {
      name,
      execs: execs + (known?.execs ?? 0),
      finds: finds + (known?.finds ?? 0),
      stepsGained: stepsGained + (known?.stepsGained ?? 0),
    });
  }
  return [...sums.values()].toSorted((a, b) => b.stepsGained - a.stepsGained || b.finds - a.finds);
}

/** Prizes stay where their search put them. */
function prizesOf({ directory, record }: SearchedContestant): PrizeRecord[] {
  return record.prizes.map((prize) => ({ ...prize, file: `${directory}/${prize.file}` }));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
