import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../harness/protocol.ts';
import { OUTCOMES } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import type { PrizeRecord, RunRecord, StageRecord, YieldRecord } from '../core/run-record.ts';
import type { ArmReport } from '../fuzz/requests.ts';
import type { RunDirectory } from '../report/run-directory.ts';
import type { CampaignProgress, CampaignSink, Prize } from './campaign.ts';
import type { FuzzSinks } from './fuzz.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { type CampaignStop, flatInMs } from './schedule.ts';
import type { Killer } from './search-shard.ts';
import { statusOf } from './status-of.ts';
import { createPaceWindow, leftMs } from './time-left.ts';
import type { Outcomes } from './work-up.ts';

/** A checkpoint is written about so often: what a killed process loses at most. Milliseconds. */
const CHECKPOINT_MS = 900;
/** Where a checkpoint takes long, so many times as long passes until the next: it must not eat up the search. */
const CHECKPOINT_PAUSE = 9;
/** The live status is told at most so often. Milliseconds. */
const STATUS_MS = 100;

export interface RunLogOptions {
  readonly directory: RunDirectory;
  /** The run as it stands: of an earlier process, or new. */
  readonly record: RunRecord;
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  readonly sinks: FuzzSinks;
  readonly clock: () => number;
}

/** Writes a campaign's news into the run directory, and keeps the record of the run up to date. */
export interface RunLog {
  readonly sink: CampaignSink & { killed(killer: Killer): void };
  /** Notes how long a stage took and says that it begins. */
  stage<T>(name: string, run: () => Promise<T>): Promise<T>;
  note(text: string): void;
  finish(stop: CampaignStop, outcomes: Pick<Outcomes, 'record'>): RunRecord;
}

