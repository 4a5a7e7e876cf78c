import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { preferencePairSchema, rewardRowSchema } from '../../../src/core/reward-rows.ts';
import { codecontestsRowSchema } from '../../../src/dataset/codecontests-row.ts';
import { EXPORT_FORMATS } from '../../../src/dataset/export-formats.ts';
import {
  mappingSchema,
  perfforgeProblemSchema,
  perfforgeResultSchema,
} from '../../../src/dataset/perfforge-layout.ts';
import {
  problemDescriptionSchema,
  problemRecordSchema,
} from '../../../src/dataset/problem-record.ts';
import { sampleProblem } from '../../helpers/sample-problem.ts';
import { makeTree } from '../../helpers/temp-tree.ts';
import { exportTo, importFrom, readBack, readLines } from './dataset-kit.ts';

function functionProblem(): ReturnType<typeof sampleProblem> {
  return sampleProblem({
    id: 'sum-of-a-list',
    kind: 'function',
    entry: 'sum',
    name: 'HumanEval/1',
    tests: [
      { name: '001', group: 'public', input: '[[1,2],"a"]', output: '3', size: 2 },
      {
        name: 'stress_0001',
        group: 'stress',
        input: '[[5,5,5],"b"]',
        output: '15',
        size: 3,
        costs: { 'slow.cjs': { steps: 900, outcome: 'ok' } },
      },
      { name: 'odd', group: 'stress', input: '[[{"$type":"bigint","value":"1"}]]', size: 9 },
    ],
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('every format', () => {
  it.each(EXPORT_FORMATS.filter((format) => format !== 'effibench-x'))(
    '%s has a card, and a manifest with the hash of every file',
    async (format) => {
      const root = makeTree({});
      const out = join(root, 'out');
      const summary = await exportTo(out, format, [sampleProblem(), functionProblem()]);
      const lines = readFileSync(join(out, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
      expect(lines).toHaveLength(summary.files);
      for (const line of lines) {
        const [hash = '', name = ''] = line.split('  ');
        const digest = createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex');
        expect(digest).toBe(hash);
      }
      expect(lines.some((line) => line.endsWith('  README.md'))).toBe(true);
    },
  );

  it('has a card with the front matter and the sections that hubs and people look for', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'jsonl', [
      sampleProblem(),
      { ...sampleProblem(), id: 'b', licence: 'Apache-2.0' },
    ]);
    const card = readFileSync(join(root, 'out/README.md'), 'utf8');
    const [, front = '', text = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(card) ?? [];
    expect(front.split('\n')).toEqual(
      expect.arrayContaining([
        'pretty_name: "Sample"',
        'license: other',
        '- text-generation',
        '- n<1K',
        '    path: data/problems.jsonl',
      ]),
    );
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'What is in it',
      'Files',
      'How it was made',
      'Licence',
      'Limits',
    ]);
    expect(text).toContain('| MIT | 1 |');
  });
});

/** Documents of every format with the schema that is published beside them. */
const DOCUMENTS: readonly (readonly [
  format: (typeof EXPORT_FORMATS)[number],
  schema: string,
  files: RegExp,
])[] = [
  ['perfforge', 'mapping', /\/mapping\.json$/],
  ['perfforge', 'problem', /\/metadata\/problem\.json$/],
  ['perfforge', 'result', /^results\/.*\.json$/],
  ['codecontests', 'codecontests-row', /^data\/problems\.jsonl$/],
  ['jsonl', 'problem-record', /^data\/problems\.jsonl$/],
  ['evalperf', 'pe_inputs', /^pe_inputs\.jsonl$/],
  ['evalperf', 'solutions', /^solutions\.jsonl$/],
  ['pairs', 'pairs', /^data\/pairs\.jsonl$/],
  ['pairs', 'rewards', /^data\/rewards\.jsonl$/],
];

describe('the schema that is published', () => {
  it.each(DOCUMENTS)('with %s accepts what it describes: %s', async (format, schema, files) => {
    const out = join(makeTree({}), 'out');
    await exportTo(out, format, [sampleProblem(), functionProblem()]);
    const published = z.fromJSONSchema(
      z.looseObject({}).parse(readJson(join(out, `schema/${schema}.schema.json`))),
    );
    const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
      files.test(name),
    );
    const documents = names.flatMap((name) =>
      name.endsWith('l') ? readLines(join(out, name)) : [readJson(join(out, name))],
    );
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      expect(published.safeParse(document).error).toBeUndefined();
      expect(published.safeParse([document]).success).toBe(false);
    }
  });

  it.each(['perfforge', 'codecontests', 'jsonl', 'evalperf', 'pairs'] as const)(
    'with %s is there for every kind of document',
    async (format) => {
      const out = join(makeTree({}), 'out');
      await exportTo(out, format, [sampleProblem(), functionProblem()]);
      const known = DOCUMENTS.filter(([of]) => of === format).map(
        ([, schema]) => `${schema}.schema.json`,
      );
      expect(readdirSync(join(out, 'schema')).toSorted()).toEqual(known.toSorted());
    },
  );
});

