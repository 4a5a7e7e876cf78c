import { describe, expect, it } from 'vitest';
import type { PatternAids, PatternText } from '../../../src/core/pattern.ts';
import type { PatternVerdict } from '../../../src/regex/attack.ts';
import { findPatternAids } from '../../../src/regex/pattern-aids.ts';

const SLOW: PatternVerdict = {
  kind: 'slow',
  attack: { pumps: [{ prefix: 'k=', pump: ' ' }], suffix: '\0', growth: 'polynomial' },
};

async function aids(
  verdicts: Readonly<Record<string, PatternVerdict>>,
  matches: readonly string[] = [],
): Promise<PatternAids> {
  const verdictOf = ({ source }: PatternText): PatternVerdict =>
    verdicts[source] ?? { kind: 'harmless' };
  return await findPatternAids(
    Object.keys(verdicts).map((source) => ({ source, flags: '' })),
    {
      checker: { check: (patterns) => Promise.resolve(patterns.map(verdictOf)) },
      matchesOf: () => matches,
      places: ['args[0]'],
      signal: new AbortController().signal,
    },
  );
}

describe('what patterns lend to a search', () => {
  it('is nothing where no pattern is slow and none can be matched', async () => {
    expect(await aids({ a: { kind: 'harmless' } })).toEqual({
      strings: [],
      recipes: [],
      notes: [],
    });
  });

  it('has the parts of attacks and short matches as words', async () => {
    const { strings } = await aids({ a: SLOW }, ['k=v', 'x'.repeat(65)]);
    expect(strings).toEqual(['k=', ' ', 'k= ', '\0', '!', 'k=v']);
  });

  it('has one recipe for attacks that write the same, and one more for their printable form', async () => {
    const { recipes } = await aids({ a: SLOW, b: SLOW });
    expect(recipes.map(({ id }) => id)).toEqual(['recheck-1', 'recheck-2']);
  });

  it('names what could not be checked once for each reason', async () => {
    const unknown: PatternVerdict = { kind: 'unsupported', reason: 'unknown flag' };
    const { notes } = await aids({ a: unknown, b: unknown, c: unknown, d: unknown, e: SLOW });
    expect(notes).toEqual([
      'recheck does not know this of a regular expression (unknown flag), so it gives no attack on /a/, /b/, /c/ and 1 more',
    ]);
  });

  it('says which verdict the clock had a part in', async () => {
    const { notes } = await aids({ a: { kind: 'unfinished' } });
    expect(notes).toEqual([
      'recheck was stopped by the clock, so this run may differ from others in its attack on /a/',
    ]);
  });

  it('leaves lists of words out and says so', async () => {
    const { notes } = await aids({ ['word|'.repeat(500)]: SLOW, b: SLOW });
    expect(notes).toEqual(['recheck looked at 1 of 2 regular expressions']);
  });

  it('looks at a bounded number of patterns and says so', async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, k) => [`p${k}`, SLOW]));
    const { notes } = await aids(many);
    expect(notes).toEqual(['recheck looked at 128 of 200 regular expressions']);
  });
});