export function createRunLog(log: RunLogOptions): RunLog {
  const { directory, prepared, options, sinks, clock } = log;
  const began = clock();
  const stages = workUpStages(log.record);
  /** Of earlier sessions, not spent on the search. */
  const earlierMs = sumMs(stages);
  // The record may be ahead of the checkpoint, whose later prizes were taken back: they will be found again.
  const prizes: PrizeRecord[] = log.record.prizes.filter(({ file }) =>
    existsSync(join(directory.path, file)),
  );
  const notes = new Set(log.record.notes);
  const killers = new Set<string>();
  const deaths = deathsIn(prizes);
  let record: RunRecord = { ...log.record, status: 'running' };
  let lastCheckpoint = clock();
  let askedAt = lastCheckpoint;
  let checkpointMs = 0;
  let lastStatus = -Infinity;
  let lastMove = clock();
  let lastBest = record.best?.steps ?? 0;
  let lastSites = record.sitesHit;
  let lastTold = statusOf(record, options, prepared.loaded.image.siteCount);
  const window = createPaceWindow();
  sinks.status({ ...lastTold, stage: 'loading' });

  const note = (text: string): void => {
    if (notes.has(text)) return;
    notes.add(text);
    sinks.say(text);
    directory.appendEvent({ type: 'note', text });
  };
  for (const { source, reason } of prepared.skipped)
    directory.appendEvent({ type: 'seed-skipped', source, reason });

  const keepPrize = (prize: Prize): void => {
    const folder =
      prize.outcome === 'steps-exceeded' || prize.outcome === 'timed-out' ? 'hangs' : 'crashes';
    const file = directory.addInput(folder, prize);
    const { outcome, steps, size, error } = prize;
    prizes.push({ folder, file, outcome, steps, size, error });
    directory.appendEvent({ type: 'prize', file, outcome, error });
  };

  const tellStatus = (progress: CampaignProgress): void => {
    const now = clock();
    if (progress.best.steps > lastBest || progress.sitesHit > lastSites) lastMove = now;
    lastBest = progress.best.steps;
    lastSites = progress.sitesHit;
    if (now - lastStatus < STATUS_MS) return;
    lastStatus = now;
    const searchedMs = searchMs(record);
    lastTold = {
      ...statusOf(record, options, prepared.loaded.image.siteCount),
      stage: progress.stage,
      elapsedMs: now - began,
      leftMs: leftMs({
        timeMs: options.timeMs,
        execs: options.execs,
        searchedMs,
        execsMade: progress.execs,
        pace: window.pace(),
      }),
      // The final stage has an end of its own.
      flatInMs: progress.stage === 'search' ? flatInMs(progress.reports, searchedMs) : undefined,
      best: progress.best,
      frontierAgeMs: now - lastMove,
    };
    sinks.status(lastTold);
  };

  const sink: RunLog['sink'] = {
    found(finding) {
      directory.addInput('queue', finding);
    },
    prize: keepPrize,
    note,
    killed({ input, outcome, detail }) {
      // One line an outcome: there may be many.
      note(KILLER_NOTES[outcome]);
      directory.appendEvent({ type: 'death', outcome, detail });
      // Every shard runs the seeds: they meet the same killers.
      if (input === undefined || killers.has(input)) return;
      killers.add(input);
      deaths[outcome] = (deaths[outcome] ?? 0) + 1;
      keepPrize(killerPrize(input, outcome, detail, record.execs, prizes.length));
    },
    progress(progress) {
      const wallMs = directory.wallMs();
      record = withProgress(record, progress, wallMs, wallMs - earlierMs);
      record = { ...record, outcomes: { ...record.outcomes, ...deaths } };
      const { best } = progress;
      window.note(clock(), progress.execs);
      directory.appendPlot({
        execs: progress.execs,
        epoch: progress.epoch,
        bestSteps: best.steps,
        bestSize: best.size,
        corpus: progress.corpus,
        sitesHit: progress.sitesHit,
        frontierAgeExecs: progress.frontierAgeExecs,
      });
      tellStatus(progress);
    },
    wantsCheckpoint() {
      askedAt = clock();
      return askedAt - lastCheckpoint >= Math.max(CHECKPOINT_MS, CHECKPOINT_PAUSE * checkpointMs);
    },
    checkpoint(state) {
      // First the record: of a process killed in between, it tells of epochs that will be run again, never of too few.
      directory.writeRecord({ ...record, prizes, notes: [...notes] });
      try {
        // Plain data by construction.
        directory.writeCheckpoint({ epoch: state.epoch, execs: state.execs, state: jsonOf(state) });
      } catch (error) {
        // No text can be longer than half a gigabyte: the run goes on, and resumes from an earlier moment.
        if (!(error instanceof RangeError)) throw error;
        note('the corpus is too large for a checkpoint: a killed run resumes from an earlier one');
      }
      lastCheckpoint = clock();
      checkpointMs = lastCheckpoint - askedAt;
    },
  };

  return {
    sink,
    note,
    async stage(name, run) {
      const start = clock();
      sinks.status({
        ...lastTold,
        stage: name,
        elapsedMs: start - began,
        leftMs: undefined,
        flatInMs: undefined,
      });
      const result = await run();
      const ms = Math.round(clock() - start);
      const known = stages.findIndex((stage) => stage.name === name);
      if (known < 0) stages.push({ name, execs: 0, ms });
      else stages[known] = { name, execs: 0, ms: ms + (stages[known]?.ms ?? 0) };
      return result;
    },
    finish(stop, outcomes) {
      const wallMs = directory.wallMs();
      const search: StageRecord = {
        name: 'search',
        execs: record.execs,
        ms: Math.round(wallMs - sumMs(stages)),
      };
      const best = outcomes.record.best ?? record.best;
      return {
        ...record,
        ...outcomes.record,
        ...(best === undefined || record.seedBest === undefined
          ? {}
          : { slowdown: best.steps / Math.max(1, record.seedBest.steps) }),
        status: stop === 'interrupt' ? 'interrupted' : 'finished',
        stopReason: stop,
        wallMs,
        prizes,
        stages: [search, ...stages],
        notes: [...notes],
      };
    },
  };
}

/** Stages after the search, as an earlier session left them. */
function workUpStages({ stages }: Pick<RunRecord, 'stages'>): StageRecord[] {
  return stages.filter(({ name }) => name !== 'search');
}

