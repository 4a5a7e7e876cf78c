import type { Part, Sequence } from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';

/** Lists and texts are made no longer than this for the sake of a length that was compared. */
const MAX_LENGTH = 4096;
const MAX_CODE = 0xffff;

type Substitution = (
  text: string,
  seen: number,
  wanted: number,
  glue: readonly string[],
  rng: Rng,
) => string | undefined;

/**
 * Puts what a program wanted where an input has what the program saw: a number may have been read from digits, and may be
 * a character's code or a length.
 * @param seen empty where anything may stand, or nothing does; of the same type as `wanted`.
 * @param glue what may stand around a text that is put in where there was none.
 * @returns the part's new value, or undefined when there is nothing of the kind in it.
 */
export function substitute(
  part: Part,
  seen: string | number,
  wanted: string | number,
  glue: readonly string[],
  rng: Rng,
): Sequence | number | undefined {
  const { value } = part;
  if (typeof value === 'number') return value === seen && isNumber(wanted) ? wanted : undefined;
  if (typeof value !== 'string') return inList(value, seen, wanted, rng);
  if (!isNumber(seen)) return isNumber(wanted) ? undefined : inText(value, seen, wanted, glue, rng);
  if (!isNumber(wanted)) return undefined;
  const first = rng.int(0, FORMS.length - 1);
  for (let k = 0; k < FORMS.length; k++) {
    const form = FORMS[(first + k) % FORMS.length] as Substitution;
    const edited = form(value, seen, wanted, glue, rng);
    if (edited !== undefined) return edited;
  }
  return undefined;
}

function isNumber(value: string | number): value is number {
  return typeof value === 'number';
}

/** One occurrence of what was there gives way; where it may have been anything, what was wanted is put in anywhere. */
function inText(
  text: string,
  seen: string,
  wanted: string,
  glue: readonly string[],
  rng: Rng,
): string | undefined {
  if (seen === '') {
    const at = rng.oneIn(2) ? text.length : rng.int(0, text.length);
    const [before, after] = [drawGlue(glue, rng), drawGlue(glue, rng)];
    return text.slice(0, at) + before + wanted + after + text.slice(at);
  }
  const at = placeOf(text, seen, rng);
  // The program may look at the text in one case.
  const found = at < 0 ? placeOf(text.toLowerCase(), seen.toLowerCase(), rng) : at;
  if (found < 0) return inWhatDiffers(text, seen, wanted, rng);
  return text.slice(0, found) + wanted + text.slice(found + seen.length);
}

/** The program may have put something before or after the text of the input: `tag:x` for `x`, where it wants `tag:y`. */
function inWhatDiffers(text: string, seen: string, wanted: string, rng: Rng): string | undefined {
  const shorter = Math.min(seen.length, wanted.length);
  let before = 0;
  while (before < shorter && seen[before] === wanted[before]) before++;
  let after = 0;
  while (after < shorter - before && seen.at(-1 - after) === wanted.at(-1 - after)) after++;
  if (before + after === 0) return undefined;
  const there = seen.slice(before, seen.length - after);
  const at = there === '' ? -1 : placeOf(text, there, rng);
  if (at < 0) return undefined;
  return (
    text.slice(0, at) + wanted.slice(before, wanted.length - after) + text.slice(at + there.length)
  );
}

function drawGlue(glue: readonly string[], rng: Rng): string {
  return glue.length === 0 || rng.oneIn(2) ? '' : rng.pick(glue);
}

/** The first occurrence from a place drawn on, or the first; -1 for none. */
function placeOf(text: string, seen: string, rng: Rng): number {
  const found = text.indexOf(seen, rng.int(0, Math.max(0, text.length - seen.length)));
  return found < 0 ? text.indexOf(seen) : found;
}

const asDigits: Substitution = (text, seen, wanted, glue, rng) => {
  return inText(text, String(seen), String(wanted), glue, rng);
};

const asCharacter: Substitution = (text, seen, wanted, glue, rng) => {
  if (!isCode(seen) || !isCode(wanted)) return undefined;
  return inText(text, String.fromCharCode(seen), String.fromCharCode(wanted), glue, rng);
};

/** A length, or a number of parts: what stands at some place is repeated, or gives way, as often as is missing. */
const asLength: Substitution = (text, seen, wanted, glue, rng) => {
  if (!isLength(seen) || !isLength(wanted) || seen > text.length || text === '') return undefined;
  const at = rng.int(0, text.length - 1);
  if (seen === 0) return inText(text, '', text.charAt(at).repeat(wanted), glue, rng);
  const missing = wanted - seen;
  return missing > 0
    ? text.slice(0, at) + text.charAt(at).repeat(missing) + text.slice(at)
    : text.slice(0, at) + text.slice(at - missing);
};

const FORMS: readonly Substitution[] = [asDigits, asCharacter, asLength];

/** An element that is what was seen, or as many elements as were wanted. */
function inList(
  list: readonly unknown[],
  seen: string | number,
  wanted: string | number,
  rng: Rng,
): Sequence | undefined {
  const places: number[] = [];
  list.forEach((element, at) => {
    if (element === seen) places.push(at);
  });
  const isOfLength =
    list.length > 0 && list.length === seen && isNumber(wanted) && isLength(wanted);
  if (isOfLength && (places.length === 0 || rng.oneIn(2)))
    return Array.from({ length: wanted }, (_, k) => list[k % list.length]);
  return places.length === 0 ? undefined : list.with(rng.pick(places), wanted);
}

function isCode(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_CODE;
}

function isLength(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_LENGTH;
}
