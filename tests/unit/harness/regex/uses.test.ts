import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../harness/js/regex/compile.ts';
import { parseFlags } from '../../../../harness/js/regex/flags.ts';
import type { Matcher } from '../../../../harness/js/regex/matcher.ts';
import { MATCHED } from '../../../../harness/js/regex/outcomes.ts';
import { parsePattern } from '../../../../harness/js/regex/parse.ts';
import { createSetTable } from '../../../../harness/js/regex/set-table.ts';
import { useProgram, type RegexMethod } from '../../../../harness/js/regex/uses.ts';
import { patternCases } from '../../../helpers/pattern-arbitrary.ts';
import { createBoundedMatcher, OUT_OF_FUEL } from '../../../helpers/regex-oracle.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

/** Start and end of every match that a method makes; undefined when it takes too long. */
function matchesOf(
  regexp: RegExp,
  method: RegexMethod,
  subject: string,
  lastIndex = 0,
  limit = 2 ** 32 - 1,
): readonly (readonly [number, number])[] | undefined {
  const flags = parseFlags(regexp.flags);
  const pattern = parsePattern(regexp.source, flags);
  if (pattern === undefined) throw new Error(`${regexp} is not known`);
  const program = compilePattern(pattern, flags, 'referenced', createSetTable());
  const matches: [number, number][] = [];
  const inner = createBoundedMatcher(50);
  const matcher: Matcher = {
    ...inner,
    match: (...use) => {
      const outcome = inner.match(...use);
      const [start = -1, end = -1] = inner.registers();
      if (outcome === MATCHED) matches.push([start, end]);
      return outcome;
    },
  };
  try {
    useProgram(matcher, program, method, subject, lastIndex, limit);
  } catch (error) {
    if (error === OUT_OF_FUEL) return undefined;
    throw error;
  }
  return matches;
}

describe('a method that uses a regular expression', () => {
  it('makes the matches that the engine makes, as replace shows them', () => {
    fc.assert(
      fc.property(patternCases, ({ source, flags, subject }) => {
        const regexp = new RegExp(source, flags);
        const matches = matchesOf(regexp, 'replace', subject);
        if (matches === undefined) return;
        const real: [number, number][] = [];
        subject.replace(regexp, (text, ...rest: unknown[]) => {
          const index = rest.find((item) => typeof item === 'number') ?? -1;
          real.push([index, index + text.length]);
          return '';
        });
        expect(matches).toEqual(real);
      }),
      { seed: TEST_SEED, numRuns: 5000 },
    );
  });

  it('splits where the engine splits', () => {
    fc.assert(
      fc.property(patternCases, fc.nat(4), ({ source, flags, subject }, limit) => {
        const groupless = source
          .replaceAll(/(?<!\\)\((?!\?)/g, '(?:')
          .replaceAll(/\\[12]/g, '(?:)');
        const regexp = new RegExp(groupless, flags.replace('y', ''));
        const matches = matchesOf(regexp, 'split', subject, 0, limit);
        if (matches === undefined) return;
        const pieces: string[] = [];
        let from = 0;
        for (const [start, end] of matches) {
          if (subject.length === 0 || start >= subject.length || end === from) continue;
          pieces.push(subject.slice(from, start));
          from = end;
        }
        if (subject.length > 0 || matches.length === 0) pieces.push(subject.slice(from));
        expect(pieces.slice(0, limit)).toEqual(subject.split(regexp, limit));
      }),
      { seed: TEST_SEED, numRuns: 5000 },
    );
  });

  it('begins at lastIndex or at the start', () => {
    expect(matchesOf(/a/g, 'matchAll', 'aaa', 1)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(matchesOf(/a/y, 'replace', 'baa', 1)).toEqual([[1, 2]]);
    expect(matchesOf(/a/y, 'search', 'ba', 1)).toEqual([]);
    expect(matchesOf(/a/g, 'match', 'aaa', 2)).toHaveLength(3);
    expect(matchesOf(/a/g, 'exec', 'aaa', 2)).toEqual([[2, 3]]);
    expect(matchesOf(/,/y, 'split', 'a,b')).toEqual([[1, 2]]);
  });
});
