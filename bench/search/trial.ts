import type { ResolvedOptions } from '../../src/config/options.ts';
import type { ConstraintScore } from '../../src/core/synthesis.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import type { Curve } from './curve.ts';

/** One run of one variant. */
export interface Trial {
  readonly prepared: PreparedTarget;
  /** One worker; seed, and either a time or an execution budget. */
  readonly options: ResolvedOptions;
  /** Ends the trial after an epoch when its executions took so many together; undefined for no limit. */
  readonly maxSteps: number | undefined;
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
  /** See CpuMeter. */
  readonly cpuMs: number;
  /** Why it ended. */
  readonly stop: string;
  readonly curve: Curve;
  /** What else happened, one line each. */
  readonly notes: readonly string[];
  /** Absent when nobody was asked for constraints. */
  readonly synthesis?: SynthesisUse;
}

/** What synthesis took, and what came of it. */
export interface SynthesisUse {
  readonly rounds: number;
  /** Executions of the program that it looked at; they are not among those of the trial. */
  readonly execs: number;
  /** From the beginning of each round until the search goes on, milliseconds; is part of the trial's. */
  readonly cpuMs: number;
  /** What was woven in, and how the search fared with it; not yet known of the last round at the very end. */
  readonly constraints: readonly {
    readonly id: string;
    readonly when: string;
    readonly score: ConstraintScore | undefined;
  }[];
  readonly recipes: number;
}
