import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputModel, NumberDomain, Part, Sequence } from '../../src/core/input-model.ts';
import type { Rng } from '../../src/core/rng.ts';
import { createRng } from '../../src/core/rng.ts';
import type { Realm } from '../../harness/protocol.ts';
import { TEST_SEED } from '../helpers/seed.ts';

/** Values of the tests' own realm. */
export const TEST_REALM: Realm = {
  array: (items) => Array.from(items),
  record: (keys, values) => Object.fromEntries(keys.map((key, index) => [key, values[index]])),
  map: (entries) => new Map(entries),
  set: (items) => new Set(items),
  date: (epochMs) => new Date(typeof epochMs === 'number' ? epochMs : NaN),
  bytes: (values) => Uint8Array.from(values),
  regexp: (source, flags) => new RegExp(source, flags),
};

export interface ContractOptions {
  /** An independent check of what is built; undefined when it is valid. */
  readonly validate?: (value: unknown[] | string) => string | undefined;
  /** The genotype of a value can be found again. Default true. */
  readonly readsValues?: boolean;
  /** Genotypes tried per promise. Default 30. */
  readonly runs?: number;
}

const STRANGE_NUMBERS = [NaN, Infinity, -Infinity, -0, 0, 1, -1, 0.5, 1e300, 2 ** 53, -5, 1e6];

/** Replacements that mutators have no reason to make, but could. */
export function strangeSequence(rng: Rng, value: Sequence): Sequence {
  const isText = typeof value === 'string';
  const items: readonly unknown[] = isText ? value.split('') : value;
  const as = (out: readonly unknown[]): Sequence => (isText ? out.join('') : out);
  switch (rng.int(0, 8)) {
    case 0:
      return as([]);
    case 1:
      return as([...items, ...items, ...items]);
    case 2:
      return isText ? '\0zé\ud800'.repeat(5) : [NaN, -0, 1e300, undefined, null, 'x', [], {}];
    case 3:
      return as(items.toReversed());
    case 4:
      return isText ? 'a'.repeat(500) : Array.from({ length: 500 }, (_, i) => i);
    case 5:
      return as(items.slice(1));
    case 6:
      return isText ? 'abc012' : Array.from({ length: 7 }, () => value[0]);
    case 7:
      return isText ? [1, 2] : 'abc';
    default:
      return as(items.map((item) => (typeof item === 'number' ? item * 3 - 7 : item)));
  }
}

export function strangeEdit<G>(model: InputModel<G>, rng: Rng, g: G, part: Part): G {
  const value =
    part.kind === 'number' ? rng.pick(STRANGE_NUMBERS) : strangeSequence(rng, part.value);
  return model.edit(g, part, value, rng);
}

/** What every input model promises. */
export function describeInputModel<G>(
  name: string,
  create: () => InputModel<G>,
  options: ContractOptions = {},
): void {
  describe(`${name} as an input model`, () => {
    inputModelPromises(create, options);
  });
}

