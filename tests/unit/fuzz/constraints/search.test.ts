import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { Watcher } from '../../../../src/fuzz/constraints/watcher.ts';
import type { EpochReport, EpochRequest, SearchOptions } from '../../../../src/fuzz/requests.ts';
import { Search } from '../../../../src/fuzz/search.ts';
import type { SearchState } from '../../../../src/fuzz/state.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import { createFakeHost, drive, type FakeProgram } from '../../../helpers/fake-host.ts';
import { searchOptions } from '../../../helpers/fake-shard.ts';
import { functionSpec, NUMBERS } from '../../../helpers/programs.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { recipeOf, watchOf } from '../../../helpers/watched.ts';

const MAX_SIZE = 120;
const SPEC = functionSpec(NUMBERS);

/** Insertion sort; looked at when a comparison is over, and when all is over. */
const sorter: FakeProgram = {
  siteCount: 3,
  probeCount: 2,
  run([input], hit, look) {
    const a = (input as number[]).slice();
    for (let i = 1; i < a.length; i++) {
      hit(1);
      for (let j = i; j > 0 && (a[j - 1] ?? 0) > (a[j] ?? 0); j--) {
        hit(0);
        look(0, 0, [a, i, j]);
        [a[j - 1], a[j]] = [a[j] ?? 0, a[j - 1] ?? 0];
      }
    }
    hit(2);
    look(1, 2, [a]);
  },
};

const WATCH = watchOf(
  [['a', 'i', 'j'], ['a']],
  [
    { text: 'len(a) > 10 && distinct(a) === len(a)', probe: 0 },
    { text: 'sum(a) > 9000 && sum(a) < 9200', probe: 1 },
    { text: 'max(a) < 20', probe: 1 },
  ],
);
const CONSTRAINTS = ['different', 'sum', 'small'];
const RECIPES = [recipeOf('falling', { 'args[0]': 'n - i' }), recipeOf('flat', { 'args[0]': '7' })];

/** A search in a process of its own. */
class Process {
  readonly host = createFakeHost(sorter);
  readonly #runner = { input: '' };
  readonly #search: Search;

