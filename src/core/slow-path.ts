import type { Outcome } from '../../harness/protocol.ts';
import type { Growth } from './finding.ts';
import type { HotLine } from './run-record.ts';

/** A piece of a text that grows with a number n. */
export type TextPiece =
  /** The same for every n. */
  | { readonly kind: 'literal'; readonly text: string }
  /** The unit n + `more` times. */
  | { readonly kind: 'repeat'; readonly unit: string; readonly more: number }
  /**
   * For every i from 0 to n + `more` − 1: the parts with numbers between them, the k-th of which is
   * `first[k] + i * step[k]`. One part more than numbers.
   */
  | {
      readonly kind: 'series';
      readonly parts: readonly string[];
      readonly first: readonly number[];
      readonly step: readonly number[];
      readonly more: number;
    };

/** A text as a function of n: `prefix + unit × n + suffix`, and what goes beyond that. */
export type TextPattern = readonly TextPiece[];

/** CPU time of one size without instrumentation, one timed call per fresh process. */
export interface TimedSize {
  readonly n: number;
  readonly size: number;
  /** Each run, milliseconds, in order of measurement; empty when none ended by itself. */
  readonly cpuMs: readonly number[];
  readonly outcome: Outcome;
}

/** What another version of the program does on the same inputs. */
export interface Counterpart {
  /** As the user wrote it. */
  readonly target: string;
  /** Cost of the other version on the input of {@link SlowPath.n}, with its own counters; absent when it ran out of steps. */
  readonly steps?: number;
  readonly outcome: Outcome;
  /** Absent when too few sizes could be measured. */
  readonly growth?: Growth;
  readonly timed: readonly TimedSize[];
  /** Median CPU time of the program over that of the other version at the largest size that both were timed at. */
  readonly cpuRatio?: number;
}

/** A way to make the program slow, with what it takes to see it again. */
export interface SlowPath {
  /** `f1`, `f2` …, steepest growth first. */
  readonly id: string;
  readonly growth: Growth;
  /** Where the text that grows stands: `args[0]`, `stdin`. */
  readonly place: string;
  readonly pattern: TextPattern;
  /** The pattern as a JavaScript expression in n. */
  readonly expression: string;
  /** A value of n at which it is slow, and what it costs there. */
  readonly n: number;
  readonly size: number;
  readonly steps: number;
  /** Costliest first. */
  readonly hotLines: readonly HotLine[];
  /** Ascending n. */
  readonly timed: readonly TimedSize[];
  /** Path relative to the run directory of a program that shows it. */
  readonly snippet: string;
  readonly against?: Counterpart;
}
