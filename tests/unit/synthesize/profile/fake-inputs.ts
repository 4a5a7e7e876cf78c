import { createRng, type Rng } from '../../../../src/core/rng.ts';

/** Lists of several shapes at each size: random, ascending, descending, few values, one value, nearly sorted. */
export function lists(sizes: readonly number[], max = 1000, seed = 7): readonly [number[]][] {
  const rng = createRng(seed);
  return sizes.flatMap((n) => {
    const random = (limit: number): number[] => Array.from({ length: n }, () => rng.int(0, limit));
    const ascending = random(max).toSorted((a, b) => a - b);
    return [
      random(max),
      random(max),
      random(max),
      ascending,
      ascending.toReversed(),
      nearly(ascending, rng),
      nearly(ascending.toReversed(), rng),
      random(3),
      random(8),
      Array.from({ length: n }, () => 5),
    ].map((list): [number[]] => [list]);
  });
}

function nearly(sorted: readonly number[], rng: Rng): number[] {
  const list = [...sorted];
  for (let k = 0; k < list.length / 8; k++) {
    const i = rng.int(0, list.length - 1);
    const j = rng.int(0, list.length - 1);
    const kept = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = kept;
  }
  return list;
}

/** The same in words of three letters. */
export function wordLists(sizes: readonly number[]): readonly [string[]][] {
  const word = (value: number): string => value.toString(26).padStart(3, '0');
  return lists(sizes, 9999).map(([list]) => [list.map(word)]);
}

/** Balanced brackets: nests, flat rows, rows of nests, random walks. */
export function brackets(sizes: readonly number[]): readonly [string][] {
  const rng = createRng(11);
  return sizes.flatMap((n) => {
    const half = n >> 1;
    const nest = (depth: number): string => '('.repeat(depth) + ')'.repeat(depth);
    const walk = (): string => {
      let text = '';
      let open = 0;
      while (text.length + open < 2 * half) {
        const opens = open === 0 || rng.oneIn(2);
        text += opens ? '(' : ')';
        open += opens ? 1 : -1;
      }
      return text + ')'.repeat(open);
    };
    const rows = [1, 2, 4].map((depth) =>
      nest(depth)
        .repeat(Math.ceil(half / depth))
        .slice(0, 2 * half),
    );
    return [
      ...rows,
      nest(half),
      nest(half >> 1) + nest(half - (half >> 1)),
      walk(),
      walk(),
      walk(),
    ].map((text): [string] => [text]);
  });
}
