import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import { driftingCopies } from '../../../../src/fuzz/text/drift.ts';

/** Everything that some seeds make of a unit. */
function madeOf(unit: string, room: number): ReadonlySet<string> {
  return new Set(
    Array.from({ length: 50 }, (_, seed) => driftingCopies(unit, room, createRng(seed))),
  );
}

describe('copies that differ', () => {
  it('count from the numbers of the unit', () => {
    expect([...madeOf('k7: 7\n', 18)].toSorted()).toEqual([
      'k7: 7\nk7: 8\nk7: 9\n',
      'k7: 7\nk8: 7\nk9: 7\n',
      'k7: 7\nk8: 8\nk9: 9\n',
    ]);
  });

  it('keep references to the copy before', () => {
    expect(madeOf('&a1 *a0 ', 24)).toContain('&a1 *a0 &a2 *a1 &a3 *a2 ');
  });

  it('are given a number when there is none', () => {
    expect([...madeOf('key=x&', 21)]).toEqual(['key0=x&key1=x&key2=x&']);
    expect([...madeOf(';', 6)]).toEqual([';0;1;2']);
  });

  it('are at least one', () => {
    expect([...madeOf('a1 ', 0)]).toEqual(['a1 ']);
  });
});
