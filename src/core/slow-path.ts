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

/** CPU time at one size without instrumentation, one timed call per fresh process. */
export interface TimedSize {
  readonly size: number;
  /** Each call that ended by itself, milliseconds, in order of measurement. */
  readonly cpuMs: readonly number[];
  /** Of the last call. */
  readonly outcome: Outcome;
}

/** What another version of the program does on the same inputs. */
export interface Counterpart {
  /** As the user wrote it. */
  readonly target: string;
  /** On the largest input of the finding, with its own counters; those of the fuel when that ran out. */
  readonly steps: number;
  readonly outcome: Outcome;
  /** Absent when too few sizes could be measured. */
  readonly growth?: Growth;
  /** Same sizes as those of the finding. */
  readonly timed: readonly TimedSize[];
  /**
   * Median CPU time of the program over that of the other version, at the largest size. Where a call did not end in time,
   * its time-out stands for it. Absent when nothing was timed.
   */
  readonly cpuRatio?: number;
}

/** The inputs of a slow path. */
export type SlowInputs =
  /** A text that grows with n. */
  | {
      readonly kind: 'pattern';
      /** Where the text stands: `args[0]`, `stdin`. */
      readonly place: string;
      readonly pattern: TextPattern;
      /** The pattern as a JavaScript expression in n. */
      readonly expression: string;
      /** Values at which it was timed, ascending; the last is the largest whose cost was counted. */
      readonly counts: readonly number[];
    }
  /** Inputs that follow no pattern in a text: they are written out beside the snippet. */
  | { readonly kind: 'inputs'; readonly file: string };

/** A way to make the program slow, and what it takes to see it again. */
export interface SlowPath {
  /** `f1`, `f2` …, steepest growth first. */
  readonly id: string;
  readonly growth: Growth;
  readonly inputs: SlowInputs;
  /** Of its largest input. */
  readonly size: number;
  readonly steps: number;
  /** Of its largest input, costliest first. */
  readonly hotLines: readonly HotLine[];
  /** Ascending size. */
  readonly timed: readonly TimedSize[];
  /** Path, relative to the run directory, of a program that shows it. */
  readonly snippet: string;
  readonly against?: Counterpart;
}
