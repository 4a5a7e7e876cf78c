import type { CharacterSet } from './character-set.ts';
import { createSameCodePoint, sameUnit } from './folding.ts';
import * as op from './opcodes.ts';
import type { RegexProgram, StringClass } from './program.ts';
import type { Subject } from './subject.ts';
import { codePointAt, codePointBefore, isLineEnd, splitsPair, unitAt, wordAt } from './units.ts';

/**
 * Whether a character, as a code unit or a code point, belongs to a set.
 * @param set its number times 256, as code holds it.
 */
export function isMember(
  lows: Uint8Array,
  sets: readonly CharacterSet[],
  set: number,
  character: number,
): boolean {
  // Split so that V8 inlines the common half everywhere.
  return character < 256 ? lows[set | character] === 1 : isHighMember(sets, set, character);
}

/** Whether a part of the pattern may begin at a place. @param row of `RegexProgram.firsts`, or -1. */
export function mayBegin(
  firsts: Uint8Array,
  row: number,
  units: Uint16Array,
  position: number,
  end: number,
): boolean {
  if (row < 0) return true;
  if (position === end) return false;
  const unit = unitAt(units, position);
  return unit > 255 || firsts[row | unit] === 1;
}

function isHighMember(sets: readonly CharacterSet[], set: number, character: number): boolean {
  return (sets[set >> 8] as CharacterSet).hasHigh(character);
}

/** Whether the place is one that `^` or `$` in the form of an instruction look for. */
export function isAtEdge(
  instruction: number,
  units: Uint16Array,
  position: number,
  length: number,
): boolean {
  switch (instruction) {
    case op.START:
      return position === 0;
    case op.LINE_START:
      return position === 0 || isLineEnd(unitAt(units, position - 1));
    case op.END:
      return position === length;
    default:
      return position === length || isLineEnd(unitAt(units, position));
  }
}

/** @param end number of valid units; the length of the subject when the place is there. */
export function isAtWordEdge(
  { lows, sets }: RegexProgram,
  set: number,
  units: Uint16Array,
  position: number,
  end: number,
): boolean {
  const isAfter = position > 0 && isMember(lows, sets, set, unitAt(units, position - 1));
  return isAfter !== (position < end && isMember(lows, sets, set, unitAt(units, position)));
}

/** The one of some groups that took part in the match; -1 when none did. */
export function setGroup(
  regs: Int32Array,
  groups: Int32Array,
  first: number,
  count: number,
): number {
  for (let i = first; i < first + count; i++) {
    const group = wordAt(groups, i);
    if (wordAt(regs, 2 * group) >= 0 && wordAt(regs, 2 * group + 1) >= 0) return group;
  }
  return -1;
}

/** Compares what a group matched with what stands elsewhere. @returns how many units are the same, up to the first difference. */
export type SharedLength = (
  subject: Subject,
  group: number,
  there: number,
  size: number,
  /** Case as in Unicode mode, or without it; undefined when it matters. */
  isUnicode: boolean | undefined,
) => number;

export function createSharedLength(): SharedLength {
  const sameCodePoint = createSameCodePoint();
  return (subject, group, there, size, isUnicode) => {
    const units = subject.units();
    for (let i = 0; i < size; i++) {
      const unit = unitAt(units, group + i);
      const other = unitAt(units, there + i);
      if (unit === other) continue;
      if (isUnicode === undefined) return i;
      if (!isUnicode) {
        if (!sameUnit(unit, other)) return i;
        continue;
      }
      // Where only the second halves differ, the pairs begin one unit before.
      const first = i > 0 && splitsPair(units, group + i, group + size) ? i - 1 : i;
      const one = codePointAt(units, group + first, group + size);
      if (!sameCodePoint(one, codePointAt(units, there + first, there + size))) return i;
      if (one > 0xffff) i = first + 1;
    }
    return size;
  };
}

/** Whether a round that had to advance (`ADVANCED`, or `ADVANCED_SINCE` once enough rounds are made) has not. */
export function standsStill(
  code: Int32Array,
  registers: Int32Array,
  pc: number,
  position: number,
): boolean {
  const isFree =
    wordAt(code, pc) === op.ADVANCED ||
    wordAt(registers, wordAt(code, pc + 2)) > wordAt(code, pc + 3);
  return isFree && wordAt(registers, wordAt(code, pc + 1)) === position;
}

/** Where elements of a class end that start at a position (or start, when read backwards), the shortest first. */
export function placesOfStrings(
  { longest, shortest, has }: StringClass,
  subject: Subject,
  text: string,
  from: number,
  isBack: boolean,
): number[] {
  const end = subject.fill(from + 2 * longest);
  const units = subject.units();
  const places: number[] = [];
  let place = from;
  for (let size = 0; size <= longest; size++) {
    const element = text.slice(Math.min(from, place), Math.max(from, place));
    if (size >= shortest && has(element)) places.push(place);
    // Nothing can be read between the halves of a pair.
    if (place === (isBack ? 0 : end) || splitsPair(units, place, end)) break;
    const character = isBack ? codePointBefore(units, place) : codePointAt(units, place, end);
    place += (isBack ? -1 : 1) * (character > 0xffff ? 2 : 1);
  }
  return places;
}
