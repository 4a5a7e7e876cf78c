import type { PermutationNode } from '../../../core/input-spec.ts';
import type { NodeContext } from '../context.ts';
import { contradiction } from '../context.ts';
import { clamp } from '../draw.ts';
import { ANYTHING } from '../interval.ts';
import type { NodeModel, ScaleStrategy, Scope } from '../node.ts';
import { inside, problem, show, takeRoom, UNREADABLE } from '../node.ts';
import { addSequence } from '../parts.ts';
import { createLengthRange } from '../range.ts';
import { stretchNumbers } from '../resize-sequence.ts';
import { checkLength } from './text.ts';

export function createPermutationNode(spec: PermutationNode, context: NodeContext): NodeModel {
  const { base = 1 } = spec;
  if (!Number.isSafeInteger(base)) throw contradiction(`${context.at}.base`, 'an integer expected');
  const lengths = createLengthRange(context, spec, 1);
  const { place } = context;

  const repair = (scope: Scope, value: unknown): unknown => {
    const min = lengths.min(scope);
    const max = lengths.limit(scope);
    if (min > max) scope.ok = false;
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const length = clamp(items.length, min, Math.max(min, max));
    if (!scope.ok || !takeRoom(scope, Math.max(0, length - items.length))) return [];
    if (length === items.length && firstWrong(items, base) < 0) return items;
    return rankAll(items, length, base);
  };

  return {
    reads: lengths.reads,
    minSize: lengths.interval.lo,
    maxSize: lengths.interval.hi,
    value: ANYTHING,
    length: lengths.interval,
    driver: lengths.driver,
    plain: true,
    generate(scope, size) {
      const min = lengths.min(scope);
      const max = lengths.limit(scope);
      if (min > max) scope.ok = false;
      const length = clamp(Math.round(size), min, max);
      if (!scope.ok || !takeRoom(scope, length)) return [];
      return drawPermutation(scope.rng, length, base);
    },
    repair,
    edit: (scope, _value, _path, _depth, replacement) => repair(scope, replacement),
    check(scope, value) {
      if (!Array.isArray(value)) return problem(`expected an array, found ${show(value)}`);
      const wrongLength = checkLength(scope, lengths, value.length, 'elements');
      if (wrongLength !== undefined) return wrongLength;
      const wrong = firstWrong(value, base);
      if (wrong < 0) return undefined;
      const range = `${base} to ${base + value.length - 1}`;
      return inside(wrong, problem(`${show(value[wrong])} makes it no permutation of ${range}`));
    },
    sizeOf: (value) => (Array.isArray(value) ? value.length : 0),
    parts(scope, value, path, sink) {
      if (!Array.isArray(value)) return;
      const items: readonly unknown[] = value;
      const last = base + Math.max(0, items.length - 1);
      const domain = {
        element: (rng: Scope['rng']): unknown => rng.int(base, last),
        alphabet: undefined,
        numbers: { min: base, max: last, integer: true },
        fixedElements: true,
      };
      addSequence(scope, sink, lengths, { place, path, value: items, domain });
    },
    resize(scope, value, size, strategy) {
      const min = lengths.min(scope);
      const length = clamp(Math.round(size), min, Math.max(min, lengths.limit(scope)));
      return repair(scope, resizePermutation(strategy, asNumbers(value), length, base));
    },
    build: (value, realm) => realm.array(asNumbers(value)),
    read: (_scope, value) =>
      Array.isArray(value) ? Array.from(value as readonly unknown[]) : UNREADABLE, // any[]
    encode: (value) => value,
    numbers: undefined,
    enumeration: undefined,
  };
}

function asNumbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

/** Index of the first element that is out of range or stands there for the second time; -1 when there is none. */
function firstWrong(items: readonly unknown[], base: number): number {
  const seen = new Uint8Array(items.length);
  for (let i = 0; i < items.length; i++) {
    const value = items[i];
    if (typeof value !== 'number' || Object.is(value, -0)) return i;
    const at = value - base;
    // Fractions and numbers out of range index nothing.
    if (seen[at] !== 0) return i;
    seen[at] = 1;
  }
  return -1;
}

/** The permutation in which elements are ordered as they are among `items`; padded with the largest, in order. */
function rankAll(items: readonly unknown[], length: number, base: number): number[] {
  const kept = items.slice(0, length);
  const keys = kept.map((item) => (typeof item === 'number' && item === item ? item : 0));
  const order = keys.map((_, i) => i);
  order.sort((i, j) => {
    const [a = 0, b = 0] = [keys[i], keys[j]];
    return a === b ? i - j : a < b ? -1 : 1;
  });
  const out: number[] = [];
  for (let i = 0; i < length; i++) out.push(base + i);
  for (const [rank, i] of order.entries()) out[i] = base + rank;
  return out;
}

/** Rising, falling, shuffled, rotated, nearly sorted, or two interleaved halves. */
function drawPermutation(rng: Scope['rng'], length: number, base: number): number[] {
  const out: number[] = [];
  const style = rng.int(0, 6);
  const half = Math.ceil(length / 2);
  const turn = length === 0 ? 0 : rng.int(0, length - 1);
  for (let i = 0; i < length; i++) {
    if (style === 0) out.push(base + i);
    else if (style === 1) out.push(base + length - 1 - i);
    else if (style === 2) out.push(base + ((i + turn) % length));
    else if (style === 3) out.push(base + (i % 2 === 0 ? i / 2 : half + (i - 1) / 2));
    else out.push(base + i);
  }
  const swaps = style === 4 ? Math.ceil(length / 10) : style > 4 ? length : 0;
  for (let k = 0; k < swaps; k++) {
    const i = style > 4 ? length - 1 - k : rng.int(0, length - 1);
    const j = rng.int(0, style > 4 ? i : length - 1);
    [out[i], out[j]] = [out[j] ?? base, out[i] ?? base];
  }
  return out;
}

/** Longer: each element becomes a block of neighbours in rank, or whole copies follow one above the other. */
function resizePermutation(
  strategy: ScaleStrategy,
  items: readonly number[],
  target: number,
  base: number,
): readonly number[] {
  const { length } = items;
  if (length === 0 || target <= length) return items.slice(0, target);
  if (strategy === 'stretch' || strategy === 'repeat')
    return stretchNumbers(items, target, { min: base, max: base + target - 1, integer: true });
  const out: number[] = [];
  for (let i = 0; i < target; i++)
    out.push((items[i % length] ?? base) + Math.floor(i / length) * length);
  return out;
}
