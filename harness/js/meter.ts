import { CELL_ALLOC } from '../protocol.ts';

/** Counts units of work at sites. */
export interface Meter {
  /** Adds work to a site. Units, a non-negative integer; 0 counts nothing. */
  readonly charge: (site: number, units: number) => void;
  /** Adds to the allocation of the current execution. Units, a non-negative integer. */
  readonly allocate: (units: number) => void;
}

/** Fuel is told about work in portions of this size, counted per site: 2^PORTION_BITS units. */
const PORTION_BITS = 10;
const MAX_COUNT = 0x7fff_ffff;

/**
 * When the fuel is told depends on the site's own count alone, so an execution stops at the same place every time,
 * whatever ran before it.
 * @param poll told of charged units, in multiples of 1,024; may throw the stop signal.
 */
export function createMeter(
  counts: Int32Array,
  cells: Int32Array,
  poll: (charged: number) => void,
): Meter {
  return {
    charge: (site, units) => {
      const before = counts[site] as number;
      const sum = before + units;
      const after = sum < MAX_COUNT ? sum : MAX_COUNT;
      counts[site] = after;
      const portions = (after >> PORTION_BITS) - (before >> PORTION_BITS);
      if (portions !== 0) poll(portions * (1 << PORTION_BITS));
    },
    allocate: (units) => {
      const sum = (cells[CELL_ALLOC] as number) + units;
      cells[CELL_ALLOC] = sum < MAX_COUNT ? sum : MAX_COUNT;
    },
  };
}