describe('jsonl', () => {
  it('holds a record a line that its schema accepts', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'jsonl', [sampleProblem(), functionProblem()]);
    const records = readLines(join(root, 'out/data/problems.jsonl'));
    expect(records.map((record) => problemRecordSchema.parse(record))).toEqual([
      sampleProblem(),
      functionProblem(),
    ]);
    const schema: unknown = JSON.parse(
      readFileSync(join(root, 'out/schema/problem-record.schema.json'), 'utf8'),
    );
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('codecontests', () => {
  it('has the columns of CodeContests, stress tests among the generated ones', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'codecontests', [sampleProblem()]);
    const [row] = readLines(join(root, 'out/data/problems.jsonl'));
    const { slowpath, ...columns } = codecontestsRowSchema.parse(row);
    expect(problemDescriptionSchema.safeParse(slowpath).success).toBe(true);
    expect(columns).toMatchObject({
      name: '17_A. Sum',
      public_tests: { input: ['2\r\n1 2\n'], output: ['3\n'] },
      private_tests: { input: ['1\n5\n'], output: ['5\n'] },
      solutions: { language: [0, 0, 3], language_name: ['javascript', 'typescript', 'python3'] },
      incorrect_solutions: { solution: ['// wrong\n'] },
      time_limit: { seconds: 2, nanos: 0 },
      memory_limit_bytes: 256 * 2 ** 20,
    });
    expect(columns.generated_tests?.input).toHaveLength(3);
  });

  it('keeps columns that have no place in a problem directory', () => {
    const row = {
      name: '1_A. Theatre Square',
      description: 'Theatre Square …',
      public_tests: { input: ['6 6 4\n'], output: ['4\n'] },
      solutions: { language: [3, 2], solution: ['print(4)', 'int main(){}'] },
      incorrect_solutions: { language: [4], solution: ['class A{}'] },
      time_limit: { seconds: 1, nanos: 500_000_000 },
      memory_limit_bytes: 256_000_000,
      cf_tags: ['math', ''],
      difficulty: 7,
      cf_rating: 1000,
      input_file: '',
      source: 2,
    };
    const root = makeTree({ 'rows.jsonl': JSON.stringify(row) });
    importFrom(join(root, 'rows.jsonl'), join(root, 'out'));
    const problem = readBack(join(root, 'out'), '1-a-theatre-square');
    expect(problem).toMatchObject({
      name: '1_A. Theatre Square',
      limits: { timeMs: 1500, memoryMb: 244.140625 },
      tags: ['math'],
      extra: { codecontests: { difficulty: 7, cf_rating: 1000, input_file: '', source: 2 } },
    });
    expect(problem.solutions.map(({ name, correct }) => [name, correct])).toEqual([
      ['solutions_0001.py', true],
      ['solutions_0002.cpp', true],
      ['solutions_0003.java', false],
    ]);
  });
});

