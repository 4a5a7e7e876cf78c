import { clamp } from './draw.ts';
import type { Field, NodeModel, ScaleStrategy, Scope } from './node.ts';

interface Resizable {
  readonly model: NodeModel;
  readonly field: Field | undefined;
  readonly dependent: boolean;
}

/**
 * Shares a new size among the items of a record, tuple or argument list: what has a length grows by one factor, fields that
 * drive lengths grow with it, numbers bounded by what grew keep (half the time) their place between their bounds, or their value.
 * @param old the items' values; their slots in the scope before are set on the way
 * @returns the new value of the item at an index; to be called in order, after the slots of those before are set
 */
export function resizePlan(
  scope: Scope,
  items: readonly Resizable[],
  old: readonly unknown[],
  size: number,
): (index: number, strategy: ScaleStrategy) => unknown {
  const { before = scope } = scope;
  let rigid = 0;
  let elastic = 0;
  let stretchable = 0;
  const ranks = items.map(({ model, field, dependent }, index) => {
    const itemSize = model.sizeOf(old[index]);
    if (model.maxSize > model.minSize) {
      elastic += itemSize;
      stretchable++;
    } else rigid += itemSize;
    const rank = dependent ? rankIn(before, model, old[index]) : undefined;
    if (field !== undefined) before.slots[field.slot] = old[index];
    return rank;
  });
  const room = Math.max(0, size - rigid);
  const factor = elastic === 0 ? Math.max(1, room / Math.max(1, stretchable)) : room / elastic;
  return (index, strategy) => {
    const item = items[index];
    const value = old[index];
    if (item === undefined) return value;
    const { model, field } = item;
    if (typeof value === 'number' && field !== undefined && field.drives.length > 0)
      return Math.max(1, Math.round(value * drivingFactor(field, factor)));
    if (model.maxSize > model.minSize) {
      const now = model.sizeOf(old[index]);
      return model.resize(scope, value, elastic === 0 ? factor : now * factor, strategy);
    }
    const rank = ranks[index];
    return rank === undefined || !scope.keepsRanks ? value : atRank(scope, model, rank);
  };
}

function drivingFactor(field: Field, factor: number): number {
  return field.drives.some(({ dimensions }) => dimensions > 1) ? Math.sqrt(factor) : factor;
}

/** Where a number is between its bounds: 0 at the lower, 1 at the upper. */
export function rankIn(scope: Scope, model: NodeModel, value: unknown): number | undefined {
  const domain = model.numbers?.(scope);
  if (domain === undefined || typeof value !== 'number' || !(domain.max > domain.min))
    return undefined;
  return clamp((value - domain.min) / (domain.max - domain.min), 0, 1);
}

export function atRank(scope: Scope, model: NodeModel, rank: number): number {
  const { min = 0, max = 0, integer = true } = model.numbers?.(scope) ?? {};
  const value = min + rank * (max - min);
  return integer ? Math.round(value) : value;
}
