/**
 * Instructions of a compiled pattern: an opcode followed by its operands. Those below {@link SILENT} count a hit of the node
 * that their first operand, `node`, names. Instructions that read the subject exist in two directions, forwards and (odd
 * numbers) backwards for lookbehind; in `UNICODE` forms a character is a code point, else a code unit.
 */

/** node, unit */
export const CHAR = 0;
/** node, set: one character. */
export const SET = 2;
export const SET_BACK = 3;
export const SET_UNICODE = 4;
export const SET_UNICODE_BACK = 5;
/** node, set, min, max: as many characters as there are. An `UNREAD` follows. */
export const RUN = 6;
export const RUN_BACK = 7;
export const RUN_UNICODE = 8;
export const RUN_UNICODE_BACK = 9;
/** node: gives one character of a run back; reached by backtracking only. */
export const UNREAD = 10;
export const UNREAD_BACK = 11;
export const UNREAD_UNICODE = 12;
export const UNREAD_UNICODE_BACK = 13;
/**
 * node, target, row: goes on, with `target` as the second choice; or to `target` at once where the row of
 * `RegexProgram.firsts` says that what follows cannot begin here. No row is -1.
 */
export const FORK = 14;
/** node, target, row: goes to `target`, with what follows as the second choice; or on at once where `target` cannot begin. */
export const FORK_AWAY = 15;
/** node, counter, min, max, isGreedy, exit: one more round, or on to `exit`. */
export const ROUND = 16;
/** node */
export const START = 18;
export const LINE_START = 19;
export const END = 20;
export const LINE_END = 21;
/** node, set of word characters */
export const WORD_EDGE = 22;
export const NO_WORD_EDGE = 23;
/** node, first of some groups in `RegexProgram.groups`, their number */
export const REFERENCE = 24;
export const REFERENCE_BACK = 25;
export const REFERENCE_FOLDED = 26;
export const REFERENCE_FOLDED_BACK = 27;
/** node, strings: an element of a class that holds strings; the longest first. */
export const STRINGS = 28;
export const STRINGS_BACK = 29;
/** node, register (and the next): begins a lookaround that must match. */
export const LOOK = 30;
/** node, register, exit: begins one that must not match; goes on at `exit` when it does not. */
export const LOOK_NOT = 31;
/** node, set, min, max: as few code units as will do. An `EXTEND` follows. */
export const LAZY_RUN = 32;
/** node, set: reads one more; reached by backtracking only. */
export const EXTEND = 33;

export const SILENT = 34;
/** target */
export const JUMP = 34;
/** register: remembers the position. */
export const SAVE = 35;
/** register: sets it to 0. */
export const ZERO = 36;
/** register: adds 1. */
export const COUNT = 37;
/** first, end: unsets these registers. */
export const CLEAR = 38;
/** register: fails when nothing was read since it saved the position. */
export const ADVANCED = 39;
/** register, counter, min: likewise, unless the round was one of the first `min`. */
export const ADVANCED_SINCE = 40;
/** register: the lookaround matched, which is good. */
export const SEEN = 41;
/** register: the lookaround matched, which is bad. */
export const SEEN_NOT = 42;
export const MATCH = 43;
