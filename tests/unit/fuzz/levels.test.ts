import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createLevelEffort,
  effortOf,
  levelCap,
  levelOf,
  type LevelEffort,
  pickLevel,
} from '../../../src/fuzz/levels.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

describe('size bands', () => {
  it.each([
    [1, 0],
    [8, 0],
    [9, 1],
    [16, 1],
    [17, 2],
    [65_536, 13],
    [65_537, 14],
  ])('put size %i on level %i', (size, level) => {
    expect(levelOf(size)).toBe(level);
  });

  it('hold exactly the sizes up to their cap that are above the cap below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 26 }), (size) => {
        const level = levelOf(size);
        expect(size).toBeLessThanOrEqual(levelCap(level));
        if (level > 0) expect(size).toBeGreaterThan(levelCap(level - 1));
      }),
      { seed: TEST_SEED },
    );
  });
});

const effort = (given: Partial<LevelEffort>): LevelEffort => ({ ...createLevelEffort(), ...given });

describe('the level whose turn it is', () => {
  it('is one that nothing was spent on', () => {
    expect(pickLevel([effort({ steps: 500 }), effort({}), effort({ steps: 9 })])).toBe(1);
  });

  it('counts executions as well as steps', () => {
    expect(effortOf(effort({ execs: 10 }))).toBeGreaterThan(
      effortOf(effort({ steps: 100, execs: 1 })),
    );
  });

  it('is rather one to which a better pattern can be carried', () => {
    const steps = 1_000_000;
    const even = { steps, improvedAt: steps };
    expect(
      pickLevel([effort(even), effort({ ...even, promotionDue: true }), effort({ steps: 1e9 })]),
    ).toBe(1);
  });

  it('is rather one that improved not long ago', () => {
    const steps = 50_000_000;
    const stale = effort({ steps, execs: 5000, improvedAt: 0 });
    const moving = effort({ steps: 2 * steps, execs: 5000, improvedAt: 2 * steps });
    expect(pickLevel([stale, moving, stale, stale])).toBe(1);
  });

  it('is not passed over after a few executions, however much each of them costs', () => {
    const steps = 50_000_000;
    const dear = effort({ steps, execs: 20, improvedAt: steps / 20 });
    const stale = effort({ steps, execs: 20_000, improvedAt: steps / 20 });
    const spent = effort({ steps: 2 * steps, execs: 20_000, improvedAt: 2 * steps });
    expect(pickLevel([stale, dear, spent])).toBe(1);
  });

  it('gives every level its share, the highest one more, and starves none', () => {
    const levels = Array.from({ length: 6 }, createLevelEffort);
    for (let k = 0; k < 3000; k++) {
      const level = levels[pickLevel(levels)];
      if (level === undefined) throw new RangeError('no such level');
      level.execs++;
      level.steps += 10_000;
      level.improvedAt = effortOf(level);
    }
    const spent = levels.map(({ steps }) => steps);
    const [top = 0] = spent.slice(-1);
    for (const below of spent.slice(0, -1)) {
      expect(below).toBeGreaterThan(0);
      expect(top).toBeGreaterThan(2 * below);
    }
    expect(Math.max(...spent.slice(0, -1))).toBeLessThan(2 * Math.min(...spent));
  });
});
