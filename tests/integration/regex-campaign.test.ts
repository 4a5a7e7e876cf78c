import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/run-record.ts';
import { fuzz } from '../helpers/fuzz.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const LIMIT_MS = 120_000;
const EXECS = 500;
/** Until every recipe has had its turn at every size. */
const MANY_EXECS = 6000;

/** Searches the function that a program exports, which takes one text. */
async function campaign(
  code: string,
  execs: number,
): Promise<{ readonly record: RunRecord; readonly said: readonly string[] }> {
  const directory = makeTree({ 'main.cjs': code });
  return await fuzz('main.cjs', directory, {
    out: join(directory, 'out'),
    args: '[string]',
    execs,
    maxSize: 1000,
    maxSteps: 2 ** 22,
    synth: 'none',
    workers: 1,
  });
}

/** Needs a word that no mutator guesses, and then blanks. */
const CHARSET = String.raw`(?:charset|encoding)\s*=\s*['"]? *([\w-]+)`;

describe('a campaign on a program with regular expressions', () => {
  it(
    'gets to the slow part of a pattern by the attack on it',
    async () => {
      const { record } = await campaign(
        `module.exports = (text) => /${CHARSET}/i.exec(text);`,
        MANY_EXECS,
      );
      expect(record.growth?.class).toBe('quadratic');
      expect(record.best?.steps).toBeGreaterThan(100_000);
    },
    LIMIT_MS,
  );

  it(
    'gets there when the pattern is made at run time',
    async () => {
      const { record } = await campaign(
        `const parts = ['(?:charset|encoding)', '=', '[\\'"]? *([\\\\w-]+)'];
         const pattern = new RegExp(parts.join('\\\\s*'), 'i');
         module.exports = (text) => pattern.test(text);`,
        MANY_EXECS,
      );
      expect(record.growth?.class).toBe('quadratic');
    },
    LIMIT_MS,
  );

  it(
    'finds nothing in a slow pattern that no input reaches',
    async () => {
      const { record } = await campaign(
        'module.exports = (text) => { if (text === 7) /^(a+)+$/.test(text); return text.length; };',
        EXECS,
      );
      expect(record.best?.steps).toBeLessThan(10);
      expect(record.prizes).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'names a pattern that cannot be counted, once, and goes on',
    async () => {
      const { record, said } = await campaign(
        `const word = new RegExp('x'.repeat(100_001));
         module.exports = (text) => word.test(text);`,
        EXECS,
      );
      const naming = record.notes.filter((note) => note.includes('is not known'));
      expect(naming).toEqual([
        expect.stringMatching(
          /^the syntax of \/x{79}… is not known: its work is charged by length, and only its time is watched$/,
        ),
      ]);
      expect(said.filter((line) => line === naming[0])).toHaveLength(1);
      expect(record.execs).toBeGreaterThan(100);
    },
    LIMIT_MS,
  );

  it(
    'says what recheck does not know',
    async () => {
      const { record } = await campaign(
        String.raw`module.exports = (text) => /^[\p{L}--[a-z]]+$/v.test(text);`,
        EXECS,
      );
      expect(record.notes).toContain(
        String.raw`recheck does not know this of a regular expression (unknown flag), so it gives no attack on /^[\p{L}--[a-z]]+$/v`,
      );
    },
    LIMIT_MS,
  );
});
