import type { ResolvedOptions } from '../config/options.ts';
import type { LiveStatus, RunRecord } from '../core/run-record.ts';

/** What the record tells of a run; the rest is known at the end of an epoch. */
export function statusOf(
  record: RunRecord,
  options: ResolvedOptions,
  siteCount: number,
): LiveStatus {
  return {
    stage: 'search',
    epoch: record.epochs,
    execs: record.execs,
    execsPerSecond: record.execsPerSecond,
    elapsedMs: 0,
    leftMs: undefined,
    flatInMs: undefined,
    execsShare: options.execs === undefined ? undefined : record.execs / options.execs,
    best: record.best,
    seedBest: record.seedBest,
    growth: undefined,
    frontierAgeMs: 0,
    sitesHit: record.sitesHit,
    siteCount,
    corpus: record.corpus,
    outcomes: record.outcomes,
  };
}
