import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.ts';
import { type Entry, Level } from '../../../src/fuzz/archive.ts';
import { pickGrowing, worth } from '../../../src/fuzz/stages/stage.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const SITES = 40;
const GROWING = 17;

function entryOf(size: number): Entry {
  return {
    id: size,
    number: -1,
    genotype: size,
    steps: size,
    allocUnits: 0,
    size,
    level: 0,
    outcome: 0,
    op: 'generate',
    parents: [],
    execs: 0,
    lineage: 0,
    reasons: [],
    goalReasons: [],
    margins: undefined,
    claims: 0,
    parts: undefined,
  };
}

/** All sites are hit 100 times a character, one as often as the square of the size. */
function levels(): readonly [small: Level, large: Level] {
  const small = new Level(SITES);
  const large = new Level(SITES, 0, small);
  for (const [level, size] of [
    [small, 16],
    [large, 64],
  ] as const)
    for (let site = 0; site < SITES; site++)
      level.holdSite(site, site === GROWING ? size ** 2 : 100 * size, entryOf(size));
  return [small, large];
}

describe('growth of a site', () => {
  it('is told from a quarter of the size, whatever a site costs', () => {
    const [small, large] = levels();
    expect(large.growthOf(GROWING)).toBeCloseTo(4);
    expect(large.growthOf(0)).toBeCloseTo(1);
    expect(new Level(SITES).growthOf(0)).toBe(0);
    // Nothing is known of smaller inputs: hits per size.
    expect(small.growthOf(0)).toBe(100);
  });

  it('decides which entries are tried at larger sizes', () => {
    const [, large] = levels();
    const rng = createRng(TEST_SEED);
    const picks = Array.from({ length: 400 }, () => pickGrowing(large, rng));
    // One draw in forty would be chance; a tournament of eight has it in one of five or six.
    expect(picks.filter((site) => site === GROWING).length).toBeGreaterThan(40);
    expect(pickGrowing(new Level(SITES), rng)).toBeUndefined();
  });
});

describe('what a find is worth', () => {
  it('is most for a new best, then for first coverage, then for any other place', () => {
    const best = worth({ entry: undefined, gain: 10, covered: false }, 100);
    const covered = worth({ entry: undefined, gain: 0, covered: true }, 100);
    const other = worth({ entry: undefined, gain: 0, covered: false }, 100);
    expect(best).toBe(1);
    expect(covered).toBeLessThan(best);
    expect(other).toBeLessThan(covered);
    expect(other).toBeGreaterThan(0);
  });
});
