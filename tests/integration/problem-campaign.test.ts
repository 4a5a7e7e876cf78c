import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FuzzResult } from '../../src/pipeline/fuzz.ts';
import { readRunRecord } from '../../src/report/read-run.ts';
import { deterministicFiles, fuzz } from '../helpers/fuzz.ts';
import { makeTree, type TreeEntry } from '../helpers/temp-tree.ts';

const QUADRATIC = `export function hasTwins(a) {
  for (let i = 0; i < a.length; i++)
    for (let j = i + 1; j < a.length; j++) if (a[i] === a[j]) return true;
  return false;
}`;
const LINEAR = `export function hasTwins(a) {
  const seen = new Set();
  for (const x of a) {
    if (seen.has(x)) return true;
    seen.add(x);
  }
  return false;
}`;
const WRONG_WHEN_LONG = LINEAR.replace(
  'const seen',
  'if (a.length > 20) return true;\n  const seen',
);
const THROWS_WHEN_LONG = LINEAR.replace(
  'const seen',
  "if (a.length > 20) throw new Error('too long for me');\n  const seen",
);
const WRONG_ALWAYS = 'export function hasTwins() { return 7; }';

const SOLUTIONS: Readonly<Record<string, string>> = {
  'quadratic.js': QUADRATIC,
  'linear.js': LINEAR,
  'again.js': `${LINEAR}\n`,
  'wrong-when-long.js': WRONG_WHEN_LONG,
  'throws-when-long.js': THROWS_WHEN_LONG,
  'wrong-always.js': WRONG_ALWAYS,
  'no-such-export.js': 'export function other() {}',
  'no-syntax.js': 'export function hasTwins( {',
  'no-start.js': `${LINEAR}\nthrow new Error('not today');`,
  'labelled.js': WRONG_ALWAYS,
};

function problem(names: readonly string[]): string {
  const files: Record<string, TreeEntry> = {
    'p/problem.json': {
      version: 1,
      id: 'twins',
      title: 'Twins',
      kind: 'function',
      entry: 'hasTwins',
      spec: {
        version: 1,
        kind: 'function',
        args: [
          {
            name: 'a',
            spec: { type: 'list', maxLength: 400, of: { type: 'int', min: 0, max: 9999 } },
          },
        ],
      },
      solutions: names.map((name) => ({
        file: `solutions/${name}`,
        correct: name !== 'labelled.js',
        class: name === 'quadratic.js' ? 'O(n^2)' : 'O(n)',
      })),
    },
    'p/tests/1.json': { args: [[1]], expected: false },
    'p/tests/2.json': { args: [[2, 2, 1]], expected: true },
    'p/package.json': { type: 'module' },
  };
  for (const name of names) files[`p/solutions/${name}`] = SOLUTIONS[name] ?? '';
  return makeTree(files);
}

const OPTIONS = { execs: 2400, synth: 'none', workers: 1, stepsPerSecond: 100_000 };

async function run(
  cwd: string,
  out = 'out',
  options: Readonly<Record<string, unknown>> = {},
): Promise<FuzzResult & { readonly said: readonly string[] }> {
  return await fuzz('p', cwd, { ...OPTIONS, out, ...options });
}

const GOOD = ['quadratic.js', 'linear.js', 'again.js'];

describe('a campaign over a problem', () => {
  it('orders solutions that the tests of the problem do not order, within the limits of a test, and tells all about every test', async () => {
    const { record, outcomes, directory } = await run(problem(GOOD));
    const { problem: told } = record;
    expect(told?.separation?.suite).toMatchObject({ pairs: 2, agreement: 1 });
    expect(told?.separation?.defaultTests.agreement).toBeLessThan(1);
    const { tests } = outcomes.suite;
    expect(tests).toHaveLength(10);
    const costs = tests.map((test) => test.costs?.['solutions/quadratic.js']?.steps ?? 0);
    expect(Math.max(...costs)).toBeLessThanOrEqual(0.9 * 100_000);
    expect(Math.max(...costs)).toBeGreaterThanOrEqual(0.3 * 100_000);
    expect(costs.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(10 * 100_000);
    expect(new Set(tests.map(({ sha256 }) => sha256)).size).toBe(10);
    expect(tests.every(({ isSeed }) => !isSeed)).toBe(true);
    for (const test of tests) {
      expect(Object.keys(test.costs ?? {})).toHaveLength(3);
      expect(test.contrast?.slower).toBe('solutions/quadratic.js');
      expect(test.provenance.solution ?? 'solutions/all').toMatch(/^solutions\//);
      expect(test.provenance.ops).not.toEqual([]);
      expect(test.oracle).toMatchObject({ kind: 'agreement', disagree: [] });
      const output = readFileSync(join(directory, 'suite', test.output ?? ''), 'utf8');
      expect(['true', 'false']).toContain(output);
    }
    expect(outcomes.suite.validator).toMatchObject({ tests: 10, accepted: 10 });
    expect(outcomes.suite.validator?.rejected).toBeGreaterThanOrEqual(0.95);
    expect(outcomes.suite.problem?.stepsPerSecond).toBe(100_000);
    // Every solution has an ordinary run directory and its share of the budget, which the seeds may pass.
    expect(record.execs).toBeLessThan(1.01 * OPTIONS.execs);
    for (const { directory: inner, execs } of record.problem?.solutions ?? []) {
      expect(readRunRecord(join(directory, inner)).execs).toBe(execs);
      expect(execs).toBeGreaterThan(0.25 * OPTIONS.execs);
    }
  });

  it('gives the same bytes again, interrupted and resumed or not', async () => {
    const cwd = problem(GOOD);
    const options = { execs: 900, tests: 4 };
    const first = await run(cwd, 'out', options);
    const cut = await fuzz(
      'p',
      cwd,
      { ...OPTIONS, ...options, out: 'cut' },
      { stopAfterTicks: 60 },
    );
    expect(cut.record.status).toBe('interrupted');
    const resumed = await run(cwd, 'cut', options);
    expect(resumed.record.status).toBe('finished');
    const again = await run(cwd, 'cut', options);
    expect(deterministicFiles(resumed.directory)).toEqual(deterministicFiles(first.directory));
    expect(deterministicFiles(again.directory)).toEqual(deterministicFiles(first.directory));
  });

  it('sets aside whoever is wrong, fails or cannot be run, says why, and goes on with the others', async () => {
    const { record, said, outcomes } = await run(problem(Object.keys(SOLUTIONS)), 'out', {
      tests: 3,
    });
    const why = Object.fromEntries(
      (record.problem?.setAside ?? []).map((one) => [one.solution.slice(10), one.why]),
    );
    expect(why).toEqual({
      'labelled.js': 'incorrect',
      'no-such-export.js': 'unusable',
      'no-syntax.js': 'unusable',
      'no-start.js': 'unusable',
      'wrong-always.js': 'disagrees',
      'wrong-when-long.js': 'disagrees',
      'throws-when-long.js': 'fails',
    });
    expect(record.problem?.solutions.map(({ name }) => name.slice(10))).toEqual(GOOD);
    expect(said.filter((text) => text.includes('is set aside'))).toHaveLength(7);
    expect(outcomes.suite.tests).toHaveLength(3);
  });

  it('ends with what is wrong when no solution is left', async () => {
    await expect(run(problem(['no-syntax.js', 'labelled.js']))).rejects.toThrow(
      /no correct solution that can be run/,
    );
  });
});
