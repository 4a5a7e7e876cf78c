import type { Finding } from '../core/finding.ts';
import type { ConstraintScore } from '../core/synthesis.ts';
import type { SearchState } from './state.ts';

/** Everything that decides what a search does, besides target and model. */
export interface SearchOptions {
  readonly seed: number;
  /** This shard's number, 0 ≤ shard < shards. */
  readonly shard: number;
  readonly shards: number;
  /** Fuel of an execution on the ladder, in steps. */
  readonly ladderMaxSteps: number;
  /** Fuel of an execution in the final stage, in steps. */
  readonly finalMaxSteps: number;
  /** Inputs above this size (scalars) are not made. */
  readonly maxSize: number;
  /** Constants that the program compares with. */
  readonly dictionary: { readonly strings: readonly string[]; readonly numbers: readonly number[] };
  /** Parts of the search that are switched off, for ablations. */
  readonly without: readonly SearchPart[];
  /** Ids of the constraints: the first expressions of the watch, as margins, in the same order. Absent for none. */
  readonly constraints?: readonly string[];
}

/** Before the name, in the journal and in quarantine, of an input that ran with numbers which were not decided: no input by itself. */
export const UNDECIDED = '\0undecided ';

/** Parts of the search that an ablation can switch off. */
export const SEARCH_PARTS = [
  'cost',
  'sites',
  'ladder',
  'bandit',
  'patterns',
  'dictionary',
  'splice',
  'line-search',
  /** Orders of numbers that the program chooses itself. */
  'adversary',
  /** Constraints are looked at and told of, and nothing is done about them. */
  'constraints',
  'recipes',
  /** What the program's regular expressions tell of themselves, see PatternAids. */
  'recheck',
] as const;
export type SearchPart = (typeof SEARCH_PARTS)[number];

/** Answered with a {@link SeedReport}. */
export interface BeginRequest {
  readonly kind: 'search-begin';
  readonly options: SearchOptions;
  /** Encoded inputs that the user gave; known to decode. */
  readonly seeds: readonly string[];
  /** Inputs that killed a worker: never run again. */
  readonly quarantine: readonly string[];
  /** Journal every input before it runs. */
  readonly journal: boolean;
}

/** Answered with an {@link EpochReport}. */
export interface EpochRequest {
  readonly kind: 'search-epoch';
  readonly epoch: number;
  /** `search` climbs the ladder; `final` takes the best patterns to the size limit with the final fuel. */
  readonly stage: 'search' | 'final';
  /** The epoch ends after this many executions … */
  readonly execs: number;
  /** … or this many steps, whichever comes first. */
  readonly steps: number;
  /** What other shards found in the last epoch, in shard order. */
  readonly imports: readonly { readonly input: string; readonly id: number }[];
  /** Inputs that killed a worker: never run again. */
  readonly quarantine: readonly string[];
  /** Journal every input before it runs, not only the expensive ones. */
  readonly journal: boolean;
}

/** Answered with a {@link SearchState}; changes nothing. */
export interface SnapshotRequest {
  readonly kind: 'search-snapshot';
}

/** Answered with null. */
export interface RestoreRequest {
  readonly kind: 'search-restore';
  readonly options: SearchOptions;
  readonly state: SearchState;
}

export type SearchRequest = BeginRequest | EpochRequest | SnapshotRequest | RestoreRequest;

/** What the seeds showed before the first epoch. */
export interface SeedReport {
  readonly execs: number;
  readonly steps: number;
  readonly finds: readonly Finding[];
  /** The costliest seed; undefined when there were none and nothing could be generated. */
  readonly seedBest: { readonly steps: number; readonly size: number } | undefined;
  /** See {@link EpochReport.prizes}. */
  readonly prizes: readonly (Finding & { readonly error: string })[];
  readonly notes: readonly string[];
}

export interface ArmReport {
  readonly name: string;
  readonly execs: number;
  /** Executions that earned a place in the archive. */
  readonly finds: number;
  /** Sum over finds of the steps gained on the best of the same size band. */
  readonly stepsGained: number;
}

export interface EpochReport {
  readonly epoch: number;
  readonly execs: number;
  readonly steps: number;
  readonly finds: readonly Finding[];
  /** First input of each distinct thrown error, and of each over-budget or over-deep execution band. */
  readonly prizes: readonly (Finding & { readonly error: string })[];
  /** Totals since the search began. */
  readonly totals: {
    readonly execs: number;
    readonly steps: number;
    /** Executions and steps since the frontier (a band's best cost, or coverage) last moved. */
    readonly frontierAgeExecs: number;
    readonly frontierAgeSteps: number;
    readonly sitesHit: number;
    readonly corpus: number;
    readonly outcomes: readonly number[];
    /** Least and most that one input cost in several runs, when they differed. */
    readonly costRange: readonly [number, number] | undefined;
  };
  readonly best: { readonly steps: number; readonly size: number };
  /** Best cost of each size band with any, ascending size. */
  readonly frontier: readonly { readonly size: number; readonly steps: number }[];
  readonly mutators: readonly ArmReport[];
  readonly stages: readonly ArmReport[];
  /** Since the search began, one a constraint, in the order of the options. */
  readonly constraints: readonly ConstraintScore[];
  readonly recipes: readonly ArmReport[];
  readonly notes: readonly string[];
}
