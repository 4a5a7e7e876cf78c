import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveOptions, type UserOptions } from '../../src/config/options.ts';
import { type Evaluation, evaluationSchema } from '../../src/core/evaluation-metrics.ts';
import { type EvalRequest, runEval } from '../../src/pipeline/eval/run-eval.ts';
import { type NewSuite, writeSuite } from '../../src/suite/suite-file.ts';
import { makeTree, type TreeEntry } from '../helpers/temp-tree.ts';

const VERSIONS = { slowpath: '0.0.0', node: '20.1.2', instrumentation: 2 };

async function evaluate(
  cwd: string,
  request: Partial<Omit<EvalRequest, 'options' | 'cwd'>> = {},
  options: UserOptions = {},
): Promise<{ readonly evaluation: Evaluation; readonly text: string; readonly told: string[] }> {
  const told: string[] = [];
  const { evaluation, file } = await runEval(
    {
      targets: ['problem'],
      suite: undefined,
      tests: 'both',
      timeConfirm: false,
      ...request,
      options: resolveOptions({ commandLine: options }, { cpuCount: 1 }),
      cwd,
    },
    VERSIONS,
    new AbortController().signal,
    (line) => told.push(line),
  );
  return { evaluation, text: readFileSync(file, 'utf8'), told };
}

function solution(file: string, correct = true, declared = 'O(n)'): object {
  return { file: `solutions/${file}`, correct, class: declared };
}

function problemOf(kind: 'function' | 'stdio', solutions: readonly object[]): object {
  return { version: 1, id: 'problem', title: 'A problem', kind, solutions };
}

/** A suite of calls of a function with one list each. */
function suiteOf(lists: readonly (readonly number[])[]): NewSuite {
  return {
    target: { specifier: 'a.mjs', kind: 'function', contentHash: '', inputModel: '' },
    nodeMajor: 20,
    instrumentation: 2,
    seed: 1,
    growths: [],
    tests: lists.map((list) => ({
      role: 'costliest',
      size: list.length,
      steps: 1,
      allocUnits: 0,
      outcome: 'ok',
      outputDigest: '',
      isSeed: false,
      provenance: { id: 1, parents: [], ops: [], execs: 1 },
      hot: [],
      input: { kind: 'function', args: [list] },
    })),
  };
}

/** Verdicts by solution, in the order of tests. */
function verdicts({ matrix }: Evaluation): Readonly<Record<string, string>> {
  return Object.fromEntries(
    matrix.solutions.map(({ name }, s) => [
      name.replace('solutions/', ''),
      (matrix.cells[s] ?? []).map(({ verdict }) => verdict).join(' '),
    ]),
  );
}

const SUM = `
  const { readFileSync } = require('fs');
  const [n, ...list] = readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean).map(Number);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += list[i];`;

const STDIN_FILES: Readonly<Record<string, TreeEntry>> = {
  'problem/problem.json': problemOf('stdio', [
    solution('good.cjs'),
    solution('crlf.cjs'),
    solution('slow.cjs', true, 'O(n^2)'),
    solution('odd.cjs'),
    solution('throws.cjs', false),
    solution('hangs.cjs', false),
    solution('silent.cjs', false),
    solution('exits.cjs', false),
    solution('broken.cjs', false),
    solution('other.py'),
  ]),
  'problem/solutions/good.cjs': `${SUM} console.log(sum);`,
  'problem/solutions/crlf.cjs': `${SUM} process.stdout.write('  ' + sum + '.0\\r\\n\\r\\n');`,
  'problem/solutions/slow.cjs': `${SUM} for (let i = 0; i < n; i++) for (let j = 0; j < n; j++); console.log(sum);`,
  'problem/solutions/odd.cjs': `${SUM} console.log(n === 4 ? 'four' : sum);`,
  'problem/solutions/throws.cjs': `${SUM} throw new Error('no\\nway');`,
  'problem/solutions/hangs.cjs': `${SUM} while (true);`,
  'problem/solutions/silent.cjs': SUM,
  'problem/solutions/exits.cjs': `${SUM} console.log(sum); process.exit(3);`,
  'problem/solutions/broken.cjs': 'let let = 1;',
  'problem/solutions/other.py': 'print(sum(map(int, open(0).read().split()[1:])))',
  'problem/tests/1.in': '2\r\n3 4\r\n',
  'problem/tests/1.out': '7\r\n',
  'problem/tests/2.in': '3\n1 1 1',
  'problem/tests/3.in': '4\n1 1 1 1\n',
};

