import { expect, it } from 'vitest';
import type { SequenceDomain } from '../../../src/core/input-model.ts';
import { createRng } from '../../../src/core/rng.ts';
import { align } from '../../../src/fuzz/mutators/columns.ts';
import type { MutationContext } from '../../../src/fuzz/mutators/mutator.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const DOMAIN: SequenceDomain = {
  minLength: 0,
  maxLength: 100,
  element: () => [0, 0],
  alphabet: undefined,
  numbers: undefined,
  fixedElements: false,
};

const context: MutationContext = {
  rng: createRng(TEST_SEED),
  strings: [],
  words: [],
  pumps: [],
  numbers: [],
  room: 100,
  donor: undefined,
};

const rows: readonly (readonly [number, number])[] = [
  [30, 5],
  [10, 1],
  [2, 4],
  [20, 2],
  [1, 3],
];

it('lets one column rise or fall with another, and keeps what each column holds', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 400; i++) {
    const aligned = align.apply(rows, DOMAIN, context) as typeof rows | undefined;
    if (aligned === undefined) continue;
    for (const column of [0, 1] as const)
      expect(aligned.map((row) => row[column]).toSorted((a, b) => a - b)).toEqual(
        rows.map((row) => row[column]).toSorted((a, b) => a - b),
      );
    const byFirst = aligned.toSorted(([a], [b]) => a - b).map(([, b]) => b);
    if (byFirst.join() === '1,2,3,4,5') seen.add('rises');
    if (byFirst.join() === '5,4,3,2,1') seen.add('falls');
  }
  expect([...seen].toSorted()).toEqual(['falls', 'rises']);
});

it('has nothing to do with numbers, texts and rows of one column', () => {
  for (const value of [[3, 1, 2], 'cab', [[1], [2]], [{ a: 1 }, { a: 2 }]])
    for (let i = 0; i < 20; i++) expect(align.apply(value, DOMAIN, context)).toBeUndefined();
});
