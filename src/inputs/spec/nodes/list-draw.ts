import { clamp, drawNumbers } from '../draw.ts';
import type { Scope } from '../node.ts';
import { takeRoom } from '../node.ts';
import type { ListParts } from './list-rules.ts';

/** Valid elements for a new list of about `size` scalars: many small ones or few large, all different or repeated. */
export function drawElements(
  scope: Scope,
  list: ListParts,
  size: number,
  { min, max }: { readonly min: number; readonly max: number },
): readonly unknown[] {
  const { of, sum } = list;
  const { rng } = scope;
  if (of.numbers !== undefined && sum === undefined) {
    const domain = of.numbers(scope);
    if (domain.min > domain.max) {
      if (min > 0) scope.ok = false;
      return [];
    }
    const length = clamp(Math.round(size), min, max);
    if (!takeRoom(scope, length)) return [];
    const drawn = drawNumbers(rng, domain, length);
    // Integers are drawn as they must be; others are still to be rounded.
    return domain.integer ? drawn : drawn.map((value) => of.repair(scope, value));
  }
  const elementSize = drawElementSize(scope, list, size);
  const length = clamp(Math.round(size / Math.max(1, elementSize)), min, max);
  const share = length === 0 ? 0 : size / length;
  // Lists with few different elements are ones that collide, match and repeat.
  const different = sum === undefined && rng.oneIn(4) ? rng.int(1, 3) : length;
  const uneven = rng.oneIn(3);
  const limit = sum?.limit(scope) ?? Infinity;
  let used = 0;
  const out: unknown[] = [];
  if (!takeRoom(scope, length)) return out;
  while (out.length < length && scope.ok) {
    if (out.length >= different) {
      out.push(out[rng.int(0, different - 1)]);
      continue;
    }
    sum?.setCap(scope, limit - used);
    const wasOk = scope.ok;
    const next = of.generate(scope, uneven ? share * 2 * rng.unit() : share);
    used += sum?.quantity(scope, next) ?? 0;
    if (sum !== undefined && (!scope.ok || !(used <= limit)) && out.length >= min) {
      // No room for another one.
      scope.ok = wasOk;
      break;
    }
    out.push(next);
  }
  sum?.setCap(scope, undefined);
  return out;
}

function drawElementSize(scope: Scope, { of }: ListParts, size: number): number {
  const { rng } = scope;
  const least = Math.max(1, of.minSize);
  if (of.maxSize <= of.minSize) return least;
  const wanted = rng.pick([least, least + 2, Math.sqrt(size), size / 4, size / 2, 10]);
  return clamp(wanted, least, of.maxSize);
}
