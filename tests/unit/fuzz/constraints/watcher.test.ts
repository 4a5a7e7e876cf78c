import { expect, test } from 'vitest';
import type { Watch } from '../../../../src/core/watch.ts';
import { Watcher } from '../../../../src/fuzz/constraints/watcher.ts';
import { createFakeHost } from '../../../helpers/fake-host.ts';
import { watchOf } from '../../../helpers/watched.ts';

type Values = readonly unknown[];

/** A program that comes by its only probe with each of these values in turn. */
function walk(
  watch: Watch,
  visits: readonly Values[],
  maxUnits = Infinity,
): { watcher: Watcher; looks: () => number } {
  const host = createFakeHost({
    siteCount: 1,
    probeCount: watch.probes.length,
    run(_input, hit, look) {
      for (const values of visits) {
        hit(0);
        watch.probes.forEach((_, probe) => look(probe, 0, values));
      }
    },
  });
  const watcher = new Watcher(host, watch);
  watcher.arm(maxUnits);
  host.run([]);
  return { watcher, looks: host.looks };
}

test('least and greatest readings of an execution are kept, expression by expression', () => {
  const watch = watchOf(
    [['x']],
    [{ text: 'x', mode: 'value' }, { text: 'x > 10' }, { text: '-x', mode: 'value' }],
  );
  const { watcher } = walk(watch, [[3], [-4], [7]]);
  expect([...watcher.least]).toEqual([-4, expect.closeTo(0.15, 2), -7]);
  expect([...watcher.greatest]).toEqual([7, (0.9 * 14) / 15, 4].map((x) => expect.closeTo(x, 1)));
});

test('what is never a number has no reading', () => {
  const watch = watchOf(
    [['x']],
    [
      { text: 'x', mode: 'value' },
      { text: 'x.y', mode: 'value' },
    ],
  );
  const { watcher } = walk(watch, [['text'], [{}], [undefined]]);
  expect([...watcher.least, ...watcher.greatest]).toEqual([
    Infinity,
    Infinity,
    -Infinity,
    -Infinity,
  ]);
});

test('each execution is read by itself', () => {
  const watch = watchOf([['x']], [{ text: 'x', mode: 'value' }]);
  const host = createFakeHost({
    siteCount: 1,
    probeCount: 1,
    run([x], hit, look) {
      hit(0);
      look(0, 0, [x]);
    },
  });
  const watcher = new Watcher(host, watch);
  const readings = [5, 2, 9].map((x) => {
    watcher.arm(Infinity);
    host.run([x]);
    return [watcher.least[0], watcher.greatest[0]];
  });
  expect(readings).toEqual([
    [5, 5],
    [2, 2],
    [9, 9],
  ]);
});

test('a place that is reached a million times is looked at about sixty times', () => {
  const watch = watchOf([['x']], [{ text: 'hits()', mode: 'value' }]);
  const { watcher, looks } = walk(
    watch,
    Array.from({ length: 1_000_000 }, () => [0]),
  );
  expect(looks()).toBeGreaterThan(20);
  expect(looks()).toBeLessThan(70);
  expect(watcher.greatest[0]).toBeGreaterThan(400_000);
});

test('long lists are looked at less often than numbers', () => {
  const list = Array.from({ length: 2000 }, (_, k) => k);
  const visits = Array.from({ length: 10_000 }, () => [list]);
  const looks = (text: string, maxUnits: number): number =>
    walk(watchOf([['a']], [{ text }]), visits, maxUnits).looks();
  expect(looks('distinct(a) < 10', 1e9)).toBeLessThan(looks('hits() > 3', 1e9) / 2);
  expect(looks('distinct(a) < 10', 1e9)).toBeGreaterThan(2);
  // Without a limit, where what is seen matters more than what it takes.
  expect(looks('distinct(a) < 10', Infinity)).toBe(looks('hits() > 3', Infinity));
});

test('an execution is looked at no more once it has cost its units', () => {
  const list = Array.from({ length: 1000 }, (_, k) => k);
  const host = createFakeHost({
    siteCount: 1,
    probeCount: 1,
    run(_input, hit, look) {
      for (let k = 0; k < 100_000; k++) {
        hit(0);
        look(0, 0, [list]);
      }
    },
  });
  const watcher = new Watcher(host, watchOf([['a']], [{ text: 'distinct(a) < 10' }]));
  watcher.arm(1);
  host.run([]);
  expect(host.looks()).toBe(1);
  expect(watcher.units).toBeGreaterThan(1000);
});

test('coming by a probe costs units where it is not armed, too, and more where it counts activations', () => {
  const watch = watchOf([['a'], ['b']], [{ text: 'a > 1' }, { text: 'b > 1', probe: 1 }]);
  const unitsOf = (tracksDepth: boolean, times: number): number => {
    const host = createFakeHost({
      siteCount: 1,
      probeCount: 2,
      run(_input, hit, look) {
        for (let k = 0; k < times; k++) {
          hit(0);
          look(1, 0, [k]);
        }
      },
    });
    const probes = watch.probes.map((probe) => ({ ...probe, tracksDepth }));
    const watcher = new Watcher(host, { ...watch, probes });
    watcher.arm(Infinity, 0);
    host.run([]);
    expect(host.looks()).toBe(0);
    return watcher.units;
  };
  expect(unitsOf(false, 0)).toBe(0);
  expect(unitsOf(false, 20_000)).toBeCloseTo(2 * unitsOf(false, 10_000));
  expect(unitsOf(true, 10_000)).toBeGreaterThan(2 * unitsOf(false, 10_000));
});

test('nothing is looked at before it is armed, or after it is disarmed', () => {
  const host = createFakeHost({
    siteCount: 1,
    probeCount: 1,
    run(_input, hit, look) {
      hit(0);
      look(0, 0, [1]);
    },
  });
  const watcher = new Watcher(host, watchOf([['x']], [{ text: 'x > 0' }]));
  host.run([]);
  watcher.arm(Infinity);
  watcher.disarm();
  host.run([]);
  expect(host.looks()).toBe(0);
});

test('one probe can be armed alone', () => {
  const watch = watchOf(
    [['x'], ['x']],
    [
      { text: 'x', probe: 0, mode: 'value' },
      { text: 'x', probe: 1, mode: 'value' },
    ],
  );
  const host = createFakeHost({
    siteCount: 1,
    probeCount: 2,
    run(_input, hit, look) {
      hit(0);
      look(0, 0, [1]);
      look(1, 0, [2]);
    },
  });
  const watcher = new Watcher(host, watch);
  watcher.arm(Infinity, 1);
  host.run([]);
  expect([...watcher.least]).toEqual([Infinity, 2]);
  expect([...watcher.probeOf]).toEqual([0, 1]);
});

test('a watch of another program is refused', () => {
  const host = createFakeHost({ siteCount: 1, run: () => undefined });
  expect(() => new Watcher(host, watchOf([['x']], []))).toThrow(/0 probes, its watch 1/);
});
