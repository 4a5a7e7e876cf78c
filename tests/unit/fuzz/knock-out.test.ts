import { expect, it } from 'vitest';
import type { SequenceDomain } from '../../../src/core/input-model.ts';
import { createRng } from '../../../src/core/rng.ts';
import { knockOut } from '../../../src/fuzz/mutators/knock-out.ts';
import type { MutationContext } from '../../../src/fuzz/mutators/mutator.ts';

const PEOPLE = 64;
const ROWS = 200;

const domain: SequenceDomain = {
  minLength: 0,
  maxLength: ROWS,
  element: (rng) => [rng.oneIn(2) ? '+' : '?', rng.int(1, PEOPLE), rng.int(1, PEOPLE)],
  alphabet: undefined,
  numbers: undefined,
  fixedElements: false,
};

function apply(value: readonly unknown[], seed: number): readonly unknown[] | undefined {
  const context: MutationContext = {
    rng: createRng(seed),
    strings: [],
    words: [],
    pumps: [],
    numbers: [],
    room: ROWS,
    donor: undefined,
  };
  const changed = knockOut.apply(value, domain, context);
  return typeof changed === 'string' ? undefined : changed;
}

/** Depth of the deepest person when `+` rows link clubs, the smaller under the larger, the first under the second of equals. */
function depthOf(rows: readonly unknown[]): number {
  const parent = Array.from({ length: PEOPLE + 1 }, (_, k) => k);
  const size = parent.map(() => 1);
  const above = (x: number): number => parent[x] ?? x;
  const climb = (x: number): readonly [root: number, depth: number] => {
    let depth = 0;
    for (; above(x) !== x; x = above(x)) depth++;
    return [x, depth];
  };
  for (const row of rows) {
    const [kind, a, b] = row as [string, number, number];
    const [[x], [y]] = [climb(a), climb(b)];
    if (kind !== '+' || x === y) continue;
    const [under, over] = (size[x] ?? 1) > (size[y] ?? 1) ? [y, x] : [x, y];
    parent[under] = over;
    size[over] = (size[over] ?? 1) + (size[under] ?? 1);
  }
  return Math.max(...parent.map((_, x) => climb(x)[1]));
}

it('lets rows join equals, which makes the deepest trees that linking by size allows', () => {
  const deepest = Array.from({ length: 20 }, (_, seed) => {
    const rng = createRng(seed);
    const rows = Array.from({ length: ROWS }, () => domain.element(rng, 3));
    const changed = apply(rows, seed);
    expect(changed).toHaveLength(ROWS);
    return [depthOf(rows), depthOf(changed ?? [])] as const;
  });
  const most = Math.floor(Math.log2(PEOPLE));
  expect(Math.max(...deepest.map(([before]) => before))).toBeLessThan(most);
  expect(Math.max(...deepest.map(([, after]) => after))).toBe(most);
});

it('has nothing to do without two columns of whole numbers', () => {
  for (const row of [3, 'a', ['a', 1], { a: 1, b: 1.5 }])
    expect(
      apply(
        Array.from({ length: 9 }, () => row),
        1,
      ),
    ).toBeUndefined();
});
