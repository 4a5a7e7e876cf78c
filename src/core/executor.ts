import type { Expression } from '../../constraints/language/expression.ts';
import type { FileCoverage, Outcome } from '../../harness/protocol.ts';
import type { InputSpec } from './input-spec.ts';
import type { Watch } from './watch.ts';

/** How a shard makes the input model: sent to the loop, so plain data. */
export type ModelDescription =
  | { readonly kind: 'spec'; readonly spec: InputSpec; readonly maxSize: number }
  /** The user's arbitrary, in the program's realm, behind `Host.draw`. */
  | { readonly kind: 'choices'; readonly maxSize: number }
  /** Inputs as they were written, to be measured only. */
  | { readonly kind: 'literal'; readonly target: 'function' | 'stdin' };

/** What one execution showed. */
export interface Measurement {
  readonly outcome: Outcome;
  /** Deterministic cost: hits of all sites plus work charged. 0 ≤ steps < 2^31 + one poll's overshoot. */
  readonly steps: number;
  /** Deterministic allocation cost: results of builtins charged by length. */
  readonly allocUnits: number;
  /** Size of the input, see InputModel.sizeOf. */
  readonly size: number;
  /** Sparse hits in ascending site order, when asked for: `hits[2k]` is a site, `hits[2k + 1]` its count. */
  readonly hits: Int32Array | undefined;
  /** What was thrown, shortened; empty unless the outcome is `threw` or `crashed`. */
  readonly error: string;
  /** Digest of the result or of what was printed; empty when nothing came back. */
  readonly outputDigest: string;
  /** Hits by line and branch of every module that counts them, when asked for. */
  readonly coverage?: readonly FileCoverage[];
  /** What was printed or returned, when asked for and `outcome` is `ok`; see `Host.outputText`. */
  readonly output?: string | undefined;
}

export interface MeasureOptions {
  /** Fuel of each execution in steps. */
  readonly maxSteps: number;
  readonly hits?: boolean;
  /** Tell the hits of lines and branches, which a program under istanbul-lib-instrument's counters has. */
  readonly coverage?: boolean;
  /** Tell the output too, if it is no longer than this many characters. Default: only its digest. */
  readonly outputChars?: number;
  /** Instantiate the program's modules anew before each execution (stdin programs always are). Default false. */
  readonly fresh?: boolean;
}

/** Runs single inputs and says what they cost. A program's misbehaviour is an outcome, never an exception. */
export interface Executor {
  /**
   * Runs each encoded input once, in order. An input that kills its worker has that death as its outcome and the
   * rest go on in a new worker.
   * @returns one measurement per input, same order.
   */
  measure(inputs: readonly string[], options: MeasureOptions): Promise<readonly Measurement[]>;
  close(): Promise<void>;
}

/** Sent to the loop by executors; answered with `Measurement[]`. */
export interface MeasureRequest extends MeasureOptions {
  readonly kind: 'measure';
  readonly inputs: readonly string[];
  /** Journal each input before it runs. */
  readonly journal: boolean;
}

/** Sent to the loop; answered with `SeenPattern[]`, see Host.patterns. */
export interface PatternsRequest {
  readonly kind: 'patterns';
}

/** The first request to every loop; answered with null. */
export interface ConfigureRequest {
  readonly kind: 'configure';
  readonly model: ModelDescription;
  readonly target: 'function' | 'stdin';
  readonly dictionary: { readonly strings: readonly string[]; readonly numbers: readonly number[] };
  /** What is woven into the program; absent for nothing. */
  readonly watch?: Watch;
  /** What the search may make inputs by; absent for nothing. */
  readonly recipes?: readonly ParsedRecipe[];
}

/** A recipe with its expressions parsed and its places resolved to those of the input model. */
export interface ParsedRecipe {
  readonly id: string;
  readonly input: readonly RecipeInput[];
  /** Places of the numbers that its expressions may name, by those names. */
  readonly numbers: Readonly<Record<string, string>>;
}

export interface RecipeInput {
  /** See Part.place. */
  readonly place: string;
  /** Over `i`, `n`, `N` and the names of numbers, see Recipe. */
  readonly expression: Expression;
}
