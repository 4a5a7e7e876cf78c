import type { Outcome } from '../../harness/protocol.ts';
import type { Growth } from './finding.ts';
import type { ProblemRun } from './problem-run.ts';
import type { SlowPath } from './slow-path.ts';
import type { ConstraintRecord, LineDifference } from './synthesis.ts';

/** What JSON can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where a resolved option came from. */
export type OptionOrigin = 'default' | 'command-line' | 'config' | 'problem' | 'environment';

export interface RecordedOption {
  readonly value: Json;
  readonly from: OptionOrigin;
}

/**
 * `running` while a process writes (or was killed while writing); `finished` when the search ended by itself or by its
 * budget; `interrupted` when the user ended it early but the suite is complete; `failed` when an error ended it.
 */
export const RUN_STATUSES = ['running', 'finished', 'interrupted', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Why the search stopped. */
export const STOP_REASONS = ['flat-frontier', 'execs', 'time', 'interrupt', 'error'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

export interface RunTarget {
  /** As the user wrote it. */
  readonly specifier: string;
  readonly slug: string;
  readonly kind: 'function' | 'stdin';
  /** Path of the entry's file. */
  readonly entryFile: string;
  /** See LoadedTarget.contentHash. */
  readonly contentHash: string;
  /** Where the input model came from, for people: `--args '[string]'`, `types of lib.ts`, `3 example tests`. */
  readonly inputModel: string;
  /** Number of instrumented sites. */
  readonly siteCount: number;
}

export interface RunBudget {
  /** Milliseconds; absent when unlimited. */
  readonly timeMs?: number;
  /** Executions; absent when unlimited. */
  readonly execs?: number;
  /** Scalars. */
  readonly maxSize: number;
  /** Fuel of one final execution, steps. */
  readonly maxSteps: number;
}

export interface CostAndSize {
  readonly steps: number;
  readonly size: number;
}

/** A source line and what it cost in the slowest test. */
export interface HotLine {
  /** Path of the source file. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly functionName: string;
  /** What costs there: kinds of sites, `work:indexOf` for builtins. */
  readonly what: readonly string[];
  readonly steps: number;
  /** Of all steps of that execution, 0 to 1. */
  readonly share: number;
  /** The line's text, trimmed and cut at 200 characters. */
  readonly code: string;
}

/**
 * A slow run beside a fast one. Of a program: the slowest test, and an input of its size that costs what random ones do, the
 * median of a few. Of a problem: the slowest test on the solution that it costs most, and on the one that it costs least.
 */
export interface RunComparison {
  readonly slow: CostAndSize;
  readonly fast: CostAndSize & {
    /** The input as people read it, shortened; of a problem, the solution. */
    readonly shown: string;
  };
  /** Steps of all sites of every line that either of them reached, by file and line. */
  readonly lines: readonly LineDifference[];
}

/** CPU time of the program without instrumentation, one timed call per fresh process. */
export interface Confirmation {
  /** Test file under suite/, or `a seed`. */
  readonly input: string;
  readonly size: number;
  /** CPU time of each run, milliseconds, in order of measurement. */
  readonly cpuMs: readonly number[];
  readonly outcome: Outcome;
}

/** Yield of a mutator or a stage of the search. */
export interface YieldRecord {
  readonly name: string;
  readonly execs: number;
  /** Executions that earned a place in the archive. */
  readonly finds: number;
  /** Sum over finds of the steps gained on the best of the same size band. */
  readonly stepsGained: number;
}

export interface StageRecord {
  readonly name: string;
  readonly execs: number;
  /** Wall time, milliseconds. */
  readonly ms: number;
}

/** Prizes on disk that are worth a look. */
export interface PrizeRecord {
  readonly folder: 'slow' | 'hangs' | 'crashes';
  /** Path relative to the run directory. */
  readonly file: string;
  readonly outcome: Outcome;
  readonly steps: number;
  readonly size: number;
  /** What was thrown; empty unless something was. */
  readonly error: string;
}

export interface RunVersions {
  readonly slowpath: string;
  readonly node: string;
  /** Raised when the same input may cost other steps. */
  readonly instrumentation: number;
}

/** The self-describing record of a run: what `run.json` holds. */
export interface RunRecord {
  readonly version: 1;
  readonly target: RunTarget;
  /** Resolved options by name, with where each came from. */
  readonly options: Readonly<Record<string, RecordedOption>>;
  /** What must be equal for the run to be resumed: name → value, as told to the user when it differs. */
  readonly identity: Readonly<Record<string, Json>>;
  readonly seed: number;
  readonly budget: RunBudget;
  readonly status: RunStatus;
  /** Absent while running. */
  readonly stopReason?: StopReason;
  /** ISO 8601, when the run was begun. */
  readonly startedAt: string;
  readonly execs: number;
  readonly execsPerSecond: number;
  /** Over all sessions of the run. */
  readonly wallMs: number;
  readonly epochs: number;
  /** The costliest seed (or first generated input); absent when there was none. */
  readonly seedBest?: CostAndSize;
  /** The costliest input; `test` is its file in suite/tests once the suite is written. */
  readonly best?: CostAndSize & { readonly test?: string };
  /** best.steps / seedBest.steps. */
  readonly slowdown?: number;
  /** Median cost of random inputs of the size of the best: what its pattern, not its size, is worth. */
  readonly randomOfSameSize?: CostAndSize;
  /** Executions after which the best was found. */
  readonly bestAtExecs?: number;
  readonly growth?: Growth;
  /** What the x axis of growth is when it is not the size: the place of a number, `args[0]`. */
  readonly growthAxis?: string;
  /** Ways to make the program slow, steepest growth first; absent when cost does not grow faster than linearly. */
  readonly findings?: readonly SlowPath[];
  /** Sites hit at least once by any input, of target.siteCount. */
  readonly sitesHit: number;
  /** Of a problem: its solutions, how they were told apart, who was set aside. */
  readonly problem?: ProblemRun;
  /** Number of inputs in queue/. */
  readonly corpus: number;
  /** Executions by outcome; outcomes that did not occur may be absent. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly hotLines: readonly HotLine[];
  /** Absent when no fast run came to its end. */
  readonly comparison?: RunComparison;
  readonly prizes: readonly PrizeRecord[];
  readonly confirmations: readonly Confirmation[];
  /** Range of steps over re-runs of one input, when they differ: the program is nondeterministic. */
  readonly nondeterministic?: { readonly minSteps: number; readonly maxSteps: number };
  /** Every candidate of synthesis with its gate verdict and what it brought; empty when nothing was synthesized. */
  readonly constraints: readonly ConstraintRecord[];
  readonly mutators: readonly YieldRecord[];
  readonly stages: readonly StageRecord[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
  readonly versions: RunVersions;
}

/** What the live status shows; every figure is of the whole run. */
export interface LiveStatus {
  readonly stage: string;
  readonly epoch: number;
  readonly execs: number;
  readonly execsPerSecond: number;
  readonly elapsedMs: number;
  /**
   * Milliseconds until the budget of the search ends: of time, or of executions at the pace of the last ones, whichever ends
   * first; undefined when that cannot be told. The search may be over sooner.
   */
  readonly leftMs: number | undefined;
  /** Milliseconds until the frontier counts as flat, should nothing new be found; undefined when that cannot be told. */
  readonly flatInMs: number | undefined;
  /** Share of the execution budget that is used, 0 to 1; undefined without one. */
  readonly execsShare: number | undefined;
  readonly best: CostAndSize | undefined;
  readonly seedBest: CostAndSize | undefined;
  readonly growth: Growth | undefined;
  /** Since a band's best cost or coverage last moved, milliseconds; for people only. */
  readonly frontierAgeMs: number;
  readonly sitesHit: number;
  readonly siteCount: number;
  readonly corpus: number;
  /** Executions that ended over budget, thrown or dead, for the line of oddities. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}
