import { describe, expect, it } from 'vitest';
import {
  ContrastArchive,
  type ContrastEntry,
  type ContrastPair,
} from '../../../src/fuzz/feedback/contrast.ts';

const PAIRS: readonly ContrastPair[] = [
  [0, 1],
  [0, 2],
];

function entry(id: number, size: number, costs: readonly number[]): ContrastEntry {
  return {
    id,
    genotype: id,
    size,
    costs,
    op: 'pump',
    parents: [],
    execs: 0,
    reasons: [],
    parts: undefined,
  };
}

function archiveOf(...entries: readonly ContrastEntry[]): ContrastArchive {
  const archive = new ContrastArchive(PAIRS);
  for (const one of entries) archive.claim(one);
  return archive;
}

describe('ContrastArchive', () => {
  it('keeps the largest ratio of every pair', () => {
    const archive = archiveOf(entry(0, 10, [100, 10, 50]));
    expect(archive.reasons(10, [100, 20, 10])).toEqual(['+contrast:0/2']);
    archive.claim(entry(1, 10, [100, 20, 10]));
    expect(archive.entries().map(({ id }) => id)).toEqual([0, 1]);
  });

  it('lets go of what has lost all places', () => {
    const archive = archiveOf(entry(0, 10, [100, 50, 50]), entry(1, 10, [100, 10, 10]));
    expect(archive.entries().map(({ id }) => id)).toEqual([1]);
  });

  it('compares inputs of like size only', () => {
    const archive = archiveOf(entry(0, 1000, [1_000_000, 10, 10]));
    expect(archive.reasons(10, [100, 50, 50])).toHaveLength(2);
  });

  it('is not interested in what is slow for both sides, nor in more of the same', () => {
    const archive = archiveOf(entry(0, 10, [100, 10, 10]));
    expect(archive.reasons(10, [1_000_000, 1_000_000, 1_000_000])).toEqual([]);
    expect(archive.reasons(10, [100.5, 10, 10])).toEqual([]);
    expect(archive.reasons(1000, [50, 100, 100])).toEqual([]);
  });
});
