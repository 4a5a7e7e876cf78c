import { describe, expect, it } from 'vitest';
import { createProbes, type Probes } from '../../../harness/js/probes.ts';

/** Hits a probe's site so often, and calls it as woven code does. @returns the hits at which it was called. */
function hit({ calledAt, report }: Probes, from: number, to: number, probe = 0): number[] {
  const calls: number[] = [];
  for (let hits = from; hits <= to; hits++) {
    if (hits < (calledAt[probe] ?? 0)) continue;
    calls.push(hits);
    report(probe, hits, 0);
  }
  return calls;
}

/** Probes whose listener keeps what it is told. */
function listening(
  count: number,
  next: (hits: number) => number,
): { readonly probes: Probes; readonly heard: unknown[][] } {
  const probes = createProbes(count, Int32Array);
  const heard: unknown[][] = [];
  probes.setListener((probe, hits, depth, values) => {
    heard.push([probe, hits, depth, ...values]);
    return next(hits);
  });
  return { probes, heard };
}

describe('probes', () => {
  it('are not due until somebody arms them', () => {
    const { probes, heard } = listening(2, () => 1);
    expect([...probes.due]).toEqual([2 ** 31 - 1, 2 ** 31 - 1]);
    hit(probes, 1, 5000);
    expect(heard).toEqual([]);
  });

  it('are called where loops poll fuel, due or not', () => {
    const { probes } = listening(1, () => Infinity);
    expect(hit(probes, 1, 4100)).toEqual([1024, 2048, 3072, 4096]);
    probes.due[0] = 1;
    probes.begin();
    expect(hit(probes, 1, 2100)).toEqual([1, 1024, 2048]);
  });

  it('know how often they were come by, to within the hits between two polls', () => {
    const { probes } = listening(2, () => Infinity);
    hit(probes, 1, 5000, 1);
    expect([...probes.passed]).toEqual([0, 4096]);
    probes.begin();
    expect([...probes.passed]).toEqual([0, 0]);
  });

  it('hand over what they are called with', () => {
    const { probes, heard } = listening(3, () => Infinity);
    const value = {};
    probes.due[2] = 5;
    probes.report(2, 7, 4, value, undefined);
    expect(heard).toEqual([[2, 7, 4, value, undefined]]);
  });

  it('are due again when the listener says so, across polls too', () => {
    const { probes, heard } = listening(1, (hits) => hits * 3);
    probes.due[0] = 1;
    probes.begin();
    hit(probes, 1, 3000);
    expect(heard.map(([, hits]) => hits)).toEqual([1, 3, 9, 27, 81, 243, 729, 2187]);
    expect(probes.due[0]).toBe(6561);
  });

  it.each([NaN, Infinity, 2 ** 31, 2 ** 40])('are left out when it says %d', (next) => {
    const { probes, heard } = listening(1, () => next);
    probes.due[0] = 1;
    probes.begin();
    hit(probes, 1, 5000);
    expect(heard).toHaveLength(1);
    expect(probes.due[0]).toBe(2 ** 31 - 1);
  });

  it('do not let out what the listener throws, and ask it no more', () => {
    const { probes, heard } = listening(1, () => {
      throw new Error('broken');
    });
    probes.due[0] = 1;
    probes.begin();
    expect(() => hit(probes, 1, 3000)).not.toThrow();
    expect(heard).toHaveLength(1);
  });

  it('do without a listener', () => {
    const probes = createProbes(1, Int32Array);
    probes.due[0] = 1;
    probes.begin();
    expect(hit(probes, 1, 1500)).toEqual([1, 1024]);
  });

  it('begin anew with the counters, as they are armed then', () => {
    const { probes, heard } = listening(2, (hits) => hits + 2000);
    probes.due.fill(1);
    probes.begin();
    hit(probes, 1, 10);
    probes.due[0] = 1;
    probes.begin();
    hit(probes, 1, 10);
    hit(probes, 1, 10, 1);
    expect(heard.map(([probe, hits]) => [probe, hits])).toEqual([
      [0, 1],
      [0, 1],
      [1, 1],
    ]);
  });

  it('keep what is due while they are mute', () => {
    const { probes, heard } = listening(1, (hits) => hits + 1);
    probes.due[0] = 1;
    probes.begin();
    probes.mute();
    hit(probes, 1, 3000);
    expect(heard).toEqual([]);
    probes.begin();
    expect(hit(probes, 1, 3)).toEqual([1, 2, 3]);
    expect(heard).toHaveLength(3);
  });
});
