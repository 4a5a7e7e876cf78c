import type { RegexProgram } from './program.ts';
import { wordAt } from './units.ts';

/**
 * Entries of the backtrack stack, three numbers each. A choice is the instruction to go on with, the position, and what the
 * instruction wants to know besides; a restoration is `~register` and the register's former value.
 */
export const ENTRY = 3;

/**
 * Leaves the third number as it is.
 * @returns the new height of the stack.
 */
export function push(entries: Int32Array, height: number, target: number, value: number): number {
  // Short enough for V8 to inline it everywhere.
  entries[height] = target;
  entries[height + 1] = value;
  return height + ENTRY;
}

/** Likewise, with the third number. */
export function pushRun(
  entries: Int32Array,
  height: number,
  target: number,
  value: number,
  extra: number,
): number {
  entries[height + 2] = extra;
  return push(entries, height, target, value);
}

/** Unsets registers from `first` on, before `stop`. @returns the new height. */
export function unset(
  registers: Int32Array,
  entries: Int32Array,
  height: number,
  first: number,
  stop: number,
): number {
  let top = height;
  for (let register = first; register < stop; register++) {
    const former = wordAt(registers, register);
    if (former === -1) continue;
    top = push(entries, top, ~register, former);
    registers[register] = -1;
  }
  return top;
}

/** Does what a restoration says. @returns false for a choice. */
function restore(registers: Int32Array, entries: Int32Array, entry: number): boolean {
  const target = wordAt(entries, entry);
  if (target >= 0) return false;
  registers[~target] = wordAt(entries, entry + 1);
  return true;
}

/** Takes back all that was done since the stack was `bottom` high. @returns the new height. */
export function undo(
  registers: Int32Array,
  entries: Int32Array,
  height: number,
  bottom: number,
): number {
  let top = height;
  for (; top > bottom; top -= ENTRY) restore(registers, entries, top - ENTRY);
  return top;
}

/** Takes back what was done since the last choice. @returns where its entry stands; negative when there is none. */
export function backToChoice(registers: Int32Array, entries: Int32Array, height: number): number {
  let top = height - ENTRY;
  while (top >= 0 && restore(registers, entries, top)) top -= ENTRY;
  return top;
}

/** Keeps only the restorations from `bottom` on: what matched there is final. @returns the new height. */
export function dropChoices(entries: Int32Array, bottom: number, height: number): number {
  let kept = bottom;
  for (let entry = bottom; entry < height; entry += ENTRY) {
    const target = wordAt(entries, entry);
    if (target < 0) kept = push(entries, kept, target, wordAt(entries, entry + 1));
  }
  return kept;
}

/** Room for the entries that one instruction pushes at most, besides those that unset groups. */
const SLACK = 32 * ENTRY;
const FIRST_LENGTH = 1024 * ENTRY;
const MAX_LENGTH = (1 << 22) * ENTRY;

/** What one match works with: kept from match to match, because making it would cost more than most matches. */
export interface Workspace {
  /** See `Matcher.hits`. */
  readonly hits: () => Int32Array;
  /** See `Matcher.registers`. */
  readonly registers: () => Int32Array;
  readonly stack: () => Int32Array;
  /** Entries that a program may leave free at the end of the stack. */
  slackOf(program: RegexProgram): number;
  /** Unsets all registers; makes room. */
  prepare(program: RegexProgram): void;
  /** @returns the stack in a larger array; the same one when it is as large as it may be. */
  grow(): Int32Array;
}

export function createWorkspace(): Workspace {
  let hits = new Int32Array(64);
  let registers = new Int32Array(64);
  let stack = new Int32Array(FIRST_LENGTH);
  return {
    hits: () => hits,
    registers: () => registers,
    stack: () => stack,
    slackOf: ({ registerCount }) => SLACK + registerCount * ENTRY,
    prepare: ({ nodeCount, registerCount }) => {
      if (hits.length < nodeCount) hits = new Int32Array(2 * nodeCount);
      if (registers.length < registerCount) registers = new Int32Array(2 * registerCount);
      for (let register = 0; register < registerCount; register++) registers[register] = -1;
    },
    grow: () => {
      if (stack.length >= MAX_LENGTH) return stack;
      const larger = new Int32Array(Math.min(MAX_LENGTH, 2 * stack.length));
      larger.set(stack);
      stack = larger;
      return stack;
    },
  };
}
