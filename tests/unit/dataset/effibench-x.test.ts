import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import { learnForms } from '../../../src/dataset/effibench-text.ts';
import { findTopLevelValue } from '../../../src/dataset/json-span.ts';
import { sampleProblem } from '../../helpers/sample-problem.ts';
import { makeTree } from '../../helpers/temp-tree.ts';
import { exportTo } from './dataset-kit.ts';

/** As somebody else printed it: odd spaces, escapes, a number that JavaScript cannot hold. */
const BEFORE =
  '{ "id": 17,\t"title" :"Sum", "type":"io", "big": 12345678901234567890, "generated_tests" : ';
const AFTER =
  ' ,\n  "solutions": {"javascript": {"code": "\\u0041 \\"generated_tests\\": []"}} }\n';
const PRESENT = [{ input: '1\n', output: '1\n' }];

describe('effibench-x', () => {
  it('adds stress tests to generated_tests and keeps every other byte', async () => {
    const root = makeTree({ 'base/x_17.json': `${BEFORE}${JSON.stringify(PRESENT)}${AFTER}` });
    const base = join(root, 'base');
    const { issueCount } = await exportTo(join(root, 'out'), 'effibench-x', [sampleProblem()], {
      base,
    });
    expect(issueCount).toBe(0);
    const text = readFileSync(join(root, 'out/data/dataset/x_17.json'), 'utf8');
    expect(text.startsWith(BEFORE)).toBe(true);
    expect(text.endsWith(AFTER)).toBe(true);
    const tests: unknown = JSON.parse(text.slice(BEFORE.length, text.length - AFTER.length));
    const stress = sampleProblem().tests.filter(({ group }) => group === 'stress');
    expect(tests).toEqual([...PRESENT, ...stress.map(({ input, output }) => ({ input, output }))]);
  });

  it('keeps tests that are a JSON text a JSON text', async () => {
    const text = `${BEFORE}${JSON.stringify(JSON.stringify(PRESENT))}${AFTER}`;
    const root = makeTree({ 'x_17.json': text });
    await exportTo(join(root, 'out'), 'effibench-x', [sampleProblem()], {
      base: join(root, 'x_17.json'),
    });
    const patched = JSON.parse(readFileSync(join(root, 'out/data/dataset/x_17.json'), 'utf8')) as {
      generated_tests: string;
    };
    expect(JSON.parse(patched.generated_tests)).toHaveLength(3);
  });

  it('writes arguments as the tests that are there have them', async () => {
    const file = {
      title_slug: 'sum',
      type: 'functional',
      generated_tests: [
        { input: '[1, 2]\n"a"', output: '[3]' },
        { input: '[]\n"b"', output: '[0, 1]' },
      ],
    };
    const root = makeTree({ 'x.json': file });
    const problem = sampleProblem({
      kind: 'function',
      tests: [{ name: 's', group: 'stress', input: '[[4,5,6],"zz"]', output: '[15,16]' }],
    });
    await exportTo(join(root, 'out'), 'effibench-x', [problem], { base: join(root, 'x.json') });
    const { generated_tests: tests } = JSON.parse(
      readFileSync(join(root, 'out/data/dataset/x.json'), 'utf8'),
    ) as typeof file;
    expect(tests.at(-1)).toEqual({ input: '[4, 5, 6]\n"zz"', output: '[15, 16]' });
  });

  it('leaves out tests that a solution would not finish in time', async () => {
    const slow = sampleProblem().tests.map((test) => ({
      ...test,
      ...(test.costs && { costs: { 'slow.cjs': { steps: 2_000_000_000, outcome: 'ok' } } }),
    }));
    const root = makeTree({ 'x_17.json': `${BEFORE}[]${AFTER}` });
    const problem = sampleProblem({ tests: slow });
    const { issues } = await exportTo(join(root, 'out'), 'effibench-x', [problem], { base: root });
    expect(issues.map(({ message }) => message)).toContain(
      'has no stress test to be added: the file stays as it is',
    );
  });

  it('needs a base, and tells of problems that it is not about', async () => {
    const root = makeTree({ 'base/y.json': { title: 'Other', generated_tests: [] } });
    await expect(exportTo(join(root, 'a'), 'effibench-x', [sampleProblem()])).rejects.toThrow(
      UsageError,
    );
    const base = join(root, 'base');
    const { issues } = await exportTo(join(root, 'b'), 'effibench-x', [sampleProblem()], { base });
    expect(issues[0]?.message).toMatch(/no file of .* is about it/);
  });
});

describe('findTopLevelValue', () => {
  it('finds what JSON.parse finds, however the text is printed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: fc.constantFrom('a', 'k', '"', '\\', '}', ',') }),
          fc.jsonValue({ maxDepth: 3 }),
        ),
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(undefined, 1, '\t'),
        (others, value, indent) => {
          const document = { ...others, key: value, last: null };
          const text = JSON.stringify(document, null, indent);
          const span = findTopLevelValue(text, 'key');
          const found = span && text.slice(span.start, span.end);
          expect(found).toBe(found?.trim());
          expect(JSON.stringify(JSON.parse(found ?? ''))).toBe(JSON.stringify(value));
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  it('finds nothing where there is no such key, but inside', () => {
    expect(findTopLevelValue('{"a":{"key":1},"b":"key"}', 'key')).toBeUndefined();
  });
});

describe('learnForms', () => {
  it.each([
    ['lines', '[1,2]\n3', '[9]\n8', '[[7],6]', '[7]\n6'],
    ['objects', '{"a": [1, 2], "b": 3}', '{"a": [], "b": 0}', '[[7],6]', '{"a": [7], "b": 6}'],
    ['lists', '[[1, 2], 3]', '[[], 0]', '[[7],6]', '[[7], 6]'],
    ['one value', '[1,2]', '[]', '[[7]]', '[7]'],
  ])('knows %s', (_, first, second, text, expected) => {
    const args = JSON.parse(text) as unknown[];
    const forms = learnForms(
      [
        { input: first, output: '1' },
        { input: second, output: '2' },
      ],
      args.length,
    );
    expect(forms?.input.print(args)).toBe(expected);
  });

  it('learns nothing from texts that it could not have written', () => {
    expect(learnForms([{ input: '1 2 3', output: '1' }], 3)).toBeUndefined();
    expect(learnForms([{ input: '1', output: 'yes' }], 1)).toBeUndefined();
    expect(learnForms([], 1)).toBeUndefined();
  });

  it('refuses another number of arguments', () => {
    expect(learnForms([{ input: '1\n2', output: '1' }], 2)?.input.print([1])).toBeUndefined();
  });
});
