import { resolve } from 'node:path';
import type { OptionSet } from '../config/options.ts';
import type { Finding } from '../core/finding.ts';
import type { LiveStatus } from '../core/run-record.ts';
import type { ConstraintRecord } from '../core/synthesis.ts';
import { recordConstraints } from './constraint-records.ts';
import type { FuzzContext, FuzzSinks } from './fuzz.ts';
import { type PreparedTarget, withTarget } from './prepare-target.ts';
import { runSearch, type SearchSink } from './search-stage.ts';
import { createSynthesizers } from './synthesizers.ts';

export interface SynthRequest {
  /** As the user wrote it. */
  readonly target: string;
  readonly options: OptionSet;
  /** Absolute path that targets and files are relative to. */
  readonly cwd: string;
}

export interface SynthResult {
  readonly target: string;
  readonly records: readonly ConstraintRecord[];
  /** Executions of the search that gathered slow and fast inputs. */
  readonly execs: number;
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

/**
 * Constraints and the gate only: searches until there are slow and fast inputs to compare, asks for constraints once, and
 * measures what those that passed are worth. Writes nothing but the exchanges with a language model.
 * @throws UsageError or DataError when the target or a synthesizer cannot be used.
 */
export async function runSynth(
  { target, options: { options }, cwd }: SynthRequest,
  sinks: FuzzSinks,
  { clock, apiKey, finishEarly }: Pick<FuzzContext, 'apiKey' | 'clock' | 'finishEarly'>,
): Promise<SynthResult> {
  const synthesizers = createSynthesizers({
    options,
    cwd,
    apiKey,
    transcriptDirectory: options.out === undefined ? undefined : resolve(cwd, options.out),
  });
  return await withTarget(
    target,
    options,
    cwd,
    finishEarly,
    async (prepared) => {
      const enough = new AbortController();
      const findings: Finding[] = [];
      const notes = new Set<string>(prepared.notes);
      const search = await runSearch(
        {
          prepared,
          options,
          timeMs: options.timeMs,
          without: [],
          clock,
          signal: AbortSignal.any([finishEarly, enough.signal]),
          resume: undefined,
          synthesizers,
        },
        scoutSink(prepared, sinks, clock, findings, notes, enough),
      );
      if (search.synthesis?.rounds === 0 && !finishEarly.aborted)
        notes.add(
          'the search was too short to tell slow inputs from fast ones: give it more time or executions',
        );
      const records = await recordConstraints(search, findings, { prepared, options });
      return { target, records, execs: search.execs, notes: [...notes] };
    },
    { options, cwd, apiKey },
  );
}

/** Keeps what is found in memory, and ends the search after its first round of synthesis. */
function scoutSink(
  prepared: PreparedTarget,
  sinks: FuzzSinks,
  clock: () => number,
  findings: Finding[],
  notes: Set<string>,
  enough: AbortController,
): SearchSink {
  const began = clock();
  let status: LiveStatus | undefined;
  return {
    found: (finding) => void findings.push(finding),
    prize: () => undefined,
    note: (text) => void notes.add(text),
    killed: ({ outcome }) => void notes.add(`an input ended its worker: ${outcome}`),
    progress(progress) {
      const elapsedMs = clock() - began;
      status = {
        stage: 'gathering slow and fast inputs',
        epoch: progress.epoch,
        execs: progress.execs,
        execsPerSecond: Math.round((1000 * progress.execs) / Math.max(1, elapsedMs)),
        elapsedMs,
        leftMs: undefined,
        flatInMs: undefined,
        execsShare: undefined,
        best: progress.best,
        seedBest: progress.seedBest,
        growth: undefined,
        frontierAgeMs: 0,
        sitesHit: progress.sitesHit,
        siteCount: prepared.loaded.image.siteCount,
        corpus: progress.corpus,
        outcomes: {},
      };
      sinks.status(status);
    },
    wantsCheckpoint: () => false,
    checkpoint: () => undefined,
    async stage(name, run) {
      if (status !== undefined) sinks.status({ ...status, stage: name });
      try {
        return await run();
      } finally {
        enough.abort();
      }
    },
  };
}
