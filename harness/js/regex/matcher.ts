import {
  backToChoice,
  createWorkspace,
  dropChoices,
  push,
  pushRun,
  undo,
  unset,
} from './backtrack.ts';
import * as op from './opcodes.ts';
import { EXHAUSTED, MATCHED, NO_MATCH, SLICE } from './outcomes.ts';
import type { RegexProgram, StringClass } from './program.ts';
import {
  createSharedLength,
  isAtEdge,
  isAtWordEdge,
  isMember,
  mayBegin,
  placesOfStrings,
  setGroup,
  standsStill,
} from './reading.ts';
import { extendUntil, skip, unread, unreadUntil, walk } from './runs.ts';
import { createSubject } from './subject.ts';
import { hit, splitsPair, unitAt, wordAt } from './units.ts';

/** Does what a backtracking engine does, and counts it. */
export interface Matcher {
  /** `hits[node]` since they were last zeroed, by their reader; length ≥ nodeCount of the last program. */
  readonly hits: () => Int32Array;
  /** `registers[2 * g]` and `registers[2 * g + 1]`: where group g of the last match starts and ends, or -1. */
  readonly registers: () => Int32Array;
  /**
   * Looks for the first match.
   * @param from where to begin; 0 ≤ from ≤ length of the text.
   * @param isSticky whether it must begin there.
   */
  match(program: RegexProgram, text: string, from: number, isSticky: boolean): number;
  /** Makes the next report due after as many steps as the first one. */
  rest(): void;
}

