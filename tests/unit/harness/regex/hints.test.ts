import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../../harness/js/regex/flags.ts';
import { hintsOf } from '../../../../harness/js/regex/hints.ts';
import { parsePattern } from '../../../../harness/js/regex/parse.ts';
import type { TextHints } from '../../../../harness/protocol.ts';
import { patternCases } from '../../../helpers/pattern-arbitrary.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

function hints(pattern: RegExp): TextHints {
  const flags = parseFlags(pattern.flags);
  const tree = parsePattern(pattern.source, flags);
  if (tree === undefined) throw new TypeError(`${String(pattern)} does not parse`);
  return hintsOf(tree, flags);
}

describe('what a pattern says about its texts', () => {
  it.each([
    [/[§¶][[\]()#;?]*m/, '§', ';'],
    [/^hwb\(\s*([+-]?\d+)/, 'hwb(', '1'],
    [/<!doctype svg[^>[]*(\[[^\]]*\]\s*)?/, '<!doctype svg', '!'],
    [/<!--[\s\S]*?-->/, '', '<!--'],
    [/(a|aa)+$/, '', 'aa'],
    [/\s+x/, '', ' '],
    [/^(?:(?:25[0-5]|\d{1,3})\.)+z/, '', '25'],
    [/("|')\1*;/, '"', '"'],
    [/^[\u{1F1E6}-\u{1F1FF}]+$/u, '', '\u{1F1E6}'],
  ])('%s: after %j a loop reads %j', (pattern, prefix, unit) => {
    const found = hints(pattern).pumps.some(
      (pump) => pump.prefix.endsWith(prefix) && pump.unit.startsWith(unit),
    );
    expect(found, JSON.stringify(hints(pattern).pumps)).toBe(true);
  });

  it('tells whole matches, and characters that it tells from others', () => {
    expect(hints(/^key=(\d+);$/).words).toEqual(
      expect.arrayContaining(['key=1;', 'key=', '=', ';']),
    );
    expect(hints(/[^"\\]/).words).toEqual(expect.arrayContaining(['"', '\\']));
    expect(hints(/a\sb/).words).toEqual(expect.arrayContaining(['a b', '\t', '\n']));
  });

  it('is bounded, and never empty texts, whatever the pattern', () => {
    fc.assert(
      fc.property(patternCases, ({ source, flags }) => {
        const { words, pumps } = hints(new RegExp(source, flags));
        expect(words.length).toBeLessThanOrEqual(64);
        expect(pumps.length).toBeLessThanOrEqual(64);
        for (const word of words) expect(word.length).toBeGreaterThan(0);
        for (const { prefix, unit } of pumps) {
          expect(unit.length).toBeGreaterThan(0);
          expect((prefix + unit).length).toBeLessThanOrEqual(64);
        }
        expect(new Set(words).size).toBe(words.length);
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });
});
