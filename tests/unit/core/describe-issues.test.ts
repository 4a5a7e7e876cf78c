import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeIssues, jsonPath } from '../../../src/core/describe-issues.ts';

describe('jsonPath', () => {
  it.each([
    [[], '(document)'],
    [['a'], 'a'],
    [['solutions', 0, 'class'], 'solutions[0].class'],
    [[2, 'a b', 'c'], '[2]["a b"].c'],
  ])('writes %j as %s', (path, text) => {
    expect(jsonPath(path)).toBe(text);
  });
});

describe('describeIssues', () => {
  const schema = z.array(z.strictObject({ n: z.number() }));

  it('names the place and what was expected', () => {
    const { error } = schema.safeParse([{ n: 1 }, { n: 'x' }]);
    expect(error && describeIssues(error)).toMatch(/^\[1\]\.n: .*expected number/);
  });

  it('counts what it does not show', () => {
    const { error } = schema.safeParse([{}, {}, {}, {}, {}]);
    expect(error && describeIssues(error)).toMatch(/; … and 2 more$/);
  });
});
