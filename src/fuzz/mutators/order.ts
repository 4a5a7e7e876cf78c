import { fieldOf } from '../../core/fields.ts';
import type { Sequence, SequenceDomain } from '../../core/input-model.ts';
import { align, compare, pickColumn, rewriteColumn } from './columns.ts';
import { knockOut } from './knock-out.ts';
import type { MutationContext, SequenceMutator, SpanRewrite } from './mutator.ts';
import { elements, overwrite, pickSpan, sequenceLike } from './mutator.ts';
import { interestingNumber } from './number.ts';

/** Composites by one of their columns, if they have any that can be compared. */
const sort: SpanRewrite = (items, _numbers, { rng }) => {
  const key = pickColumn(items, rng);
  const sorted =
    key === undefined
      ? items.sort(compare)
      : items.sort((a, b) => compare(fieldOf(a, key), fieldOf(b, key)));
  return rng.oneIn(2) ? sorted : sorted.reverse();
};

/** Sorted, but for a few swaps. */
const nearSort: SpanRewrite = (items, numbers, context, fresh) => {
  const sorted = sort(items, numbers, context, fresh);
  const swaps = context.rng.int(1, Math.max(1, sorted.length >> 3));
  for (let k = 0; k < swaps; k++) {
    const a = context.rng.int(0, sorted.length - 1);
    const b = context.rng.int(0, sorted.length - 1);
    [sorted[a], sorted[b]] = [sorted[b], sorted[a]];
  }
  return sorted;
};

const allEqual: SpanRewrite = (items, _numbers, { rng }) => {
  const one = rng.pick(items);
  return items.fill(one);
};

const fewDistinct: SpanRewrite = (items, _numbers, { rng }) => {
  const kept: unknown[] = [];
  const count = rng.int(2, Math.min(8, Math.max(2, items.length - 1)));
  for (let k = 0; k < count; k++) kept.push(rng.pick(items));
  const periodic = rng.oneIn(2);
  return items.map((_, i) => (periodic ? kept[i % count] : rng.pick(kept)));
};

/** Shapes of numeric patterns over position t in [0, 1], value in [0, 1]. */
const SHAPES: readonly ((t: number, i: number) => number)[] = [
  (t) => t,
  (t) => 1 - t,
  (t) => 1 - Math.abs(2 * t - 1),
  (t) => Math.abs(2 * t - 1),
  (t, i) => (i % 2 === 0 ? t / 2 : 1 - t / 2),
  (t, i) => (i % 2 === 0 ? 0.5 - t / 2 : 0.5 + t / 2),
  (_t, i) => (i % 2 === 0 ? 0 : 1),
];

/** An arithmetic progression or another simple shape, over the whole domain or in steps of a small number. */
const ramp: SpanRewrite = (items, numbers, { rng }) => {
  if (numbers === undefined) return items;
  const low = Number.isFinite(numbers.min) ? numbers.min : -1e9;
  const high = Number.isFinite(numbers.max) ? numbers.max : 1e9;
  const shape = rng.pick(SHAPES);
  const last = Math.max(1, items.length - 1);
  const stepped = rng.oneIn(2);
  const width = stepped
    ? Math.min(high - low, last * (rng.oneIn(2) ? 1 : rng.int(1, 1024)))
    : high - low;
  const base =
    stepped && rng.oneIn(2)
      ? rng.int(Math.ceil(low), Math.max(Math.ceil(low), Math.floor(high - width)))
      : low;
  return items.map((_, i) => {
    const value = base + shape(i / last, i) * width;
    return numbers.integer ? Math.round(value) : value;
  });
};

/** Multiples of one number: what collides in tables whose size divides it. */
const stride: SpanRewrite = (items, numbers, { rng }) => {
  if (numbers === undefined || !numbers.integer) return items;
  const low = Math.max(numbers.min, -1e9);
  const span = Math.min(numbers.max, 1e9) - low;
  const by = rng.oneIn(2) ? 2 ** rng.int(1, 20) : rng.int(2, 1024);
  const wrap = Math.max(1, Math.floor(span / by) + 1);
  const offset = rng.oneIn(2) ? 0 : rng.int(0, by - 1);
  return items.map((_, i) => low + offset + (i % wrap) * by);
};

