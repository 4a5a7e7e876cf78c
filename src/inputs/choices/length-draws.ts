import type { Draw, Host } from '../../../harness/protocol.ts';
import type { Rng } from '../../core/rng.ts';
import { createRng } from '../../core/rng.ts';
import { rangeKey } from './choice-genotype.ts';

/**
 * Which draws control how much is drawn after them: `units.get(rangeKey)` is the number of draws that one more of such
 * a choice adds, above 0; ranges that are absent hold content.
 */
export type LengthUnits = ReadonlyMap<string, number>;

const SAMPLES = 12;
/** Draws examined at the head of each sample; lengths come before what they count. */
const MAX_EXAMINED = 48;
const MAX_PROBES_PER_RANGE = 8;
const SAMPLE_CAP = 2_048;

/**
 * Finds the length-like draws of an arbitrary by measuring: a few small values are drawn, each of their first choices
 * is raised and lowered by one, and the draws are counted. Depends on nothing but the arbitrary, so that a search which
 * is resumed goes on as it would have.
 */
export function measureLengthUnits(host: Pick<Host, 'draw'>, cap: number): LengthUnits {
  const sums = new Map<string, { probes: number; grew: number; total: number }>();
  const limit = Math.min(cap, SAMPLE_CAP);
  for (let seed = 1; seed <= SAMPLES; seed++) {
    const sample = drawSmall(host, createRng(seed), limit, MAX_EXAMINED);
    if (sample === undefined) continue;
    const examined = Math.min(sample.choices.length, MAX_EXAMINED);
    for (let i = 0; i < examined; i++) {
      const key = rangeKey(sample, i);
      const sum = sums.get(key) ?? { probes: 0, grew: 0, total: 0 };
      sums.set(key, sum);
      if (sum.probes >= MAX_PROBES_PER_RANGE && sum.grew === 0 && i > 4) continue;
      const growth = probe(host, sample, i, limit);
      sum.probes++;
      if (growth <= 0) continue;
      sum.grew++;
      sum.total += growth;
    }
  }
  const units = new Map<string, number>();
  for (const [key, { grew, total }] of sums) if (grew > 0) units.set(key, total / grew);
  return units;
}

/** Draws that one choice may add to a small value; choices that add more are taken near their lowest. */
const MAX_ADDED = 24;
const NEAR_LOWEST = 3;

/**
 * A random value of few draws, whatever the arbitrary's usual size: its first `steps` choices are made one by one, each
 * at random unless that makes the value much longer; the rest are the lowest.
 * @returns undefined when the arbitrary draws more than the cap even so
 */
export function drawSmall(
  host: Pick<Host, 'draw'>,
  rng: Rng,
  cap: number,
  steps: number,
): Draw | undefined {
  const choices: number[] = [];
  let drawn = drawWithLeastTail(host, choices, cap);
  for (let i = 0; i < steps && drawn !== undefined && i < drawn.choices.length; i++) {
    const low = drawn.lows[i] ?? 0;
    const high = drawn.highs[i] ?? 0;
    choices.push(rng.int(low, high));
    // A choice that makes the value long is given up as soon as it shows.
    const enough = Math.min(cap, drawn.choices.length + MAX_ADDED);
    let next = drawWithLeastTail(host, choices, enough);
    if (next === undefined) {
      choices[i] = Math.min(high, low + rng.int(0, NEAR_LOWEST));
      next = drawWithLeastTail(host, choices, cap);
    }
    if (next === undefined) return drawn;
    drawn = next;
  }
  return drawn;
}

/** Draws gained by one more of choice `i`: the mean of going up and going down, 0 when the two disagree. */
function probe(host: Pick<Host, 'draw'>, sample: Draw, i: number, cap: number): number {
  const choice = sample.choices[i] ?? 0;
  const prefix = sample.choices.slice(0, i);
  const countAt = (value: number): number | undefined =>
    drawWithLeastTail(host, [...prefix, value], cap)?.choices.length;
  const here = countAt(choice);
  if (here === undefined) return 0;
  const above = choice < (sample.highs[i] ?? choice) ? countAt(choice + 1) : undefined;
  const below = choice > (sample.lows[i] ?? choice) ? countAt(choice - 1) : undefined;
  const up = above === undefined ? undefined : above - here;
  const down = below === undefined ? undefined : here - below;
  if (up === undefined || down === undefined) return up ?? down ?? 0;
  return up > 0 && down > 0 ? (up + down) / 2 : 0;
}

const LEAST_TAIL = 512;
const leastTail: readonly number[] = Array.from({ length: LEAST_TAIL }, () => -Infinity);

/**
 * Draws with the lowest choice everywhere behind the given ones: lists there are as short as they may be, so that the
 * number of draws shows what the given choices alone make. Behind 512 such choices the tail is a seeded one, because
 * arbitraries that reject values draw for ever from a constant one.
 */
export function drawWithLeastTail(
  host: Pick<Host, 'draw'>,
  choices: readonly number[],
  cap: number,
): Draw | undefined {
  return host.draw([...choices, ...leastTail], 1, cap);
}
