import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../../src/core/errors.ts';
import { stageDirectory } from '../../../src/dataset/staged-directory.ts';
import { sampleProblem } from '../../helpers/sample-problem.ts';
import { makeTree } from '../../helpers/temp-tree.ts';
import { exportTo, importFrom, readBack } from './dataset-kit.ts';

const GOOD = JSON.stringify({
  name: 'One',
  description: 'd',
  public_tests: { input: ['1\n'], output: ['2\n'] },
});

/** Imports a tree; the result lies in `out` beside it. */
function importTree(
  files: Parameters<typeof makeTree>[0],
  given: Parameters<typeof importFrom>[2] & { readonly name?: string } = {},
): ReturnType<typeof importFrom> & { readonly root: string } {
  const root = makeTree(files);
  const { name = 'in', ...rest } = given;
  return { ...importFrom(join(root, name), join(root, 'out'), rest), root };
}

describe('lines that are no JSON', () => {
  it('are skipped and told with their number', () => {
    const { totals, issues } = importTree({ 'in/a.jsonl': `${GOOD}\n{"name": \n\n${GOOD}\n` });
    expect(totals.problems).toBe(2);
    expect(issues).toEqual([
      { where: 'a.jsonl:2', message: expect.stringMatching(/^is not JSON: .*skipped$/) as string },
    ]);
  });

  it('end the import when it is strict, and leave nothing behind', () => {
    const root = makeTree({ 'in/a.jsonl': `${GOOD}\nnonsense\n` });
    expect(() => importFrom(join(root, 'in'), join(root, 'out'), { strict: true })).toThrow(
      /a\.jsonl:2: is not JSON/,
    );
    expect(readdirSync(root)).toEqual(['in']);
  });

  it('are told when they are JSON of something else', () => {
    const { issues } = importTree({ 'in/a.jsonl': `${GOOD}\n[1]\n{"name":5}\n` });
    expect(issues.map(({ where }) => where)).toEqual(['a.jsonl:2', 'a.jsonl:3']);
  });

  it('may be the only ones: then there is nothing to import', () => {
    const root = makeTree({ 'in/a.jsonl': 'x\n' });
    expect(() => importFrom(join(root, 'in'), join(root, 'out'))).toThrow(DataError);
    expect(readdirSync(root)).toEqual(['in']);
  });
});

describe('documents that are nested without end', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

  it('are told, in columns that are read and in those that are kept', () => {
    const rows = ['slowpath', 'whatever'].map(
      (key) => `{"name":"Deep","description":"","${key}":${deep}}`,
    );
    const { totals, issues } = importTree({ 'in/a.jsonl': `${rows.join('\n')}\n${GOOD}` });
    expect(totals.problems).toBe(1);
    expect(issues.map(({ message }) => message)).toEqual([
      'is nested too deeply, skipped',
      'is nested too deeply, skipped',
    ]);
  });
});

