import type { Rng } from '../../core/rng.ts';

/** A unit cut at its numbers: `texts[0] numbers[0] texts[1] … texts.at(-1)`. */
interface Template {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

/** Numbers of more digits are codes rather than counters. */
const NUMBER = /\d{1,6}/g;

/**
 * Copies of a unit whose numbers go up by one from copy to copy: `a1: *a0` goes on with `a2: *a1`. A unit without a number
 * is given one behind its first word. Some of the numbers stay, at least one moves.
 * @param room characters that the copies may take; at least one is made.
 */
export function driftingCopies(unit: string, room: number, rng: Rng): string {
  const { texts, numbers } = templateOf(unit);
  const some = numbers.length > 1 && rng.oneIn(2);
  const moving = numbers.map(() => !some || rng.oneIn(2));
  if (!moving.includes(true)) moving[rng.int(0, moving.length - 1)] = true;
  let out = '';
  for (let copy = 0; ; copy++) {
    let next = texts[0] ?? '';
    numbers.forEach((number, k) => {
      next += String(moving[k] === true ? number + copy : number) + (texts[k + 1] ?? '');
    });
    if (copy > 0 && out.length + next.length > room) return out;
    out += next;
  }
}

function templateOf(unit: string): Template {
  const numbers = (unit.match(NUMBER) ?? []).map(Number);
  if (numbers.length > 0) return { texts: unit.split(NUMBER), numbers };
  const word = /[A-Za-z]+/.exec(unit);
  const at = word === null ? unit.length : word.index + word[0].length;
  return { texts: [unit.slice(0, at), unit.slice(at)], numbers: [0] };
}
