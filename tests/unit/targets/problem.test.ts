import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/core/errors.ts';
import type { InputSpec } from '../../../src/core/input-spec.ts';
import { readProblem, solutionTarget, type Problem } from '../../../src/targets/problem.ts';
import { makeTree, type TreeEntry } from '../../helpers/temp-tree.ts';

const FUNCTION_SPEC: InputSpec = { version: 1, kind: 'function', args: [] };
const STDIN_SPEC: InputSpec = { version: 1, kind: 'stdin', fields: {}, layout: [] };

/** Checks a spec as far as these tests need it. */
function parseSpec(value: unknown, where: string): InputSpec {
  const text = JSON.stringify(value);
  for (const spec of [FUNCTION_SPEC, STDIN_SPEC]) if (JSON.stringify(spec) === text) return spec;
  throw new DataError(`${where}: no spec`);
}

const DOCUMENT = {
  version: 1,
  id: 'two-sum',
  title: 'Two sum',
  kind: 'function',
  entry: 'solve',
  spec: 'spec.json',
  limits: { timeMs: 1000, memoryMb: 256 },
  tags: ['search'],
  licence: 'Apache-2.0',
  solutions: [
    { file: 'solutions/pairs.js', correct: true, class: 'O(n^2)', note: 'all pairs' },
    { file: 'solutions/map.ts', correct: false, class: 'O(n)' },
  ],
  worst: [{ solution: 'solutions/pairs.js', generator: 'noPair', n: 5000, why: 'no pair fits' }],
};

const FILES: Readonly<Record<string, TreeEntry>> = {
  'problem.json': DOCUMENT,
  'spec.json': FUNCTION_SPEC,
  'statement.md': '# Two sum\n',
  'solutions/pairs.js': '',
  'solutions/map.ts': '',
  'worst.js': '',
  'tests/002.json': { args: [[1, 2], 3], expected: [0, 1] },
  'tests/001.json': { args: [] },
  'tests/notes.txt': 'ignored',
};

function read(files: Readonly<Record<string, TreeEntry>>): Promise<Problem> & { root: string } {
  const root = makeTree(files);
  return Object.assign(readProblem(root, { parseSpec }), { root });
}

function without(name: string): Record<string, TreeEntry> {
  return Object.fromEntries(Object.entries(FILES).filter(([key]) => key !== name));
}

describe('readProblem', () => {
  it('reads everything in a directory', async () => {
    const reading = read(FILES);
    const { root } = reading;
    expect(await reading).toEqual({
      directory: root,
      id: 'two-sum',
      title: 'Two sum',
      kind: 'function',
      entry: 'solve',
      statement: '# Two sum\n',
      spec: FUNCTION_SPEC,
      limits: { timeMs: 1000, memoryMb: 256 },
      tags: ['search'],
      licence: 'Apache-2.0',
      solutions: [
        {
          name: 'solutions/pairs.js',
          file: join(root, 'solutions/pairs.js'),
          correct: true,
          class: 'O(n^2)',
          note: 'all pairs',
        },
        {
          name: 'solutions/map.ts',
          file: join(root, 'solutions/map.ts'),
          correct: false,
          class: 'O(n)',
          note: undefined,
        },
      ],
      tests: [
        { kind: 'function', name: '001.json', args: [], expected: undefined },
        { kind: 'function', name: '002.json', args: [[1, 2], 3], expected: [0, 1] },
      ],
      worst: [
        {
          solution: 'solutions/pairs.js',
          module: join(root, 'worst.js'),
          generator: 'noPair',
          n: 5000,
          why: 'no pair fits',
        },
      ],
    });
  });

  it('reads stdin tests with and without outputs, and a spec inside the document', async () => {
    const { entry: _entry, worst: _worst, ...rest } = DOCUMENT;
    const problem = await read({
      'problem.json': { ...rest, kind: 'stdio', spec: STDIN_SPEC },
      'solutions/pairs.js': '',
      'solutions/map.ts': '',
      'tests/b.in': '1\r\n2\n',
      'tests/b.out': '3\n',
      'tests/a.in': '',
      'tests/c.out': 'no input for this one',
    });
    expect(problem.kind).toBe('stdin');
    expect(problem.entry).toBeUndefined();
    expect(problem.spec).toEqual(STDIN_SPEC);
    expect(problem.statement).toBe('');
    expect(problem.tests).toEqual([
      { kind: 'stdin', name: 'a.in', input: '', expected: undefined },
      { kind: 'stdin', name: 'b.in', input: '1\r\n2\n', expected: '3\n' },
    ]);
  });

  it('fills in what may be left out', async () => {
    const problem = await read({
      'problem.json': {
        version: 1,
        id: 'x',
        title: 'X',
        kind: 'function',
        solutions: [{ file: 'a.js', correct: true, class: 'O(1)' }],
      },
      'a.js': '',
    });
    expect(problem).toMatchObject({
      entry: 'default',
      spec: undefined,
      limits: {},
      tags: [],
      tests: [],
      worst: [],
      licence: undefined,
    });
  });

  it('takes solutions that nobody has classed, and problems without solutions', async () => {
    const { class: _, ...unclassed } = DOCUMENT.solutions[0] ?? {};
    const one = await read({
      ...FILES,
      'problem.json': { ...DOCUMENT, solutions: [unclassed], worst: [] },
    });
    expect(one.solutions.map((solution) => solution.class)).toEqual(['']);
    const none = await read({
      ...FILES,
      'problem.json': { ...DOCUMENT, solutions: [], worst: [] },
    });
    expect(none.solutions).toEqual([]);
  });

  it('makes a target of a solution', async () => {
    const problem = await read(FILES);
    const [solution] = problem.solutions;
    expect(solution && solutionTarget(problem, solution)).toEqual({
      kind: 'function',
      specifier: join(problem.directory, 'solutions/pairs.js'),
      slug: 'two-sum-pairs.js',
      module: { kind: 'file', path: join(problem.directory, 'solutions/pairs.js') },
      exportPath: ['solve'],
    });
  });
});

