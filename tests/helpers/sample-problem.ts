import fc from 'fast-check';
import type { ProblemRecord } from '../../src/dataset/problem-record.ts';

/** A problem record with everything in it. */
export function sampleProblem(changes: Partial<ProblemRecord> = {}): ProblemRecord {
  return {
    version: 1,
    id: 'sum',
    name: '17_A. Sum',
    title: 'Sum',
    statement: '# Sum\n\nAdd the numbers.\n',
    kind: 'stdio',
    limits: { timeMs: 2000, memoryMb: 256 },
    tags: ['arrays'],
    licence: 'MIT',
    solutions: [
      {
        name: 'slow.cjs',
        language: 'javascript',
        code: '// slow\n',
        correct: true,
        class: 'O(n^2)',
      },
      { name: 'fast.ts', language: 'typescript', code: '// fast\n', correct: true, class: 'O(n)' },
      { name: 'other.py', language: 'python3', code: 'print(1)\n', correct: true },
      { name: 'wrong.js', language: 'javascript', code: '// wrong\n', correct: false },
    ],
    tests: [
      { name: '001', group: 'public', input: '2\r\n1 2\n', output: '3\n' },
      { name: '002', group: 'private', input: '1\n5\n', output: '5\n' },
      { name: '003', group: 'generated', input: '0\n\n', output: '0\n' },
      {
        name: 'stress_0001',
        group: 'stress',
        input: `1000\n${'7 '.repeat(1000)}\n`,
        output: '7000\n',
        size: 1000,
        costs: {
          'slow.cjs': { steps: 1_000_000, outcome: 'ok' },
          'fast.ts': { steps: 4000, outcome: 'ok' },
        },
        constraints: [{ solution: 'slow.cjs', id: 'c1', margin: 0 }],
        growth: { class: 'quadratic', exponent: 2.01 },
        contrast: { slower: 'slow.cjs', faster: 'fast.ts', ratio: 250 },
        recipe: { id: 'r1', input: { a: '7' } },
        provenance: { isSeed: false, ops: ['pump', 'seed'], execs: 4711, solution: 'slow.cjs' },
      },
      {
        name: 'stress_0002',
        group: 'stress',
        input: '500\n\n',
        output: '0\n',
        size: 500,
        costs: {
          'slow.cjs': { steps: 250_000, outcome: 'ok' },
          'fast.ts': { steps: 2000, outcome: 'ok' },
        },
        provenance: { isSeed: false, ops: ['scale', 'seed'], execs: 99 },
      },
    ],
    constraints: [{ solution: 'slow.cjs', constraint: { id: 'c1', when: 'len(a) > 50' } }],
    run: {
      slowpath: '0.1.0',
      node: '20.20.2',
      instrumentation: 1,
      status: 'finished',
      seed: 1,
      execs: 10_000,
      target: 'corpus/sum',
      contentHash: 'abc',
      stepsPerSecond: 1e8,
    },
    ...changes,
  };
}

const fileStem = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/);
const text = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '\n', '\r', '\t', '"', '\\', 'é', '\uFEFF', '𝒳', '\0'),
});
const safeInt = fc.nat({ max: 2 ** 31 });

function solution(name: string): fc.Arbitrary<ProblemRecord['solutions'][number]> {
  return fc.record(
    {
      name: fc.constant(name),
      language: fc.constant(LANGUAGE_OF.get(name.slice(name.lastIndexOf('.'))) ?? 'unknown'),
      code: text,
      correct: fc.boolean(),
      class: fc.constantFrom('O(n)', 'O(n^2)', 'O(1)'),
      note: fc.string(),
    },
    { requiredKeys: ['name', 'language', 'code'] },
  );
}

const LANGUAGE_OF: ReadonlyMap<string, string> = new Map([
  ['.js', 'javascript'],
  ['.cjs', 'javascript'],
  ['.ts', 'typescript'],
  ['.py', 'python3'],
  ['.cpp', 'cpp'],
  ['.rs', 'rust'],
]);

/** Tests with an expected output: what every format can hold. */
function test(name: string, withOutput: boolean): fc.Arbitrary<ProblemRecord['tests'][number]> {
  return fc.record(
    {
      name: fc.constant(name),
      group: fc.constantFrom('public', 'private', 'generated', 'stress'),
      input: text,
      output: text,
      size: safeInt,
      valid: fc.boolean(),
      costs: fc.dictionary(
        fileStem,
        fc.record({ steps: safeInt, outcome: fc.constantFrom('ok', 'timed-out') }),
      ),
      provenance: fc.record({ isSeed: fc.boolean(), ops: fc.array(fileStem), execs: safeInt }),
    },
    { requiredKeys: ['name', 'group', 'input', ...(withOutput ? (['output'] as const) : [])] },
  );
}

/** Any problem of a stdin program. @param withOutput every test has an expected output */
export function anyProblem(withOutput: boolean): fc.Arbitrary<ProblemRecord> {
  const solutions = fc
    .uniqueArray(
      fc.tuple(fileStem, fc.constantFrom(...LANGUAGE_OF.keys())).map((parts) => parts.join('')),
      { maxLength: 4 },
    )
    .chain((names) => fc.tuple(...names.map(solution)));
  const tests = fc
    .uniqueArray(fileStem, { maxLength: 5 })
    .chain((names) => fc.tuple(...names.map((name) => test(name, withOutput))));
  return fc.record(
    {
      version: fc.constant(1 as const),
      id: fc.constant('any-problem'),
      name: fc.string({ minLength: 1 }),
      title: fc.string({ minLength: 1 }),
      statement: text,
      kind: fc.constant('stdio' as const),
      limits: fc.record(
        { timeMs: fc.integer({ min: 1, max: 1e6 }), memoryMb: fc.integer({ min: 1, max: 4096 }) },
        { requiredKeys: [] },
      ),
      tags: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      licence: fc.constantFrom('MIT', 'Apache-2.0'),
      solutions,
      tests,
    },
    {
      requiredKeys: [
        'version',
        'id',
        'name',
        'title',
        'statement',
        'kind',
        'limits',
        'tags',
        'solutions',
        'tests',
      ],
    },
  );
}
