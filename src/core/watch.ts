import type { Expression } from '../../constraints/language/expression.ts';
import type { Measurement, MeasureOptions } from './executor.ts';

/** A place in the program where values can be looked at, found in its source. */
export interface ProbePlace {
  /** Absolute path of the module. */
  readonly file: string;
  readonly at: 'line' | 'entry' | 'exit' | 'loop';
  /** 1-based, of the statement, function or loop. */
  readonly line: number;
  /** 0-based. */
  readonly column: number;
  /** As in the site table. */
  readonly functionName: string;
  /** The enclosing function, which tells places of one line apart: its own line and column, `line:column`. */
  readonly functionAt: string;
  /** Names in scope and definitely initialised there, innermost first, without duplicates; `this` where it is an object of the program. */
  readonly variables: readonly string[];
}

/** A place to weave a probe into, and what it hands over. */
export interface Probe {
  readonly place: ProbePlace;
  /** Variables handed over, a subset of the place's. */
  readonly variables: readonly string[];
  /** Keeps count of how many activations of the enclosing function are open (`callDepth()`): a try/finally around its body. */
  readonly tracksDepth: boolean;
}

/** One expression evaluated at one probe. */
export interface WatchedExpression {
  /** Index into {@link Watch.probes}. */
  readonly probe: number;
  /** Its variables are among the probe's. */
  readonly expression: Expression;
  /** `margin`: branch distance of the expression as a condition, 0 holds, up to 1; `value`: its numeric value. */
  readonly mode: 'margin' | 'value';
}

/** What is watched during executions: plain data, woven by the instrumenter and read by the loop. */
export interface Watch {
  readonly probes: readonly Probe[];
  readonly expressions: readonly WatchedExpression[];
}

export const EMPTY_WATCH: Watch = { probes: [], expressions: [] };

/** What one execution showed of a watch. */
export interface Observation extends Measurement {
  /**
   * Least and greatest over the evaluations: `readings[2k]`, `readings[2k + 1]` of `expressions[k]`; both NaN when it was
   * never evaluated or never a number. Length 2 × expressions.
   */
  readonly readings: Float64Array;
}

/** Sent to the loop; answered with `Observation[]`. All probes are armed. */
export interface ObserveRequest extends MeasureOptions {
  readonly kind: 'observe';
  readonly inputs: readonly string[];
  readonly journal: boolean;
}
