import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/core/errors.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { compileDraw } from '../../../../src/inputs/spec/regex-draw.ts';
import { RegexMachine } from '../../../../src/inputs/spec/regex-machine.ts';
import { parseRegex } from '../../../../src/inputs/spec/regex-parse.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

/** Sources of the subset that is supported. */
const source: fc.Arbitrary<string> = fc.letrec<{ r: string }>((tie) => ({
  r: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d', 'c', '[b-d]', '\\.'),
    fc.tuple(tie('r'), tie('r')).map(([a, b]) => a + b),
    fc.tuple(tie('r'), tie('r')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('r'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?'))
      .map(([a, q]) => `(${a})${q}`),
  ),
})).r;
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', '1', '.', '\n'), maxLength: 7 });

test('matches what the language itself matches', () => {
  fc.assert(
    fc.property(source, fc.array(text, { minLength: 1, maxLength: 8 }), (pattern, texts) => {
      const machine = new RegexMachine(parseRegex(pattern));
      const reference = new RegExp(`^(?:${pattern})$`, 'u');
      for (const one of texts) expect(machine.accepts(one)).toBe(reference.test(one));
    }),
    { seed: TEST_SEED, numRuns: 500 },
  );
});

test('draws and completes matches', () => {
  fc.assert(
    fc.property(source, text, fc.nat(), (pattern, start, seed) => {
      const regex = parseRegex(pattern);
      const machine = new RegexMachine(regex);
      const drawn = compileDraw(regex)(createRng(seed), 6);
      expect(machine.accepts(drawn)).toBe(true);
      expect(drawn.length).toBeGreaterThanOrEqual(machine.minLength);
      const completed = machine.complete(start, Infinity);
      expect(completed !== undefined && machine.accepts(completed)).toBe(true);
      expect(machine.complete(start, machine.minLength)).toHaveLength(machine.minLength);
    }),
    { seed: TEST_SEED, numRuns: 500 },
  );
});

test('keeps the longest beginning that can go on', () => {
  const machine = new RegexMachine(parseRegex('x[0-9]+(,[0-9]+)*;'));
  expect(machine.complete('x12,7?', 99)).toBe('x12,7;');
  expect(machine.complete('x12,7?', 4)).toBe('x12;');
  expect(machine.complete('y', 99)).toBe('x0;');
});

test('takes linear time on what makes backtracking explode', () => {
  const machine = new RegexMachine(parseRegex('(a|a)*(a+)+b'));
  expect(machine.accepts('a'.repeat(20_000))).toBe(false);
});

describe('refuses what is outside of the subset', () => {
  test.each([
    '(?=a)',
    '(?!a)',
    '(?<=a)b',
    '\\bword',
    '(a)\\1',
    '\\p{L}',
    'a**',
    '*a',
    'a{3,2}',
    '(a',
    'a)',
    '[a',
    'a^b',
    'x{',
    'a{9999}',
    '[]',
    '(a{900}){900}',
    '\\u12',
    '(?i:a)',
  ])('%s', (pattern) => {
    expect(() => new RegexMachine(parseRegex(pattern))).toThrow(DataError);
  });
});

test('anchors at the ends change nothing', () => {
  expect(new RegexMachine(parseRegex('^ab$')).accepts('ab')).toBe(true);
  expect(new RegexMachine(parseRegex('ab\\$')).accepts('ab$')).toBe(true);
});
