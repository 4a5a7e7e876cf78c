import { describe, expect, it, test } from 'vitest';
import type { InputSpec } from '../../src/core/input-spec.ts';
import type { Watch } from '../../src/core/watch.ts';
import type { FakeProgram } from '../helpers/fake-host.ts';
import { functionSpec } from '../helpers/programs.ts';
import { searchFor, type SearchTrial } from '../helpers/search-bench.ts';
import { watchOf } from '../helpers/watched.ts';

/** A program whose slow path lies behind a condition that costs do not lead to. */
interface Hidden {
  readonly name: string;
  readonly spec: InputSpec;
  readonly program: FakeProgram;
  readonly watch: Watch;
  readonly constraints: readonly string[];
  readonly maxSize: number;
  /** Budget in executions. */
  readonly execs: number;
  /** Steps that only the slow path comes to. */
  readonly slow: number;
}

const sum = (a: readonly number[]): number => a.reduce((total, x) => total + x, 0);

const HIDDEN: readonly Hidden[] = [
  {
    name: 'a sum that must be met exactly',
    spec: functionSpec({
      type: 'list',
      maxLength: 64,
      of: { type: 'int', min: 0, max: 100_000 },
    }),
    watch: watchOf([['a', 'total']], [{ text: 'len(a) > 30 && total === 1234567' }]),
    constraints: ['c1'],
    maxSize: 64,
    execs: 40_000,
    slow: 900,
    program: {
      siteCount: 2,
      probeCount: 1,
      run([input], hit, look) {
        const a = input as readonly number[];
        hit(0, 1 + a.length);
        look(0, 0, [a, sum(a)]);
        if (a.length > 30 && sum(a) === 1_234_567) hit(1, a.length * a.length);
      },
    },
  },
  {
    name: 'a word at the head of a text',
    spec: functionSpec({ type: 'string', alphabet: 'abcdefghijklmnopqrstuvwxyz', maxLength: 40 }),
    watch: watchOf([['head']], [{ text: 'head === "qzjxkv"' }]),
    constraints: ['c1'],
    maxSize: 40,
    execs: 40_000,
    slow: 1000,
    program: {
      siteCount: 2,
      probeCount: 1,
      run([input], hit, look) {
        const head = String(input).slice(0, 6);
        hit(0, 1 + String(input).length);
        look(0, 0, [head]);
        if (head === 'qzjxkv') hit(1, 1000);
      },
    },
  },
  {
    name: 'a condition behind another',
    spec: functionSpec(
      { type: 'list', maxLength: 32, of: { type: 'int', min: 0, max: 10_000 } },
      { type: 'int', min: 0, max: 1_000_000 },
    ),
    watch: watchOf(
      [
        ['a', 'total'],
        ['a', 'k'],
      ],
      [
        { text: 'total === 77777', probe: 0 },
        { text: 'k === 3 * max(a) + 5', probe: 1 },
      ],
    ),
    constraints: ['outer', 'inner'],
    maxSize: 33,
    execs: 40_000,
    slow: 5000,
    program: {
      siteCount: 3,
      probeCount: 2,
      run([input, k], hit, look) {
        const a = input as readonly number[];
        hit(0, 1 + a.length);
        look(0, 0, [a, sum(a)]);
        if (sum(a) !== 77_777) return;
        hit(1);
        look(1, 1, [a, k]);
        if (k === 3 * Math.max(...a) + 5) hit(2, 5000);
      },
    },
  },
];

const SEEDS = Array.from({ length: 10 }, (_, k) => k + 1);

describe.each(HIDDEN)('$name', (hidden) => {
  const trial = (seed: number, constraints: readonly string[]): SearchTrial => ({
    ...hidden,
    seed,
    until: hidden.slow,
    options: { constraints },
  });

  it.each(SEEDS)('is reached by its margins from seed %i', (seed) => {
    const { report } = searchFor(trial(seed, hidden.constraints));
    expect(report.best.steps).toBeGreaterThanOrEqual(hidden.slow);
    for (const { bestMargin } of report.constraints) expect(bestMargin).toBe(0);
  });

  test('is hardly ever reached without them by the same executions', () => {
    const isReached = SEEDS.map(
      (seed) => searchFor(trial(seed, [])).report.best.steps >= hidden.slow,
    );
    expect(isReached.filter(Boolean).length).toBeLessThanOrEqual(1);
  });
});