  constructor(given: Partial<SearchOptions>, state?: SearchState, recipes = RECIPES) {
    const model = compileSpec(SPEC, { maxSize: MAX_SIZE });
    const options = searchOptions({ maxSize: MAX_SIZE, ladderMaxSteps: 20_000, ...given });
    const watcher = new Watcher(this.host, WATCH);
    this.#search = new Search(this.host, model, this.#runner, options, state, {
      watcher,
      recipes,
    });
    if (state === undefined) {
      const begin = { kind: 'search-begin', options, seeds: [], quarantine: [], journal: false };
      drive(this.#search.begin({ ...begin, kind: 'search-begin' }), this.host, this.#runner);
    } else {
      drive(this.#search.warmUp(), this.host, this.#runner);
    }
  }

  epoch(epoch: number, given: Partial<EpochRequest>): EpochReport {
    const request: EpochRequest = {
      kind: 'search-epoch',
      epoch,
      stage: 'search',
      execs: 1000,
      steps: 1_000_000,
      imports: [],
      quarantine: [],
      journal: false,
      ...given,
    };
    return drive(this.#search.epoch(request), this.host, this.#runner);
  }

  /** As a checkpoint has it. */
  snapshot(): SearchState {
    return JSON.parse(JSON.stringify(this.#search.snapshot())) as SearchState;
  }
}

const epochs = fc.array(
  fc.record({
    execs: fc.integer({ min: 1, max: 400 }),
    stage: fc.constantFrom<EpochRequest['stage']>('search', 'search', 'search', 'final'),
  }),
  { minLength: 2, maxLength: 6 },
);

describe('a search with constraints and recipes', () => {
  it('goes on from a snapshot as if it had not stopped', () => {
    fc.assert(
      fc.property(fc.integer(), epochs, fc.nat(), (seed, plan, cut) => {
        const options = { seed, constraints: CONSTRAINTS };
        const whole = new Process(options);
        let resumed = new Process(options);
        const at = cut % plan.length;
        plan.forEach((epoch, k) => {
          if (k >= at) resumed = new Process(options, resumed.snapshot());
          expect(resumed.epoch(k, epoch)).toEqual(whole.epoch(k, epoch));
        });
        expect(resumed.snapshot()).toEqual(whole.snapshot());
      }),
      { seed: TEST_SEED, numRuns: 12 },
    );
  });

  it('goes on from a snapshot when the credit is used up, too', () => {
    const drain = (state: SearchState): SearchState => ({
      ...state,
      ...(state.goals && {
        goals: { ...state.goals, credit: state.goals.credit.map(() => -3000) },
      }),
    });
    const options = { seed: 5, constraints: CONSTRAINTS };
    const begun = new Process(options);
    begun.epoch(0, { execs: 400 });
    const state = drain(begun.snapshot());
    const whole = new Process(options, state);
    let resumed = new Process(options, state);
    for (let k = 1; k < 12; k++) {
      expect(resumed.epoch(k, { execs: 150 })).toEqual(whole.epoch(k, { execs: 150 }));
      resumed = new Process(options, resumed.snapshot());
    }
    expect(resumed.snapshot()).toEqual(whole.snapshot());
  });

  it('takes over a search that knew of neither, and looks at what that had found', () => {
    const without = new Process({ seed: 3 }, undefined, []);
    without.epoch(0, {});
    const state = without.snapshot();
    expect(state.goals).toBeUndefined();
    expect(state.entries.some(({ margins }) => margins !== undefined)).toBe(false);
    const process = new Process({ seed: 3, constraints: CONSTRAINTS }, state);
    const report = process.epoch(1, {});
    const after = process.snapshot();
    const survivors = after.entries.filter(({ id }) => state.entries.some((old) => old.id === id));
    expect(survivors.length).toBeGreaterThan(0);
    expect(survivors.filter(({ margins }) => margins === undefined)).toEqual([]);
    expect(report.constraints.map(({ id }) => id)).toEqual(CONSTRAINTS);
    expect(report.recipes.map(({ name }) => name)).toEqual(['falling', 'flat']);
  });

  it('takes over what a search with other constraints knew of those that are left', () => {
    const before = new Process({ seed: 4, constraints: ['old', 'sum'] });
    const { constraints } = before.epoch(0, {});
    const process = new Process({ seed: 4, constraints: CONSTRAINTS }, before.snapshot());
    const state = process.snapshot();
    const known = constraints.find(({ id }) => id === 'sum');
    expect(state.goals?.ids).toEqual(CONSTRAINTS);
    expect(state.goals?.scores[1]).toEqual({ ...known, id: undefined });
    expect(state.goals?.scores[2]).toMatchObject({ observed: 0, satisfied: 0 });
    const report = process.epoch(1, {});
    expect(report.constraints[1]?.observed).toBeGreaterThan(known?.observed ?? 0);
  });

  it('keeps the nearest and the costliest of what satisfies each constraint, size by size', () => {
    const process = new Process({ seed: 1, constraints: CONSTRAINTS });
    for (let k = 0; k < 4; k++) process.epoch(k, { execs: 2000 });
    const { entries, levels } = process.snapshot();
    let held = 0;
    for (const [k, level] of levels.entries()) {
      const own = entries.filter((entry) => entry.level === k && entry.margins !== undefined);
      for (let at = 0; at < (level.goals ?? []).length; at += 3) {
        const [goal, margin, id] = level.goals?.slice(at, at + 3) ?? [];
        const holder = own.find((entry) => entry.id === id);
        const least = Math.min(...own.map(({ margins }) => margins?.[goal ?? -1] ?? 2));
        // One that was looked at for one constraint alone is not known for all of them yet.
        if (holder !== undefined) expect(holder.margins?.[goal ?? -1]).toBe(margin);
        expect(margin).toBeLessThanOrEqual(least);
        held++;
      }
    }
    expect(held).toBeGreaterThan(levels.length);
    expect(levels.some(({ signatures }) => (signatures ?? []).length > 4)).toBe(true);
  });

  it('tells how the constraints fare', () => {
    const process = new Process({ seed: 1, constraints: CONSTRAINTS });
    // Short ones: what has lost its places again by the end of an epoch is never told.
    const reports = Array.from({ length: 40 }, (_, k) => process.epoch(k, { execs: 500 }));
    const report = reports.at(-1) as EpochReport;
    expect(report.constraints.some(({ satisfied }) => satisfied > 0)).toBe(true);
    for (const score of report.constraints) {
      expect(score.bestMargin).toBeLessThan(0.1);
      expect(score.satisfied > 0).toBe(score.bestMargin === 0);
      expect(score.satisfied).toBeLessThanOrEqual(score.observed);
      expect(score.observed).toBeLessThanOrEqual(report.totals.execs);
      expect(score.finds).toBeGreaterThan(0);
    }
    const reasons = reports.flatMap(({ finds }) => finds.flatMap((find) => find.reasons));
    expect(reasons.some((reason) => reason.startsWith('+sat:'))).toBe(true);
    expect(reasons.some((reason) => /^\+sig:[01]{3}$/.test(reason))).toBe(true);
    expect(report.stages.map(({ name }) => name)).toEqual([
      'climb',
      'generate',
      'line-search',
      'splice',
      'ascend',
      'imitate',
      'approach',
      'adversary',
      'descend',
      'recipe',
    ]);
  });

  it('looks less often when looking costs more than it earns', () => {
    const process = new Process({ seed: 2, constraints: CONSTRAINTS });
    const executions = { steps: 0, size: 0 };
    const looks: number[] = [];
    for (let k = 0; k < 20; k++) {
      const before = process.host.looks();
      executions.steps += process.epoch(k, { execs: 2000 }).steps;
      looks.push(process.host.looks() - before);
    }
    const spent = process.host.looks() * 100;
    // What size bands begin with, and less than what their executions earned.
    expect(spent).toBeLessThan(5 * 400_000 + 40_000 * (16 + 200) + 0.025 * executions.steps);
    expect(looks.at(-1)).toBeLessThan((looks[0] ?? 0) / 2);
  });
});

test('without reward, constraints are told of and change nothing', () => {
  const run = (constraints: readonly string[]): EpochReport[] => {
    const process = new Process({ seed: 9, constraints, without: ['constraints'] }, undefined, []);
    return [0, 1, 2].map((k) => process.epoch(k, {}));
  };
  const told = run(CONSTRAINTS);
  expect(told.map((report) => ({ ...report, constraints: [] }))).toEqual(run([]));
  expect(told.at(-1)?.constraints[0]?.observed).toBeGreaterThan(0);
});

test('without recipes, none is used', () => {
  const report = new Process({ seed: 9, without: ['recipes'] }).epoch(0, {});
  expect(report.recipes).toEqual([]);
  expect(report.finds.filter(({ provenance }) => provenance.op.startsWith('recipe'))).toEqual([]);
});

test('constraints without a watch are refused', () => {
  const host = createFakeHost(sorter);
  const model = compileSpec(SPEC, { maxSize: MAX_SIZE });
  const options = searchOptions({ constraints: ['c1'] });
  expect(() => new Search(host, model, { input: '' }, options)).toThrow(/a watch/);
});
