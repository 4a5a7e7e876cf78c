import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberDomain, Sequence, SequenceDomain } from '../../src/core/input-model.ts';
import { createRng } from '../../src/core/rng.ts';
import type { MutationContext } from '../../src/fuzz/mutators/mutator.ts';
import { MUTATORS, PATTERN_MUTATORS } from '../../src/fuzz/mutators/registry.ts';
import { TEST_SEED } from '../helpers/seed.ts';

/** Lengths beyond the room that an edit may add: a unit is not cut in the middle. The model clips what is too long. */
const SLACK = 64;

const numberDomain: fc.Arbitrary<NumberDomain> = fc.oneof(
  fc.record({
    min: fc.integer({ min: -1000, max: 0 }),
    max: fc.integer({ min: 0, max: 1000 }),
    integer: fc.boolean(),
  }),
  fc.constantFrom<NumberDomain>(
    { min: 0, max: 0, integer: true },
    { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, integer: true },
    { min: -Infinity, max: Infinity, integer: false },
    { min: 0.25, max: 0.5, integer: false },
  ),
);

interface Case {
  readonly value: Sequence;
  readonly domain: SequenceDomain;
  readonly context: Omit<MutationContext, 'rng'>;
  readonly seed: number;
}

const hostileText = fc.oneof(
  fc.constantFrom('', '\u0000', '\ud800', 'a', '(((', '__proto__', '\n\n', '$&$1'),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const hostileItem = fc.oneof(
  fc.constantFrom(null, undefined, true, Number.NaN, -0, Infinity, '', [], {}),
  fc.double(),
  hostileText,
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.record({ k: fc.oneof(fc.integer(), hostileText), v: hostileText }),
);

const hostileList = fc.oneof(
  fc.array(fc.integer(), { maxLength: 60 }),
  fc.array(hostileText, { maxLength: 30 }),
  fc.array(fc.record({ at: fc.integer(), tags: fc.array(fc.string()) }), { maxLength: 20 }),
  fc.array(hostileItem, { maxLength: 30 }),
);

const words = fc.array(hostileText, { maxLength: 4 });
const unit = hostileText.filter((text) => text !== '');

const NO_WORDS = { strings: [], words: [], pumps: [], room: 0, donor: undefined };

const cases: fc.Arbitrary<Case> = fc
  .record({
    text: fc.boolean(),
    string: hostileText,
    list: hostileList,
    donor: fc.oneof(fc.constant(undefined), hostileText, hostileList),
    numbers: numberDomain,
    alphabet: fc.constantFrom(undefined, '', 'a', 'ab('),
    minLength: fc.nat(3),
    more: fc.nat(200),
    strings: words,
    shown: words,
    pumps: fc.array(fc.record({ prefix: hostileText, unit }), { maxLength: 3 }),
    constants: fc.array(fc.oneof(fc.integer(), fc.double()), { maxLength: 3 }),
    seed: fc.integer(),
  })
  .map(({ text, string, list, donor, numbers, alphabet, minLength, more, seed, ...rest }) => {
    const value: Sequence = text ? string : list;
    const scalar = !text && list.every((item) => typeof item === 'number');
    const domain: SequenceDomain = {
      minLength: Math.min(minLength, value.length),
      maxLength: value.length + more + 10,
      element: (rng) => (text ? 'xyz'[rng.int(0, 2)] : scalar ? rng.int(0, 9) : list[0]),
      alphabet: text ? alphabet : undefined,
      numbers: scalar ? numbers : undefined,
      fixedElements: false,
    };
    const { strings, shown, pumps, constants } = rest;
    const context = { strings, words: shown, pumps, numbers: constants, donor };
    return { value, domain, context: { ...context, room: value.length + more }, seed };
  });

/** A mutator must not change what it was given: genotypes share structure. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

describe.each(MUTATORS.filter((mutator) => mutator.on === 'sequence'))(
  'the mutator $name',
  (mutator) => {
    const apply = ({ value, domain, context, seed }: Case): Sequence | undefined =>
      mutator.apply(value, domain, { ...context, rng: createRng(seed) });

    it('gives the same kind of sequence that fits the room, whatever it is given, or nothing', () => {
      fc.assert(
        fc.property(cases, (given) => {
          frozen(given.value);
          frozen(given.context.donor);
          const edited = apply(given);
          if (edited === undefined) return;
          expect(Array.isArray(edited)).toBe(Array.isArray(given.value));
          expect(typeof edited).toBe(typeof given.value);
          const { strings, words: shown, pumps } = given.context;
          const texts = [...strings, ...shown, ...pumps.map(({ prefix, unit: u }) => prefix + u)];
          const longest = texts.reduce((n, { length }) => Math.max(n, length), 3);
          const room = Math.max(given.context.room, given.value.length);
          expect(edited.length).toBeLessThanOrEqual(room + SLACK + 6 * longest);
        }),
        { seed: TEST_SEED, numRuns: 150 },
      );
    });

    it('does the same for the same draws', () => {
      fc.assert(
        fc.property(cases, (given) => {
          expect(apply(given)).toEqual(apply(given));
        }),
        { seed: TEST_SEED, numRuns: 30 },
      );
    });
  },
);

describe.each(MUTATORS.filter((mutator) => mutator.on === 'number'))(
  'the mutator $name',
  (mutator) => {
    it('gives a number, whatever it is given, or nothing', () => {
      fc.assert(
        fc.property(
          numberDomain,
          fc.oneof(fc.integer(), fc.double()),
          fc.array(fc.double(), { maxLength: 3 }),
          fc.integer(),
          (domain, value, numbers, seed) => {
            const rng = createRng(seed);
            const context = { ...NO_WORDS, rng, numbers };
            expect(['number', 'undefined']).toContain(typeof mutator.apply(value, domain, context));
          },
        ),
        { seed: TEST_SEED, numRuns: 200 },
      );
    });

    it('keeps integers of a domain integers', () => {
      fc.assert(
        fc.property(
          fc.integer({ min: -50, max: 50 }),
          fc.integer({ min: -1000, max: 1000 }),
          (value, seed) => {
            const domain = { min: -50, max: 50, integer: true };
            const rng = createRng(seed);
            const context = { ...NO_WORDS, rng, numbers: [3] };
            const edited = mutator.apply(value, domain, context);
            if (edited !== undefined) expect(Number.isInteger(edited)).toBe(true);
          },
        ),
        { seed: TEST_SEED },
      );
    });
  },
);

describe('the registry', () => {
  it('names every mutator once, in letters that corpus file names may hold', () => {
    const names = MUTATORS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it('knows every pattern that the ablation names', () => {
    const names = new Set(MUTATORS.map(({ name }) => name));
    expect([...PATTERN_MUTATORS].filter((name) => !names.has(name))).toEqual([]);
  });
});
