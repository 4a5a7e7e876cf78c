import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InferredLayout } from '../../../../../src/inputs/infer/layout/infer-layout.ts';
import { inferLayout } from '../../../../../src/inputs/infer/layout/infer-layout.ts';
import { parseInputSpec } from '../../../../../src/inputs/spec/schema.ts';
import { LAYOUT_CASES } from '../../../../fixtures/infer/layouts.ts';
import { TEST_SEED } from '../../../../helpers/seed.ts';

function infer(tests: readonly string[], statement?: string): InferredLayout | undefined {
  return inferLayout({ tests, ...(statement === undefined ? {} : { statement }) });
}

describe('inferLayout', () => {
  it.each(LAYOUT_CASES)('infers $name', ({ tests, statement, fields, layout }) => {
    expect(infer(tests, statement)?.spec).toEqual({ version: 1, kind: 'stdin', fields, layout });
  });

  it.each(LAYOUT_CASES)('gives a spec without contradictions for $name', ({ tests, statement }) => {
    const inferred = infer(tests, statement);
    expect(parseInputSpec(inferred?.spec, 'inferred')).toEqual(inferred?.spec);
  });

  it.each(LAYOUT_CASES)(
    'finds the same structure of $name without the statement',
    ({ tests, layout }) => {
      // Names differ, and which lengths are fields; which kinds of items follow each other does not.
      const shapeOf = (items: typeof layout | undefined): unknown =>
        items?.map((item) =>
          'layout' in item
            ? shapeOf(item.layout)
            : 'line' in item
              ? [
                  'each' in item,
                  item.line.length,
                  item.line.map((token) => /^\.*/u.exec(token)?.[0]),
                ]
              : 'rest',
        );
      expect(shapeOf(infer(tests)?.spec.layout)).toEqual(shapeOf(layout));
    },
  );

  it('needs three different tests', () => {
    expect(infer(['1\n', '2\n'])).toBeUndefined();
    expect(infer(['1\n', '2\n', '2\n'])).toBeUndefined();
    expect(infer(['1\n', '2\n', '3\n'])).toBeDefined();
  });

  it('does not depend on line ends, spaces behind lines and blank lines at the end', () => {
    const plain = infer(['3\n1 2 3\n', '1\n9\n', '2\n4 4\n']);
    expect(infer(['3\r\n1 2 3\r\n', '1 \n9 ', '2\n4 4\n\n\n'])).toEqual(plain);
  });

  it('drops bounds that the tests do not keep to, and says so', () => {
    const inferred = infer(
      ['3\n1 2 300\n', '1\n9\n', '2\n4 4\n'],
      'The first line contains n (1 ≤ n ≤ 10). The second line contains n integers a_1, …, a_n (1 ≤ a_i ≤ 100).',
    );
    expect(inferred?.spec.fields).toMatchObject({
      a: { maxLength: 10, of: { min: 1, max: 10_000 } },
    });
    expect(inferred?.notes).toContain("`a`: the statement's bound 100 is not kept");
  });

  it('says what nothing bounds', () => {
    expect(infer(['3\n1 2 3\n', '1\n9\n', '2\n4 4\n'])?.notes).toEqual([
      '`n`: nothing bounds it from above, taken as at most 1000',
      '`a`: nothing bounds it from above, taken as at most 1000',
    ]);
  });

  it('takes the next structure when one is not accepted', () => {
    const tests = ['3\n1 2 3\n', '1\n9\n', '2\n4 4\n'];
    const seen: unknown[] = [];
    const second = inferLayout({ tests, accepts: (spec) => seen.push(spec.layout) > 1 });
    expect(seen).toHaveLength(2);
    expect(second?.spec.layout).toEqual(seen[1]);
    expect(inferLayout({ tests, accepts: () => false })).toBeUndefined();
  });

  it('answers any tests with a spec that is one, or nothing', () => {
    const token = fc.oneof(
      fc.nat(4).map(String),
      fc.constantFrom('x', '-1', '0.5', 'ab', '007', '='),
    );
    const line = fc.array(token, { maxLength: 4 }).map((tokens) => tokens.join(' '));
    const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 3, maxLength: 4 }), fc.boolean(), (tests, stated) => {
        const inferred = infer(
          tests,
          stated ? '1 ≤ n ≤ m ≤ k. Integers n and m. A permutation p. |s| ≤ 3' : undefined,
        );
        if (inferred === undefined) return;
        expect(parseInputSpec(inferred.spec, 'inferred').kind).toBe('stdin');
      }),
      { seed: TEST_SEED, numRuns: 150 },
    );
  });

  it('copes with long tests', () => {
    const list = (n: number): string =>
      Array.from({ length: n }, (_, i) => (i * 7919) % 1000).join(' ');
    const rows = (n: number): string =>
      Array.from({ length: n }, (_, i) => `${(i * 7) % 100} ${(i * 13) % 77}`).join('\n');
    const test = (n: number, q: number): string => `${n} ${q}\n${list(n)}\n${rows(q)}\n`;
    const inferred = infer([test(5, 3), test(900, 1000), test(40, 2000), test(3, 20_000)]);
    expect(inferred?.spec.layout).toMatchObject([
      { line: ['len(a)', 'len(rows)'] },
      { line: ['...a'] },
      { each: 'rows' },
    ]);
  });
});
