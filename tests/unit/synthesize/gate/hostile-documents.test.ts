import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { GATE_CHECKS } from '../../../../src/core/synthesis.ts';
import { fakeSynthesis, INSERTION_SORT } from '../../../helpers/fake-synthesis.ts';
import { hostileDocuments } from '../hostile-documents.ts';
import { sortingInputs } from '../sorting-inputs.ts';
import { atEntry, gate, lastOf } from './gate-trial.ts';

const GOOD = [
  atEntry('inversions(a) > 0.7'),
  atEntry('u < len(a) / 2 && sortedness(a) < 0', { let: { u: 'distinct(a)' } }),
  atEntry('x < a[0] && i > 3', { where: { file: 'sort.js', at: 'loop', line: 3 } }),
];

/** Two sizes are enough to be judged by, and quick. */
const CONTEXT = fakeSynthesis(INSERTION_SORT, sortingInputs([6, 9], 2));
const BATCH = 50;

describe('hostile documents', () => {
  it('are rejected with reasons, by the thousand, and nothing in them is run', async () => {
    const documents = hostileDocuments(GOOD, 2500, TEST_SEED);
    let rejectedCount = 0;
    const failedChecks = new Set<string>();
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = documents.slice(from, from + BATCH);
      const { accepted, rejected } = await gate(batch, CONTEXT);
      expect(accepted.length + rejected.length).toBe(batch.length);
      for (const one of rejected) {
        const last = lastOf(one);
        expect(last?.passed).toBe(false);
        expect(last?.text).toMatch(/\S/);
        expect(one.evidence.map(({ check }) => check)).toEqual(
          GATE_CHECKS.slice(0, one.evidence.length),
        );
        expect(JSON.stringify(one.document).length).toBeLessThan(4200);
        failedChecks.add(last?.check ?? '');
      }
      for (const { evidence } of accepted) expect(evidence).toHaveLength(GATE_CHECKS.length);
      rejectedCount += rejected.length;
    }
    expect(rejectedCount).toBeGreaterThan(2200);
    expect(failedChecks.size).toBeGreaterThanOrEqual(5);
    expect('pwned' in globalThis).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  it('may be anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.anything({ withBigInt: true, withNullPrototype: true }), { maxLength: 5 }),
        async (documents) => {
          const { accepted, rejected } = await gate(documents, CONTEXT);
          expect(accepted).toEqual([]);
          expect(rejected).toHaveLength(documents.length);
        },
      ),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });
});
