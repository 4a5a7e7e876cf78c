import type * as t from '@babel/types';
import type { Counters } from './counters.ts';
import { namedValue } from './function-name.ts';
import type { ProbeMarks } from './mark-probes.ts';
import type { Names } from './names.ts';
import type { ComparisonNumbers } from './place-comparisons.ts';
import type { PendingSite, Unit, UnitTable } from './units.ts';

/** What placing needs; one per module. */
export interface Placement {
  readonly names: Names;
  readonly units: UnitTable;
  readonly counters: Counters;
  /** Names that the module binds somewhere: reading such a variable again has no effect. */
  readonly bound: ReadonlySet<string>;
  /** Where probes go. */
  readonly probes?: ProbeMarks;
  /** Numbers comparisons, where they are to be told of. */
  readonly comparisons?: ComparisonNumbers | undefined;
}

/** One walk over a module: what stays the same, and where it is. */
export interface Walk extends Placement {
  /** Places counters in a node and what is below it. @returns what takes its place. */
  readonly visit: (node: t.Node) => t.Node;
  /** Names that anonymous functions get from where they stand. */
  readonly hints: WeakMap<t.Node, string>;
  /** Spread elements that stand in an object. */
  readonly objectSpreads: WeakSet<t.Node>;
  /** What is used as a reference: called with `this`, or deleted; written, where comparisons are told of. */
  readonly references: WeakSet<t.Node>;
  /** Conditions of the probes that were placed, with the sites whose hits they look at. */
  readonly reports: WeakMap<t.Node, PendingSite>;
  /** The unit that the code being walked belongs to; undefined where no counter can go. */
  unit: Unit | undefined;
  /** What counts the block that the code being walked stands in. */
  site: PendingSite | undefined;
  /** Temporaries that initializers use, which have no body to declare them in: the module does. */
  initializerTemporaries: number;
}

/** Walks inside another unit, whose entry is there, for a while. */
export function within<T>(walk: Walk, unit: Unit | undefined, action: () => T): T {
  const outer = walk.unit;
  walk.unit = unit;
  const result = inBlock(walk, unit?.sites[0], action);
  walk.unit = outer;
  return result;
}

/** Walks inside a block that a site of the unit counts for a while. */
export function inBlock<T>(walk: Walk, site: PendingSite | undefined, action: () => T): T {
  const outer = walk.site;
  walk.site = site;
  const result = action();
  walk.site = outer;
  return result;
}

/** Remembers the name that a node gives to an anonymous function in it. */
export function noteName(walk: Walk, node: t.Node): void {
  const named = namedValue(node);
  if (named !== undefined) walk.hints.set(named.value, named.name);
}

export function visitExpression(walk: Walk, node: t.Expression): t.Expression {
  // Placing turns expressions into expressions.
  return walk.visit(node) as t.Expression;
}

export function visitStatement(walk: Walk, node: t.Statement): t.Statement {
  // Placing turns statements into statements.
  return walk.visit(node) as t.Statement;
}
