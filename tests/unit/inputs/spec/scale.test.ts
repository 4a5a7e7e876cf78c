import { describe, expect, test } from 'vitest';
import type { SpecNode } from '../../../../src/core/input-spec.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { SCALE_STRATEGIES } from '../../../../src/inputs/spec/compile.ts';
import {
  resizeIndexes,
  resizeNumbers,
  resizeText,
} from '../../../../src/inputs/spec/resize-sequence.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { functionSpec, int, listOf, modelOf, modelOfArgs } from './specs.ts';

const rng = createRng(TEST_SEED);
const WIDE = { min: -1000, max: 1000, integer: true };

describe('texts', () => {
  test.each([
    ['tile', 'ab', 6, 'ababab'],
    ['stretch', 'aab', 6, 'aaaabb'],
    ['stretch', '(())', 8, '(((())))'],
    ['extend', 'xabab', 8, 'xabababa'],
    ['extend', 'xyz', 7, 'xyzxyzx'],
    ['repeat', 'x ababab!', 13, 'x ababababab!'],
    ['repeat', 'x    y', 10, 'x        y'],
    ['tile', 'abcd', 2, 'ab'],
    ['stretch', 'aabb', 2, 'ab'],
    ['repeat', 'x ababab!', 7, 'x abab!'],
    // What is repeated grows, what stands around it stays, and counting goes on.
    ['repeat', 'a1 a2 a3 x', 19, 'a1 a2 a3 a4 a5 a6 x'],
    ['extend', 'k1: *k0\nk2: *k1\nk3: *k2\n', 32, 'k1: *k0\nk2: *k1\nk3: *k2\nk4: *k3\n'],
    ['repeat', 'k9,k8,k7', 8, 'k9,k8,k7'],
    ['stretch', '<a><a><a>x</a></a></a>', 43, `${'<a>'.repeat(6)}x${'</a>'.repeat(6)}`],
    ['stretch', 'f(1111111, ,,,,)', 28, 'f(11111111111111, ,,,,,,,,)'],
    ['repeat', '<!-- ---------->', 26, '<!-- -------------------->'],
    ['repeat', 'a1 a2 a3 a4 x', 7, 'a1 a2 x'],
  ] as const)('%s %j to %d characters', (strategy, text, length, expected) => {
    expect(resizeText(strategy, rng, text, length)).toBe(expected);
  });

  test('without any repetition, a segment is repeated in place', () => {
    for (let i = 0; i < 50; i++) {
      const longer = resizeText('repeat', rng, 'abcdefgh', 16);
      expect(longer).toHaveLength(16);
      expect(longer.startsWith('a') && longer.includes('b')).toBe(true);
    }
  });
});

describe('numbers', () => {
  test.each([
    ['extend', [1, 2, 3], 6, [1, 2, 3, 4, 5, 6]],
    ['extend', [9, 7, 5, 3], 6, [9, 7, 5, 3, 1, -1]],
    ['extend', [1, 10, 2, 20, 3, 30], 8, [1, 10, 2, 20, 3, 30, 4, 40]],
    ['extend', [5, 1, 2, 1, 2], 8, [5, 1, 2, 1, 2, 1, 2, 1]],
    ['tile', [1, 2], 5, [1, 2, 1, 2, 1]],
    ['stretch', [0, 100, 200], 6, [0, 50, 100, 150, 200, 250]],
    ['stretch', [30, 20, 10], 6, [35, 30, 25, 20, 15, 10]],
    ['stretch', [1, 1, 1, 1], 8, [1, 1, 1, 1, 1, 1, 1, 1]],
  ] as const)('%s %j to %d elements', (strategy, values, length, expected) => {
    expect(resizeNumbers(strategy, rng, values, length, WIDE)).toEqual(expected);
  });

  test('stretching keeps values distinct and their order, where the domain has room', () => {
    for (let i = 0; i < 200; i++) {
      const length = rng.int(2, 12);
      const pool = Array.from({ length: 2 * length }, (_, k) => k - length);
      const values = Array.from(
        { length },
        () => pool.splice(rng.int(0, pool.length - 1), 1)[0] ?? 0,
      );
      const factor = rng.int(2, 5);
      const longer = resizeNumbers('stretch', rng, values, length * factor, WIDE);
      expect(new Set(longer).size).toBe(length * factor);
      const starts = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
      const ordered = starts.map((i) => longer[i * factor] ?? 0);
      expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    }
  });

  test('a progression that would leave the domain is spread inside of it', () => {
    const domain = { min: 0, max: 20, integer: true };
    const longer = resizeNumbers('extend', rng, [0, 5, 10, 15], 12, domain);
    expect(longer).toHaveLength(12);
    expect(longer.every((value, i) => i === 0 || value > (longer[i - 1] ?? 0))).toBe(true);
  });
});

test('indexes always point into the old sequence', () => {
  for (let i = 0; i < 300; i++) {
    const length = rng.int(1, 30);
    const items = Array.from({ length }, () => rng.int(0, 2));
    const target = rng.int(0, 70);
    for (const strategy of SCALE_STRATEGIES) {
      const from = resizeIndexes(strategy, rng, length, (a, b) => items[a] === items[b], target);
      expect(from).toHaveLength(target);
      expect(from.every((index) => Number.isInteger(index) && index >= 0 && index < length)).toBe(
        true,
      );
    }
  }
});

