import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { lineages, pickFindings, sizeBands } from '../../../src/profile/size-bands.ts';

function finding(
  id: number,
  size: number,
  steps: number,
  parents: readonly number[] = [],
): Finding {
  const provenance = { id, parents, op: 'generate', execs: id };
  return { input: `#${id}`, outcome: 'ok', steps, allocUnits: 0, size, reasons: [], provenance };
}

const ids = (findings: readonly Finding[]): readonly number[] =>
  findings.map(({ provenance }) => provenance.id);

describe('sizeBands', () => {
  it('are those of the findings, filled up with common sizes, ascending', () => {
    const bands = sizeBands([finding(1, 20, 50), finding(2, 31, 90), finding(3, 500, 9000)], 4096);
    expect(bands.map(({ size }) => size)).toEqual([31, 32, 64, 128, 500, 512, 1024]);
    expect(bands.map(({ findings }) => ids(findings))).toEqual([[2, 1], [], [], [], [3], [], []]);
  });

  it('are at most eight, the largest ones', () => {
    const findings = Array.from({ length: 16 }, (_, i) => finding(i, 2 ** i, 2 ** i));
    expect(sizeBands(findings, 2 ** 20).map(({ size }) => size)).toEqual(
      [8, 9, 10, 11, 12, 13, 14, 15].map((k) => 2 ** k),
    );
  });

  it('keep to the largest size that is made, however small', () => {
    expect(sizeBands([], 100).map(({ size }) => size)).toEqual([16, 32, 64]);
    expect(sizeBands([], 1).map(({ size }) => size)).toEqual([1]);
    expect(sizeBands([finding(1, 2, 10)], 3).map(({ size }) => size)).toEqual([2]);
  });
});

describe('lineages', () => {
  it('lead to the first ancestor that is known', () => {
    const all = [
      finding(1, 8, 1),
      finding(2, 8, 1, [1]),
      finding(3, 8, 1, [2, 9]),
      finding(4, 8, 1, [70]),
      finding(5, 8, 1, [4]),
    ];
    const lineageOf = lineages(all);
    expect(all.map(lineageOf)).toEqual([1, 1, 1, 70, 70]);
  });

  it('end where ancestry runs in a circle', () => {
    const all = [finding(1, 8, 1, [2]), finding(2, 8, 1, [1])];
    const lineageOf = lineages(all);
    expect(all.map(lineageOf).every((id) => id === 1 || id === 2)).toBe(true);
  });
});

describe('pickFindings', () => {
  const costs = Array.from({ length: 40 }, (_, i) => finding(i, 8, 1000 - i));

  it('takes all when there are not more than wanted', () => {
    expect(pickFindings(costs.slice(0, 5), () => 0, 5)).toHaveLength(5);
  });

  it('takes the costliest of different lineages, and an even spread of the rest', () => {
    // The first ten are of one lineage.
    const picked = pickFindings(costs, ({ provenance: { id } }) => Math.max(10, id), 8);
    expect(ids(picked).slice(0, 4)).toEqual([0, 11, 12, 13]);
    const rest = ids(picked).slice(4);
    expect(rest).toHaveLength(4);
    expect(rest[0]).toBeLessThan(10);
    expect(rest[3]).toBeGreaterThan(30);
  });

  it('goes on with the costliest when lineages run out', () => {
    expect(ids(pickFindings(costs, () => 7, 6)).slice(0, 3)).toEqual([0, 1, 2]);
    expect(pickFindings(costs, () => 7, 1)).toHaveLength(1);
  });
});