/** @param report called now and then; returns how many steps to go until the next time. What it throws ends the match. */
export function createMatcher(report: () => number): Matcher {
  const subject = createSubject();
  const sharedLength = createSharedLength();
  const workspace = createWorkspace();
  /** Steps; kept from match to match, because many short ones may come at once. */
  let untilReport = SLICE;

  /**
   * One loop over all instructions, because calls would cost more than what they do: `continue` goes on with the next
   * instruction, `break` backtracks.
   */
  const match = (program: RegexProgram, text: string, from: number, isSticky: boolean): number => {
    const { code, lows, sets, firsts, groups, strings, first, flags } = program;
    const { length } = text;
    workspace.prepare(program);
    subject.set(text);
    let end = subject.fill(from + 1);
    const units = subject.units();
    const nodeHits = workspace.hits();
    const regs = workspace.registers();
    const slack = workspace.slackOf(program);
    let entries = workspace.stack();
    let roof = entries.length - slack;
    let left = untilReport;
    let result = NO_MATCH;
    let start = flags.unicode && splitsPair(units, from, end) ? from - 1 : from;
    const last = program.isAnchored ? 0 : isSticky ? from : length;
    let isStarting = true;
    let sp = 0;
    let pc = 0;
    let pos = 0;
    /** The third value of the choice that was taken last. */
    let extra = 0;

    search: for (;;) {
      if (isStarting) {
        isStarting = false;
        if (first !== undefined && last === length) {
          const before = start;
          start = skip(first, subject, start);
          end = subject.fill(start);
          hit(nodeHits, 0, start - before);
          left -= start - before;
          if (start === length) break;
        }
        if (start > last) break;
        hit(nodeHits, 0, 1);
        left--;
        pos = start;
        pc = 0;
      }
      if (sp > roof) {
        entries = workspace.grow();
        roof = entries.length - slack;
        if (sp > roof) {
          result = EXHAUSTED;
          break;
        }
      }
      const instruction = wordAt(code, pc);
      if (instruction < op.SILENT) {
        hit(nodeHits, wordAt(code, pc + 1), 1);
        left--;
      }
      if (pos + 1 >= end && end < length) end = subject.fill(pos + 2);
      switch (instruction) {
        case op.CHAR:
          if (pos === end || unitAt(units, pos) !== wordAt(code, pc + 2)) break;
          pos++;
          pc += 3;
          continue;
        case op.SET:
          if (pos === end || !isMember(lows, sets, wordAt(code, pc + 2), unitAt(units, pos))) break;
          pos++;
          pc += 3;
          continue;
        case op.SET_BACK:
        case op.SET_UNICODE:
        case op.SET_UNICODE_BACK: {
          const there = walk(subject, program, instruction, wordAt(code, pc + 2), pos, 1, 1);
          if (there < 0) break;
          end = subject.fill(there);
          pos = there;
          pc += 3;
          continue;
        }
        case op.RUN: {
          const set = wordAt(code, pc + 2);
          const min = wordAt(code, pc + 3);
          const begin = pos;
          // Runs that may be longer than any subject have 2^31 - 1 as their maximum.
          const most = Math.min(length, begin + wordAt(code, pc + 4));
          for (; pos < most; pos++) {
            if (pos === end) end = subject.fill(pos + 1);
            if (!isMember(lows, sets, set, unitAt(units, pos))) break;
          }
          hit(nodeHits, wordAt(code, pc + 1), pos - begin);
          left -= pos - begin;
          if (pos - begin < min) break;
          if (pos - begin > min) sp = pushRun(entries, sp, pc + 5, pos, begin + min);
          pc += 7;
          continue;
        }
        case op.RUN_BACK:
        case op.RUN_UNICODE:
        case op.RUN_UNICODE_BACK: {
          const set = wordAt(code, pc + 2);
          const min = wordAt(code, pc + 3);
          const least = walk(subject, program, instruction, set, pos, min, min);
          if (least < 0) break;
          const begin = pos;
          pos = walk(subject, program, instruction, set, least, 0, wordAt(code, pc + 4) - min);
          end = subject.fill(pos);
          const read = Math.abs(pos - begin);
          hit(nodeHits, wordAt(code, pc + 1), read);
          left -= read;
          if (pos !== least) sp = pushRun(entries, sp, pc + 5, pos, least);
          pc += 7;
          continue;
        }
        case op.UNREAD: {
          const there = unreadUntil(program, units, pc, pos, extra);
          const skipped = pos - 1 - there;
          if (skipped > 0) {
            hit(nodeHits, wordAt(code, pc + 1), skipped);
            hit(nodeHits, wordAt(code, pc + 3), skipped);
            left -= 2 * skipped;
          }
          pos = there;
          if (pos > extra) sp = pushRun(entries, sp, pc, pos, extra);
          pc += 2;
          continue;
        }
        case op.UNREAD_BACK:
        case op.UNREAD_UNICODE:
        case op.UNREAD_UNICODE_BACK:
          pos = unread(units, instruction, pos, extra, end);
          if (pos !== extra) sp = pushRun(entries, sp, pc, pos, extra);
          pc += 2;
          continue;
        case op.LAZY_RUN: {
          const min = wordAt(code, pc + 3);
          const most = Math.min(length, pos + wordAt(code, pc + 4));
          const least = walk(subject, program, op.RUN, wordAt(code, pc + 2), pos, min, min);
          if (least < 0) break;
          hit(nodeHits, wordAt(code, pc + 1), min);
          left -= min;
          pos = least;
          end = subject.fill(pos);
          if (pos < most) sp = pushRun(entries, sp, pc + 5, pos, most);
          pc += 8;
          continue;
        }
        case op.EXTEND: {
          const there = extendUntil(program, subject, pc, pos, extra);
          const skipped = (there < 0 ? ~there : there - 1) - pos;
          if (skipped > 0) {
            hit(nodeHits, wordAt(code, pc + 1), skipped);
            hit(nodeHits, wordAt(code, pc + 4), skipped);
            left -= 2 * skipped;
          }
          if (there < 0) break;
          pos = there;
          end = subject.fill(pos);
          if (pos < extra) sp = pushRun(entries, sp, pc, pos, extra);
          pc += 3;
          continue;
        }
        case op.FORK:
          pc += 4;
          if (mayBegin(firsts, wordAt(code, pc - 1), units, pos, end)) {
            sp = push(entries, sp, wordAt(code, pc - 2), pos);
          } else pc = wordAt(code, pc - 2);
          continue;
        case op.FORK_AWAY:
          pc += 4;
          if (mayBegin(firsts, wordAt(code, pc - 1), units, pos, end)) {
            sp = push(entries, sp, pc, pos);
            pc = wordAt(code, pc - 2);
          }
          continue;
        case op.ROUND: {
          const rounds = wordAt(regs, wordAt(code, pc + 2));
          const inside = pc + 7;
          const exit = wordAt(code, pc + 6);
          if (left <= 0) left = report();
          if (rounds < wordAt(code, pc + 3)) pc = inside;
          else if (rounds >= wordAt(code, pc + 4)) pc = exit;
          else {
            const isGreedy = code[pc + 5] === 1;
            sp = push(entries, sp, isGreedy ? exit : inside, pos);
            pc = isGreedy ? inside : exit;
          }
          continue;
        }
        case op.START:
        case op.LINE_START:
        case op.END:
        case op.LINE_END:
          if (!isAtEdge(instruction, units, pos, length)) break;
          pc += 2;
          continue;
        case op.WORD_EDGE:
        case op.NO_WORD_EDGE: {
          const isEdge = isAtWordEdge(program, wordAt(code, pc + 2), units, pos, end);
          if (isEdge !== (instruction === op.WORD_EDGE)) break;
          pc += 3;
          continue;
        }
        case op.REFERENCE:
        case op.REFERENCE_BACK:
        case op.REFERENCE_FOLDED:
        case op.REFERENCE_FOLDED_BACK: {
          const group = setGroup(regs, groups, wordAt(code, pc + 2), wordAt(code, pc + 3));
          const begin = group < 0 ? 0 : wordAt(regs, 2 * group);
          const size = group < 0 ? 0 : wordAt(regs, 2 * group + 1) - begin;
          const isBack = (instruction & 1) === 1;
          const there = isBack ? pos - size : pos;
          if (there < 0 || there + size > length) break;
          end = subject.fill(there + size);
          const fold = instruction < op.REFERENCE_FOLDED ? undefined : flags.unicode;
          const same = sharedLength(subject, begin, there, size, fold);
          hit(nodeHits, wordAt(code, pc + 1), same);
          left -= same;
          if (same < size) break;
          pos = isBack ? there : there + size;
          if (flags.unicode && splitsPair(units, pos, end)) break;
          pc += 4;
          continue;
        }
        case op.STRINGS:
        case op.STRINGS_BACK: {
          const candidates = strings[wordAt(code, pc + 2)] as StringClass;
          const isBack = instruction === op.STRINGS_BACK;
          // Pushed from short to long: the longest is tried first.
          for (const place of placesOfStrings(candidates, subject, text, pos, isBack)) {
            sp = push(entries, sp, pc + 3, place);
          }
          end = subject.fill(0);
          break;
        }
        case op.LOOK:
        case op.LOOK_NOT: {
          const register = wordAt(code, pc + 2);
          regs[register] = sp;
          regs[register + 1] = pos;
          if (instruction === op.LOOK_NOT) sp = push(entries, sp, wordAt(code, pc + 3), pos);
          pc += instruction === op.LOOK ? 3 : 4;
          continue;
        }
        case op.JUMP:
          pc = wordAt(code, pc + 1);
          continue;
        case op.SAVE:
        case op.ZERO:
        case op.COUNT: {
          const register = wordAt(code, pc + 1);
          const former = wordAt(regs, register);
          sp = push(entries, sp, ~register, former);
          regs[register] = instruction === op.SAVE ? pos : instruction === op.ZERO ? 0 : former + 1;
          pc += 2;
          continue;
        }
        case op.CLEAR:
          sp = unset(regs, entries, sp, wordAt(code, pc + 1), wordAt(code, pc + 2));
          pc += 3;
          continue;
        case op.ADVANCED:
        case op.ADVANCED_SINCE:
          if (standsStill(code, regs, pc, pos)) break;
          pc += instruction === op.ADVANCED ? 2 : 4;
          continue;
        case op.SEEN: {
          const register = wordAt(code, pc + 1);
          sp = dropChoices(entries, wordAt(regs, register), sp);
          pos = wordAt(regs, register + 1);
          pc += 2;
          continue;
        }
        case op.SEEN_NOT:
          sp = undo(regs, entries, sp, wordAt(regs, wordAt(code, pc + 1)));
          break;
        default: // MATCH
          regs[0] = start;
          regs[1] = pos;
          result = MATCHED;
          break search;
      }
      if (left <= 0) left = report();
      sp = backToChoice(regs, entries, sp);
      if (sp < 0) {
        sp = 0;
        isStarting = true;
        // As the engine does, also between the halves of a pair, where nothing can be read.
        start++;
        continue;
      }
      pc = wordAt(entries, sp);
      pos = wordAt(entries, sp + 1);
      extra = wordAt(entries, sp + 2);
    }
    untilReport = left;
    return result;
  };
  const rest = (): void => void (untilReport = SLICE);
  return { hits: workspace.hits, registers: workspace.registers, match, rest };
}