const GROWING: readonly (readonly [string, readonly SpecNode[]])[] = [
  ['a list of ints', [listOf(int(-50, 50), 1_000)]],
  ['a string beside an int', [{ type: 'string', maxLength: 1_000 }, int(0, 9)]],
  ['a list of strings', [listOf({ type: 'string', maxLength: 50 }, 50)]],
  [
    'lists whose length is an argument',
    [
      int(1, 500),
      { type: 'list', of: int(0, 9), length: 'a' },
      { type: 'list', of: int(0, 9), length: 'a' },
    ],
  ],
  [
    'a matrix with given sides',
    [int(1, 40), int(1, 40), { type: 'matrix', rows: 'a', columns: 'b', of: int(0, 9) }],
  ],
  ['a permutation', [{ type: 'permutation', maxLength: 1_000 }]],
  ['a tree', [int(1, 400), { type: 'tree', nodes: 'a' }]],
  ['a graph', [int(1, 200), { type: 'graph', nodes: 'a', maxEdges: 'a * a', multi: true }]],
  [
    'a sorted list without doubles',
    [{ type: 'list', of: int(0, 10_000), distinct: true, sorted: 'asc', maxLength: 500 }],
  ],
  ['a matched string', [{ type: 'string', regex: '([a-c]+,)*[a-c]', maxLength: 1_000 }]],
];

describe.each(GROWING)('%s', (_name, nodes) => {
  const model = modelOf(functionSpec(...nodes), 1_000);

  test.each(SCALE_STRATEGIES)('doubles by %s where there is room', (strategy) => {
    const ratios: number[] = [];
    for (let i = 0; i < 60; i++) {
      const g = model.generate(rng, 40);
      if (model.sizeOf(g) < 12) continue;
      ratios.push(model.sizeOf(model.scaleWith(strategy, rng, g, 2)) / model.sizeOf(g));
    }
    const middle = ratios.toSorted((a, b) => a - b)[ratios.length >> 1] ?? 0;
    expect(middle).toBeGreaterThan(1.6);
    expect(middle).toBeLessThan(2.4);
  });

  test('halves', () => {
    const g = model.generate(rng, 200);
    const ratio = model.sizeOf(model.scale(rng, g, 0.5)) / model.sizeOf(g);
    expect(ratio).toBeLessThan(0.85);
  });
});

test('numbers alone grow in value', () => {
  const model = modelOfArgs(int(0, 1_000), int(5, 30), int(-1_000, 1_000));
  expect(model.scale(rng, [10, 20, -7], 3)).toEqual([30, 30, -21]);
});

test('a sorted path of a tree stays a path, a star a star', () => {
  const model = modelOfArgs(int(1, 99), { type: 'tree', nodes: 'a' });
  const degrees = (g: unknown): number => {
    const [, edges] = g as [number, [number, number][]]; // as the spec says
    const count = new Map<number, number>();
    for (const node of edges.flat()) count.set(node, (count.get(node) ?? 0) + 1);
    return Math.max(...count.values());
  };
  const path = model.scaleWith('extend', rng, model.decode('[4,[[1,2],[2,3],[3,4]]]'), 3);
  expect(degrees(path)).toBe(2);
  const star = model.scaleWith('repeat', rng, model.decode('[4,[[1,2],[1,3],[1,4]]]'), 3);
  expect(degrees(star)).toBeGreaterThan(5);
});

test('scaling stops at the size limit', () => {
  const model = modelOf(functionSpec(listOf(int(0, 9), 1_000), listOf(int(0, 9), 1_000)), 50);
  let g = model.generate(rng, 10);
  for (let i = 0; i < 10; i++) g = model.scale(rng, g, 2);
  expect(model.sizeOf(g)).toBeGreaterThan(35);
  expect(model.sizeOf(g)).toBeLessThanOrEqual(50);
});

test.each([
  [
    'numbers',
    int(1, 'len(a)'),
    [1, 3, 3],
    [
      [1, 9],
      [1, 3],
    ],
  ],
  [
    'records of numbers',
    { type: 'tuple', items: [int(1, 'len(a)'), int(0, 5)] } as const,
    [
      [3, 5],
      [1, 5],
    ],
    [
      [
        [9, 5],
        [1, 5],
      ],
      [
        [3, 5],
        [1, 5],
      ],
    ],
  ],
])('%s at a bound that moves stay at it, or keep their value', (_name, of, items, outcomes) => {
  const model = modelOfArgs(listOf(int(0, 9), 1_000), listOf(of, 1_000));
  const g = model.decode(JSON.stringify([[7, 8, 9], items]));
  const seen = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const [, scaled] = model.scaleWith('tile', rng, g, 3) as [unknown, unknown[]]; // as the spec says
    for (const item of scaled) seen.add(JSON.stringify(item));
  }
  for (const outcome of outcomes.flat()) expect(seen).toContain(JSON.stringify(outcome));
});
