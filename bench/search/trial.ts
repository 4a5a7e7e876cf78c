import type { ResolvedOptions } from '../../src/config/options.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import type { Curve } from './curve.ts';

/** One run of one variant. */
export interface Trial {
  readonly prepared: PreparedTarget;
  /** One worker; seed, and either a time or an execution budget. */
  readonly options: ResolvedOptions;
  /** Ends the trial when the best cost reaches it. Steps; Infinity for never. */
  readonly until: number;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Which clock a budget in time is read from. */
  readonly budgetClock: 'wall' | 'cpu';
}

/** What a trial came to. */
export interface TrialResult {
  readonly best: {
    readonly steps: number;
    readonly size: number;
    /** Encoded; undefined when nothing was found. */
    readonly input: string | undefined;
  };
  readonly execs: number;
  /** Steps of all executions. */
  readonly steps: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Why it ended. */
  readonly stop: string;
  readonly curve: Curve;
  /** What else happened, one line each. */
  readonly notes: readonly string[];
}