describe('slowpath eval', () => {
  it('judges solutions of a stdin problem, whatever they do', async () => {
    const { evaluation, text, told } = await evaluate(makeTree(STDIN_FILES), {}, { maxSteps: 1e5 });
    expect(evaluationSchema.parse(JSON.parse(text))).toEqual(evaluation);
    expect(verdicts(evaluation)).toEqual({
      'good.cjs': 'right right right',
      'crlf.cjs': 'right right right',
      'slow.cjs': 'right right right',
      'odd.cjs': 'right right wrong',
      'throws.cjs': 'failed failed failed',
      'hangs.cjs': 'unfinished unfinished unfinished',
      'silent.cjs': 'wrong wrong wrong',
      'exits.cjs': 'failed failed failed',
    });
    expect(evaluation.setAside).toMatchObject([
      { solution: 'solutions/broken.cjs' },
      { solution: 'solutions/other.py', reason: expect.stringContaining('not run here') },
    ]);
    const notes = evaluation.matrix.cells.map((row) => row[0]?.note);
    expect(notes).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'Error: no way',
      undefined,
      'nothing was printed',
      'exited',
    ]);
    // Outputs that tests lack are what correct solutions agree on.
    expect(evaluation.matrix.tests.map(({ oracle }) => oracle)).toEqual([
      { kind: 'given' },
      {
        kind: 'agreement',
        from: 'solutions/good.cjs',
        agree: ['crlf', 'good', 'odd', 'slow'].map((name) => `solutions/${name}.cjs`),
        disagree: [],
        unfinished: [],
        failed: [],
      },
      expect.objectContaining({ kind: 'agreement', disagree: ['solutions/odd.cjs'] }),
    ]);
    expect(told).toContain('only the default tests are run: name a suite with --suite');
  });

  it('does not take a time-out for disagreement', async () => {
    const { evaluation } = await evaluate(
      makeTree({
        ...STDIN_FILES,
        'problem/tests/4.in': `300\n${'1 '.repeat(300)}`,
      }),
      {},
      { maxSteps: 20_000 },
    );
    expect(evaluation.matrix.tests[3]?.oracle).toMatchObject({
      disagree: [],
      unfinished: ['solutions/slow.cjs'],
    });
    expect(verdicts(evaluation)['slow.cjs']).toBe('right right right unfinished');
    expect(evaluation.metrics[0]?.compared).toContain('solutions/slow.cjs');
  });

  it('ends what hangs where nothing is counted, and goes on', async () => {
    const { evaluation } = await evaluate(
      makeTree({
        'problem/problem.json': problemOf('function', [solution('hangs.mjs'), solution('b.mjs')]),
        'problem/solutions/hangs.mjs': `export default (n) => {
          if (n > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
          return n;
        };`,
        'problem/solutions/b.mjs': 'export default (n) => n;',
        'problem/tests/1.json': { args: [2] },
        'problem/tests/2.json': { args: [1] },
      }),
      {},
      { hangTimeout: '500ms' },
    );
    expect(verdicts(evaluation)).toEqual({
      'hangs.mjs': 'unfinished right',
      'b.mjs': 'right right',
    });
    expect(evaluation.matrix.cells[0]?.[0]?.outcome).toBe('timed-out');
    expect(evaluation.metrics[0]?.sets[0]?.worst[0]).toEqual({
      solution: 'solutions/hangs.mjs',
      cost: evaluation.maxSteps,
      isCutOff: true,
    });
  });

  it('writes the same bytes again', async () => {
    const tree = makeTree({
      ...STDIN_FILES,
      'problem/problem.json': problemOf('stdio', [solution('good.cjs'), solution('slow.cjs')]),
    });
    const first = await evaluate(tree);
    const second = await evaluate(tree);
    expect(second.text).toBe(first.text);
  });

  it('compares expected outputs that are no UTF-8 with what is printed likewise', async () => {
    const tree = makeTree({
      'problem/problem.json': problemOf('stdio', [solution('latin.cjs'), solution('utf8.cjs')]),
      'problem/solutions/latin.cjs': 'process.stdout.write(Buffer.from([0x63, 0xe9, 0x0a]));',
      'problem/solutions/utf8.cjs': "console.log('cé');",
      'problem/tests/1.in': 'x\n',
    });
    writeFileSync(join(tree, 'problem/tests/1.out'), Buffer.from([0x63, 0xe9]));
    const { evaluation } = await evaluate(tree);
    expect(verdicts(evaluation)).toEqual({ 'latin.cjs': 'right', 'utf8.cjs': 'wrong' });
  });

  it('asks the checker of a problem with several right answers', async () => {
    const { evaluation } = await evaluate(
      makeTree({
        'problem/problem.json': problemOf('function', [
          solution('up.mjs'),
          solution('down.ts'),
          solution('bad.mjs', false),
        ]),
        'problem/checker.ts': `
          interface Question { input: [number]; expected: number[] | undefined; actual: unknown }
          export default function check({ input: [n], actual }: Question): boolean | { ok: boolean; reason: string } {
            if (!Array.isArray(actual)) throw new Error('no list');
            const sum = actual.reduce((a: number, b: number) => a + b, 0);
            return sum === n || { ok: false, reason: 'the sum is ' + sum };
          }`,
        'problem/solutions/up.mjs': 'export default (n) => [1, n - 1];',
        'problem/solutions/down.ts': 'export default (n: number): number[] => [n - 1, 1];',
        'problem/solutions/bad.mjs': 'export default (n) => n > 5 ? null : [n, n];',
        'problem/tests/1.json': { args: [3], expected: [1, 2] },
        'problem/tests/2.json': { args: [7] },
      }),
    );
    expect(evaluation.judge).toBe('checker');
    expect(verdicts(evaluation)).toEqual({
      'up.mjs': 'right right',
      'down.ts': 'right right',
      'bad.mjs': 'wrong unchecked',
    });
    expect(evaluation.matrix.cells[2]?.map(({ note }) => note)).toEqual([
      'the sum is 6',
      'the checker did not come to an end: Error: no list',
    ]);
    expect(evaluation.matrix.tests.map(({ oracle }) => oracle.kind)).toEqual(['given', 'checker']);
  });

  it('runs solutions that are named one by one on a suite', async () => {
    const tree = makeTree({
      'a.mjs':
        'export default (list) => { for (const a of list) for (const b of list); return list.length; };',
      'b.mjs': 'export default (list) => list.length;',
    });
    const suite = join(tree, 'out', 'suite');
    const list = Array.from({ length: 200 }, (_, i) => i);
    const made = suiteOf([list, list.slice(1)]);
    const tests = made.tests.map((test, i) => (i === 0 ? { ...test, expected: '200' } : test));
    writeSuite(suite, { ...made, tests });
    const { evaluation } = await evaluate(tree, { targets: ['a.mjs', 'b.mjs'], suite: 'out' });
    expect(verdicts(evaluation)).toEqual({ 'a.mjs': 'right right', 'b.mjs': 'right right' });
    expect(
      evaluation.matrix.tests.map(({ set, size, oracle }) => [set, size, oracle.kind]),
    ).toEqual([
      ['suite', 200, 'given'],
      ['suite', 199, 'agreement'],
    ]);
    expect(evaluation.pairs).toMatchObject([{ slow: 'a.mjs', fast: 'b.mjs' }]);
    expect(evaluation.rewards.map(({ reward }) => reward)).toEqual([0.5, 1]);
  });

  it('takes the suite that a search of the same target left', async () => {
    const tree = makeTree({
      'a.mjs': 'export default (list) => list.length;',
    });
    writeSuite(join(tree, 'slowpath-out/a.mjs/suite'), suiteOf([[1, 2]]));
    const { evaluation, told } = await evaluate(tree, { targets: ['a.mjs'] });
    expect(told[0]).toBe('the suite is that of slowpath-out/a.mjs');
    expect(evaluation.matrix.tests).toMatchObject([{ set: 'suite', name: 'tests/0001.json' }]);
  });

  it('measures CPU time when asked to', async () => {
    const { evaluation } = await evaluate(
      makeTree({
        'problem/problem.json': problemOf('function', [solution('a.mjs'), solution('b.mjs')]),
        'problem/solutions/a.mjs': 'export default (n) => n;',
        'problem/solutions/b.mjs':
          'export default (n) => { if (n > 1) throw new Error(); return n; };',
        'problem/tests/1.json': { args: [1] },
        'problem/tests/2.json': { args: [2] },
      }),
      { timeConfirm: true },
    );
    const [a, b] = evaluation.matrix.cells;
    expect(a?.map(({ cpuMs }) => cpuMs?.length)).toEqual([3, 3]);
    expect(b?.map(({ cpuMs }) => cpuMs?.length)).toEqual([3, undefined]);
    expect(evaluation.metrics.map(({ cost }) => cost)).toEqual(['steps', 'cpuMs']);
  });

  it.each<[string, Partial<EvalRequest>, string]>([
    ['a suite that is not there', { suite: 'nowhere' }, 'there is no suite in nowhere'],
    ['no suite where only that counts', { tests: 'suite' }, 'there is no suite to evaluate on'],
    [
      'programs without tests',
      { targets: ['problem/solutions/good.cjs', 'problem/solutions/odd.cjs'] },
      'there is no suite to evaluate on',
    ],
    [
      'a problem among programs',
      { targets: ['problem', 'problem/solutions/good.cjs'] },
      'problem cannot be evaluated together with other programs',
    ],
  ])('refuses %s', async (_, request, message) => {
    await expect(evaluate(makeTree(STDIN_FILES), request, { stdin: true })).rejects.toThrow(
      message,
    );
  });

  it('says why no solution can be run', async () => {
    const tree = makeTree({
      'problem/problem.json': problemOf('stdio', [solution('a.py')]),
      'problem/solutions/a.py': '',
      'problem/tests/1.in': '',
    });
    await expect(evaluate(tree)).rejects.toMatchObject({
      message: 'no solution can be run here',
      hint: 'solutions/a.py: a.py is neither JavaScript nor TypeScript: it is not run here',
    });
  });
});
