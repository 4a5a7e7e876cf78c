import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/core/errors.ts';
import type { InputSpec } from '../../../../src/core/input-spec.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import { createValidator } from '../../../../src/inputs/spec/validator.ts';
import { acceptSpec, brokenVariants } from '../../../../src/inputs/spec/variants.ts';
import { TEST_REALM } from '../../../contract/input-model.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { drawFunctionSpec, drawStdinSpec } from './draw-spec.ts';
import { functionSpec, int, listOf, stdinSpec } from './specs.ts';

const cases = stdinSpec(
  { a: listOf(int(1, 9), 20), e: listOf({ type: 'tuple', items: [int(1, 9), int(1, 9)] }, 20) },
  { line: ['len(a)', 'len(e)'] },
  { line: ['...a'] },
  { each: 'e', line: ['0', '1'] },
);

describe('variants', () => {
  test('of a text come in all kinds, and none is valid', () => {
    const validate = createValidator(cases);
    const variants = brokenVariants(createRng(TEST_SEED), cases, '2 1\n3 4\n5 6\n');
    expect(new Set(variants.map(({ kind }) => kind))).toEqual(
      new Set([
        'value past its bound',
        'too long',
        'token dropped',
        'trailing token',
        'count off by one',
        'word for a number',
        'line dropped',
        'line twice',
        'trailing line',
      ]),
    );
    for (const { value } of variants) expect(validate(value)).toBeDefined();
  });

  test('of arguments break bounds, lengths, alphabets, order and arity', () => {
    const spec = functionSpec(
      { type: 'list', of: int(1, 9), minLength: 2, maxLength: 4, distinct: true, sorted: 'asc' },
      { type: 'string', alphabet: 'a-z', maxLength: 9 },
      { type: 'permutation', maxLength: 9 },
      { type: 'graph', nodes: 4, maxEdges: 5 },
    );
    const validate = createValidator(spec);
    const variants = brokenVariants(createRng(TEST_SEED), spec, [
      [1, 2, 3],
      'abc',
      [2, 1],
      [[1, 2]],
    ]);
    const kinds = new Set(variants.map(({ kind }) => kind));
    for (const kind of [
      'too long',
      'too short',
      'value twice',
      'out of order',
      'character not in the alphabet',
      'edge to itself',
      'trailing argument',
    ])
      expect(kinds).toContain(kind);
    expect(variants.filter(({ value }) => validate(value) === undefined)).toEqual([]);
  });

  test('that might be valid are not made', () => {
    const open = stdinSpec({ a: listOf(int(0, 9)) }, { line: ['...a'] });
    const kinds = brokenVariants(createRng(TEST_SEED), open, '1 2 3\n').map(({ kind }) => kind);
    expect(kinds).not.toContain('token dropped');
    expect(kinds).not.toContain('trailing token');
    const rest = stdinSpec({ s: { type: 'string' } }, { rest: 's' });
    const texts = brokenVariants(createRng(TEST_SEED), rest, 'some text\n');
    expect(texts.map(({ kind }) => kind)).toEqual(['too long']);
  });

  test('of an input that is not valid there are none', () => {
    expect(brokenVariants(createRng(TEST_SEED), cases, 'nonsense')).toEqual([]);
  });

  test.each([
    ['function', drawFunctionSpec],
    ['stdin', drawStdinSpec],
  ])('of random %s specs are rejected', (_kind, draw) => {
    let [made, accepted] = [0, 0];
    for (let i = 0; i < 120; i++) {
      const rng = createRng(TEST_SEED, i);
      const spec = draw(rng);
      const model = tryCompile(spec);
      if (model === undefined) continue;
      const validate = createValidator(spec);
      for (const size of [4, 20]) {
        const value = model.build(model.generate(rng, size), TEST_REALM);
        for (const variant of brokenVariants(rng, spec, value)) {
          made++;
          if (validate(variant.value) === undefined) accepted++;
        }
      }
    }
    expect(made).toBeGreaterThan(500);
    // A count that is off by one may make what follows read as something else, seldom.
    expect(accepted / made).toBeLessThan(0.005);
  });
});

function tryCompile(spec: InputSpec): ReturnType<typeof compileSpec> | undefined {
  try {
    return compileSpec(spec, { maxSize: 100 });
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

describe('a spec is accepted', () => {
  test('when it parses all good tests and rejects what is broken', () => {
    const acceptance = acceptSpec(cases, ['2 1\n3 4\n5 6\n', '1 0\n9\n', '0 2\n\n1 1\n2 2\n']);
    expect(acceptance).toMatchObject({ accepted: true, parsed: 3, tests: 3, failures: [] });
    expect(acceptance.rejected).toBeGreaterThanOrEqual(0.95);
    expect(acceptance.variants).toBeGreaterThan(20);
  });

  test('not when a good test does not parse', () => {
    const acceptance = acceptSpec(cases, ['2 1\n3 4\n5 6\n', '1 1\n10\n1 1\n']);
    expect(acceptance).toMatchObject({ accepted: false, parsed: 1, tests: 2 });
    expect(acceptance.failures).toEqual(['test 2: line 2: a[0]: 10 is above the maximum 9']);
  });
});
