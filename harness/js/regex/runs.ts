import * as op from './opcodes.ts';
import type { RegexProgram } from './program.ts';
import { isMember } from './reading.ts';
import type { Subject } from './subject.ts';
import { codePointAt, codePointBefore, splitsPair, unitAt, wordAt } from './units.ts';

/** Forms of instructions, in the order of their opcodes. */
const BACK = 1;
const UNICODE = 2;

/**
 * Reads characters of a set in the form of an instruction (`SET` or `RUN`).
 * @returns the position behind at most `max` of them; -1 when there are fewer than `min`.
 */
export function walk(
  subject: Subject,
  { lows, sets }: RegexProgram,
  instruction: number,
  set: number,
  from: number,
  min: number,
  max: number,
): number {
  const units = subject.units();
  const form = (instruction - op.SET) & (BACK | UNICODE);
  const isBack = (form & BACK) !== 0;
  const isUnicode = (form & UNICODE) !== 0;
  let position = from;
  let read = 0;
  // Nothing can be read between the halves of a pair.
  const most = isUnicode && splitsPair(units, from, subject.fill(from + 1)) ? 0 : max;
  for (; read < most; read++) {
    const end = isBack ? 0 : subject.fill(position + 2);
    if (position === end) break;
    const character = isUnicode
      ? isBack
        ? codePointBefore(units, position)
        : codePointAt(units, position, end)
      : unitAt(units, isBack ? position - 1 : position);
    if (!isMember(lows, sets, set, character)) break;
    const width = character > 0xffff ? 2 : 1;
    position += isBack ? -width : width;
  }
  return read < min ? -1 : position;
}

/** The position when a run gives back its last character, but not beyond `least`; in the form of the instruction. */
export function unread(
  units: Uint16Array,
  instruction: number,
  position: number,
  least: number,
  end: number,
): number {
  switch (instruction) {
    case op.UNREAD_BACK:
      return position + 1;
    case op.UNREAD_UNICODE:
      return position - (position - 2 >= least && splitsPair(units, position - 1, end) ? 2 : 1);
    default:
      return position + (position + 2 <= least && splitsPair(units, position + 1, end) ? 2 : 1);
  }
}

/**
 * The position when the run before the `UNREAD` at `pc` gives back its last unit, and more as long as what follows is a
 * single test that fails there; not beyond `least`.
 */
export function unreadUntil(
  { code, lows, sets }: RegexProgram,
  units: Uint16Array,
  pc: number,
  position: number,
  least: number,
): number {
  let pos = position - 1;
  switch (code[pc + 2]) {
    case op.CHAR: {
      const unit = wordAt(code, pc + 4);
      while (pos > least && unitAt(units, pos) !== unit) pos--;
      return pos;
    }
    case op.SET: {
      const set = wordAt(code, pc + 4);
      while (pos > least && !isMember(lows, sets, set, unitAt(units, pos))) pos--;
      return pos;
    }
    case op.END:
      // The end is nowhere but behind.
      return least;
    default:
      return pos;
  }
}

/**
 * The position when the lazy run before the `EXTEND` at `pc` reads one more unit, and more as long as what follows is a
 * single unit that is not there; not beyond `most`.
 * @returns the complement of a position where there is none of its set.
 */
export function extendUntil(
  { code, lows, sets }: RegexProgram,
  subject: Subject,
  pc: number,
  position: number,
  most: number,
): number {
  const units = subject.units();
  const set = wordAt(code, pc + 2);
  const unit = code[pc + 3] === op.CHAR ? wordAt(code, pc + 5) : -1;
  let end = subject.fill(position + 1);
  for (let pos = position; ;) {
    if (!isMember(lows, sets, set, unitAt(units, pos))) return ~pos;
    pos++;
    if (unit < 0 || pos === most) return pos;
    if (pos === end) end = subject.fill(pos + 1);
    if (unitAt(units, pos) === unit) return pos;
  }
}

/** The first place from `start` on at which a match may begin; the length of the subject when there is none. */
export function skip(first: Uint8Array, subject: Subject, start: number): number {
  const units = subject.units();
  let end = subject.fill(start + 1);
  for (let pos = start; ; pos++) {
    if (pos === end) {
      end = subject.fill(pos + 1);
      if (pos === end) return pos;
    }
    const unit = unitAt(units, pos);
    if (unit > 255 || first[unit] === 1) return pos;
  }
}
