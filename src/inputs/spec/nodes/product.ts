import type { RecordNode, SpecNode, TupleNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction, newSlot, within } from '../context.ts';
import { ANYTHING } from '../interval.ts';
import type { Field, NodeModel, ScaleStrategy, Scope } from '../node.ts';
import { inside, problem, UNREADABLE } from '../node.ts';
import type { Shape } from '../shape.ts';
import { arrayShape, objectShape } from '../shape.ts';
import type { ShareTable } from '../share-size.ts';
import { shareSize, shareTable } from '../share-size.ts';
import { resizePlan } from '../resize-product.ts';

/** One item of a product: a field of a record, an item of a tuple, an argument. */
export interface Item {
  readonly key: string | number;
  readonly model: NodeModel;
  /** Its validity depends on fields outside of it. */
  readonly dependent: boolean;
  /** Where later bounds find its value; undefined for the items of tuples, which have no name. */
  readonly field: Field | undefined;
}

export interface ItemSpec {
  readonly key: string | number;
  readonly name: string | undefined;
  readonly spec: SpecNode;
  /** JSON path below the product's. */
  readonly at: string;
  readonly place: string;
}

const NO_LENGTH = { lo: 0, hi: 0 };

export function createTupleNode({ items }: TupleNode, context: NodeContext): NodeModel {
  const specs = items.map((spec, key) => {
    return { key, name: undefined, spec, at: `.items[${key}]`, place: `[${key}]` };
  });
  return createProduct(specs, context, arrayShape(items.length, 'items'));
}

export function createRecordNode({ fields }: RecordNode, context: NodeContext): NodeModel {
  if (Object.hasOwn(fields, '__proto__'))
    throw contradiction(`${context.at}.fields`, 'a field cannot be called __proto__');
  const specs = Object.entries(fields).map(([key, spec]) => {
    return {
      key,
      name: key,
      spec,
      at: `.fields.${key}`,
      place: context.place === '' ? key : `.${key}`,
    };
  });
  return createProduct(specs, context, objectShape(Object.keys(fields)));
}

/** Compiles the items in order, each seeing the named ones before it. */
export function createProduct(
  specs: readonly ItemSpec[],
  context: NodeContext,
  shape: Shape,
): NodeModel {
  const items: Item[] = [];
  let { fields } = context;
  for (const { key, name, spec, at, place } of specs) {
    const field: Field | undefined =
      name === undefined
        ? undefined
        : {
            name,
            slot: newSlot(context),
            depth: context.depth,
            key,
            spec,
            model: undefined,
            drives: [],
            most: Infinity,
          };
    const cap =
      name !== undefined && context.fieldCap?.name === name ? context.fieldCap.slot : undefined;
    const ownSlots = context.spec.scope.slots.length;
    const model = context.compile(spec, within(context, { at, place, fields, field, cap }));
    items.push({ key, model, field, dependent: model.reads < ownSlots });
    if (field === undefined) continue;
    field.model = model;
    fields = [...fields, field];
  }
  return new Product(items, shape);
}

class Product implements NodeModel {
  readonly reads: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly value = ANYTHING;
  readonly length = NO_LENGTH;
  readonly driver = undefined;
  readonly plain: boolean;
  readonly numbers = undefined;
  readonly enumeration = undefined;
  private readonly items: readonly Item[];
  private readonly shape: Shape;
  private table: ShareTable | undefined;

  constructor(items: readonly Item[], shape: Shape) {
    this.items = items;
    this.shape = shape;
    const models = items.map(({ model }) => model);
    this.reads = Math.min(...models.map(({ reads }) => reads));
    this.minSize = models.reduce((sum, { minSize }) => sum + minSize, 0);
    this.maxSize = models.reduce((sum, { maxSize }) => sum + maxSize, 0);
    this.plain = models.every(({ plain }) => plain);
  }

  generate(scope: Scope, size: number): unknown {
    // Made late: fields learn what they drive from nodes that may come after the product.
    this.table ??= shareTable(this.items);
    const shares = shareSize(scope.rng, this.table, size);
    return this.shape.make(
      this.items.map(({ model, field }, index) => {
        const value = model.generate(scope, shares[index] ?? 1);
        if (field !== undefined) scope.slots[field.slot] = value;
        return value;
      }),
    );
  }

