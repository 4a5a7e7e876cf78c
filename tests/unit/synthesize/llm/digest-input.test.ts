import { describe, expect, it } from 'vitest';
import { digestInput } from '../../../../src/synthesize/llm/digest-input.ts';

const args = (...values: unknown[]): readonly string[] =>
  digestInput(JSON.stringify(values), 'function', (index) => 'abc'[index] ?? '?');

describe('the digest of an input', () => {
  it('shows short values as they are', () => {
    expect(args(3, 'text', { k: [1] })).toEqual(['a = 3', 'b = "text"', 'c = {"k":[1]}']);
  });

  it('tells a long list by its statistics, head and tail', () => {
    const down = Array.from({ length: 2000 }, (_, i) => 2000 - i);
    expect(args(down)).toEqual([
      'a = list of 2,000 numbers, 1 to 2000, 2,000 different, neighbours rise 0 %, fall 100 %: ' +
        '[2000, 1999, 1998, 1997, 1996, 1995, 1994, 1993, 1992, 1991, 1990, 1989, …, 4, 3, 2, 1]',
    ]);
    expect(args(Array.from({ length: 50 }, () => 7))[0]).toMatch(
      /^a = list of 50 numbers, all 7, 1 different, neighbours rise 0 %, fall 0 %, longest run of equals 50: \[7, 7/,
    );
    expect(args(['b', 'a', 'ccc', 'a'])[0]).toMatch(
      /^a = list of 4 texts, 1 to 3 characters long, 3 different, neighbours rise 33 %, fall 67 %: \["b", "a", "ccc", "a"\]/,
    );
  });

  it('tells a long text by its length, characters, longest run, head and tail', () => {
    expect(args('('.repeat(300) + ')'.repeat(200))).toEqual([
      `a = text of 500 characters, 2 different, longest run 300 of "(": "${'('.repeat(80)}" … "${')'.repeat(40)}"`,
    ]);
  });

  it('never pastes a long input whole, whatever it is', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`key${i}`, 'x'.repeat(500)]),
    );
    const deep = [[[['x'.repeat(5000)]]]];
    const rows = Array.from({ length: 500 }, () => Array.from({ length: 500 }, () => 1));
    for (const value of [wide, deep, rows, 'y'.repeat(100_000), [wide, wide]]) {
      expect(args(value).join('\n').length).toBeLessThan(6000);
    }
  });

  it('shows lines of stdin, the first ones and the last', () => {
    const numbers = Array.from({ length: 400 }, (_, i) => i % 10).join(' ');
    const lines = digestInput(
      ['400 1', numbers, ...'abcdefghijkl'.split(''), 'end', ''].join('\n'),
      'stdin',
    );
    expect(lines).toEqual([
      '400 1',
      expect.stringMatching(
        /^list of 400 numbers, 0 to 9, 10 different, neighbours rise 90 %, fall 10 %: \[0, 1/,
      ),
      ...'abcdef'.split(''),
      '(6 more lines)',
      'end',
    ]);
  });

  it('shows as text what is no JSON', () => {
    expect(digestInput('[NaN]', 'function')).toEqual(['"[NaN]"']);
  });
});
