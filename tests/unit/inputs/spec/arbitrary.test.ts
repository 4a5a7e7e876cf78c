import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputSpec } from '../../../../src/core/input-spec.ts';
import { toArbitrary } from '../../../../src/inputs/spec/arbitrary.ts';
import { createValidator } from '../../../../src/inputs/spec/validator.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { functionSpec, int, listOf, stdinSpec } from './specs.ts';

const list = functionSpec(listOf(int(0, 1_000), 200));
const text = stdinSpec({ a: listOf(int(0, 9), 30) }, { line: ['len(a)'] }, { line: ['...a'] });

describe.each<[string, InputSpec]>([
  ['arguments', list],
  ['text', text],
])('%s as a fast-check arbitrary', (_name, spec) => {
  test('are valid, and so is what they shrink to', () => {
    const validate = createValidator(spec);
    const arbitrary = toArbitrary(spec);
    fc.assert(
      fc.property(arbitrary, (value) => validate(value) === undefined),
      { seed: TEST_SEED },
    );
    const failure = fc.check(
      fc.property(arbitrary, (value) => {
        expect(validate(value)).toBeUndefined();
        return JSON.stringify(value).length < 30;
      }),
      { seed: TEST_SEED },
    );
    expect(failure.failed).toBe(true);
  });

  test('come the same for the same seed', () => {
    const sample = (): unknown[] => fc.sample(toArbitrary(spec), { seed: TEST_SEED, numRuns: 20 });
    expect(sample()).toEqual(sample());
  });
});

test('a counterexample is shrunk to its essence', () => {
  const failure = fc.check(
    fc.property(
      toArbitrary(list),
      ([values]) => !(Array.isArray(values) && values.some((value) => Number(value) >= 500)),
    ),
    { seed: TEST_SEED, numRuns: 500 },
  );
  expect(failure.counterexample).toEqual([[[500]]]);
});

test('values given by hand can be shrunk', () => {
  const arbitrary = toArbitrary(text);
  expect(arbitrary.canShrinkWithoutContext('2\n1 2\n')).toBe(true);
  expect(arbitrary.canShrinkWithoutContext('3\n1 2\n')).toBe(false);
});

test('small values come more often, and large ones all the same', () => {
  const lengths = fc
    .sample(toArbitrary(list), { seed: TEST_SEED, numRuns: 500 })
    .map(([values]) => (values as unknown[]).length);
  expect(Math.max(...lengths)).toBeGreaterThan(150);
  expect(lengths.filter((length) => length <= 30).length).toBeGreaterThan(250);
});
