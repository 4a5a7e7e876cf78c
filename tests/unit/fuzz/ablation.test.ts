import { expect, test } from 'vitest';
import type { InputSpec } from '../../../src/core/input-spec.ts';
import { searchFor } from '../../helpers/search-bench.ts';

const numbers: InputSpec = {
  version: 1,
  kind: 'function',
  args: [
    { name: 'a', spec: { type: 'list', maxLength: 64, of: { type: 'int', min: 0, max: 1e6 } } },
  ],
};

/** Three sites behind one another: the third needs the first two. */
function nested(a: readonly number[], hit: (site: number) => void): void {
  hit(0);
  if (!a.includes(70_707)) return;
  hit(1);
  if (a.length > 40) hit(2);
}

test('without the feedback on cost, inputs kept for their coverage are mutated all the same', () => {
  const { report } = searchFor({
    spec: numbers,
    program: { siteCount: 3, run: ([a], hit) => nested(a as readonly number[], hit) },
    seed: 1,
    execs: 20_000,
    maxSize: 64,
    options: { without: ['cost'], dictionary: { strings: [], numbers: [70_707] } },
  });
  const climbing = report.stages.find(({ name }) => name === 'climb');
  expect(climbing?.execs).toBeGreaterThan(1000);
  expect(report.totals.sitesHit).toBe(3);
});
