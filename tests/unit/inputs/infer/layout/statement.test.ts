import { describe, expect, it } from 'vitest';
import { readStatement } from '../../../../../src/inputs/infer/layout/statement.ts';

function boundsIn(text: string): Record<string, unknown> {
  const entries = [...readStatement(text).bounds].map(
    ([name, { min, max }]) => [name, [min, max]] as const,
  );
  return Object.fromEntries(entries);
}

describe('readStatement, bounds', () => {
  it.each<[string, Record<string, unknown>]>([
    ['1 ≤ n ≤ 2·10^5', { n: [1, 200_000] }],
    ['1 <= n <= 200000', { n: [1, 200_000] }],
    [String.raw`$1 \le n \leq 2 \cdot 10^{5}$`, { n: [1, 200_000] }],
    ['1 ≤ n ≤ 10<sup>9</sup> + 7', { n: [1, 1_000_000_007] }],
    ['1 ≤ n ≤ 10⁵', { n: [1, 100_000] }],
    ['1 ≤ n ≤ 200 000', { n: [1, 200_000] }],
    ['1 ≤ n ≤ 200,000', { n: [1, 200_000] }],
    ['0 < n < 100', { n: [1, 99] }],
    ['100 ≥ n ≥ 1', { n: [1, 100] }],
    ['1 &le; n &lt; 5', { n: [1, 4] }],
    ['-10^9 ≤ a_i ≤ 10^9', { 'a[]': [-1e9, 1e9] }],
    [String.raw`$1 \le a_{i,j} \le 9$`, { 'a[]': [1, 9] }],
    ['1 <= a[i] <= 9', { 'a[]': [1, 9] }],
    ['1 ≤ |s| ≤ 1000', { '|s|': [1, 1000] }],
    ['1 ≤ n, m ≤ 50', { n: [1, 50], m: [1, 50] }],
    ['1 ≤ n ≤ 5, 2 ≤ m ≤ n', { n: [1, 5], m: [2, 'n'] }],
    ['1 ≤ l ≤ r ≤ n', { l: [1, 'r'], r: ['l', 'n'] }],
    ['0 ≤ m ≤ n(n - 1)/2', { m: [0, 'n*(n - 1)/2'] }],
    ['n does not exceed 100', { n: [undefined, 100] }],
    ['x is an integer between 3 and 9', {}],
    ['m ≤ 2n', { m: [undefined, '2*n'] }],
    ['no bounds at all, really', {}],
  ])('reads %s', (text, bounds) => {
    const found = boundsIn(text);
    expect(Object.fromEntries(Object.keys(bounds).map((name) => [name, found[name]]))).toEqual(
      bounds,
    );
  });

  it('reads sums over test cases', () => {
    const sums = readStatement(
      'The sum of n over all test cases does not exceed 2·10^5. It is guaranteed that the sum of |s| is at most 100.',
    ).sums;
    expect([...sums]).toEqual([
      ['n', 200_000],
      ['|s|', 100],
    ]);
  });

  it('keeps the first of several bounds', () => {
    expect(boundsIn('1 ≤ n ≤ 100. Subtask 1: 1 ≤ n ≤ 10.')).toEqual({ n: [1, 100] });
  });
});

describe('readStatement, names and words', () => {
  it('reads what lines hold, in order', () => {
    const { declarations } = readStatement(`Some story about k things.

Input

The first line contains two integers n and m (1 ≤ n, m ≤ 10). The second line contains n integers a_1, a_2, …, a_n.
Each of the next m lines contains integers u_i, v_i, w_i. The last line contains a string s — the name.

Output

Print an integer z.`);
    expect(declarations).toEqual([
      { names: ['n', 'm'], indexed: false },
      { names: ['a'], indexed: true },
      { names: ['u', 'v', 'w'], indexed: false },
      { names: ['s'], indexed: false },
    ]);
  });

  it.each([
    ['a string of lowercase English letters', 'a-z'],
    ['consists of uppercase Latin letters', 'A-Z'],
    ['lowercase and uppercase English letters', 'a-zA-Z'],
    ['a binary string', '01'],
    ["the characters '.' and '#'", '.#'],
    ['consists of characters "(", ")"', '()'],
    ['a string of digits and lowercase letters', 'a-z0-9'],
    ['just numbers', undefined],
  ])('reads the alphabet of: %s', (text, alphabet) => {
    expect(readStatement(text).alphabet).toBe(alphabet);
  });

  it('is quick on hostile text', () => {
    const text = `${'1 ≤ '.repeat(3000)}${'(a,'.repeat(3000)}${'$a_{'.repeat(3000)}${'a b, and '.repeat(3000)}`;
    expect(readStatement(text).sums.size).toBe(0);
  });
});
