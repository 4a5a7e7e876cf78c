import type { Draw, Host } from '../../../harness/protocol.ts';
import { clampChoice, rangeKey } from './choice-genotype.ts';
import type { LengthUnits } from './length-draws.ts';

/** What turning a wish into a genotype needs. */
export interface Drawing {
  readonly host: Pick<Host, 'draw'>;
  readonly units: LengthUnits;
  /** Most choices that a genotype may have. */
  readonly cap: number;
}

/** Length-like draws that are tried for one edit. */
const MAX_TRIALS = 6;

/** Choices as an edit wishes them. */
export interface Wish {
  /** Those out of range are clipped by the draw, missing ones are drawn from a seeded tail. */
  readonly choices: readonly number[];
  /** Index in `choices` behind which content was put in, taken out or changed. */
  readonly at: number;
  /** Choices put in (or, below 0, taken out), for which some length has to make room. */
  readonly added: number;
}

/**
 * The draw that comes closest to using all of `wished` and nothing more. When content was put in or taken out, the
 * length-like draw that governs the place is raised or lowered to match: the nearest before it first, then the
 * outermost.
 * @returns undefined when the arbitrary draws more than the cap
 */
export function realize(
  { host, units, cap }: Drawing,
  { choices: wished, at, added }: Wish,
  seed: number,
): Draw | undefined {
  const choices = wished.length > cap ? wished.slice(0, cap) : wished;
  const plain = host.draw(choices, seed, cap);
  if (plain === undefined) return host.draw(choices.slice(0, at), seed, cap);
  let best = plain;
  let spare = choices.length - plain.choices.length;
  if (spare === 0 || added === 0) return plain;
  // What was added says best by how much; what is spare makes up for lists that shifted meanwhile.
  for (const steps of new Set([added, spare])) {
    for (const index of lengthDraws(plain, at, units)) {
      if (spare === 0) return best;
      const trial = withLength(choices, plain, index, steps, units);
      const drawn = trial && host.draw(trial, seed, cap);
      if (drawn === undefined) continue;
      const left = choices.length - drawn.choices.length;
      if (Math.abs(left) >= Math.abs(spare)) continue;
      best = drawn;
      spare = left;
    }
  }
  return best;
}

/** `choices` with the length-like choice `index` moved by as much as `spare` further draws need. */
function withLength(
  choices: readonly number[],
  drawn: Draw,
  index: number,
  spare: number,
  units: LengthUnits,
): number[] | undefined {
  const low = drawn.lows[index] ?? 0;
  const high = drawn.highs[index] ?? 0;
  const unit = units.get(rangeKey(drawn, index)) ?? 1;
  const present = drawn.choices[index] ?? low;
  const steps = Math.sign(spare) * Math.max(1, Math.round(Math.abs(spare) / unit));
  const wanted = clampChoice(present + steps, low, high);
  if (wanted === present) return undefined;
  const trial = choices.slice();
  trial[index] = wanted;
  return trial;
}

/** Indexes of length-like draws, those before `at` from the nearest back, then the outermost. */
function lengthDraws(drawn: Draw, at: number, units: LengthUnits): number[] {
  const found: number[] = [];
  const end = Math.min(at, drawn.choices.length);
  for (let i = end - 1; i >= 0 && found.length < MAX_TRIALS / 2; i--)
    if (units.has(rangeKey(drawn, i))) found.push(i);
  for (let i = 0; i < drawn.choices.length && found.length < MAX_TRIALS; i++)
    if (units.has(rangeKey(drawn, i)) && !found.includes(i)) found.push(i);
  return found;
}
