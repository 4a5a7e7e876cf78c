import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Realm } from '../../../../harness/protocol.ts';
import { DataError } from '../../../../src/core/errors.ts';
import type { InputModel, SequencePart } from '../../../../src/core/input-model.ts';
import { createRng } from '../../../../src/core/rng.ts';
import type { ChoiceGenotype } from '../../../../src/inputs/choices/choice-genotype.ts';
import { createChoiceModel } from '../../../../src/inputs/choices/choice-model.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { createArbitraryHost } from './arbitrary-host.ts';

const MAX_SIZE = 400;
/** Never asked: arguments are made by the arbitrary. */
const noRealm = {} as Realm;

interface Sample {
  readonly arbitrary: fc.Arbitrary<unknown[]>;
  isValid(args: unknown[]): boolean;
}

const isInt = (value: unknown): value is number => Number.isInteger(value);

const SAMPLES: Readonly<Record<string, Sample>> = {
  'a list of integers': {
    arbitrary: fc.tuple(
      fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 300, size: 'max' }),
    ),
    isValid: ([xs]) => Array.isArray(xs) && xs.every((x) => isInt(x) && Math.abs(x) <= 50),
  },
  'a list whose elements look like lengths': {
    arbitrary: fc.tuple(
      fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 100, size: 'max' }),
    ),
    isValid: ([xs]) => Array.isArray(xs) && xs.every((x) => isInt(x) && x >= 0 && x <= 100),
  },
  'a string and a number': {
    arbitrary: fc.tuple(fc.string({ maxLength: 200, size: 'max' }), fc.nat(9)),
    isValid: ([s, n]) => typeof s === 'string' && isInt(n) && n >= 0 && n <= 9,
  },
  'lists of pairs': {
    arbitrary: fc.tuple(
      fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 10, max: 20 })), {
        maxLength: 100,
        size: 'max',
      }),
    ),
    isValid: ([pairs]) =>
      Array.isArray(pairs) && pairs.every(([a, b]) => isInt(a) && a <= 5 && isInt(b) && b >= 10),
  },
  'lists of lists': {
    arbitrary: fc.tuple(
      fc.array(fc.array(fc.boolean(), { maxLength: 30, size: 'max' }), {
        maxLength: 20,
        size: 'max',
      }),
    ),
    isValid: ([lists]) => Array.isArray(lists) && lists.every((list) => Array.isArray(list)),
  },
  'a filtered and mapped union': {
    arbitrary: fc
      .array(fc.oneof(fc.nat(99), fc.constantFrom('a', 'b')), {
        minLength: 1,
        maxLength: 60,
        size: 'max',
      })
      .filter((xs) => xs.length % 3 !== 0)
      .map((xs) => [xs, xs.length]),
    isValid: ([xs, length]) => Array.isArray(xs) && xs.length === length && xs.length % 3 !== 0,
  },
  'no arguments': { arbitrary: fc.constant([]), isValid: (args) => args.length === 0 },
};

function modelOf(sample: Sample): InputModel<ChoiceGenotype> {
  return createChoiceModel(createArbitraryHost(sample.arbitrary), { maxSize: MAX_SIZE });
}

function argsOf(model: InputModel<ChoiceGenotype>, g: ChoiceGenotype): unknown[] {
  const args = model.build(g, noRealm);
  if (typeof args === 'string') throw new Error('expected an argument list');
  return args;
}

function sequencePart(
  model: InputModel<ChoiceGenotype>,
  g: ChoiceGenotype,
  place: RegExp,
): SequencePart {
  const part = model.parts(g).find((candidate) => place.test(candidate.place));
  if (part?.kind !== 'sequence') throw new Error(`no sequence at ${place.source}`);
  return part;
}

