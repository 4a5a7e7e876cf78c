import { compilePattern } from '../../harness/js/regex/compile.ts';
import { parseFlags } from '../../harness/js/regex/flags.ts';
import { parsePattern } from '../../harness/js/regex/parse.ts';
import { createSetTable } from '../../harness/js/regex/set-table.ts';
import type { RegexProgram } from '../../harness/js/regex/program.ts';
import { createMatcher, type Matcher } from '../../harness/js/regex/matcher.ts';
import { MATCHED, SLICE } from '../../harness/js/regex/outcomes.ts';
import { useProgram } from '../../harness/js/regex/uses.ts';

/** What a match found; undefined when there is none. */
export type Found = { readonly index: number; readonly groups: readonly (string | undefined)[] };

/** Thrown when a match takes more steps than it may. */
export const OUT_OF_FUEL: unknown = { outOfFuel: true };

/** A matcher that stops after about so many steps. */
export function createBoundedMatcher(maxReports = Infinity): Matcher {
  let reports = 0;
  const matcher = createMatcher(() => {
    if (++reports > maxReports) throw OUT_OF_FUEL;
    return SLICE;
  });
  return {
    ...matcher,
    match: (program, text, from, isSticky) => {
      reports = 0;
      matcher.rest();
      return matcher.match(program, text, from, isSticky);
    },
  };
}

const programs = new WeakMap<RegExp, RegexProgram | undefined>();

/** @returns 'unknown' for a pattern that does not compile, 'costly' for a match without end. */
export function findCounted(
  matcher: Matcher,
  regexp: RegExp,
  subject: string,
  lastIndex: number,
): Found | undefined | 'unknown' | 'costly' {
  const program = programOf(regexp);
  if (program === undefined) return 'unknown';
  const { global, sticky } = program.flags;
  const from = global || sticky ? lastIndex : 0;
  if (from > subject.length) return undefined;
  try {
    if (matcher.match(program, subject, from, sticky) !== MATCHED) return undefined;
  } catch (error) {
    if (error === OUT_OF_FUEL) return 'costly';
    throw error;
  }
  const registers = matcher.registers();
  const groups = Array.from({ length: program.groupCount }, (_, group) => {
    const [start = -1, end = -1] = registers.subarray(2 * group, 2 * group + 2);
    return start < 0 || end < 0 ? undefined : subject.slice(start, end);
  });
  return { index: registers[0] ?? -1, groups };
}

function programOf(regexp: RegExp): RegexProgram | undefined {
  if (!programs.has(regexp)) {
    const flags = parseFlags(regexp.flags);
    const pattern = parsePattern(regexp.source, flags);
    programs.set(regexp, pattern && compilePattern(pattern, flags, 'all', createSetTable()));
  }
  return programs.get(regexp);
}

/** Steps of replacing a pattern in a subject, everywhere if it is global: the sum of the hits of all nodes. */
export function countSteps(regexp: RegExp, subject: string): number {
  const program = programOf(regexp);
  if (program === undefined) throw new Error(`${regexp} is not known`);
  let steps = 0;
  const take = (): number => {
    for (let node = 0; node < program.nodeCount; node++) steps += matcher.hits()[node] ?? 0;
    matcher.hits().fill(0);
    return SLICE;
  };
  const matcher = createMatcher(take);
  useProgram(matcher, program, 'replace', subject, 0, Infinity);
  take();
  return steps;
}

/** What the engine finds. */
export function findReal(regexp: RegExp, subject: string, lastIndex: number): Found | undefined {
  regexp.lastIndex = lastIndex;
  const match = regexp.exec(subject);
  return match === null ? undefined : { index: match.index, groups: [...match] };
}