function inputModelPromises<G>(create: () => InputModel<G>, options: ContractOptions): void {
  const { readsValues = true, runs = 30 } = options;
  const model = create();

  /** For a genotype of each of several sizes, with a source of randomness of its own. */
  const forAll = (check: (g: G, rng: Rng) => void): void => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, size) => {
        const rng = createRng(seed);
        check(model.generate(rng, size), rng);
      }),
      { seed: TEST_SEED, numRuns: runs },
    );
  };
  const expectValid = (g: G): void => {
    expectValidGenotype(model, g, options);
  };

  test('what it generates is valid and no larger than it says', () => {
    forAll((g) => {
      expectValid(g);
      expect(model.sizeOf(g)).toBeGreaterThanOrEqual(1);
      expect(model.sizeOf(g)).toBeLessThanOrEqual(model.maxSize);
    });
  });

  test('decoding undoes encoding', () => {
    forAll((g) => {
      const text = model.encode(g);
      expect(model.target === 'function' && text.includes('\n')).toBe(false);
      expect(model.decode(text)).toEqual(g);
    });
  });

  test('refuses to decode what is no encoding', () => {
    for (const text of ['{"a":', '\0', '[[[[[[]]]]],{"z":1},"y"]\n\n\n'])
      expect(() => model.decode(text)).toThrow(/./u);
  });

  test.runIf(readsValues)('finds the genotype of what it builds', () => {
    forAll((g) => {
      const value = model.build(g, TEST_REALM);
      const found = model.fromValue(value);
      expect(found).toBeDefined();
      expect(found === undefined ? undefined : model.build(found, TEST_REALM)).toEqual(value);
    });
  });

  test('builds fresh values that share nothing', () => {
    forAll((g) => {
      const [first, second] = [model.build(g, TEST_REALM), model.build(g, TEST_REALM)];
      expect(first).toEqual(second);
      expect(Array.isArray(first) && first === second).toBe(false);
    });
  });

  test('gives parts whose values lie in their domains', () => {
    forAll((g) => {
      for (const part of model.parts(g)) expect(outsideDomain(part)).toEqual([]);
    });
  });

  test('putting a part back changes nothing', () => {
    forAll((g, rng) => {
      for (const part of model.parts(g)) expect(model.edit(g, part, part.value, rng)).toEqual(g);
    });
  });

  test('repairs any edit to a valid genotype and leaves the old one alone', () => {
    forAll((g, rng) => {
      const before = model.encode(g);
      for (const part of model.parts(g)) expectValid(strangeEdit(model, rng, g, part));
      expect(model.encode(g)).toBe(before);
    });
  });

  test('takes the elements that a domain draws', () => {
    forAll((g, rng) => {
      for (const part of model.parts(g)) {
        if (part.kind === 'number') continue;
        const element = part.domain.element(rng, 3);
        const longer =
          typeof part.value === 'string' ? part.value + String(element) : [...part.value, element];
        expectValid(model.edit(g, part, longer, rng));
      }
    });
  });

  test('scales and splices to valid genotypes', () => {
    forAll((g, rng) => {
      for (const factor of [2, 0.5, 7]) expectValid(model.scale(rng, g, factor));
      expectValid(model.splice(rng, g, model.generate(rng, 10)));
    });
  });

  test('shrinks to valid genotypes that are no larger, and comes to an end', () => {
    forAll((g) => {
      let [smallest, steps] = [g, 0];
      for (let next = first(model.shrink(g)); next !== undefined && steps < 2_000; steps++) {
        expectValid(next);
        expect(model.sizeOf(next)).toBeLessThanOrEqual(model.sizeOf(smallest));
        smallest = next;
        next = first(model.shrink(smallest));
      }
      expect(first(model.shrink(smallest))).toBeUndefined();
    });
  });

  test('does the same for the same seed', () => {
    const run = (made: InputModel<G>): string[] => {
      const rng = createRng(TEST_SEED);
      const texts: string[] = [];
      let g = made.generate(rng, 12);
      for (let i = 0; i < 40; i++) {
        const parts = made.parts(g);
        if (parts.length > 0) g = strangeEdit(made, rng, g, rng.pick(parts));
        g = made.scale(rng, made.splice(rng, g, made.generate(rng, 9)), 1.5);
        texts.push(made.encode(g));
        if (made.sizeOf(g) > 200) g = made.generate(rng, 5);
      }
      return texts;
    };
    expect(run(create())).toEqual(run(model));
  });
}

function expectValidGenotype<G>(model: InputModel<G>, g: G, { validate }: ContractOptions): void {
  expect(validate?.(model.build(g, TEST_REALM))).toBeUndefined();
  expect(model.decode(model.encode(g))).toEqual(g);
}

/** Values of a part that are not of its domain. */
function outsideDomain({ kind, value, domain }: Part): readonly unknown[] {
  if (kind === 'number') return isNumberOf(domain, value) ? [] : [value];
  const { alphabet, numbers, minLength, maxLength } = domain;
  if (value.length < minLength || value.length > maxLength) return [value.length];
  if (typeof value === 'string')
    return value.split('').filter((character) => alphabet?.includes(character) === false);
  return value.filter(
    (item) => numbers !== undefined && typeof item === 'number' && !isNumberOf(numbers, item),
  );
}

function isNumberOf({ min, max, integer }: NumberDomain, value: number): boolean {
  return value >= min && value <= max && (!integer || Number.isInteger(value));
}

function first<G>(items: Iterable<G>): G | undefined {
  for (const item of items) return item;
  return undefined;
}