describe('readProblem names file and place when', () => {
  const solution = { file: 'solutions/pairs.js', correct: true, class: 'O(n^2)' };

  it.each([
    ['a field has the wrong type', { title: 5 }, /problem\.json: title: .*expected string/],
    ['a field is unknown', { titel: 'x' }, /problem\.json: .*titel/],
    ['the version is another', { version: 2 }, /problem\.json: version:/],
    ['the id is no slug', { id: 'Two Sum' }, /problem\.json: id: must be lower-case/],
    ['the kind is unknown', { kind: 'script' }, /problem\.json: kind:/],
    [
      'a class is none',
      { solutions: [{ ...solution, class: 'fast' }] },
      /problem\.json: solutions\[0\]\.class: must look like/,
    ],
    [
      'a solution is listed twice',
      { solutions: [solution, solution], worst: [] },
      /problem\.json: solutions\[1\]\.file: .*listed twice/,
    ],
    [
      'a worst case belongs to no solution',
      { worst: [{ ...DOCUMENT.worst[0], solution: 'x.js' }] },
      /problem\.json: worst\[0\]\.solution: "x\.js" is no solution/,
    ],
    [
      'a generator is no name',
      { worst: [{ ...DOCUMENT.worst[0], generator: 'a-b' }] },
      /problem\.json: worst\[0\]\.generator:/,
    ],
    [
      'a stdio problem has an entry',
      { kind: 'stdio' },
      /problem\.json: entry: a stdio problem has no entry/,
    ],
    [
      'a solution is not there',
      { solutions: [{ ...solution, file: 'solutions/gone.js' }], worst: [] },
      /problem\.json: solutions\[0\]\.file: there is no file "solutions\/gone\.js"/,
    ],
    [
      'the spec is not there',
      { spec: 'gone.json' },
      /problem\.json: spec: there is no file "gone\.json"/,
    ],
    ['the spec is none', { spec: { version: 9 } }, /problem\.json: spec: no spec/],
    [
      'the spec is of the other kind',
      { spec: STDIN_SPEC },
      /problem\.json: spec: it is of kind "stdin"/,
    ],
    [
      'a path goes up',
      { solutions: [{ ...solution, file: '../pairs.js' }], worst: [] },
      /solutions\[0\]\.file: must be a relative path/,
    ],
    ['a path goes up in the middle', { spec: 'a/../../spec.json' }, /problem\.json: spec: /],
    ['a path is absolute', { spec: '/etc/passwd' }, /problem\.json: spec: /],
    ['a path has backslashes', { spec: '..\\spec.json' }, /problem\.json: spec: /],
  ])('%s', async (_case, change, message) => {
    await expect(read({ ...FILES, 'problem.json': { ...DOCUMENT, ...change } })).rejects.toThrow(
      expect.objectContaining({ code: 'data', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['problem.json is missing', without('problem.json'), /holds no problem\.json/],
    [
      'problem.json is no JSON',
      { ...FILES, 'problem.json': '{' },
      /problem\.json is not valid JSON/,
    ],
    [
      'worst.js is missing',
      without('worst.js'),
      /problem\.json: worst\[0\]: there is no file "worst\.js"/,
    ],
    [
      'a test is no JSON',
      { ...FILES, 'tests/003.json': '[' },
      /tests\/003\.json is not valid JSON/,
    ],
    [
      'a test has no arguments',
      { ...FILES, 'tests/003.json': { arg: [] } },
      /tests\/003\.json: .*args/,
    ],
  ] as const)('%s', async (_case, files, message) => {
    await expect(read(files)).rejects.toThrow(
      expect.objectContaining({ code: 'data', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['a solution', 'solutions/pairs.js'],
    ['a spec', 'spec.json'],
    ['a test', 'tests/002.json'],
    ['the statement', 'statement.md'],
    ['worst.js', 'worst.js'],
    ['problem.json itself', 'problem.json'],
  ])('%s is a symbolic link that leads out', async (_what, name) => {
    const outside = makeTree({ file: '{}' });
    await expect(read({ ...FILES, [name]: { link: join(outside, 'file') } })).rejects.toThrow(
      expect.objectContaining({ code: 'data', message: expect.stringMatching(/leads out of/) }),
    );
  });

  it('does not mind symbolic links that stay inside, or that lead to the directory', async () => {
    const root = makeTree({ ...FILES, 'solutions/pairs.js': { link: '../worst.js' } });
    const outer = makeTree({ problem: { link: root } });
    await expect(readProblem(join(outer, 'problem'), { parseSpec })).resolves.toBeDefined();
  });
});