  repair(scope: Scope, value: unknown): unknown {
    const { items, shape } = this;
    const whole = shape.holds(value);
    // Changed values are collected only once there is one.
    let changed: unknown[] | undefined;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item === undefined) continue;
      const old = whole ? shape.at(value, i) : shape.get(value, i);
      const repaired = item.model.repair(scope, old);
      if (item.field !== undefined) scope.slots[item.field.slot] = repaired;
      if (!Object.is(repaired, old) || !whole)
        changed ??= items.map((_, index) => shape.get(value, index));
      if (changed !== undefined) changed[i] = repaired;
    }
    if (changed !== undefined) return shape.make(changed);
    return whole ? value : shape.make([]);
  }

  edit(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    depth: number,
    replacement: unknown,
  ): unknown {
    if (depth >= path.length) return this.repair(scope, replacement);
    const { items, shape } = this;
    const key = path[depth];
    let out = value;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item === undefined) continue;
      const old = shape.at(value, i);
      let next = old;
      if (item.key === key) next = item.model.edit(scope, old, path, depth + 1, replacement);
      // The others were valid, and still are unless they depend on what changed before them.
      else if (out !== value && item.dependent) next = item.model.repair(scope, old);
      if (!Object.is(next, old)) out = shape.with(out, i, next);
      if (item.field !== undefined) scope.slots[item.field.slot] = next;
    }
    return out;
  }

  check(scope: Scope, value: unknown): ReturnType<NodeModel['check']> {
    const wrong = this.shape.refuse(value);
    if (wrong !== undefined) return problem(wrong);
    for (const [index, { model, key, field }] of this.items.entries()) {
      const item = this.shape.get(value, index);
      const found = model.check(scope, item);
      if (found !== undefined) return inside(key, found);
      if (field !== undefined) scope.slots[field.slot] = item;
    }
    return undefined;
  }

  sizeOf(value: unknown): number {
    let size = 0;
    for (let i = 0; i < this.items.length; i++)
      size += this.items[i]?.model.sizeOf(this.shape.at(value, i)) ?? 0;
    return size;
  }

  parts(
    scope: Scope,
    value: unknown,
    path: readonly (string | number)[],
    sink: Parameters<NodeModel['parts']>[3],
  ): void {
    for (let i = 0; i < this.items.length; i++) {
      const item = this.items[i];
      if (item === undefined) continue;
      const found = this.shape.at(value, i);
      item.model.parts(scope, found, [...path, item.key], sink);
      if (item.field !== undefined) scope.slots[item.field.slot] = found;
    }
  }

  resize(scope: Scope, value: unknown, size: number, strategy: ScaleStrategy): unknown {
    const { items, shape } = this;
    const old = items.map((_, index) => shape.get(value, index));
    const plan = resizePlan(scope, items, old, size);
    return shape.make(
      items.map(({ model, field }, index) => {
        const next = plan(index, strategy);
        const valid = model.repair(scope, next);
        if (field !== undefined) scope.slots[field.slot] = valid;
        return valid;
      }),
    );
  }

  build(value: unknown, realm: Parameters<NodeModel['build']>[1]): unknown {
    const built: unknown[] = [];
    for (let i = 0; i < this.items.length; i++)
      built.push(this.items[i]?.model.build(this.shape.at(value, i), realm));
    return this.shape.build(built, realm);
  }

  read(scope: Scope, value: unknown): unknown {
    const plain = this.shape.read(value);
    if (this.shape.refuse(plain) !== undefined) return UNREADABLE;
    const items = this.items.map(({ model, field }, index) => {
      const read = model.read(scope, this.shape.get(plain, index));
      if (field !== undefined) scope.slots[field.slot] = read;
      return read;
    });
    return items.includes(UNREADABLE) ? UNREADABLE : this.shape.make(items);
  }

  encode(value: unknown): unknown {
    return this.shape.encode(
      this.items.map(({ model }, index) => model.encode(this.shape.get(value, index))),
    );
  }
}