/** Values in a cycle: what a cache or a table of a certain size just cannot hold. */
const cycle: SpanRewrite = (items, numbers, { rng }) => {
  if (numbers === undefined || !numbers.integer) return items;
  const low = Math.max(numbers.min, -1e9);
  const width = Math.min(numbers.max, 1e9) - low + 1;
  const period = rng.oneIn(2) ? width : rng.int(1, Math.max(1, Math.min(width, 2 * items.length)));
  const by = rng.oneIn(2) ? 1 : rng.int(1, period);
  const offset = rng.int(0, width - period);
  return items.map((_, i) => low + offset + ((i * by) % period));
};

const extremes: SpanRewrite = (items, numbers, context) => {
  if (numbers === undefined) return items;
  const few = context.rng.oneIn(2);
  const value = interestingNumber(numbers, context);
  return items.map((item) =>
    context.rng.oneIn(few ? 8 : 2) ? (few ? value : interestingNumber(numbers, context)) : item,
  );
};

/** Fresh elements in place of duplicates. Composites are compared by what they hold: identity ends with the process. */
const distinct: SpanRewrite = (items, _numbers, _context, fresh) => {
  const seen = new Set<unknown>();
  return items.map((item) => {
    let candidate = item;
    let key = keyOf(candidate);
    for (let tries = 0; seen.has(key) && tries < 8; tries++) {
      candidate = fresh();
      key = keyOf(candidate);
    }
    seen.add(key);
    return candidate;
  });
};

function keyOf(item: unknown): unknown {
  return typeof item === 'object' ? JSON.stringify(item) : item;
}

/** Every element anew. */
const renew: SpanRewrite = (items, _numbers, _context, fresh) => items.map(fresh);

const shuffle: SpanRewrite = (items, _numbers, { rng }) => {
  for (let i = items.length - 1; i > 0; i--) {
    const j = rng.int(0, i);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
};

const REWRITES: readonly {
  readonly name: string;
  readonly rewrite: SpanRewrite;
  readonly numeric: boolean;
}[] = [
  { name: 'sort', rewrite: sort, numeric: false },
  { name: 'near-sort', rewrite: nearSort, numeric: false },
  { name: 'all-equal', rewrite: allEqual, numeric: false },
  { name: 'few-distinct', rewrite: fewDistinct, numeric: false },
  { name: 'distinct', rewrite: distinct, numeric: false },
  { name: 'renew', rewrite: renew, numeric: false },
  { name: 'shuffle', rewrite: shuffle, numeric: false },
  { name: 'ramp', rewrite: ramp, numeric: true },
  { name: 'stride', rewrite: stride, numeric: true },
  { name: 'cycle', rewrite: cycle, numeric: true },
  { name: 'extremes', rewrite: extremes, numeric: true },
];

function spanMutator(name: string, rewrite: SpanRewrite, numeric: boolean): SequenceMutator {
  return {
    name,
    on: 'sequence',
    apply(value: Sequence, domain: SequenceDomain, context: MutationContext) {
      const span = pickSpan(value.length, context.rng);
      if (span === undefined) return undefined;
      const items = elements(value).slice(span.start, span.end);
      const composite = typeof items[0] === 'object' && items[0] !== null;
      const fresh = (): unknown => domain.element(context.rng, 8);
      let rewritten: unknown[] | undefined;
      if (composite && (numeric || context.rng.oneIn(2)))
        rewritten = rewriteColumn(items, rewrite, context, fresh);
      else if (!numeric || domain.numbers !== undefined)
        rewritten = rewrite(items, domain.numbers, context, fresh);
      if (rewritten === undefined) return undefined;
      return overwrite(value, span.start, span.end, sequenceLike(value, rewritten));
    },
  };
}

/** Patterns over spans: what order, duplicates and values look like as a whole. */
export const ORDER_MUTATORS: readonly SequenceMutator[] = [
  ...REWRITES.map(({ name, rewrite, numeric }) => spanMutator(name, rewrite, numeric)),
  align,
  knockOut,
];
