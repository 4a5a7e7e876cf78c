import { defineProperty } from './intrinsics.ts';
import { createInspector } from './inspector.ts';
import { createComparisons, type Comparisons } from './comparisons.ts';
import { createMeter } from './meter.ts';
import { createNamespaces } from './namespaces.ts';
import { createCollectionWork, type CollectionWork } from './work-collections.ts';
import { createListWork, type ListWork } from './work-lists.ts';
import { createPatternWork, type PatternWork } from './work-patterns.ts';
import type { CreateRegexCounter } from './regex/counter.ts';
import { createTextWork, type TextWork } from './work-texts.ts';

/**
 * `$w`: charges the work that builtins do, which counters cannot see.
 *
 * Calls stay in the program's own code, where the engine knows them, and evaluation order, `this`, getters and errors are
 * the language's own business. A charge is told afterwards the site, the result, what the method was called on and the
 * arguments that matter: `$w.indexOf(17, text.indexOf(word), text, undefined)`; it looks at what kind of value the receiver really is,
 * charges nothing for objects of the program's own, and returns the result. Work that throws is not charged.
 *
 * Units are elements or characters that the builtin touches. Results are charged to `allocUnits` by their length.
 */
export interface Work extends ListWork, TextWork, PatternWork, CollectionWork {
  /** Returns its first argument; the others are evaluated after it. */
  value<T>(value: T): T;
  /** See `Inspector.expectProxies`: called by modules that mention proxies. */
  expectProxies(): void;
  /** Gives a function that was exported as default without a name the name that it has then. */
  nameDefault(value: unknown): void;
  /** See `Namespaces.mark`. */
  esModule(exports: object): void;
  /** See `Namespaces.of`. */
  namespace(exports: unknown): object;
}

/**
 * Must be called before the program loads: it relies on builtins as they are.
 * @param counts `counts[site]`; a work site counts its units.
 * @param cells see `CELL_ALLOC` of the protocol.
 * @param comparisons told of what builtins compare texts with; by default nobody listens.
 * @param createCounter counts regular expressions; it may live in another realm.
 * @param poll told of charged units in multiples of 1,024; throws the stop signal when fuel is gone.
 */
export function createWork(
  counts: Int32Array,
  cells: Int32Array,
  poll: (charged: number) => void,
  createCounter: CreateRegexCounter,
  comparisons: Comparisons = createComparisons(0, 0),
): Work {
  const meter = createMeter(counts, cells, poll);
  const inspector = createInspector();
  const namespaces = createNamespaces();
  return Object.freeze({
    ...createListWork(meter, inspector, comparisons),
    ...createTextWork(meter, comparisons),
    ...createPatternWork(meter, inspector, counts, createCounter),
    ...createCollectionWork(meter, inspector),
    value: <T>(value: T): T => value,
    expectProxies: inspector.expectProxies,
    nameDefault: (value: unknown): void => {
      if (typeof value === 'function') defineProperty(value, 'name', { value: 'default' });
    },
    esModule: namespaces.mark,
    namespace: namespaces.of,
  });
}
