import type { NumberDomain, SequenceDomain } from '../../../core/input-model.ts';
import type { ListNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { within } from '../context.ts';
import { ANYTHING } from '../interval.ts';
import type { Interval } from '../interval.ts';
import type { Driver, NodeModel, PartSink, Problem, ScaleStrategy, Scope } from '../node.ts';
import { inside, problem, show, takeRoom, UNREADABLE } from '../node.ts';
import { addSequence } from '../parts.ts';
import { createLengthRange } from '../range.ts';
import { drawElements } from './list-draw.ts';
import { resizeElements } from './list-resize.ts';
import type { ListParts } from './list-rules.ts';
import { checkRules, freshElement, makeDistinct, refuseRules, sortItems } from './list-rules.ts';
import { createListSum } from './list-sum.ts';
import { checkLength } from './text.ts';

/** Elements of a list of composites that get parts of their own, at most. */
const MAX_ELEMENT_PARTS = 8;

/** See Scope.room: for elements drawn one by one, per unit of their size. */
const ELEMENT_ROOM = 64;

export function createListNode(spec: ListNode, context: NodeContext): NodeModel {
  const sum = createListSum(spec, context);
  const ownSlots = context.spec.scope.slots.length;
  const of = context.compile(
    spec.of,
    within(context, { at: '.of', place: '[]', cap: sum?.elementCap, fieldCap: sum?.fieldCap }),
  );
  const lengths = createLengthRange(context, spec, Math.max(1, of.minSize));
  refuseRules(spec, of, context, lengths.interval.lo);
  const parts = { of, lengths, sum, distinct: spec.distinct === true, sorted: spec.sorted };
  return new List(parts, context, of.reads < ownSlots);
}

class List implements NodeModel {
  readonly reads: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly value = ANYTHING;
  readonly length: Interval;
  readonly driver: Driver | undefined;
  readonly plain: boolean;
  readonly numbers = undefined;
  readonly enumeration = undefined;
  private readonly list: ListParts;
  private readonly place: string;
  /** Elements depend on fields outside of the list. */
  private readonly dependent: boolean;
  private readonly scope: Scope;

  constructor(list: ListParts, context: NodeContext, dependent: boolean) {
    const { of, lengths, sum } = list;
    this.list = list;
    this.place = context.place;
    this.scope = context.spec.scope;
    this.dependent = dependent;
    this.reads = Math.min(of.reads, lengths.reads, sum?.reads ?? Infinity);
    this.minSize = lengths.interval.lo * Math.max(1, of.minSize);
    this.maxSize = lengths.interval.hi * Math.max(1, of.maxSize) || 0;
    this.length = lengths.interval;
    this.driver = lengths.driver;
    this.plain = of.plain;
  }

  /** Longest that can be made under the values in scope. */
  private limit(scope: Scope): number {
    const { lengths, distinct, of } = this.list;
    const most = lengths.limit(scope);
    return distinct && of.enumeration !== undefined
      ? Math.min(most, of.enumeration.count(scope))
      : most;
  }

  generate(scope: Scope, size: number): unknown {
    const min = this.list.lengths.min(scope);
    const max = this.limit(scope);
    if (min > max) {
      scope.ok = false;
      return [];
    }
    return this.settle(scope, drawElements(scope, this.list, size, { min, max }), min, max);
  }

  repair(scope: Scope, value: unknown): unknown {
    const { lengths, sum } = this.list;
    const min = lengths.min(scope);
    const max = this.limit(scope);
    if (min > max) {
      scope.ok = false;
      return [];
    }
    let items = asItems(value);
    if (items.length > max) items = items.slice(0, max);
    sum?.setCap(scope, undefined);
    return this.settle(scope, this.repairElements(scope, items), min, max);
  }

  private repairElements(scope: Scope, items: readonly unknown[]): readonly unknown[] {
    const { of } = this.list;
    const numbers = of.numbers?.(scope);
    let i = numbers?.integer === true ? firstNotIn(items, numbers) : 0;
    let out: unknown[] | undefined;
    for (; i < items.length; i++) {
      const old = items[i];
      const next = of.repair(scope, old);
      if (Object.is(next, old) && next !== undefined) continue;
      out ??= items.slice();
      out[i] = next;
    }
    return out ?? items;
  }

  /** Makes valid elements a valid list: padded, distinct, sorted, within its sum. */
  private settle(scope: Scope, items: readonly unknown[], min: number, max: number): unknown {
    const { of, distinct, sorted, sum } = this.list;
    let out = items.length < min ? this.pad(scope, items, min) : items;
    if (distinct) out = makeDistinct(scope, of, out, min);
    out = sortItems(out, sorted);
    return sum === undefined ? out : this.trimToSum(scope, out, min, max);
  }

  /** Goes on with the elements that are there, so that what is padded keeps its pattern. */
  private pad(scope: Scope, items: readonly unknown[], min: number): readonly unknown[] {
    const { of, distinct } = this.list;
    if (!takeRoom(scope, min - items.length)) return items;
    const out = items.slice();
    const seen = distinct ? new Set(items) : undefined;
    while (out.length < min) {
      const next =
        seen !== undefined
          ? freshElement(scope, of, seen)
          : items.length > 0
            ? items[out.length % items.length]
            : of.generate(scope, of.minSize);
      if (seen !== undefined && next === undefined) break;
      seen?.add(next);
      out.push(next);
    }
    if (out.length < min) scope.ok = false;
    return out;
  }

  /** Shrinks the elements that go over the limit one after the other, and drops those that find no room. */
  private trimToSum(
    scope: Scope,
    items: readonly unknown[],
    min: number,
    max: number,
  ): readonly unknown[] {
    const { of, sum, distinct, sorted } = this.list;
    if (sum === undefined || sum.total(scope, items) <= sum.limit(scope)) return items;
    const limit = sum.limit(scope);
    const out: unknown[] = [];
    let used = 0;
    for (const item of items.slice(0, max)) {
      sum.setCap(scope, limit - used);
      const wasOk = scope.ok;
      const next = of.repair(scope, item);
      used += sum.quantity(scope, next);
      if (!(used <= limit) || !scope.ok) {
        scope.ok = wasOk;
        break;
      }
      out.push(next);
    }
    sum.setCap(scope, undefined);
    if (out.length < min || (distinct && new Set(out).size < out.length)) scope.ok = false;
    return sortItems(out, sorted);
  }

  edit(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    depth: number,
    replacement: unknown,
  ): unknown {
    const index = path[depth];
    if (index === undefined) return this.repair(scope, replacement);
    const items = asItems(value);
    if (typeof index !== 'number' || !(index in items)) return value;
    this.list.sum?.setCap(scope, undefined);
    const next = this.list.of.edit(scope, items[index], path, depth + 1, replacement);
    if (Object.is(next, items[index])) return value;
    const out = items.slice();
    out[index] = next;
    return this.settle(scope, out, this.list.lengths.min(scope), this.limit(scope));
  }

  check(scope: Scope, value: unknown): Problem | undefined {
    const { of, lengths, sum } = this.list;
    if (!Array.isArray(value)) return problem(`expected an array, found ${show(value)}`);
    const wrong = checkLength(scope, lengths, value.length, 'elements');
    if (wrong !== undefined) return wrong;
    sum?.setCap(scope, undefined);
    for (let i = 0; i < value.length; i++) {
      const found = of.check(scope, value[i]);
      if (found !== undefined) return inside(i, found);
    }
    return checkRules(scope, this.list, value);
  }

  /** Elements count even when they are empty: a list of a million empty strings is no small input. */
  sizeOf(value: unknown): number {
    const items = asItems(value);
    const { of } = this.list;
    if (of.minSize === of.maxSize) return items.length * Math.max(1, of.minSize);
    let size = 0;
    for (const item of items) size += Math.max(1, of.sizeOf(item));
    return size;
  }

  parts(scope: Scope, value: unknown, path: readonly (string | number)[], sink: PartSink): void {
    const { of, lengths, sum } = this.list;
    const items = asItems(value);
    sum?.setCap(scope, undefined);
    addSequence(scope, sink, lengths, {
      place: this.place,
      path,
      value: items,
      domain: this.domain(scope),
    });
    // Elements of lists of numbers are edited through the list.
    if (of.numbers !== undefined || items.length === 0) return;
    const shown = Math.min(items.length, MAX_ELEMENT_PARTS);
    for (let k = 0; k < shown; k++) {
      const index = shown === 1 ? 0 : Math.floor((k * (items.length - 1)) / (shown - 1));
      of.parts(scope, items[index], [...path, index], sink);
    }
  }

  private domain(scope: Scope): Omit<SequenceDomain, 'minLength' | 'maxLength'> {
    const { of } = this.list;
    const own = this.scope;
    // Bounds of elements may change with the genotype: the domain keeps the values that were in scope.
    const kept = this.dependent ? own.slots.slice() : undefined;
    return {
      element(rng, size) {
        own.rng = rng;
        own.room = ELEMENT_ROOM + ELEMENT_ROOM * size;
        if (kept !== undefined) for (let i = 0; i < kept.length; i++) own.slots[i] = kept[i];
        return of.generate(own, size);
      },
      alphabet: undefined,
      numbers: of.numbers?.(scope),
      fixedElements: false,
    };
  }

  resize(scope: Scope, value: unknown, size: number, strategy: ScaleStrategy): unknown {
    const min = this.list.lengths.min(scope);
    const max = this.limit(scope);
    if (min > max) {
      scope.ok = false;
      return value;
    }
    this.list.sum?.setCap(scope, undefined);
    const items = resizeElements(scope, this.list, asItems(value), { size, strategy, min, max });
    return this.repair(scope, items);
  }

  build(value: unknown, realm: Parameters<NodeModel['build']>[1]): unknown {
    const { of } = this.list;
    const items = asItems(value);
    if (of.plain && of.numbers !== undefined) return realm.array(items);
    return realm.array(items.map((item) => of.build(item, realm)));
  }

  read(scope: Scope, value: unknown): unknown {
    if (!Array.isArray(value)) return UNREADABLE;
    const items = Array.from(value, (item: unknown) => this.list.of.read(scope, item));
    return items.includes(UNREADABLE) ? UNREADABLE : items;
  }

  encode(value: unknown): unknown {
    return asItems(value).map((item) => this.list.of.encode(item));
  }
}

/** The elements of whatever stands where a list belongs. */
function asItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Index of the first element that is not an integer of the domain; the length when all are. */
function firstNotIn(items: readonly unknown[], { min, max }: NumberDomain): number {
  let i = 0;
  for (; i < items.length; i++) {
    const value = items[i];
    if (typeof value !== 'number' || !(value >= min && value <= max) || !Number.isInteger(value))
      break;
    if (value === 0 && 1 / value < 0) break;
  }
  return i;
}
