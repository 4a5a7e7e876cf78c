import type { ResolvedOptions } from '../../src/config/options.ts';
import { createExecutor } from '../../src/execute/executor.ts';
import type { ShardFactory } from '../../src/execute/shard.ts';
import { prepareTarget, type PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { shardOptions } from '../../src/pipeline/search-options.ts';
import { runSearch, type SearchSink } from '../../src/pipeline/search-stage.ts';
import { createSynthesizers } from '../../src/pipeline/synthesizers.ts';
import { createCpuMeter, type CpuMeter } from '../support/cpu-meter.ts';
import { runBlind } from './blind.ts';
import { type CandidatePool, createCandidatePool, DEADLY_STEPS } from './candidates.ts';
import type { InstalledEntry } from './install.ts';
import { judge, type Verdict } from './judge.ts';
import { knownShare } from './known-share.ts';
import type { Variant } from './variants.ts';

export interface Trial {
  readonly installed: InstalledEntry;
  /** Module to search. */
  readonly target: string;
  readonly options: ResolvedOptions;
  readonly variant: Variant;
}

/** What came of one search. */
export interface TrialResult {
  readonly verdict: Verdict | undefined;
  /** CPU time of the search when it had the input that the verdict is about, milliseconds; undefined when not found. */
  readonly foundMs: number | undefined;
  readonly cpuMs: number;
  readonly execs: number;
  /** Steps of the found pattern over those of the known input at the same length. */
  readonly share: number | undefined;
  readonly notes: readonly string[];
}

/** CPU time at which the search stands still and what it has found is looked at, as shares of its budget. */
const LOOKS = [0.05, 0.2, 0.5];

/** Searches until the slow path is found or the budget, in CPU time, is used up. */
export async function runTrial(trial: Trial): Promise<TrialResult> {
  const { target, options, installed } = trial;
  const prepared = await prepareTarget(target, options, '/', new AbortController().signal);
  try {
    const executor = await createExecutor(prepared.loaded, prepared.model.description, {
      shard: shardOptions(options),
    });
    try {
      return await searchAndJudge(trial, prepared, (pool, known) =>
        judge(pool, known, { prepared, installed, options, executor }),
      ).then(async (result) => ({
        ...result,
        share: await knownShare(result.verdict, installed.known, prepared, executor),
      }));
    } finally {
      await executor.close();
    }
  } finally {
    await prepared.close();
  }
}

type Look = (pool: CandidatePool, known: Verdict | undefined) => Promise<Verdict | undefined>;

async function searchAndJudge(
  { options, variant }: Trial,
  prepared: PreparedTarget,
  lookAt: Look,
): Promise<Omit<TrialResult, 'share'>> {
  const meter = createCpuMeter();
  const pool = createCandidatePool();
  const enough = new AbortController();
  const notes: string[] = [...prepared.loaded.notes];
  const looks = LOOKS.map((share) => share * (options.timeMs ?? 0));
  let verdict: Verdict | undefined;
  const look = async (): Promise<void> => {
    verdict = await lookAt(pool, verdict);
    if (verdict?.found) enough.abort();
  };
  // Between two requests the search's process is idle, and its clock stands still.
  const openShard: ShardFactory = async (...given) => {
    const shard = await meter.openShard(...given);
    return {
      ...shard,
      request: async (payload) => {
        const isDue = meter.cpuMs() >= (looks[0] ?? Infinity);
        if (isDue) while (meter.cpuMs() >= (looks[0] ?? Infinity)) looks.shift();
        if (isDue && !enough.signal.aborted) await look();
        return await shard.request(payload);
      },
    };
  };
  const execs =
    variant.kind === 'search'
      ? await search(variant.without)
      : await runBlind({
          source: variant.source,
          prepared,
          options,
          meter,
          openShard,
          pool,
          signal: enough.signal,
        });
  if (!enough.signal.aborted) await look();
  const cpuMs = meter.cpuMs();
  const foundMs = verdict?.found ? verdict.candidate.atMs : undefined;
  return { verdict, foundMs, cpuMs, execs, notes };

  async function search(without: Parameters<typeof runSearch>[0]['without']): Promise<number> {
    const setting = { options, cwd: '/', apiKey: undefined, transcriptDirectory: undefined };
    const end = await runSearch(
      {
        prepared,
        options,
        timeMs: options.timeMs,
        without,
        clock: () => meter.cpuMs(),
        signal: enough.signal,
        resume: undefined,
        synthesizers: createSynthesizers(setting),
        openShard,
      },
      sinkOf(pool, meter, notes),
    );
    return end.execs;
  }
}

function sinkOf(pool: CandidatePool, meter: CpuMeter, notes: string[]): SearchSink {
  return {
    found: (finding) => pool.add(finding, meter.cpuMs()),
    prize: (prize) => {
      if (prize.outcome === 'steps-exceeded') pool.add(prize, meter.cpuMs());
    },
    note: (text) => void notes.push(text),
    killed: ({ input, outcome, detail }) => {
      notes.push(`an input ended its worker: ${outcome} ${detail}`);
      if (input !== undefined && outcome === 'timed-out')
        pool.add({ input, steps: DEADLY_STEPS, size: input.length, reasons: [] }, meter.cpuMs());
    },
    progress: () => undefined,
    wantsCheckpoint: () => false,
    checkpoint: () => undefined,
    stage: async (_name, run) => await meter.during(run),
  };
}