describe('sizes', () => {
  it('of a line are limited, and the lines after it are read', () => {
    const long = JSON.stringify({ name: 'x'.repeat(5000), description: '' });
    const { totals, issues } = importTree(
      { 'in/a.jsonl': `${long}\n${GOOD}` },
      { limits: { lineBytes: 1000 } },
    );
    expect(totals.problems).toBe(1);
    expect(issues).toEqual([{ where: 'a.jsonl:1', message: 'is longer than 1000 bytes, skipped' }]);
  });

  it('of a file are limited', () => {
    const { totals, issues } = importTree(
      { 'in/1.in': 'x'.repeat(200), 'in/2.in': '1' },
      { limits: { fileBytes: 100 } },
    );
    expect(totals.tests).toBe(1);
    expect(issues).toEqual([{ where: '1.in', message: 'is larger than 100 bytes, passed over' }]);
  });

  it('of the whole are limited, which ends the import', () => {
    const root = makeTree({ 'in/1.in': 'x'.repeat(80), 'in/2.in': 'x'.repeat(80) });
    expect(() =>
      importFrom(join(root, 'in'), join(root, 'out'), { limits: { totalBytes: 100 } }),
    ).toThrow(/larger than 100 bytes/);
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('of one problem are limited: tests, solutions, characters', () => {
    const many = JSON.stringify({
      name: 'Many',
      description: '',
      public_tests: { input: ['1', '2', '3'], output: ['1', '2', '3'] },
    });
    const { issues } = importTree(
      { 'in/a.jsonl': `${many}\n${GOOD}\n` },
      { limits: { testsPerProblem: 2 } },
    );
    expect(issues).toEqual([{ where: 'Many', message: 'has 3 tests, more than 2, skipped' }]);
  });
});

describe('a packed file', () => {
  it.each([
    ['a.jsonl.gz', gzipSync(`${GOOD}\n`), /is packed with gzip/],
    ['a.zip', Buffer.from('PK\u0003\u0004rest'), /is a ZIP archive/],
    ['a.parquet', Buffer.from('PAR1rest'), /is a Parquet file/],
  ])('is refused as what it is: %s', (name, content, message) => {
    const root = makeTree({});
    writeFileSync(join(root, name), content);
    expect(() => importFrom(join(root, name), join(root, 'out'))).toThrow(message);
    expect(readdirSync(root)).toEqual([name]);
  });
});

describe('texts', () => {
  it('that are no UTF-8 are named', () => {
    const root = makeTree({ 'in/1.in': '1', 'in/2.in': '' });
    writeFileSync(join(root, 'in/2.in'), Buffer.from([0xff, 0xfe, 0x41]));
    const { totals, issues } = importFrom(join(root, 'in'), join(root, 'out'));
    expect(totals.tests).toBe(1);
    expect(issues).toEqual([{ where: '2.in', message: 'is not UTF-8 text, passed over' }]);
  });

  it('that are no UTF-8 are named in lines, too', () => {
    const root = makeTree({ 'in/a.jsonl': '' });
    const bytes = Buffer.concat([Buffer.from(GOOD), Buffer.from([10, 0xff, 10])]);
    writeFileSync(join(root, 'in/a.jsonl'), bytes);
    const { issues } = importFrom(join(root, 'in'), join(root, 'out'));
    expect(issues).toEqual([{ where: 'a.jsonl:2', message: 'is not UTF-8 text, skipped' }]);
  });

  it('keep their line ends, mixed as they are, and their byte order mark', () => {
    const input = '\uFEFF1 2\r\n3\n\r4\r\n';
    const { root } = importTree({ 'in/1.in': input, 'in/1.out': '6\r\n' });
    expect(readFileSync(join(root, 'out/in/tests/1.in'), 'utf8')).toBe(input);
    expect(readBack(join(root, 'out'), 'in').tests).toEqual([
      { name: '1', group: 'public', input, output: '6\r\n' },
    ]);
  });
});

describe('tests without an output', () => {
  it('are kept', () => {
    const { root } = importTree({ 'in/1.in': '1', 'in/2.in': '2', 'in/2.ans': '4' });
    const { tests } = readBack(join(root, 'out'), 'in');
    expect(tests.map(({ name, output }) => [name, output])).toEqual([
      ['1', undefined],
      ['2', '4'],
    ]);
  });

  it('are told when a format has no place for them', async () => {
    const root = makeTree({});
    const problem = sampleProblem({ tests: [{ name: '1', group: 'public', input: '1' }] });
    const { issues } = await exportTo(join(root, 'out'), 'codecontests', [problem]);
    expect(issues).toEqual([
      {
        where: 'sum',
        message: '1 tests without an expected output are left out: rows need both',
      },
    ]);
  });

  it('are told of a plain folder, and outputs without a test, too', () => {
    const { issues } = importTree({
      'in/p/1.in': '1\n',
      'in/p/1.out': '1\n',
      'in/p/2.in': '2\n',
      'in/p/9.ans': '9\n',
      'in/p/solutions/a.js': '',
    });
    expect(issues).toEqual([
      { where: 'p', message: '1 of 2 tests has no output' },
      { where: 'p/9.ans', message: 'has no 9.in, passed over' },
    ]);
  });

  it('are told when a row has fewer outputs than inputs', () => {
    const row = JSON.stringify({
      name: 'Row',
      description: '',
      private_tests: { input: ['1', '2'], output: ['1'] },
    });
    const { issues, root } = importTree({ 'in/a.jsonl': row });
    expect(issues).toEqual([
      { where: 'a.jsonl:1', message: 'private_tests: 1 test has no output' },
    ]);
    expect(readBack(join(root, 'out'), 'row').tests).toHaveLength(2);
  });
});

describe('links and paths', () => {
  it('that lead elsewhere are passed over', () => {
    const { totals, issues } = importTree({
      'secret.in': 'secret',
      'in/1.in': '1',
      'in/2.in': { link: '../secret.in' },
      'in/solutions': { link: '..' },
    });
    expect(totals.tests).toBe(1);
    expect(issues.map(({ where, message }) => `${where} ${message}`)).toContain(
      '2.in is a symbolic link, passed over',
    );
  });

  it('are told once, however often a folder is looked through', () => {
    const root = makeTree({ 'in/p/1.in': '1\n', 'in/p/1.out': '1\n', 'in/p/a.js': '' });
    symlinkSync('/dev/null', join(root, 'in/p/2.in'));
    const { issues } = importFrom(join(root, 'in'), join(root, 'out'));
    expect(issues).toEqual([{ where: 'p/2.in', message: 'is a symbolic link, passed over' }]);
  });

  it('are told where a mapping names what is no test', () => {
    const entry = { original_filename: 'x', mean_time_seconds: 1, rank: 1 };
    const { issues, totals } = importTree({
      'in/problems/p/full_tests/input/test_0001.in': '1',
      'in/problems/p/full_tests/output/test_0001.out': '1',
      'in/problems/p/full_tests/input/test_0002.in': '2',
      'in/problems/p/slow_tests/s/mapping.json': { '../../x.in': entry, 'test_0002.in': entry },
      'in/problems/p/slow_tests/s/input/test_0002.in': '2',
    });
    expect(totals.tests).toBe(2);
    expect(issues).toEqual([
      { where: 'problems/p/full_tests', message: '1 of 2 tests has no output' },
      {
        where: 'problems/p/slow_tests/s/mapping.json',
        message: '1 of its tests are not in input/, such as "../../x.in"; their ranks are kept',
      },
    ]);
  });

  it('are not followed when a document names them', () => {
    const { root } = importTree({
      'secret.txt': 'secret',
      'in/problems/p/metadata/problem.json': {},
      'in/problems/p/full_tests/input/test_0001.in': { link: '../../../../../secret.txt' },
      'in/problems/p/full_tests/input/test_0002.in': '2',
    });
    expect(readBack(join(root, 'out'), 'p').tests.map(({ input }) => input)).toEqual(['2']);
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a\\..\\x', '.', '..', 'C:x', ''])(
    'a dataset never writes to %s',
    (name) => {
      const root = makeTree({});
      const directory = stageDirectory(join(root, 'out'));
      try {
        expect(() => directory.write(name, 'x')).toThrow(DataError);
      } finally {
        directory.discard();
      }
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it('with names that climb out are refused in records', () => {
    const record = {
      ...sampleProblem(),
      solutions: [{ name: '../../x.js', language: 'javascript', code: '' }],
    };
    const { issues } = importTree({ 'in/a.jsonl': `${JSON.stringify(record)}\n${GOOD}` });
    expect(issues).toEqual([
      { where: 'a.jsonl:1', message: expect.stringMatching(/solutions\[0\]\.name/) as string },
    ]);
  });
});

describe('solutions in other languages', () => {
  it('may be named, where others write numbers', () => {
    const solutions = { language: ['JAVASCRIPT', 'C++', 3], solution: ['a', 'b', 'c'] };
    const { totals, issues } = importTree({
      'in/a.jsonl': `${JSON.stringify({ ...(JSON.parse(GOOD) as object), solutions })}\n`,
    });
    expect(issues).toEqual([]);
    expect(totals.languages).toEqual({ javascript: 1, cpp: 1, python3: 1 });
  });

  it('are kept in the data and listed as not runnable here', () => {
    const { totals, root } = importTree({
      'in/1.in': '1',
      'in/solutions/a.py': 'print(1)',
      'in/solutions/b.cpp': 'int main(){}',
      'in/solutions/c.js': 'console.log(1)',
    });
    expect(totals).toMatchObject({ solutions: 3, notRunnable: 2 });
    const document = JSON.parse(readFileSync(join(root, 'out/in/problem.json'), 'utf8')) as {
      solutions: readonly { file: string }[];
    };
    expect(document.solutions.map(({ file }) => file)).toEqual(['solutions/c.js']);
    expect(readFileSync(join(root, 'out/in/other/b.cpp'), 'utf8')).toBe('int main(){}');
  });
});

describe('the directory to write', () => {
  it('must not hold anything', () => {
    const root = makeTree({ 'in/1.in': '1', 'out/mine.txt': 'mine' });
    expect(() => importFrom(join(root, 'in'), join(root, 'out'))).toThrow(UsageError);
    expect(readdirSync(join(root, 'out'))).toEqual(['mine.txt']);
  });

  it('does not appear when the export fails in its midst', async () => {
    const root = makeTree({});
    const bad = sampleProblem({
      kind: 'function',
      name: 'f',
      tests: [{ name: 't', group: 'public', input: 'no JSON' }],
    });
    await expect(exportTo(join(root, 'out'), 'evalperf', [bad])).rejects.toThrow(/JSON/);
    expect(readdirSync(root)).toEqual([]);
  });

  it('is without problems that are none, which are told', async () => {
    const root = makeTree({});
    const bad = { ...sampleProblem(), id: 'Not An Id' };
    const { totals, issues } = await exportTo(join(root, 'out'), 'jsonl', [sampleProblem(), bad]);
    expect(totals.problems).toBe(1);
    expect(issues[0]?.message).toMatch(/^cannot be in a dataset: id: /);
  });

  it('takes the place of what a killed process left', async () => {
    const root = makeTree({ '.writing-out/half': 'x' });
    await exportTo(join(root, 'out'), 'jsonl', [sampleProblem()]);
    expect(readdirSync(root)).toEqual(['out']);
    expect(existsSync(join(root, 'out/half'))).toBe(false);
  });
});
