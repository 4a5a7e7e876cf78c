import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/config/options.ts';
import { exportDataset } from '../../src/dataset/export-dataset.ts';
import type { ExportFormat, ExportSummary } from '../../src/dataset/export-formats.ts';
import { importDataset } from '../../src/dataset/import-dataset.ts';
import { DATASET_LIMITS } from '../../src/dataset/limits.ts';
import { problemRecordSchema } from '../../src/dataset/problem-record.ts';
import { runBatch } from '../../src/pipeline/batch/run-batch.ts';
import { rewardsOf } from '../../src/pipeline/dataset-rewards.ts';
import { problemPorts, readProblems } from '../../src/pipeline/dataset-source.ts';
import { runFuzz } from '../../src/pipeline/fuzz.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { readProblem } from '../../src/targets/problem.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const CORPUS = fileURLToPath(new URL('../../corpus', import.meta.url));

async function exportFrom(path: string, format: ExportFormat, out: string): Promise<ExportSummary> {
  return await exportDataset(
    {
      format,
      out,
      base: undefined,
      rewardsOf,
      title: 'corpus',
      strict: false,
      slowpathVersion: '0.1.0',
      problems: (report) => readProblems({ path, cwd: out, limits: DATASET_LIMITS }, report),
    },
    () => undefined,
  );
}

function importFrom(from: string, out: string): ReturnType<typeof importDataset> {
  const request = { from, out, format: undefined, strict: true, limits: DATASET_LIMITS };
  return importDataset(request, problemPorts, () => undefined);
}

describe('the corpus', () => {
  it.each(['jsonl', 'codecontests', 'perfforge'] as const)(
    'goes out as %s and comes back as problems that can be searched',
    async (format) => {
      const root = makeTree({});
      const { totals, issueCount } = await exportFrom(CORPUS, format, join(root, 'out'));
      const problems = readdirSync(CORPUS, { withFileTypes: true }).filter((entry) =>
        entry.isDirectory(),
      );
      expect(totals).toMatchObject({ problems: problems.length, withSpec: problems.length });
      expect(issueCount).toBe(0);
      importFrom(join(root, 'out'), join(root, 'back'));
      for (const { name } of problems) {
        const [before, after] = await Promise.all(
          [CORPUS, join(root, 'back')].map(
            async (base) => await readProblem(join(base, name), { parseSpec: parseInputSpec }),
          ),
        );
        expect(after?.tests).toEqual(before?.tests);
        expect(after?.spec).toEqual(before?.spec);
        expect(after?.solutions.map(({ class: growth }) => growth)).toEqual(
          before?.solutions.map(({ class: growth }) => growth),
        );
      }
    },
  );

  it('has tests that its own specs accept', async () => {
    const root = makeTree({});
    await exportFrom(CORPUS, 'perfforge', join(root, 'out'));
    const rows = readFileSync(join(root, 'out/validity.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1);
    expect(rows.filter((row) => !row.endsWith('|true|valid'))).toEqual([]);
  });
});

const SLOW = `module.exports.sum = (a) => {
  let total = 0;
  for (let i = 0; i < a.length; i++) for (let j = 0; j <= i; j++) total += j === i ? a[i] : 0;
  return total;
};
`;
const FAST = `module.exports.sum = (a) => {
  let total = 0;
  for (const one of a) total += one;
  return total;
};
`;

describe('a campaign over two problems', () => {
  it('makes suites, and a dataset with what each test costs each solution', async () => {
    const solutions = [
      { file: 'solutions/slow.cjs', correct: true, class: 'O(n^2)' },
      { file: 'solutions/fast.cjs', correct: true, class: 'O(n)' },
    ];
    const item = { type: 'int', min: 0, max: 9 };
    const args = [{ name: 'a', spec: { type: 'list', maxLength: 400, of: item } }];
    const spec = { version: 1, kind: 'function', args };
    const document = { version: 1, title: 'Sum', kind: 'function', entry: 'sum', spec, solutions };
    const root = makeTree({
      'problems/sum/problem.json': { ...document, id: 'sum', licence: 'MIT' },
      'problems/sum/solutions/slow.cjs': SLOW,
      'problems/sum/solutions/fast.cjs': FAST,
      'problems/sum/tests/1.json': { args: [[1, 2, 3]], expected: 6 },
      'problems/broken/problem.json': { version: 1 },
    });
    const { index } = await runBatch(
      {
        directory: join(root, 'problems'),
        shownDirectory: 'problems',
        out: join(root, 'campaign'),
        options: resolveOptions(
          {
            commandLine: {
              execs: 600,
              synth: 'none',
              tests: 3,
              workers: 1,
              maxSize: 400,
              stepsPerSecond: 1_000_000,
            },
          },
          { cpuCount: 2 },
        ),
        jobs: 2,
        cwd: root,
      },
      { status: () => undefined, say: () => undefined, ended: () => undefined },
      {
        clock: () => performance.now(),
        now: () => new Date(0),
        owner: { pid: process.pid, host: 'here', isAlive: () => false },
        versions: { slowpath: '0.1.0', node: process.versions.node, instrumentation: 1 },
        apiKey: undefined,
        finishEarly: new AbortController().signal,
      },
      { fuzz: runFuzz },
    );
    expect(index.problems.map(({ problem, state }) => [problem, state])).toEqual([
      ['broken', 'failed'],
      ['sum', 'done'],
    ]);
    const summary = await exportFrom(join(root, 'campaign'), 'jsonl', join(root, 'out'));
    expect(summary.totals).toMatchObject({ problems: 1, searched: 1 });
    const record = problemRecordSchema.parse(
      JSON.parse(readFileSync(join(root, 'out/data/problems.jsonl'), 'utf8')),
    );
    const stress = record.tests.filter(({ group }) => group === 'stress');
    expect(stress.length).toBeGreaterThan(0);
    for (const test of stress) {
      expect(Object.keys(test.costs ?? {}).toSorted()).toEqual(['fast.cjs', 'slow.cjs']);
      expect(test).toMatchObject({ valid: true, provenance: { isSeed: false } });
      expect(JSON.parse(test.output ?? '')).toBe(
        (JSON.parse(test.input) as [number[]])[0].reduce((sum, one) => sum + one, 0),
      );
    }
    const pairs = await exportFrom(join(root, 'campaign'), 'pairs', join(root, 'pairs'));
    expect(pairs.totals.problems).toBe(1);
    expect(readFileSync(join(root, 'pairs/data/pairs.jsonl'), 'utf8')).toContain(
      '"slow":"slow.cjs","fast":"fast.cjs"',
    );
  });
});
