import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/rng.ts';
import type { Rng } from '../../src/core/rng.ts';
import { problemSchema } from '../../src/targets/problem-schema.ts';
import { countStdinSteps } from '../helpers/count-stdin-steps.ts';
import { loadSolution } from '../helpers/run-solution.ts';
import { TEST_SEED } from '../helpers/seed.ts';

/** How a stated worst case is held against other inputs of its size: all of them, or its neighbours. */
interface Challenge {
  /** Size of the worst case. */
  readonly n: number;
  /** Texts of stdin, all valid and within the limits that size n stands for. */
  readonly rivals: (worst: string, n: number) => Iterable<string>;
}

const CHALLENGES: Readonly<Record<string, Challenge>> = {
  'climb-stairs': {
    n: 7,
    rivals: function* (_worst, n) {
      for (const steps of upTo(range(1, 6), 3)) {
        if (steps.length === 0 || new Set(steps).size < steps.length) continue;
        for (const broken of subsets(range(1, n - 1))) {
          yield text([n, steps.length, broken.length], steps, broken);
        }
      }
    },
  },
  'josephus-remove': {
    n: 3,
    rivals: (_worst, n) =>
      sampled(1000, (rng) => {
        const rhymes = Array.from({ length: rng.int(1, 50) }, () => rng.int(2900, 3000));
        return text([n, rhymes.length], rhymes);
      }),
  },
  'next-greater': {
    n: 5,
    rivals: (_worst, n) =>
      mapped(tuples(range(999999994, 999999999), n), (heights) => text([n], heights)),
  },
  'prime-count': {
    n: 1,
    rivals: () => mapped(range(999999000, 1e9), (value) => text([1], [value])),
  },
  'queue-shift': {
    n: 3,
    rivals: function* (_worst, n) {
      for (const jobs of tuples([1, 5, 6, 10, 11, 15, 16, 20], n)) {
        for (const slice of [5, 6, 10, 20]) yield text([n, slice], jobs);
      }
    },
  },
  'range-sum': {
    n: 60,
    rivals: (worst, n) =>
      sampled(2000, (rng) => edited(rng, worst, 2, ['!', '?'], () => rng.int(1, n))),
  },
  'shortest-path-scan': {
    // At small sizes the times in seconds are shorter texts than they might be.
    n: 1500,
    rivals: (worst) => sampled(100, (rng) => withOtherTimes(rng, worst)),
  },
  'string-slicing': {
    n: 10,
    rivals: (_worst, n) =>
      mapped(upTo(['+', '-'], n), (row) => (row.length === 0 ? '+\n' : `${row.join('')}\n`)),
  },
  tokenizer: {
    n: 4,
    rivals: (_worst, n) =>
      mapped(tuples('afi1 \n<=-;('.split(''), n), (characters) => characters.join('')),
  },
  'union-find-chain': {
    n: 20,
    rivals: (worst, n) =>
      sampled(2000, (rng) => edited(rng, worst, 1, ['+', '?'], () => rng.int(1, n))),
  },
};

const corpus = new URL('../../corpus/', import.meta.url);
const claims = readdirSync(corpus, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => new URL(`${entry.name}/`, corpus))
  .map((directory) => ({
    directory,
    document: problemSchema.parse(
      JSON.parse(readFileSync(new URL('problem.json', directory), 'utf8')),
    ),
  }))
  .filter(({ document }) => document.kind === 'stdio')
  .flatMap(({ directory, document }) =>
    document.worst.map((worst) => ({ ...worst, id: document.id, directory })),
  );

describe.each(claims)('the worst case of $id for $solution', (claim) => {
  const count = countStdinSteps(fileURLToPath(new URL(claim.solution, claim.directory)));
  const worst = async (n: number): Promise<string> => {
    const file = fileURLToPath(new URL('worst.js', claim.directory));
    return String((await loadSolution(file, claim.generator))(n));
  };

  it('costs as much as any rival', async () => {
    const challenge = CHALLENGES[claim.id];
    if (challenge === undefined) throw new Error(`no rivals for ${claim.id}`);
    const given = await worst(challenge.n);
    const most = await count(given);
    let rivals = 0;
    let costliest = { steps: 0, input: '' };
    for (const rival of challenge.rivals(given, challenge.n)) {
      rivals++;
      const steps = await count(rival);
      if (steps > costliest.steps) costliest = { steps, input: rival };
    }
    expect(rivals).toBeGreaterThanOrEqual(100);
    expect(costliest.steps > most ? costliest : undefined).toBeUndefined();
  });

  it('takes between 10^6 and 10^9 steps at the limit', async () => {
    const steps = await count(await worst(claim.n));
    expect(steps).toBeGreaterThan(1e6);
    expect(steps).toBeLessThan(1e9);
  });
});

/** Lines of tokens. */
function text(...lines: readonly (readonly number[])[]): string {
  return lines.map((tokens) => `${tokens.join(' ')}\n`).join('');
}

/** One to three lines `kind x y` after the first `head` lines changed, or two of them exchanged. */
function edited(
  rng: Rng,
  worst: string,
  head: number,
  kinds: readonly string[],
  place: () => number,
): string {
  const lines = worst.trimEnd().split('\n');
  for (let edits = rng.int(1, 3); edits > 0; edits--) {
    const at = rng.int(head, lines.length - 1);
    const other = rng.int(head, lines.length - 1);
    const [kind = '', x, y] = (lines[at] ?? '').split(' ');
    const choices = [
      `${rng.pick(kinds)} ${x} ${y}`,
      `${kind} ${place()} ${y}`,
      `${kind} ${x} ${place()}`,
      lines[other] ?? '',
    ];
    const choice = rng.int(0, choices.length - 1);
    if (choice === choices.length - 1) lines[other] = lines[at] ?? '';
    lines[at] = choices[choice] ?? '';
  }
  return `${lines.join('\n')}\n`;
}

/** One to three streets take longer or shorter, by little or by much. */
function withOtherTimes(rng: Rng, worst: string): string {
  const lines = worst.trimEnd().split('\n');
  for (let edits = rng.int(1, 3); edits > 0; edits--) {
    const at = rng.int(1, lines.length - 1);
    const [u, v, seconds] = (lines[at] ?? '').split(' ');
    const changed = rng.oneIn(2) ? rng.int(1, 999999) : Number(seconds) + rng.int(-20, 20);
    lines[at] = `${u} ${v} ${Math.min(999999, Math.max(1, changed))}`;
  }
  return `${lines.join('\n')}\n`;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** All lists of `length` of the values. */
function* tuples<T>(values: readonly T[], length: number): Generator<T[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of tuples(values, length - 1)) {
    for (const value of values) yield [...rest, value];
  }
}

/** All lists of at most `length` of the values. */
function* upTo<T>(values: readonly T[], length: number): Generator<T[]> {
  for (let k = 0; k <= length; k++) yield* tuples(values, k);
}

function* subsets<T>(values: readonly T[]): Generator<T[]> {
  for (const chosen of tuples([false, true], values.length)) {
    yield values.filter((_, i) => chosen[i]);
  }
}

function* mapped<T>(items: Iterable<T>, toText: (item: T) => string): Generator<string> {
  for (const item of items) yield toText(item);
}

function* sampled(times: number, draw: (rng: Rng) => string): Generator<string> {
  const rng = createRng(TEST_SEED);
  for (let i = 0; i < times; i++) yield draw(rng);
}
