import { expect, test } from 'vitest';
import { keepFinalist } from '../../../../bench/search/finalists.ts';
import type { Finding } from '../../../../src/core/finding.ts';

function finding(steps: number, id: number): Finding {
  return {
    input: String(id),
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size: 1,
    reasons: [],
    provenance: { id, parents: [], op: 'seed', execs: id },
  };
}

test('the sixteen costliest are kept, earlier ones first among equals', () => {
  const finalists: Finding[] = [];
  const costs = Array.from({ length: 40 }, (_, k) => (k * 7) % 20);
  costs.forEach((steps, id) => keepFinalist(finalists, finding(steps, id)));
  const expected = costs
    .map((steps, id) => finding(steps, id))
    .toSorted((a, b) => b.steps - a.steps || a.provenance.id - b.provenance.id)
    .slice(0, 16);
  expect(finalists).toEqual(expected);
});
