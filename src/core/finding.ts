import type { Outcome } from '../../harness/protocol.ts';

/** Where an input comes from. */
export interface Provenance {
  /** Corpus number, in order of discovery over all shards. */
  readonly id: number;
  /** Corpus numbers of the inputs it was made from; empty for seeds and generated ones. */
  readonly parents: readonly number[];
  /** What made it: a mutator's name, `seed`, `generate`, `scale`, `splice`. */
  readonly op: string;
  /** Executions of the whole campaign before it. */
  readonly execs: number;
}

/** An input that the search kept, with what its execution showed. */
export interface Finding {
  /** See InputModel.encode. */
  readonly input: string;
  readonly outcome: Outcome;
  readonly steps: number;
  readonly allocUnits: number;
  readonly size: number;
  /** Why it was kept: `+max:site17`, `+new:site3`, `+total`, `+rate` … */
  readonly reasons: readonly string[];
  readonly provenance: Provenance;
}

/** Cost as a function of size. Linear and n log n are one class for verdicts. */
export const GROWTH_CLASSES = [
  'constant',
  'linear',
  'superlinear',
  'quadratic',
  'cubic',
  'exponential',
] as const;
export type GrowthClass = (typeof GROWTH_CLASSES)[number];

export interface GrowthPoint {
  readonly size: number;
  readonly steps: number;
}

export interface Growth {
  readonly class: GrowthClass;
  /** Slope of log cost differences on log size; for `exponential` the base-2 logarithm of the factor per unit of size. */
  readonly exponent: number;
  /** 95 % interval of the exponent. */
  readonly interval: readonly [number, number];
  readonly r2: number;
  /** Ascending size, at least 6. */
  readonly points: readonly GrowthPoint[];
}
