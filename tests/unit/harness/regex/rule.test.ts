import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../../harness/js/regex/flags.ts';
import { parsePattern } from '../../../../harness/js/regex/parse.ts';
import { type CountingRule, decideRule } from '../../../../harness/js/regex/rule.ts';
import { createSetTable } from '../../../../harness/js/regex/set-table.ts';
import { countSteps } from '../../../helpers/regex-oracle.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

function ruleOf(regexp: RegExp): CountingRule {
  const flags = parseFlags(regexp.flags);
  const pattern = parsePattern(regexp.source, flags);
  if (pattern === undefined) throw new Error(`${regexp} is not known`);
  return decideRule(pattern, flags, createSetTable());
}

const NEVER: readonly RegExp[] = [
  /abc/,
  /[&<>"']/g,
  /\{\{(\w+)\}\}/g,
  /\s+/g,
  /^\s+/,
  /^a+b/,
  /\s+|\w+|[^\s\w]/y,
  /(\d{1,3}\.){3}\d{1,3}/,
  /([a-z\d])([A-Z])/g,
  /[^a-z0-9]+/gi,
  /\r\n|\r|\n/g,
  /%[0-9a-f]{2}/gi,
  /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i,
  /^[\w.+-]+@[\w-]+\.[\w.-]+$/,
  /^(?=.*\d)(?=.*[a-z]).{8,}$/,
  /^\s*([a-z]+)\s*$/,
  /^\w+\s*=/gm,
  /^.*$/m,
  /`([^`]+)`/g,
  /(?:(?:a*)*)*/,
  /(\s|,)+/g,
  /[\p{L}\p{N}]+/gu,
  /(?<=a)b+/,
  /x{0}y/,
  /(?:)/,
];

const FILTERED: readonly RegExp[] = [
  /\s+$/,
  /^\s+|\s+$/g,
  /a+b/,
  /^(.*?):(.*)$/,
  /\s*,\s*/g,
  /(\w+)@(\w+)/,
  /([A-Z]+)([A-Z][a-z])/g,
  /^[^=\n]+=.*$/gm,
  /[a-z]{1,63}\./,
  /(?=.*\d).{8,}/,
  /\s*(\w+)/y,
  /.*,/,
];

const ALWAYS: readonly RegExp[] = [
  /^(a+)+$/,
  /^(?:a|aa)+$/,
  /^(?:a|a)*$/,
  /(?:a*)*b/,
  /^(?:\w+\s?)*$/,
  /(.)\1/,
  /(?<=a*)b/,
  new RegExp(String.raw`[\q{ab|c}]+`, 'v'),
];

/** Behind something that must be matched before: their nodes show the way. */
const SAMPLED: readonly RegExp[] = [
  /"(?:[^"\\]|\\.)*"/g,
  /<!--[\s\S]*?-->/g,
  /hwb\(\s*([+-]?\d*[.]?\d+)(?:deg)?\s*,/,
  /\$\{([^}]+)\}/g,
];

describe('the rule of a pattern', () => {
  it.each([...NEVER])('%s is never counted', (pattern) => {
    expect(ruleOf(pattern).kind).toBe('never');
  });

  it.each([...FILTERED])('%s is counted where its loops can overlap', (pattern) => {
    expect(ruleOf(pattern).kind).toBe('filtered');
  });

  it.each([...ALWAYS])('%s is always counted', (pattern) => {
    expect(ruleOf(pattern).kind).toBe('always');
  });

  it.each([...SAMPLED])('%s is counted until it proves harmless', (pattern) => {
    expect(ruleOf(pattern).kind).toBe('sampled');
  });

  it('is to count always what is too large to be decided', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `w${i}`).join('|');
    expect(ruleOf(new RegExp(`(?:${words})*`)).kind).toBe('always');
    expect(ruleOf(new RegExp(`^(?:${words.slice(0, 200)})`)).kind).toBe('never');
  });
});

describe('the filter of a pattern', () => {
  const isRisky = (pattern: RegExp, text: string): boolean => {
    const rule = ruleOf(pattern);
    if (rule.kind !== 'filtered') throw new Error(`${pattern} has no filter`);
    return rule.filter.isRisky(text);
  };

  it.each([
    [/\s+$/, `a${' '.repeat(7)}b`.repeat(5), `a${' '.repeat(8)}b`],
    [/^(.*?):(.*)$/, `${'a'.repeat(50)}${':'.repeat(7)}\n:`, `a:${':b'.repeat(7)}`],
    [/\p{L}+x/u, 'été é é', 'éééééééé'],
    [/(\w+)@/, 'one two three @', 'consonants'],
  ])('%s: lets texts pass whose loops are short', (pattern, short, long) => {
    expect(isRisky(pattern, short)).toBe(false);
    expect(isRisky(pattern, long)).toBe(true);
  });
});

/** Patterns over few characters, in which loops meet all the time. */
const patterns = fc.letrec<Record<'atom' | 'element' | 'sequence' | 'disjunction', string>>(
  (tie) => ({
    atom: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', '[ab]', '[^a]', '.') },
      { weight: 3, arbitrary: tie('disjunction').map((inner) => `(?:${inner})`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('(?=', '(?!'), tie('disjunction'))
          .map(([open, inner]) => `${open}${inner})`),
      },
    ),
    element: fc.oneof(
      { weight: 4, arbitrary: tie('atom') },
      {
        weight: 4,
        arbitrary: fc
          .tuple(tie('atom'), fc.constantFrom('*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{2,}'))
          .map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b') },
    ),
    sequence: fc.array(tie('element'), { maxLength: 4 }).map((parts) => parts.join('')),
    disjunction: fc.oneof(
      { weight: 3, arbitrary: tie('sequence') },
      {
        weight: 1,
        arbitrary: fc.tuple(tie('sequence'), tie('sequence')).map((parts) => parts.join('|')),
      },
    ),
  }),
).disjunction;

describe('patterns that are never counted', () => {
  it('take steps in proportion to the text, whatever is repeated in it', () => {
    const units = ['a', 'b', 'c', 'ab', 'ac', 'bc', 'aab', 'abc', 'a\n', '\n'];
    let linear = 0;
    fc.assert(
      fc.property(
        patterns,
        fc.constantFrom('g', 'gm', 'gs'),
        fc.constantFrom(...units),
        fc.constantFrom('', 'a', 'cb'),
        fc.constantFrom('', 'c', 'ab\n'),
        (source, flags, unit, prefix, suffix) => {
          const pattern = new RegExp(source, flags);
          if (ruleOf(pattern).kind !== 'never') return;
          linear++;
          const steps = (n: number): number =>
            countSteps(pattern, `${prefix}${unit.repeat(n)}${suffix}`);
          expect(steps(128)).toBeLessThan(2.2 * steps(64) + 300);
        },
      ),
      { seed: TEST_SEED, numRuns: 10_000 },
    );
    expect(linear).toBeGreaterThan(3000);
  });
});