describe.each(Object.entries(SAMPLES))('createChoiceModel over %s', (_, sample) => {
  const model = modelOf(sample);
  const genotypes = fc
    .tuple(fc.integer(), fc.integer({ min: 1, max: MAX_SIZE }))
    .map(([seed, size]) => model.generate(createRng(seed), size));
  const check = <T>(property: fc.IProperty<T>): void =>
    fc.assert(property, { seed: TEST_SEED, numRuns: 60 });

  it('generates valid arguments, the same for the same genotype, anew for every execution', () => {
    check(
      fc.property(genotypes, (g) => {
        const first = argsOf(model, g);
        const second = argsOf(model, g);
        expect(sample.isValid(first)).toBe(true);
        expect(second).toEqual(first);
        expect(model.sizeOf(g)).toBeLessThanOrEqual(MAX_SIZE);
        expect(model.sizeOf(g)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('decodes what it encodes', () => {
    check(
      fc.property(genotypes, (g) => {
        expect(model.encode(g)).not.toContain('\n');
        expect(model.decode(model.encode(g))).toEqual(g);
      }),
    );
  });

  it('keeps arguments valid and complete whatever is written into a part', () => {
    const wild = fc.array(fc.oneof(fc.integer(), fc.double(), fc.nat(20)), { maxLength: 600 });
    check(
      fc.property(genotypes, fc.nat(), wild, fc.integer(), (g, which, value, seed) => {
        const parts = model.parts(g);
        const part = parts[which % Math.max(1, parts.length)];
        if (part === undefined) return;
        const edited = model.edit(
          g,
          part,
          part.kind === 'number' ? (value[0] ?? 0) : value,
          createRng(seed),
        );
        expect(sample.isValid(argsOf(model, edited))).toBe(true);
        expect(model.sizeOf(edited)).toBeLessThanOrEqual(MAX_SIZE);
        expect(model.decode(model.encode(edited))).toEqual(edited);
      }),
    );
  });

  it('scales to a valid one', () => {
    check(
      fc.property(
        genotypes,
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        fc.integer(),
        (g, factor, seed) => {
          const scaled = model.scale(createRng(seed), g, factor);
          expect(sample.isValid(argsOf(model, scaled))).toBe(true);
          expect(model.sizeOf(scaled)).toBeLessThanOrEqual(MAX_SIZE);
        },
      ),
    );
  });

  it('splices two into a valid one', () => {
    check(
      fc.property(genotypes, genotypes, fc.integer(), (a, b, seed) => {
        const spliced = model.splice(createRng(seed), a, b);
        expect(sample.isValid(argsOf(model, spliced))).toBe(true);
      }),
    );
  });

  it('shrinks to simpler valid ones, and ends', () => {
    check(
      fc.property(genotypes, (g) => {
        for (const simpler of model.shrink(g)) {
          expect(sample.isValid(argsOf(model, simpler))).toBe(true);
          expect(model.sizeOf(simpler)).toBeLessThanOrEqual(model.sizeOf(g));
        }
      }),
    );
  });

  it('has parts with a value, whose places do not depend on the genotype', () => {
    check(
      fc.property(genotypes, (g) => {
        for (const part of model.parts(g)) {
          expect(part.place).toMatch(/^(?:choices|lengths)/u);
          expect(part.value).not.toEqual([]);
        }
      }),
    );
  });
});

describe('createChoiceModel, following what an edit means', () => {
  const { 'a list of integers': ints, 'lists of pairs': pairs, 'lists of lists': nested } = SAMPLES;
  if (!ints || !pairs || !nested) throw new Error('missing samples');
  const model = modelOf(ints);
  const listOf = (g: ChoiceGenotype): unknown => argsOf(model, g)[0];
  const base = model.decode('{"choices":[5,10,20,30,40,50]}');

  it('reaches the size asked for', () => {
    for (const size of [4, 30, 250]) {
      const sizes = Array.from({ length: 20 }, (_, i) =>
        model.sizeOf(model.generate(createRng(TEST_SEED, i), size)),
      );
      const near = sizes.filter((n) => Math.abs(n - size) <= Math.max(2, size / 10));
      expect(near.length).toBeGreaterThanOrEqual(18);
    }
  });

  it('makes the list longer when elements are repeated', () => {
    const part = sequencePart(model, base, /^choices\[-50/u);
    expect(part.value).toEqual([10, 20, 30, 40, 50]);
    const doubled = model.edit(base, part, [10, 20, 30, 40, 50, 10, 20, 30, 40, 50], createRng(1));
    expect(listOf(doubled)).toEqual([10, 20, 30, 40, 50, 10, 20, 30, 40, 50]);
  });

  it('makes the list shorter when elements are left out', () => {
    const part = sequencePart(model, base, /^choices\[-50/u);
    expect(listOf(model.edit(base, part, [10, 20], createRng(1)))).toEqual([10, 20]);
    const whole = sequencePart(model, base, /^choices$/u);
    expect(listOf(model.edit(base, whole, [5, 10, 20, 50], createRng(1)))).toEqual([10, 20, 50]);
  });

  it('keeps elements in their place when one is changed, and clips it to its range', () => {
    const part = sequencePart(model, base, /^choices\[-50/u);
    expect(listOf(model.edit(base, part, [10, 999, 30, 40, 50], createRng(1)))).toEqual([
      10, 50, 30, 40, 50,
    ]);
  });

  it('offers the length as a number', () => {
    const part = model.parts(base).find(({ kind }) => kind === 'number');
    if (part?.kind !== 'number') throw new Error('no length');
    expect(part.domain).toMatchObject({ min: 0, max: 300 });
    const longer = model.edit(base, part, 200, createRng(1));
    expect(listOf(longer)).toHaveLength(200);
  });

  it('repeats what belongs to an element of several draws', () => {
    const pairModel = modelOf(pairs);
    const g = pairModel.decode('{"choices":[2,1,11,2,12]}');
    expect(argsOf(pairModel, g)).toEqual([
      [
        [1, 11],
        [2, 12],
      ],
    ]);
    const part = sequencePart(pairModel, g, /^choices\[0:5\]/u);
    const longer = pairModel.edit(g, part, [1, 2, 3, 4], createRng(1));
    expect(argsOf(pairModel, longer)).toEqual([
      [
        [1, 11],
        [2, 12],
        [3, 12],
        [4, 12],
      ],
    ]);
  });

  it('raises the length of the inner list that content was put into', () => {
    const nestedModel = modelOf(nested);
    const g = nestedModel.decode('{"choices":[2,2,1,1,1,0]}');
    expect(argsOf(nestedModel, g)).toEqual([[[true, true], [false]]]);
    const whole = sequencePart(nestedModel, g, /^choices$/u);
    const edited = nestedModel.edit(g, whole, [2, 2, 1, 1, 0, 0, 0, 1, 0], createRng(1));
    expect(argsOf(nestedModel, edited)).toEqual([[[true, true, false, false, false], [false]]]);
  });

  it('builds the same list anew for every execution', () => {
    const first = listOf(base);
    const second = listOf(base);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
  });

  it('scales by repeating, stretching or continuing what a list holds', () => {
    const g = model.decode('{"choices":[3,1,3,5]}');
    const seen = new Set<string>();
    for (let i = 0; i < 30; i++)
      seen.add(JSON.stringify(listOf(model.scale(createRng(i), g, 7 / 4))));
    expect([...seen].sort()).toEqual(['[1,1,3,3,5,5]', '[1,3,5,1,3,5]', '[1,3,5,7,9,11]']);
    expect(listOf(model.scale(createRng(1), base, 0.5))).toHaveLength(2);
  });

  it('scales every list, or one of them, to the size wanted', () => {
    const two = createChoiceModel(
      createArbitraryHost(
        fc.tuple(
          fc.array(fc.nat(5), { maxLength: 200, size: 'max' }),
          fc.array(fc.integer({ min: 10, max: 20 }), { maxLength: 199, size: 'max' }),
        ),
      ),
      { maxSize: MAX_SIZE },
    );
    const g = two.decode('{"choices":[2,1,2,4,10,11,12,13]}');
    for (let i = 0; i < 30; i++) {
      const scaled = two.scale(createRng(i), g, 10);
      expect(two.sizeOf(scaled)).toBe(80);
      const [small, large] = argsOf(two, scaled) as number[][];
      expect(small?.length).toSatisfy((n: number) => [2, 26, 74].includes(n));
      expect(large?.every((x) => x >= 10)).toBe(true);
    }
  });

  it('draws once for an edit that keeps the length and the execution after it', () => {
    const host = createArbitraryHost(ints.arbitrary);
    const counted = createChoiceModel(host, { maxSize: MAX_SIZE });
    const g = counted.decode('{"choices":[3,1,2,3]}');
    const before = host.draws;
    const edited = counted.edit(
      g,
      sequencePart(counted, g, /^choices$/u),
      [3, 3, 2, 1],
      createRng(1),
    );
    counted.build(edited, noRealm);
    expect(host.draws - before).toBe(1);
  });

  it('shrinks a list to one element and to small numbers', () => {
    let g = model.generate(createRng(TEST_SEED), 60);
    const isKept = (candidate: ChoiceGenotype): boolean =>
      (listOf(candidate) as number[]).some((x) => x >= 25);
    for (let again = isKept(g); again;) {
      again = false;
      for (const simpler of model.shrink(g)) {
        if (!isKept(simpler)) continue;
        g = simpler;
        again = true;
        break;
      }
    }
    expect(listOf(g)).toHaveLength(1);
  });

  it('draws the same whatever it drew before', () => {
    const fresh = modelOf(ints);
    const used = modelOf(ints);
    for (let i = 0; i < 50; i++) used.generate(createRng(i), 100);
    const part = sequencePart(fresh, base, /^choices$/u);
    const value = [9, 9, 9, 9, 9, 9, 9, 9];
    expect(used.edit(base, part, value, createRng(7))).toEqual(
      fresh.edit(base, part, value, createRng(7)),
    );
  });

  it.each(['', '[1]', '{"choices":"no"}', '{"choices":[1.5]}', '{"choices":[null]}'])(
    'refuses to decode %j',
    (text) => {
      expect(() => model.decode(text)).toThrow(DataError);
    },
  );

  it('refuses to decode what draws beyond the size limit', () => {
    const small = createChoiceModel(createArbitraryHost(ints.arbitrary), { maxSize: 10 });
    expect(() => small.decode('{"choices":[100]}')).toThrow(DataError);
    expect(small.decode('{"choices":[2]}').choices).toHaveLength(3);
  });
});

describe('createChoiceModel, over a realm that the program changed', () => {
  it('calls no method of the arrays that the host gives', () => {
    const inner = createArbitraryHost(
      fc.tuple(fc.array(fc.nat(9), { maxLength: 50, size: 'max' })),
    );
    const refuse = (): never => {
      throw new Error('a method of the program was called');
    };
    const poison = (items: readonly number[]): number[] =>
      Object.assign(items.slice(), {
        slice: refuse,
        map: refuse,
        push: refuse,
        entries: refuse,
        [Symbol.iterator]: refuse,
      });
    const model = createChoiceModel(
      {
        draw(choices, seed, cap) {
          const drawn = inner.draw(choices, seed, cap);
          return (
            drawn && {
              args: drawn.args,
              choices: poison(drawn.choices),
              lows: poison(drawn.lows),
              highs: poison(drawn.highs),
            }
          );
        },
      },
      { maxSize: 100 },
    );
    const g = model.generate(createRng(1), 20);
    const rng = createRng(2);
    expect(model.parts(g).length).toBeGreaterThan(1);
    expect(model.sizeOf(model.scale(rng, model.splice(rng, g, g), 2))).toBeGreaterThan(20);
    expect(model.decode(model.encode(g))).toEqual(g);
    expect([...model.shrink(g)].length).toBeGreaterThan(0);
  });
});
