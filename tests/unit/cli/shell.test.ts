import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzCommand, rerunCommand, shellQuote, shownPath } from '../../../src/cli/shell.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { sampleRecord } from '../report/sample-record.ts';

describe('shellQuote', () => {
  it('leaves plain words alone and quotes the rest', () => {
    expect(shellQuote('lib/a.ts')).toBe('lib/a.ts');
    expect(shellQuote('[string]')).toBe("'[string]'");
    expect(shellQuote('')).toBe("''");
    expect(shellQuote("it's")).toBe(String.raw`'it'\''s'`);
  });

  it('is read back by a shell as it was', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        const script = `for word in ${words.map(shellQuote).join(' ')}; do printf '%s\\0' "$word"; done`;
        const printed = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
        expect(printed).toBe(words.map((text) => `${text}\0`).join(''));
      }),
      { seed: TEST_SEED, numRuns: 10 },
    );
  });
});

describe('rerunCommand', () => {
  it('repeats the options that decide what the target takes, and no others', () => {
    const record = sampleRecord({
      options: {
        args: { value: '[string]', from: 'command-line' },
        stdin: { value: false, from: 'default' },
        realClock: { value: true, from: 'config' },
        instrument: { value: ['a', 'b c'], from: 'command-line' },
        time: { value: 5000, from: 'command-line' },
        spec: { value: null, from: 'default' },
      },
    });
    expect(rerunCommand(record, 'out/x.json')).toBe(
      "slowpath run 'lib/parse.ts#parse' --args '[string]' --instrument a --instrument 'b c' --real-clock --input out/x.json",
    );
  });

  it.each(['corpus/p', 'corpus/p/', 'corpus/p/problem.json'])(
    'names the solution that a test of %s is slow for',
    (specifier) => {
      const record = sampleRecord({
        options: {},
        problem: {
          id: 'p',
          solutions: [],
          setAside: [],
          slowest: 'solutions/slow.js',
          pool: 1,
          stepsPerSecond: 1,
          pace: 'given',
        },
      });
      const target = { ...record.target, specifier };
      expect(rerunCommand({ ...record, target }, 'x.json')).toBe(
        'slowpath run corpus/p/solutions/slow.js --input x.json',
      );
    },
  );
});

describe('shownPath', () => {
  it('is relative below the current directory and absolute elsewhere', () => {
    expect(shownPath('/a/b/c', '/a')).toBe('b/c');
    expect(shownPath('/a', '/a')).toBe('.');
    expect(shownPath('/x/y', '/a')).toBe('/x/y');
    expect(shownPath('/a/..b', '/a')).toBe('..b');
  });
});

describe('fuzzCommand', () => {
  it('is the command that makes a run again: what was given, the seed and the workers', () => {
    const record = sampleRecord({
      options: {
        time: { value: 20_000, from: 'command-line' },
        execs: { value: null, from: 'default' },
        args: { value: "[string, 'a']", from: 'command-line' },
        instrument: { value: ['a', 'b'], from: 'config' },
        synth: { value: ['profile', 'replay'], from: 'environment' },
        realClock: { value: true, from: 'command-line' },
        memory: { value: 512, from: 'default' },
        out: { value: '/tmp/x', from: 'command-line' },
        json: { value: true, from: 'command-line' },
        workers: { value: 3, from: 'default' },
      },
    });
    expect(fuzzCommand(record, 'out/x')).toBe(
      String.raw`slowpath fuzz 'lib/parse.ts#parse' --time 20000ms --args '[string, '\''a'\'']' --instrument a --instrument b --synth profile,replay --real-clock --seed 42 --workers 3 --out out/x-again`,
    );
  });
});
