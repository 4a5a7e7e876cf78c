import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findEntry } from '../../harness/js/entry.ts';
import { createProgram } from '../../harness/js/program.ts';
import { createCompareCalls } from '../../harness/js/compare-calls.ts';
import { createComparisons } from '../../harness/js/comparisons.ts';
import { createProbes } from '../../harness/js/probes.ts';
import { createRegexCounter } from '../../harness/js/regex/counter.ts';
import { createWork } from '../../harness/js/work.ts';
import { CELL_COUNT, type ProgramImage } from '../../harness/protocol.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { instrumentModule, stripModule } from '../../src/instrument/instrument.ts';
import { loadPlainImage, loadTarget, type LoadTargetOptions } from '../../src/targets/load.ts';
import { parseTarget } from '../../src/targets/parse-target.ts';
import { readProblem, solutionTarget } from '../../src/targets/problem.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function optionsOf(
  specifier: string,
  cwd: string,
  instrument: readonly string[] = [],
): LoadTargetOptions {
  const target = parseTarget(specifier, { stdin: false, cwd });
  if (target.kind === 'problem') throw new Error('a problem is not loaded as one program');
  return { target, cwd, instrument };
}

/** Calls the entry of an image in this process. */
async function call(
  image: ProgramImage,
  args: readonly unknown[],
): Promise<{ result: unknown; steps: number }> {
  const counts = new Int32Array(image.siteCount);
  const nothing = (): void => undefined;
  const work = createWork(counts, new Int32Array(CELL_COUNT), nothing, createRegexCounter);
  const program = createProgram(image, {
    counts,
    touch: nothing,
    poll: nothing,
    caught: nothing,
    work,
    probes: createProbes(0, Int32Array),
    compareCalls: createCompareCalls(createComparisons(0, 0)),
  });
  await program.preload();
  const { target, self } = findEntry(image, await program.load());
  counts.fill(0);
  const result = await target.apply(self, [...args]);
  return { result, steps: counts.reduce((sum, count) => sum + count, 0) };
}

/** Loads a target twice, with and without counters, and calls both. */
async function callBoth(
  options: LoadTargetOptions,
  args: readonly unknown[],
): Promise<{ result: unknown; steps: number }> {
  const { image } = await loadTarget(options, { instrument: instrumentModule });
  const plain = await loadPlainImage(options, { strip: stripModule });
  const counted = await call(image, args);
  const uncounted = await call(plain, args);
  expect(uncounted).toEqual({ result: counted.result, steps: 0 });
  return counted;
}

describe('a loaded target', () => {
  it('is one program whatever its modules are written in', async () => {
    const cwd = makeTree({
      'package.json': { name: 'mixed', imports: { '#table': './lib/table.json' } },
      'main.ts': `
        import table from '#table' with { type: 'json' };
        import { twice as double } from './lib/math.js';
        import * as old from './lib/old.cjs';
        import type { Shape } from './lib/types.ts';
        import { shout } from './lib/barrel.mjs';
        enum Step { One = 1, Two }
        export const api = {
          factor: Step.Two,
          total(this: { factor: number }, list: readonly number[]): string {
            const shape: Shape = { size: list.length };
            let sum = 0;
            for (const n of list) sum += double(n) * this.factor;
            return shout([sum, table.unit, old.default.label, shape.size].join(' '));
          },
        };`,
      'lib/math.ts': `import { half } from './half'; export const twice = (n: number): number => half(4 * n);`,
      'lib/half.ts': `import { twice } from './math.ts'; export function half(n: number): number { return n > 1e9 ? twice(n) : n / 2; }`,
      'lib/old.cjs': `exports.label = require('./label').name + typeof __dirname;`,
      'lib/label.js': `module.exports = { name: 'old-' };`,
      'lib/types.ts': 'export interface Shape { size: number }',
      'lib/table.json': { unit: 'ms' },
      'lib/barrel.mjs': `export * from './shout.mjs';`,
      'lib/shout.mjs': `import { EOL } from 'node:os'; export function shout(text) { return text.toUpperCase() + EOL; }`,
    });
    const options = optionsOf('main.ts#api.total', cwd);
    const { result, steps } = await callBoth(options, [[1, 2, 3]]);
    expect(result).toBe('24 MS OLD-STRING 3\n');
    const more = await callBoth(options, [[1, 2, 3, 4]]);
    expect(more.steps).toBeGreaterThan(steps);
  });

  it('numbers sites densely over its modules, and every site names a line of its file', async () => {
    const options = optionsOf('tinyglobby#escapePath', ROOT, ['fdir', 'picomatch']);
    const { image, sites, notes } = await loadTarget(options, { instrument: instrumentModule });
    expect(image.modules.length).toBeGreaterThan(2);
    expect(notes).toEqual([]);
    expect(image.functionStart[0]).toBe(0);
    expect(image.functionStart.at(-1)).toBe(image.siteCount);
    expect(sites.sites).toHaveLength(image.siteCount);
    const lineCounts = sites.files.map((file) => readFileSync(file, 'utf8').split('\n').length);
    sites.sites.forEach((site, id) => {
      expect(site.line).toBeLessThanOrEqual(lineCounts[site.file] ?? 0);
      expect(id).toBeGreaterThanOrEqual(image.functionStart[site.functionId] ?? Infinity);
      expect(id).toBeLessThan(image.functionStart[site.functionId + 1] ?? 0);
    });
  });

  it('gives packages the results that Node gives', async () => {
    const { escapePath } = await import('tinyglobby');
    const { result, steps } = await callBoth(optionsOf('tinyglobby#escapePath', ROOT), [
      'a(b)[c]*',
    ]);
    expect(result).toBe(escapePath('a(b)[c]*'));
    expect(steps).toBeGreaterThan(0);
  });

  it('reports a syntax error of the entry with its place and code', async () => {
    const cwd = makeTree({ 'a.ts': 'export function f(): number {\n  return 1 +;\n}\n' });
    await expect(
      loadTarget(optionsOf('a.ts#f', cwd), { instrument: instrumentModule }),
    ).rejects.toThrow(
      expect.objectContaining({
        code: 'data',
        message: expect.stringMatching(/a\.ts:2:13: [^]*> 2 \|   return 1 \+;/),
      }),
    );
  });

  it('can be any solution of a problem', async () => {
    const problem = await readProblem(`${ROOT}corpus/insert-into-list`, {
      parseSpec: parseInputSpec,
    });
    const test = problem.tests[0];
    if (test?.kind !== 'function') throw new Error('the problem has no test');
    for (const solution of problem.solutions) {
      const target = solutionTarget(problem, solution);
      const { result } = await callBoth(
        { target, cwd: ROOT, instrument: [] },
        structuredClone(test.args),
      );
      expect(result).toEqual(test.expected);
    }
  });
});
