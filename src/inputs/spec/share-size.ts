import type { Rng } from '../../core/rng.ts';
import type { Field, NodeModel } from './node.ts';

/** One of several values made together that share a size. */
export interface Sharer {
  readonly model: NodeModel;
  readonly field: Field | undefined;
}

/**
 * How an item takes part in the size of the whole: `driver`s are fields that lengths follow exactly, `driven` the nodes
 * with those lengths; `limiter`s are fields that only bound lengths.
 */
type Role = 'rigid' | 'elastic' | 'driver' | 'driven' | 'limiter';

interface Share {
  readonly role: Role;
  readonly min: number;
  /** Most that the item can take of the free size. */
  readonly max: number;
  /** Of two fields that drive one matrix, each counts half. */
  readonly dimensions: number;
  /** For driven items: index of the item that drives them. */
  readonly driver: number;
}

/** What does not change between draws; to be made once all items are compiled. */
export type ShareTable = readonly Share[];

export function shareTable(items: readonly Sharer[]): ShareTable {
  return items.map((item) => {
    const { model, field } = item;
    const role = roleOf(item, items);
    return {
      role,
      min: model.minSize,
      max: role === 'elastic' ? model.maxSize : Infinity,
      dimensions: field?.drives.reduce((most, drive) => Math.max(most, drive.dimensions), 1) ?? 1,
      driver: items.findIndex(
        (other) => other.field !== undefined && other.field === model.driver?.field,
      ),
    };
  });
}

function roleOf({ model, field }: Sharer, all: readonly Sharer[]): Role {
  if (field !== undefined && field.drives.length > 0)
    return field.drives.every(({ loose }) => loose) ? 'limiter' : 'driver';
  const driver = model.driver?.mode === 'exact' ? model.driver.field : undefined;
  if (driver !== undefined && all.some((item) => item.field === driver)) return 'driven';
  return model.maxSize > model.minSize ? 'elastic' : 'rigid';
}

/** Scalars for each item, in order, about `size` together. Now and then very uneven. */
export function shareSize(rng: Rng, table: ShareTable, size: number): number[] {
  const shares: number[] = [];
  const even = rng.oneIn(2);
  let total = 0;
  let rigid = 0;
  for (const { role, min, dimensions } of table) {
    const takes = role === 'elastic' || role === 'driver';
    const weight = takes ? (even ? 1 : rng.unit() ** 2 + 0.02) / dimensions : 0;
    total += weight;
    if (role === 'rigid' || role === 'driver' || role === 'limiter') rigid += min;
    shares.push(weight);
  }
  const free = total === 0 ? 0 : Math.max(0, size - rigid) / total;
  let unused = 0;
  for (const [index, { max }] of table.entries()) {
    const wanted = (shares[index] ?? 0) * free;
    shares[index] = Math.min(wanted, max);
    unused += wanted - Math.min(wanted, max);
  }
  for (const [index, { role, min, max, driver }] of table.entries()) {
    const share = shares[index] ?? 0;
    if (role === 'limiter') shares[index] = size;
    else if (role === 'driven') shares[index] = shares[driver] ?? share;
    else {
      // What a full item cannot take goes to the first that can.
      shares[index] = Math.max(min, share > 0 && share < max ? share + unused : share);
      if (share > 0 && share < max) unused = 0;
    }
  }
  return shares;
}
