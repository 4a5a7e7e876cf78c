import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { CATALOGUE, isMathOfOne } from '../../../../constraints/language/catalogue.ts';
import { printExpression } from '../../../../constraints/language/print.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressionOf, expressions, frameOf, javascriptOf, valueOf } from './expressions.ts';
import { compileValue } from '../../../../constraints/language/evaluate.ts';
import { createReader } from '../../../../constraints/language/reader.ts';
import { types } from 'node:util';

const primitive = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
  fc.string({ maxLength: 3 }),
  fc.constantFrom('', '0', '12', 'abc', true, false, null, undefined, NaN, -0, 2 ** 40),
);

/** What JavaScript itself makes of the expression. */
function evaluateAsJavascript(text: string, variables: Readonly<Record<string, unknown>>): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the oracle: JavaScript as it is
  const run = new Function(...Object.keys(variables), `return ${text};`) as (
    ...values: unknown[]
  ) => unknown;
  return run(...Object.values(variables));
}

describe('evaluating', () => {
  test('gives what JavaScript gives for primitives', () => {
    const form = { calls: false, reads: false };
    fc.assert(
      fc.property(
        expressions(['a', 'b', 'c'], form),
        fc.record({ a: primitive, b: primitive, c: primitive }),
        (expression, variables) => {
          const expected = evaluateAsJavascript(javascriptOf(expression), variables);
          expect(valueOf(expression, variables)).toBe(expected);
          expect(evaluateAsJavascript(printExpression(expression), variables)).toBe(expected);
        },
      ),
      { seed: TEST_SEED, numRuns: 10_000 },
    );
  });

  test('reads plain data as JavaScript does', () => {
    const data = {
      list: [3, 'x', [1, 2], { x: 1 }],
      record: { x: 'abc', y: { x: null, length: 2 }, if: true },
      text: 'hello',
      n: 2,
    };
    const path = fc.letrec<{ path: string; index: string }>((tie) => ({
      path: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('list', 'record', 'text', 'n'),
        fc
          .tuple(tie('path'), fc.constantFrom('x', 'y', 'length', 'if', 'z'))
          .map(([object, name]) => `${object}?.${name}`),
        fc.tuple(tie('path'), tie('index')).map(([object, index]) => `${object}?.[${index}]`),
      ),
      index: fc.constantFrom('0', '1', 'n', '"x"', '"0"', '"length"', 'n + 1', '-1', '1.5'),
    })).path;
    fc.assert(
      fc.property(path, (text) => {
        expect(valueOf(text, data)).toBe(evaluateAsJavascript(text, data));
      }),
      { seed: TEST_SEED, numRuns: 3000 },
    );
  });

  it.each([...CATALOGUE.values()].filter(({ group }) => group === 'math').map(({ name }) => name))(
    'computes %s as Math does',
    (name) => {
      const { parameters, isVariadic } = CATALOGUE.get(name) ?? {
        parameters: [],
        isVariadic: false,
      };
      const minLength = Math.max(parameters.length, isVariadic ? 2 : 0);
      fc.assert(
        fc.property(
          fc.array(primitive, { minLength, maxLength: isVariadic ? 5 : minLength }),
          (values) => {
            const variables = Object.fromEntries(values.map((value, k) => [`v${k}`, value]));
            const text = `${name}(${Object.keys(variables).join(', ')})`;
            const expected = evaluateAsJavascript(`Math.${text}`, variables);
            expect(valueOf(text, variables)).toBe(expected);
            expect(valueOf(`Math.${text}`, variables)).toBe(expected);
          },
        ),
        { seed: TEST_SEED, numRuns: 200 },
      );
    },
  );

  it.each([
    'o + 1',
    'o - o',
    '1 / o',
    'o < 1',
    'o >= o',
    'o == 1',
    '"" != o',
    '-o',
    '+o',
    '~o',
    'o + ""',
    'abs(o)',
    'max(1, o)',
    'hypot(o, 1, 2)',
    'f * 1',
    'y + 1',
    '"" + y',
    'y < 1',
    'len(o)',
    'sum(o)',
    'o[o]',
    'o[y]',
    'codeAt("a", o)',
  ])('gives undefined rather than convert an object, a function or a symbol: %s', (text) => {
    expect(valueOf(text, { o: {}, f: () => 1, y: Symbol('y') })).toBeUndefined();
  });

  test('compares objects by identity', () => {
    const variables = { o: {}, p: {}, none: null, missing: undefined };
    expect(valueOf('o === o && o !== p && o == o && o != p', variables)).toBe(true);
    expect(valueOf('o !== none && o != none && o != missing && !(o == missing)', variables)).toBe(
      true,
    );
    expect(valueOf('none == missing && none !== missing', variables)).toBe(true);
    expect(valueOf('!o', variables)).toBe(false);
    expect(valueOf('typeof o', variables)).toBe('object');
    expect(valueOf('o && 5', variables)).toBe(5);
  });

  test('knows where in the run it is', () => {
    const evaluate = compileValue(
      expressionOf('hits() * 100 + callDepth()'),
      [],
      createReader(types.isProxy),
    );
    expect(evaluate(frameOf({}, { hits: 7, depth: 3 }))).toBe(703);
  });

  test('bounds the texts that it makes and reads as numbers', () => {
    const long = 'x'.repeat(40_000);
    expect(valueOf('(s + s).length', { s: long.slice(0, 30_000) })).toBe(60_000);
    expect(valueOf('s + s', { s: long })).toBeUndefined();
    expect(valueOf('+s', { s: '1'.repeat(300) })).toBeGreaterThan(1e299);
    expect(valueOf('+s', { s: '1'.repeat(2000) })).toBeNaN();
  });

  test('gives undefined for a variable that the frame lacks', () => {
    expect(valueOf('nowhere', { here: 1 })).toBeUndefined();
    expect(valueOf('nowhere > 1 || nowhere <= 1', { here: 1 })).toBe(false);
  });

  test('charges what it does', () => {
    const units = (text: string, a: unknown): number => {
      const frame = frameOf({ a });
      compileValue(expressionOf(text), ['a'], createReader(types.isProxy))(frame);
      return frame.units;
    };
    const list = Array.from({ length: 1000 }, (_, i) => i);
    expect(units('a > 1', 5)).toBe(3);
    expect(units('len(a) > 1', list)).toBeLessThan(10);
    expect(units('sum(a)', list)).toBeGreaterThan(1000);
    expect(units('sum(a)', Float64Array.from(list))).toBeLessThan(units('sum(a)', list));
    expect(units('inversions(a)', list)).toBeGreaterThan(units('sum(a)', list));
    expect(units('sum(a)', new Float64Array(1_000_000))).toBeLessThan(20_000);
    expect(isMathOfOne('sum')).toBe(false);
  });
});