describe('perfforge', () => {
  it('has documents that their schemas accept, ranks by cost, and says what made a test', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'perfforge', [sampleProblem()]);
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(join(root, 'out', name), 'utf8'));
    const mapping = mappingSchema.parse(read('problems/sum/slow_tests/slow/mapping.json'));
    expect(mapping['test_0004.in']).toEqual({
      original_filename: 'id:stress_0001,execs:4711,op:pump+seed.in',
      mean_time_seconds: 0.01,
      rank: 1,
      cost_metric: 'steps',
      cost: 1_000_000,
      baseline_cost: null,
      provenance: { isSeed: false, ops: ['pump', 'seed'], execs: 4711, solution: 'slow.cjs' },
    });
    expect(
      perfforgeProblemSchema.safeParse(read('problems/sum/metadata/problem.json')).success,
    ).toBe(true);
    const result = perfforgeResultSchema.parse(read('results/slowpath/sum.json'));
    expect(result['fast']).toMatchObject({
      language: 'typescript',
      online_judge_verdict: 'correct',
      instruction_cnt_dict: { 'test_0004.in': [4000], 'test_0005.in': [2000] },
      max_instruction_cnt: [4000],
    });
    expect(read('problems/sum/metadata/synthesized_constraints/slow/constraints.json')).toEqual([
      { id: 'c1', when: 'len(a) > 50' },
    ]);
  });

  it('gives equal costs equal ranks', async () => {
    const root = makeTree({});
    const problem = sampleProblem();
    const costs = { 'slow.cjs': { steps: 77, outcome: 'ok' } };
    const tests = problem.tests.map((test) => (test.costs ? { ...test, costs } : test));
    await exportTo(join(root, 'out'), 'perfforge', [{ ...problem, tests }]);
    const file = join(root, 'out/problems/sum/slow_tests/slow/mapping.json');
    const mapping = mappingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(Object.values(mapping).map(({ rank }) => rank)).toEqual([1, 1]);
  });

  it('is read in its original form: tests, slow ones as stress tests, ranks, programs', () => {
    const mapping = {
      'test_0002.in': { original_filename: 'id:000016.in', mean_time_seconds: 0.16, rank: 1 },
    };
    const root = makeTree({
      'pf/problems/1003_A/metadata/problem_statement.txt': 'Coins',
      'pf/problems/1003_A/full_tests/input/test_0001.in': '1',
      'pf/problems/1003_A/full_tests/output/test_0001.out': '1',
      'pf/problems/1003_A/full_tests/input/test_0002.in': '2 2',
      'pf/problems/1003_A/full_tests/output/test_0002.out': '2',
      'pf/problems/1003_A/slow_tests/solutions_0871/solutions_0871.cpp': 'int main(){}',
      'pf/problems/1003_A/slow_tests/solutions_0871/mapping.json': mapping,
      'pf/problems/1003_A/slow_tests/solutions_0871/input/test_0002.in': '2 2',
      'pf/problems/1003_A/slow_tests/solutions_0871/output/test_0002.out': '2',
    });
    const summary = importFrom(join(root, 'pf'), join(root, 'out'));
    expect(summary).toMatchObject({ format: 'perfforge', issueCount: 0 });
    const problem = readBack(join(root, 'out'), '1003-a');
    expect(problem).toMatchObject({ name: '1003_A', statement: 'Coins' });
    expect(problem.tests).toEqual([
      { name: 'test_0001', group: 'generated', input: '1', output: '1' },
      { name: 'test_0002', group: 'stress', input: '2 2', output: '2' },
    ]);
    expect(problem.extra).toEqual({ perfforge: { 'solutions_0871.cpp': mapping } });
  });
});

