import { clamp } from '../draw.ts';
import type { NodeModel, ScaleStrategy, Scope } from '../node.ts';
import { atRank, rankIn } from '../resize-product.ts';
import { resizeIndexes, resizeNumbers } from '../resize-sequence.ts';
import type { ListParts } from './list-rules.ts';
import { spreadCopies } from './spread-copies.ts';

export interface ResizeRequest {
  /** Scalars that the list shall have. */
  readonly size: number;
  readonly strategy: ScaleStrategy;
  /** Lengths allowed. */
  readonly min: number;
  readonly max: number;
}

/** The elements of a longer or shorter list of the same pattern; for composites perhaps as many, but bigger ones. */
export function resizeElements(
  scope: Scope,
  list: ListParts,
  items: readonly unknown[],
  request: ResizeRequest,
): readonly unknown[] {
  const { of } = list;
  const { size, min, max } = request;
  if (items.length === 0) {
    const length = clamp(Math.round(size / Math.max(1, of.minSize)), min, max);
    return Array.from({ length }, () => of.generate(scope, of.minSize));
  }
  const sizes = items.map((item) => Math.max(1, of.sizeOf(item)));
  const now = Math.max(
    1,
    sizes.reduce((sum, one) => sum + one, 0),
  );
  const factor = size / now;
  // One element stays: without any there is no pattern left to make larger or smaller. More than fit are too many.
  const least = size >= 1 ? Math.max(1, min) : min;
  const most = Math.max(least, Math.floor(size / Math.max(1, of.minSize)));
  const wanted = Math.round(items.length * countFactor(scope, of, factor));
  const length = Math.min(max, clamp(wanted, least, most));
  if (of.maxSize <= of.minSize)
    return resizeCount(scope, list, reranked(scope, of, items, request.strategy), length, request);
  const longer = resizeCount(scope, list, items, length, request);
  const reached = longer.reduce<number>((sum, item) => sum + Math.max(1, of.sizeOf(item)), 0);
  const elementFactor = size / Math.max(1, reached);
  if (Math.abs(elementFactor - 1) < 0.05) return longer;
  return longer.map((item) =>
    of.resize(scope, item, Math.max(1, of.sizeOf(item)) * elementFactor, request.strategy),
  );
}

/** How much of the growth is more elements; the rest is bigger ones. */
function countFactor(scope: Scope, of: NodeModel, factor: number): number {
  if (of.maxSize <= of.minSize) return factor;
  return factor ** scope.rng.pick([0, 0.5, 1]);
}

function resizeCount(
  scope: Scope,
  { of, distinct, sorted }: ListParts,
  items: readonly unknown[],
  length: number,
  { strategy }: Pick<ResizeRequest, 'strategy'>,
): readonly unknown[] {
  const numbers = of.numbers?.(scope);
  // What lies between two values tells nothing where they are keys of something else: now and then they stand again.
  const invents = strategy !== 'stretch' || distinct || sorted !== undefined || !scope.rng.oneIn(3);
  if (numbers !== undefined && invents && items.every((item) => typeof item === 'number')) {
    // Copies would be no distinct values, and sorting would undo a tiling.
    const suited = distinct || sorted !== undefined ? 'stretch' : strategy;
    return resizeNumbers(suited, scope.rng, ranked(scope, of, items), length, numbers);
  }
  if (length === items.length) return items;
  const ids = identities(items);
  const equal = (i: number, j: number): boolean => ids[i] === ids[j];
  const from = resizeIndexes(strategy, scope.rng, items.length, equal, length);
  return strategy === 'stretch' && invents && length > items.length
    ? spreadCopies(items, from)
    : from.map((index) => items[index]);
}

/** Composites of fixed size keep their values, or the places of their values between bounds that have moved. */
function reranked(
  scope: Scope,
  of: NodeModel,
  items: readonly unknown[],
  strategy: ScaleStrategy,
): readonly unknown[] {
  if (!scope.keepsRanks || of.numbers !== undefined || of.reads === Infinity) return items;
  return items.map((item) => of.resize(scope, item, of.maxSize, strategy));
}

/** Numbers whose bounds have moved, at the same places between them. */
function ranked(scope: Scope, of: NodeModel, items: readonly number[]): readonly number[] {
  const { before, keepsRanks } = scope;
  if (before === undefined || !keepsRanks) return items;
  const then = of.numbers?.(before);
  const now = of.numbers?.(scope);
  if (then?.min === now?.min && then?.max === now?.max) return items;
  return items.map((item) => atRank(scope, of, rankIn(before, of, item) ?? 0));
}

/** Elements as values that `===` compares: composites by what they hold. */
function identities(items: readonly unknown[]): readonly unknown[] {
  return items.map((item) =>
    typeof item === 'object' && item !== null ? JSON.stringify(item) : item,
  );
}
