import { expect, it } from 'vitest';
import { functionSpec, int, listOf } from '../inputs/spec/specs.ts';
import { type SearchTrial, searchFor } from '../../helpers/search-bench.ts';

const LENGTH = 48;
/** Every element at a place of its own, which its value does not tell. */
const placeOf = (value: number): number => (value * 29 + 11) % 101;

/** Pairs in falling order, each of which costs a step. */
const trial = (seed: number, without: readonly 'line-search'[]): SearchTrial => ({
  spec: functionSpec(listOf(int(0, 100), LENGTH)),
  program: {
    siteCount: 1,
    run([input], hit) {
      const places = (input as readonly number[]).map(placeOf);
      hit(0);
      places.forEach((place, i) => {
        for (let j = 0; j < i; j++) if ((places[j] ?? 0) > place) hit(0);
      });
    },
  },
  seed,
  execs: 12_000,
  maxSize: LENGTH,
  options: { without },
});

const SEEDS = [1, 2, 3, 4, 5];

it('finds the order in which elements cost most, sooner than single moves do', () => {
  const best = (without: readonly 'line-search'[]): number =>
    SEEDS.reduce((sum, seed) => sum + searchFor(trial(seed, without)).report.best.steps, 0);
  expect(best([])).toBeGreaterThan(best(['line-search']));
});

it('is no stage of a search without it', () => {
  const stages = (without: readonly 'line-search'[]): readonly string[] =>
    searchFor({ ...trial(1, without), execs: 100 }).report.stages.map(({ name }) => name);
  expect(stages([])).toContain('line-search');
  expect(stages(['line-search'])).not.toContain('line-search');
});