describe('parquet', () => {
  it('can be read by another library: four tables that join', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'parquet', [sampleProblem(), functionProblem()]);
    const read = async (name: string): Promise<Record<string, unknown>[]> =>
      await parquetReadObjects({
        file: await asyncBufferFromFile(join(root, `out/data/${name}.parquet`)),
      });
    const problems = await read('problems');
    expect(
      problems.map(({ name, entry, time_limit_ms }) => ({ name, entry, time_limit_ms })),
    ).toEqual([
      { name: '17_A. Sum', entry: null, time_limit_ms: 2000 },
      { name: 'HumanEval/1', entry: 'sum', time_limit_ms: 2000 },
    ]);
    const solutions = await read('solutions');
    expect(solutions[2]).toEqual({
      problem: 'sum',
      solution: 'other.py',
      language: 'python3',
      runnable: false,
      correct: true,
      class: null,
      note: null,
      code: 'print(1)\n',
    });
    const tests = await read('tests');
    expect(tests.map(({ input }) => input)).toEqual(
      [sampleProblem(), functionProblem()].flatMap((problem) =>
        problem.tests.map(({ input }) => input),
      ),
    );
    const costs = await read('costs');
    expect(costs[0]).toEqual({
      problem: 'sum',
      test: 'stress_0001',
      solution: 'slow.cjs',
      steps: 1_000_000n,
      outcome: 'ok',
    });
  });

  it('holds more rows than a row group', async () => {
    const root = makeTree({});
    const tests = Array.from({ length: 9000 }, (_, i) => ({
      name: `t${i}`,
      group: 'public' as const,
      input: `${i} ${'x'.repeat(600)}`,
    }));
    await exportTo(join(root, 'out'), 'parquet', [sampleProblem({ tests })]);
    const rows = await parquetReadObjects({
      file: await asyncBufferFromFile(join(root, 'out/data/tests.parquet')),
      columns: ['test', 'input'],
    });
    expect(rows.map(({ test }) => test)).toEqual(tests.map(({ name }) => name));
    expect(rows.at(-1)).toMatchObject({ input: tests.at(-1)?.input });
  });
});

describe('evalperf', () => {
  const rowSchema = z.strictObject({ task_id: z.string(), inputs: z.array(z.array(z.json())) });

  it('holds argument lists, the costliest first, and leaves out what JSON cannot hold', async () => {
    const root = makeTree({});
    const { issues, totals } = await exportTo(join(root, 'out'), 'evalperf', [
      sampleProblem(),
      functionProblem(),
    ]);
    const rows = readLines(join(root, 'out/pe_inputs.jsonl'));
    expect(rows.map((row) => rowSchema.parse(row))).toEqual([
      {
        task_id: 'HumanEval/1',
        inputs: [
          [[5, 5, 5], 'b'],
          [[1, 2], 'a'],
        ],
      },
    ]);
    expect(totals.problems).toBe(1);
    expect(issues.map(({ where }) => where)).toEqual(['sum', 'sum-of-a-list: test odd']);
  });
});

describe('pairs', () => {
  it('holds pairs and rewards that their schemas accept, with the code of both', async () => {
    const root = makeTree({});
    await exportTo(join(root, 'out'), 'pairs', [
      { ...sampleProblem(), solutions: sampleProblem().solutions.slice(0, 2) },
    ]);
    const [pair, ...others] = readLines(join(root, 'out/data/pairs.jsonl'));
    expect(others).toEqual([]);
    const { prompt, chosen, rejected, language, ...row } = z.looseObject({}).parse(pair);
    expect(preferencePairSchema.parse(row)).toMatchObject({ slow: 'slow.cjs', fast: 'fast.ts' });
    expect({ prompt, chosen, rejected, language }).toEqual({
      prompt: sampleProblem().statement,
      chosen: '// fast\n',
      rejected: '// slow\n',
      language: 'typescript',
    });
    const rewards = readLines(join(root, 'out/data/rewards.jsonl')).map((line) => {
      const {
        prompt: _,
        completion: _code,
        language: _language,
        ...reward
      } = z.looseObject({}).parse(line);
      return rewardRowSchema.parse(reward);
    });
    expect(rewards.map(({ solution, reward }) => [solution, reward])).toEqual([
      ['slow.cjs', 0.5],
      ['fast.ts', 1],
    ]);
  });
});
