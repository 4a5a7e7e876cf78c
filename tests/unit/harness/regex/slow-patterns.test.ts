import { describe, expect, it } from 'vitest';
import { SLOW_PATTERNS } from '../../../../bench/regex/slow-patterns.ts';
import {
  countSteps,
  createBoundedMatcher,
  findCounted,
  findReal,
} from '../../../helpers/regex-oracle.ts';

describe('slow patterns', () => {
  const matcher = createBoundedMatcher();

  it.each([...SLOW_PATTERNS])('$name: found as by the engine', ({ pattern, input }) => {
    for (const n of [0, 1, 2, 5, 11]) {
      for (const subject of [input(n), input(n).slice(0, -1), `${input(n)}${input(1)}`]) {
        const found = findCounted(matcher, pattern, subject, 0);
        expect(found, JSON.stringify(subject)).toEqual(findReal(pattern, subject, 0));
      }
    }
  });

  it.each([...SLOW_PATTERNS])('$name: steps grow as they should', ({ pattern, input, power }) => {
    if (power === Infinity) {
      const ratio = countSteps(pattern, input(14)) / countSteps(pattern, input(10));
      expect(ratio).toBeGreaterThan(1.5 ** 4);
      return;
    }
    const [small, large] = [countSteps(pattern, input(100)), countSteps(pattern, input(200))];
    expect(Math.log2(large / small)).toBeGreaterThan(power - 0.25);
    expect(Math.log2(large / small)).toBeLessThan(power + 0.25);
  });
});
