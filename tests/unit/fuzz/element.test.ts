import { describe, expect, it } from 'vitest';
import type { SequenceDomain } from '../../../src/core/input-model.ts';
import { createRng } from '../../../src/core/rng.ts';
import { MUTATORS } from '../../../src/fuzz/mutators/registry.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const domain: SequenceDomain = {
  minLength: 0,
  maxLength: 1000,
  element: () => 'x',
  alphabet: undefined,
  numbers: undefined,
  fixedElements: false,
};

describe('concatenate', () => {
  const concatenate = MUTATORS.find(({ name }) => name === 'concatenate');

  it('fills a list with different words made of its own', () => {
    if (concatenate?.on !== 'sequence') throw new TypeError('concatenate edits sequences');
    const rng = createRng(TEST_SEED);
    const words = ['ab', 'cd', 'ef', 'gh'];
    const made = Array.from({ length: 40 }, () => {
      const context = {
        rng,
        strings: [],
        words: [],
        pumps: [],
        numbers: [],
        room: 16,
        donor: undefined,
      };
      return concatenate.apply(words, domain, context) as readonly string[];
    });
    const full = made.filter(({ length }) => length === 16);
    expect(full.length).toBeGreaterThan(0);
    for (const list of full) expect(new Set(list).size).toBe(16);
    for (const word of made.flat()) expect(word).toMatch(/^(ab|cd|ef|gh){1,4}$/);
  });
});
