import { describe, expect, it } from 'vitest';
import type { InputSpec, SpecNode } from '../../src/core/input-spec.ts';
import type { SearchOptions } from '../../src/fuzz/requests.ts';
import type { FakeProgram } from '../helpers/fake-host.ts';
import { functionSpec } from '../helpers/programs.ts';
import { searchFor } from '../helpers/search-bench.ts';

/** A program with a slow path that is known, and what it costs there. */
interface SlowPath {
  readonly name: string;
  readonly spec: InputSpec;
  readonly maxSize: number;
  /** Budget in executions. */
  readonly execs: number;
  /** Steps of the analytic worst case at the size limit. */
  readonly worst: number;
  /** Share of it that must be reached from every seed. */
  readonly share: number;
  readonly program: FakeProgram;
  readonly options?: Partial<SearchOptions>;
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

const ints = (maxLength: number, max: number): SpecNode => ({
  type: 'list',
  maxLength,
  of: { type: 'int', min: 0, max },
});

const numbers = (value: unknown): readonly number[] => value as readonly number[];

/** Hoare's way of choosing the first element; sites: comparisons, calls. */
const quicksort: FakeProgram = {
  siteCount: 2,
  run([input], hit) {
    const sort = (list: readonly number[]): readonly number[] => {
      hit(1);
      const [pivot, ...rest] = list;
      if (pivot === undefined) return list;
      const less: number[] = [];
      const more: number[] = [];
      for (const x of rest) {
        hit(0);
        (x < pivot ? less : more).push(x);
      }
      return [...sort(less), pivot, ...sort(more)];
    };
    sort(numbers(input));
  },
};

const dedupe: FakeProgram = {
  siteCount: 1,
  run([input], hit) {
    const seen: number[] = [];
    for (const x of numbers(input)) {
      let i = 0;
      while (i < seen.length && seen[i] !== x) {
        hit(0);
        i++;
      }
      if (i === seen.length) seen.push(x);
    }
  },
};

/** 61 buckets with chains; the hash is what `% 61` makes of it. */
const hashTable: FakeProgram = {
  siteCount: 1,
  run([input], hit) {
    const buckets: number[][] = Array.from({ length: 61 }, () => []);
    for (const key of numbers(input)) {
      const bucket = buckets[key % 61] ?? [];
      let i = 0;
      while (i < bucket.length && bucket[i] !== key) {
        hit(0);
        i++;
      }
      if (i === bucket.length) bucket.push(key);
    }
  },
};

const naiveMatch: FakeProgram = {
  siteCount: 2,
  run([text, pattern], hit) {
    const [t, p] = [String(text), String(pattern)];
    for (let i = 0; i + p.length <= t.length; i++) {
      hit(1);
      let j = 0;
      while (j < p.length && t[i + j] === p[j]) {
        hit(0);
        j++;
      }
      if (j === p.length) return;
    }
  },
};

/** For every bracket, how deep it lies: each one looks at all that are open. */
const brackets: FakeProgram = {
  siteCount: 2,
  run([text], hit) {
    const open: string[] = [];
    for (const c of String(text)) {
      hit(1);
      if (c === '(' || c === '[') open.push(c);
      else if ((c === ')' && open.at(-1) === '(') || (c === ']' && open.at(-1) === '[')) open.pop();
      for (let i = 0; i < open.length; i++) hit(0);
    }
  },
};

/** Subset sum without memo: two calls an element, unless the rest is too small. */
const subsets: FakeProgram = {
  siteCount: 1,
  run([input, target], hit) {
    const list = numbers(input);
    const rests = list.map((_, i) => list.slice(i).reduce((a, b) => a + b, 0));
    const search = (i: number, left: number): boolean => {
      hit(0);
      if (left === 0) return true;
      if (i === list.length || left < 0 || (rests[i] ?? 0) < left) return false;
      return search(i + 1, left - (list[i] ?? 0)) || search(i + 1, left);
    };
    search(0, Number(target));
  },
};

const PATHS: readonly SlowPath[] = [
  {
    name: 'quicksort that takes the first element',
    spec: functionSpec(ints(300, 1e6)),
    maxSize: 300,
    execs: 60_000,
    worst: pairs(300) + 601,
    share: 0.99,
    program: quicksort,
  },
  {
    name: 'duplicates looked for by scanning',
    spec: functionSpec(ints(300, 1e6)),
    maxSize: 300,
    execs: 40_000,
    worst: pairs(300),
    share: 0.99,
    program: dedupe,
  },
  {
    name: 'a hash table of 61 buckets',
    spec: functionSpec(ints(200, 1e6)),
    maxSize: 200,
    execs: 120_000,
    worst: pairs(200),
    share: 0.95,
    program: hashTable,
  },
  {
    name: 'naive string matching',
    spec: functionSpec(
      { type: 'string', alphabet: 'ab' },
      { type: 'string', alphabet: 'ab', minLength: 1 },
    ),
    maxSize: 400,
    execs: 80_000,
    // A text of 2/3 of the scalars, a pattern of 1/3: a^n and a^(m - 1) b.
    worst: 134 * 134,
    share: 0.95,
    program: naiveMatch,
  },
  {
    name: 'brackets that lie deep',
    spec: functionSpec({ type: 'string', alphabet: '()[]ab' }),
    maxSize: 300,
    execs: 60_000,
    worst: pairs(301) + 300,
    share: 0.95,
    program: brackets,
  },
  {
    name: 'subsets tried without memo',
    spec: functionSpec(ints(16, 1000), { type: 'int', min: 0, max: 10_000 }),
    maxSize: 17,
    execs: 80_000,
    // Half of all 2^16 paths are cut off early even when elements are alike and nothing fits.
    worst: 2 ** 16,
    share: 0.4,
    program: subsets,
  },
];

const SEEDS = Array.from({ length: 10 }, (_, k) => k + 1);

describe.each(PATHS)('the slow path of $name', (path) => {
  it.each(SEEDS)('is found from seed %i', (seed) => {
    const goal = path.worst * path.share;
    const { report } = searchFor({ ...path, seed, until: goal });
    expect(report.best.steps).toBeGreaterThanOrEqual(goal);
  });
});
