import type { PreferencePair, RewardRow } from '../core/reward-rows.ts';
import type { ReportIssue } from './data-issues.ts';
import type { ProblemRecord } from './problem-record.ts';
import type { StagedDirectory } from './staged-directory.ts';

/** Writes one problem after the other in some format; holds one problem at a time. */
export interface Exporter {
  /** @returns whether the problem is in the dataset; when it is not, the reason was reported */
  add(problem: ProblemRecord): boolean | Promise<boolean>;
  /** Writes what comes last; nothing is added afterwards. */
  finish(): void | Promise<void>;
  /** Files of each table, for the dataset card; none when the format is a tree of files. */
  readonly tables: readonly DatasetTable[];
}

export interface DatasetTable {
  readonly name: string;
  /** Names inside the directory. */
  readonly files: readonly string[];
}

/** What the tests of a problem say of its solutions; solutions by their names in the dataset. */
export interface Rewards {
  readonly pairs: readonly PreferencePair[];
  readonly rewards: readonly RewardRow[];
}

export interface ExportTo {
  readonly directory: StagedDirectory;
  readonly report: ReportIssue;
  /** Absolute path of what the format patches; undefined when none was given. */
  readonly base: string | undefined;
  readonly rewardsOf: (problem: ProblemRecord) => Rewards;
}
