import { describe, expect, it } from 'vitest';
import type { Host } from '../../../harness/protocol.ts';
import type { EpochReport, SeedReport } from '../../../src/fuzz/requests.ts';
import { Search } from '../../../src/fuzz/search.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { createFakeHost, drive } from '../../helpers/fake-host.ts';
import { searchOptions } from '../../helpers/fake-shard.ts';
import { functionSpec, NUMBERS } from '../../helpers/programs.ts';

type Body = (list: readonly number[], hit: (site: number, times?: number) => void) => void;

/** A program whose modules are instantiated anew when the host is told so: `instantiate` is its top level. */
function trial(instantiate: () => Body): {
  readonly seeds: (seeds: readonly string[]) => SeedReport;
  readonly epoch: (execs: number) => EpochReport;
  readonly isFresh: () => boolean;
  readonly costRange: () => unknown;
} {
  let fresh = false;
  let body = instantiate();
  const fake = createFakeHost({
    siteCount: 2,
    run([list], hit) {
      if (fresh) body = instantiate();
      body(list as readonly number[], hit);
    },
  });
  const host: Host = { ...fake, setFresh: (wanted) => (fresh = wanted) };
  const runner = { input: '' };
  const options = searchOptions({});
  const model = compileSpec(functionSpec(NUMBERS), { maxSize: 64 });
  const search = new Search(host, model, runner, options);
  const common = { quarantine: [], journal: false };
  let epoch = 0;
  return {
    seeds: (seeds) =>
      drive(search.begin({ kind: 'search-begin', options, seeds, ...common }), host, runner),
    epoch: (execs) =>
      drive(
        search.epoch({
          kind: 'search-epoch',
          epoch: epoch++,
          stage: 'search',
          execs,
          steps: 1e6,
          imports: [],
          ...common,
        }),
        host,
        runner,
      ),
    isFresh: () => fresh,
    costRange: () => search.snapshot().totals.costRange,
  };
}

describe('a program that keeps state between calls', () => {
  /** Remembers what it was given: the second time costs nothing. */
  const memo = (): Body => {
    const seen = new Set<string>();
    return (list, hit) => {
      const key = list.join();
      hit(0, seen.has(key) ? 1 : 100 + list.length);
      seen.add(key);
    };
  };

  it('is noticed at the seeds, and gets fresh modules', () => {
    const { seeds, isFresh, costRange } = trial(memo);
    const { notes, seedBest } = seeds(['[[1,2]]', '[[3]]']);
    expect(isFresh()).toBe(true);
    expect(notes).toEqual([expect.stringContaining('keeps state between calls')]);
    expect(seedBest).toEqual({ steps: 102, size: 2 });
    expect(costRange()).toBeUndefined();
  });

  it('is noticed at the end of an epoch, and what was found is measured again', () => {
    // Gets slower with every long list that it was given.
    const leak = (): Body => {
      let kept = 0;
      return (list, hit) => {
        hit(0, list.length + kept);
        if (list.length > 8) kept += 5;
      };
    };
    const { seeds, epoch, isFresh } = trial(leak);
    expect(seeds(['[[1,2]]']).notes).toEqual([]);
    const first = epoch(400);
    expect(first.notes).toEqual([expect.stringContaining('keeps state between calls')]);
    expect(isFresh()).toBe(true);
    for (const { size, steps } of first.frontier) expect(steps).toBe(size);
    for (const { size, steps } of epoch(400).frontier) expect(steps).toBe(size);
  });

  it('is left alone when only its first call differs', () => {
    const lazy = (): Body => {
      let table: number | undefined;
      return (list, hit) => {
        if (table === undefined) hit(1, 1000);
        table = 1;
        hit(0, list.length);
      };
    };
    const { seeds, epoch, isFresh } = trial(lazy);
    const { notes, seedBest } = seeds(['[[1,2]]', '[[3,4,5]]']);
    expect(notes).toEqual([]);
    expect(seedBest).toEqual({ steps: 3, size: 3 });
    expect(epoch(300).notes).toEqual([]);
    expect(isFresh()).toBe(false);
  });
});

describe('a nondeterministic program', () => {
  // State that outlives the modules: fresh ones do not help.
  const moody = (): (() => Body) => {
    let calls = 0;
    return () => (list, hit) => hit(0, 10 * list.length + (calls++ % 7));
  };

  it('is told with the range of one cost', () => {
    const { seeds, costRange } = trial(moody());
    const { notes } = seeds(['[[1,2,3]]']);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/nondeterministic: one input cost 3\d and 3\d steps in two runs/);
    expect(costRange()).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it('is told once', () => {
    const { seeds, epoch } = trial(moody());
    seeds(['[[1,2,3]]']);
    expect(epoch(300).notes).toEqual([]);
    expect(epoch(300).notes).toEqual([]);
  });
});
