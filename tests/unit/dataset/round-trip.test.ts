import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyProblem, sampleProblem } from '../../helpers/sample-problem.ts';
import { exportTo, importFrom, inTemporary, readBack } from './dataset-kit.ts';

const FORMATS = ['jsonl', 'codecontests', 'perfforge'] as const;

describe.each(FORMATS)('a problem that goes out as %s and comes back', (format) => {
  it('is what it was, with costs, provenance and solutions in other languages', async () => {
    await inTemporary(async (root) => {
      const problem = sampleProblem();
      await exportTo(join(root, 'out'), format, [problem]);
      const summary = importFrom(join(root, 'out'), join(root, 'back'));
      expect(summary.issues).toEqual([]);
      expect(summary.totals.notRunnable).toBe(1);
      expect(readBack(join(root, 'back'), problem.id)).toEqual(problem);
    });
  });

  it('is what it was, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyProblem(format === 'codecontests'), async (problem) => {
        await inTemporary(async (root) => {
          await exportTo(join(root, 'out'), format, [problem]);
          importFrom(join(root, 'out'), join(root, 'back'));
          const back = readBack(join(root, 'back'), problem.id);
          expect(bySolution(back)).toEqual(bySolution(problem));
        });
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  it('gives the same bytes when it goes out again', async () => {
    await inTemporary(async (root) => {
      const problem = sampleProblem();
      await exportTo(join(root, 'a'), format, [problem]);
      importFrom(join(root, 'a'), join(root, 'back'));
      await exportTo(join(root, 'b'), format, [readBack(join(root, 'back'), problem.id)]);
      expect(manifest(join(root, 'b'))).toBe(manifest(join(root, 'a')));
    });
  });
});

/** Rows of CodeContests group solutions and tests; everything else keeps their order. */
function bySolution(problem: ReturnType<typeof sampleProblem>): unknown {
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  return {
    ...problem,
    solutions: problem.solutions.toSorted(byName),
    tests: problem.tests.toSorted(byName),
  };
}

function manifest(directory: string): string {
  return readFileSync(join(directory, 'SHA256SUMS'), 'utf8');
}
