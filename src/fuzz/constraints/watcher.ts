import { compileValue, type Frame } from '../../../constraints/language/evaluate.ts';
import { compileMargin } from '../../../constraints/language/margin.ts';
import { createReader, type Reader } from '../../../constraints/language/reader.ts';
import type { Host } from '../../../harness/protocol.ts';
import type { Watch, WatchedExpression } from '../../core/watch.ts';

/** Hits that no counter reaches: not due in this execution. */
const NEVER_DUE = 2 ** 31 - 1;
/** What a look and an evaluation cost besides what the expression charges. Units of about 5 ns, see Frame. */
const LOOK_UNITS = 100;
const EVALUATION_UNITS = 30;
/** What it costs to come by a probe, due or not, and besides where it keeps count of open activations. */
const PASS_UNITS = 0.3;
const DEPTH_UNITS = 1.5;
/** Units of an execution after which looks become rarer, and after which they become rarest. */
const DENSE_UNITS = 4000;
const SPARSE_UNITS = 16_000;
/** Then one look waits at least for one hit for so many units that it cost. */
const UNITS_PER_HIT = 16;
const NOTHING: readonly unknown[] = [];

type Evaluator = (frame: Frame) => number;

/**
 * Looks at the expressions of a watch while the program runs. A probe that was reached h times is looked at again
 * after a quarter of h further hits, so that a place reached a million times is looked at about sixty times; where
 * that costs much, after half as many hits again, and then after as many. Without a limit on what it may cost, always
 * after half as many.
 */
export class Watcher {
  /** `least[k]`, `greatest[k]` of expression k in the last execution looked at; ∞ and -∞ when it was never a number. */
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  /** `probeOf[k]`: where expression k is looked at. */
  readonly probeOf: Int32Array;
  readonly #host: Host;
  readonly #due: Int32Array;
  readonly #frame: Frame = { values: NOTHING, hits: 0, depth: 0, units: 0 };
  /** By probe: its expressions are `order[start[p]] .. order[start[p + 1] - 1]`. */
  readonly #start: Int32Array;
  readonly #order: Int32Array;
  /** In the order of `order`. */
  readonly #evaluators: readonly Evaluator[];
  /** By probe: what it costs to come by it. */
  readonly #passUnits: Float64Array;
  #maxUnits = 0;

  /** @param host of a program into which the probes of this very watch are woven. */
  constructor(host: Host, watch: Watch) {
    const { probes, expressions } = watch;
    if (host.probesDue.length !== probes.length)
      throw new TypeError(
        `the program has ${host.probesDue.length} probes, its watch ${probes.length}`,
      );
    this.least = new Float64Array(expressions.length);
    this.greatest = new Float64Array(expressions.length);
    this.probeOf = Int32Array.from(expressions, ({ probe }) => probe);
    this.#host = host;
    this.#due = host.probesDue;
    this.#passUnits = Float64Array.from(probes, ({ tracksDepth }) =>
      tracksDepth ? PASS_UNITS + DEPTH_UNITS : PASS_UNITS,
    );
    const reader = createReader((value) => host.isProxy(value));
    const byProbe = probes.map((_, probe) =>
      expressions.flatMap((expression, k) => (expression.probe === probe ? [k] : [])),
    );
    this.#order = Int32Array.from(byProbe.flat());
    this.#start = new Int32Array(probes.length + 1);
    byProbe.forEach((list, probe) => {
      this.#start[probe + 1] = (this.#start[probe] as number) + list.length;
    });
    this.#evaluators = Array.from(this.#order, (k) => {
      const watched = expressions[k] as WatchedExpression;
      return evaluatorOf(watched, probes[watched.probe]?.variables ?? [], reader);
    });
    this.disarm();
    host.setProbeListener((probe, hits, depth, values) => this.#look(probe, hits, depth, values));
  }

  /** Units that the execution since {@link arm} has cost: the looks, and coming by all probes, armed or not. */
  get units(): number {
    const { probesPassed } = this.#host;
    let units = this.#frame.units;
    for (let probe = 0; probe < probesPassed.length; probe++)
      units += (probesPassed[probe] as number) * (this.#passUnits[probe] as number);
    return units;
  }

  /**
   * Before an execution that is to be looked at.
   * @param maxUnits after which the execution is looked at no more; Infinity: as often as it takes, whatever it costs.
   * @param probe the only one to be armed; all when left out.
   */
  arm(maxUnits: number, probe?: number): void {
    this.#host.setProbed(true);
    this.#maxUnits = maxUnits;
    this.#frame.units = 0;
    this.least.fill(Infinity);
    this.greatest.fill(-Infinity);
    if (probe === undefined) this.#due.fill(1);
    else this.#due[probe] = 1;
  }

  /** Whatever runs now is not looked at. */
  disarm(): void {
    this.#host.setProbed(false);
    this.#due.fill(NEVER_DUE);
    this.#frame.values = NOTHING;
  }

  #look(probe: number, hits: number, depth: number, values: readonly unknown[]): number {
    const frame = this.#frame;
    frame.values = values;
    frame.hits = hits;
    frame.depth = depth;
    const before = frame.units;
    frame.units += LOOK_UNITS;
    const end = this.#start[probe + 1] as number;
    for (let j = this.#start[probe] as number; j < end; j++) {
      const reading = (this.#evaluators[j] as Evaluator)(frame);
      const k = this.#order[j] as number;
      // Comparisons with NaN, which stands for no number, are false.
      if (reading < (this.least[k] as number)) this.least[k] = reading;
      if (reading > (this.greatest[k] as number)) this.greatest[k] = reading;
      frame.units += EVALUATION_UNITS;
    }
    if (frame.units > this.#maxUnits) return NEVER_DUE;
    // Without a limit, what an expression shows must not depend on what else is looked at.
    if (this.#maxUnits === Infinity) return hits + Math.max(1, hits >> 1);
    return hits + gapAfter(frame.units - before, frame.units, hits);
  }
}

/**
 * Hits until a probe is due again that was reached `hits` times. ≥ 1.
 * @param look units that the last look cost.
 * @param all units that the execution has cost.
 */
function gapAfter(look: number, all: number, hits: number): number {
  if (all < DENSE_UNITS) return Math.max(1, hits >> 2);
  return Math.max(Math.floor(look / UNITS_PER_HIT), all < SPARSE_UNITS ? hits >> 1 : hits);
}

function evaluatorOf(
  { expression, mode }: WatchedExpression,
  variables: readonly string[],
  reader: Reader,
): Evaluator {
  if (mode === 'margin') return compileMargin(expression, variables, reader);
  const evaluate = compileValue(expression, variables, reader);
  return (frame) => {
    const value = evaluate(frame);
    return typeof value === 'number' ? value : NaN;
  };
}
