import type { Finding } from '../../src/core/finding.ts';
import type { SearchPart } from '../../src/fuzz/requests.ts';
import { runCampaign } from '../../src/pipeline/campaign.ts';
import { SearchShard } from '../../src/pipeline/search-shard.ts';
import {
  configureRequest,
  searchOptions,
  shardOptions,
} from '../../src/pipeline/search-options.ts';
import { type CurvePoint, extendCurve } from './curve.ts';
import { chooseWinner, keepFinalist } from './finalists.ts';
import { createMeteredShard } from './metered-shard.ts';
import type { Trial, TrialResult } from './trial.ts';

/**
 * The campaign that `slowpath fuzz` runs, on one shard, up to the suite. The best is that of what the search kept,
 * measured again as for the suite.
 */
export async function runSearchTrial(
  trial: Trial,
  without: readonly SearchPart[],
): Promise<TrialResult> {
  const { prepared, options, clock, until, budgetClock } = trial;
  const search = searchOptions(prepared, options, without);
  const enough = new AbortController();
  const notes: string[] = [];
  const curve: CurvePoint[] = [];
  const finalists: Finding[] = [];
  let steps = 0;
  const shard = await createMeteredShard(prepared.loaded.image, shardOptions(options));
  try {
    const began = clock();
    // Told at an epoch's end, which is as exact as times are; executions are exact.
    const spent = (): Pick<CurvePoint, 'wallMs' | 'cpuMs'> => ({
      wallMs: clock() - began,
      cpuMs: shard.cpuMs(),
    });
    const took = (finding: Finding): void => {
      keepFinalist(finalists, finding);
      extendCurve(curve, { execs: finding.provenance.execs, ...spent(), best: finding.steps });
    };
    const searchShard = new SearchShard(
      shard,
      configureRequest(prepared),
      { ...search, shard: 0, shards: 1 },
      [],
      ({ outcome, detail }) => void notes.push(`an input ended its worker: ${outcome} ${detail}`),
    );
    const { stop, execs } = await runCampaign(
      [searchShard],
      {
        search,
        budget: { timeMs: options.timeMs, execs: options.execs },
        seeds: prepared.seeds,
        clock: budgetClock === 'cpu' ? () => shard.cpuMs() : clock,
        signal: enough.signal,
        resume: undefined,
      },
      {
        found: took,
        // What of them is costly was found as well.
        prize: () => undefined,
        note: (text) => void notes.push(text),
        progress: (progress) => {
          steps = progress.steps;
          if ((finalists[0]?.steps ?? 0) >= until) enough.abort();
        },
        wantsCheckpoint: () => false,
        checkpoint: () => undefined,
      },
    );
    const used = spent();
    const winner = await chooseWinner(finalists, prepared, options);
    const best = { steps: winner?.steps ?? 0, size: winner?.size ?? 0, input: winner?.input };
    // Known no earlier than this when the search had cut it off.
    extendCurve(curve, { execs, ...used, best: best.steps });
    return {
      best,
      execs,
      steps,
      ...used,
      stop: enough.signal.aborted ? 'reached' : stop,
      curve,
      notes,
    };
  } finally {
    await shard.close();
  }
}
