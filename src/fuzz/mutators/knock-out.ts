import { fieldOf, withColumn } from '../../core/fields.ts';
import type { Rng } from '../../core/rng.ts';
import type { SequenceMutator } from './mutator.ts';

/** Fewer rows have no second round. */
const LEAST_ROWS = 3;
/** Fresh rows that tell, beside those that are there, how far numbers may go. */
const SAMPLES = 8;
/** One in so many keeps the other fields as they are. */
const KEPT = 4;

/**
 * Two columns of whole numbers become the pairs of a knock-out: neighbours meet, then the winners of neighbours, and so on,
 * so that whoever joins what meets joins equals, which makes trees that are linked by size or rank as deep as they can be
 * (Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", 1984). The other fields become those of one row;
 * rows that are left over ask for the first number, which is at the bottom of all.
 */
export const knockOut: SequenceMutator = {
  name: 'knock-out',
  on: 'sequence',
  apply(value, domain, { rng }) {
    if (typeof value === 'string' || value.length < LEAST_ROWS) return undefined;
    const columns = pickTwo(wholeColumns(value), rng);
    if (columns === undefined) return undefined;
    const [one, other] = columns;
    const known = [
      ...value,
      ...Array.from({ length: SAMPLES }, () => domain.element(rng, SAMPLES)),
    ];
    const numbers = known.flatMap((row) =>
      [fieldOf(row, one), fieldOf(row, other)].filter(isWhole),
    );
    const low = numbers.reduce((least, number) => Math.min(least, number));
    const high = numbers.reduce((most, number) => Math.max(most, number));
    const pairs = pairsOf(2 ** Math.floor(Math.log2(Math.min(value.length, high - low) + 1)));
    const model = rng.oneIn(KEPT) ? undefined : rng.pick(value);
    const isTurned = rng.oneIn(2);
    const rows = value.map((row, k) => (k < pairs.length ? (model ?? row) : row));
    const side = (end: 0 | 1): number[] => value.map((_, k) => low + (pairs[k]?.[end] ?? 0));
    const [first, second] = isTurned ? [side(1), side(0)] : [side(0), side(1)];
    return withColumn(withColumn(rows, one, first), other, second);
  },
};

/** Fields that are whole numbers in every row. */
function wholeColumns(rows: readonly unknown[]): readonly string[] {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return [];
  return Object.keys(first).filter((key) => rows.every((row) => isWhole(fieldOf(row, key))));
}

function pickTwo(
  keys: readonly string[],
  rng: Rng,
): readonly [one: string, other: string] | undefined {
  if (keys.length < 2) return undefined;
  const at = rng.int(0, keys.length - 1);
  const further = rng.int(1, keys.length - 1);
  const [one, other] = [keys[at], keys[(at + further) % keys.length]];
  return one === undefined || other === undefined ? undefined : [one, other];
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

/** `players - 1` pairs of 0 … players - 1, round by round. @param players a power of two */
function pairsOf(players: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let gap = 1; gap < players; gap *= 2)
    for (let at = 0; at < players; at += 2 * gap) pairs.push([at, at + gap]);
  return pairs;
}