function sumMs(stages: readonly StageRecord[]): number {
  return stages.reduce((sum, { ms }) => sum + ms, 0);
}

/** Stages of a problem's campaign that count against its budget. */
const PROBLEM_SEARCH: readonly string[] = ['search', 'contrast'];

/** What a run has spent on its search, over all sessions: the time that counts against its budget. Milliseconds. */
export function searchMs(record: Pick<RunRecord, 'problem' | 'stages' | 'wallMs'>): number {
  if (record.problem !== undefined)
    return sumMs(record.stages.filter(({ name }) => PROBLEM_SEARCH.includes(name)));
  return Math.max(0, record.wallMs - sumMs(workUpStages(record)));
}

const KILLER_NOTES: Readonly<Record<Killer['outcome'], string>> = {
  'timed-out':
    'inputs that hang the program are kept in hangs/ and not run again; --hang-timeout says when that is',
  'out-of-memory':
    'inputs that use up the memory of the program are kept in crashes/ and not run again; --memory gives it more',
  crashed: "inputs that end the program's process are kept in crashes/ and not run again",
};

/** How many inputs ended the process, by how. */
function deathsIn(prizes: readonly PrizeRecord[]): Partial<Record<Killer['outcome'], number>> {
  const counts: Partial<Record<Killer['outcome'], number>> = {};
  for (const { outcome } of prizes)
    if (outcome === 'timed-out' || outcome === 'out-of-memory' || outcome === 'crashed')
      counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function jsonOf(state: object): Parameters<RunDirectory['writeCheckpoint']>[0]['state'] {
  return JSON.parse(JSON.stringify(state)) as Parameters<
    RunDirectory['writeCheckpoint']
  >[0]['state'];
}

function killerPrize(
  input: string,
  outcome: Outcome,
  error: string,
  execs: number,
  index: number,
): Prize {
  return {
    input,
    outcome,
    error,
    steps: 0,
    allocUnits: 0,
    size: input.length,
    reasons: [`+${outcome}`],
    provenance: { id: 900_000 + index, parents: [], op: 'killer', execs },
  };
}

function withProgress(
  record: RunRecord,
  progress: CampaignProgress,
  wallMs: number,
  searchedMs: number,
): RunRecord {
  const improved = progress.best.steps > (record.best?.steps ?? 0);
  const best = improved ? progress.best : record.best;
  const { seedBest } = progress;
  return {
    ...record,
    execs: progress.execs,
    execsPerSecond: Math.round((1000 * progress.execs) / Math.max(1, searchedMs)),
    wallMs,
    epochs: progress.epoch,
    ...(seedBest === undefined ? {} : { seedBest }),
    ...(best === undefined ? {} : { best }),
    ...(improved ? { bestAtExecs: progress.execs } : {}),
    ...(seedBest === undefined || best === undefined
      ? {}
      : { slowdown: best.steps / Math.max(1, seedBest.steps) }),
    sitesHit: progress.sitesHit,
    corpus: progress.corpus,
    outcomes: outcomesOf(progress.outcomes),
    ...(progress.costRange === undefined
      ? {}
      : {
          nondeterministic: {
            minSteps: progress.costRange[0],
            maxSteps: progress.costRange[1],
          },
        }),
    mutators: sumArms(progress.reports.map(({ mutators }) => mutators)),
  };
}

function outcomesOf(counts: readonly number[]): Partial<Record<Outcome, number>> {
  const entries = OUTCOMES.map((outcome, code) => [outcome, counts[code] ?? 0] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

function sumArms(reports: readonly (readonly ArmReport[])[]): readonly YieldRecord[] {
  const sums = new Map<string, YieldRecord>();
  for (const arm of reports.flat()) {
    const known = sums.get(arm.name);
    sums.set(arm.name, {
      name: arm.name,
      execs: arm.execs + (known?.execs ?? 0),
      finds: arm.finds + (known?.finds ?? 0),
      stepsGained: arm.stepsGained + (known?.stepsGained ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => b.stepsGained - a.stepsGained || b.finds - a.finds);
}
