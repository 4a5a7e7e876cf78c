import type { RegexFlags } from './flags.ts';
import type { Matcher } from './matcher.ts';
import { EXHAUSTED, MATCHED } from './outcomes.ts';
import type { RegexProgram } from './program.ts';
import { wordAt } from './units.ts';

/** Methods that use a regular expression. */
export type RegexMethod =
  'exec' | 'test' | 'match' | 'matchAll' | 'replace' | 'replaceAll' | 'search' | 'split';

/** Whether a method looks for one match, and not for all of them. */
export function isOneMatch(method: RegexMethod, { global }: RegexFlags): boolean {
  switch (method) {
    case 'exec':
    case 'test':
    case 'search':
      return true;
    case 'match':
    case 'replace':
    case 'replaceAll':
      return !global;
    case 'matchAll':
    case 'split':
      return false;
  }
}

/**
 * Does what a method does: one match or all of them.
 * @param lastIndex of the regular expression; 0 ≤ lastIndex ≤ length of the text.
 * @param limit of the pieces that `split` makes.
 * @returns false when the matcher gave up.
 */
export function useProgram(
  matcher: Matcher,
  program: RegexProgram,
  method: RegexMethod,
  text: string,
  lastIndex: number,
  limit: number,
): boolean {
  const { flags } = program;
  if (method === 'split') return split(matcher, program, text, limit);
  if (!isOneMatch(method, flags)) {
    return matchAll(matcher, program, text, method === 'matchAll' ? lastIndex : 0);
  }
  const from = method === 'search' ? 0 : lastIndex;
  return matcher.match(program, text, from, flags.sticky) !== EXHAUSTED;
}

function matchAll(
  matcher: Matcher,
  program: RegexProgram,
  text: string,
  lastIndex: number,
): boolean {
  const { sticky, unicode } = program.flags;
  for (let from = lastIndex; from <= text.length;) {
    const outcome = matcher.match(program, text, from, sticky);
    if (outcome !== MATCHED) return outcome !== EXHAUSTED;
    const [start, end] = [startOf(matcher), endOf(matcher)];
    from = end > start ? end : advance(text, end, unicode);
  }
  return true;
}

/** A sticky pattern is looked for everywhere, too. */
function split(matcher: Matcher, program: RegexProgram, text: string, limit: number): boolean {
  const { groupCount, flags } = program;
  let pieces = 0;
  let pieceStart = 0;
  for (let from = 0; pieces < limit && (from < text.length || text.length === 0);) {
    const outcome = matcher.match(program, text, from, false);
    if (outcome !== MATCHED) return outcome !== EXHAUSTED;
    const end = endOf(matcher);
    if (startOf(matcher) >= text.length) return true;
    if (end === pieceStart) {
      from = advance(text, startOf(matcher), flags.unicode);
    } else {
      pieceStart = end;
      from = end;
      pieces += groupCount;
    }
  }
  return true;
}

/** ECMA-262, AdvanceStringIndex. */
function advance(text: string, index: number, isUnicode: boolean): number {
  const isPair = isUnicode && (text.codePointAt(index) ?? 0) > 0xffff;
  return index + (isPair ? 2 : 1);
}

function startOf(matcher: Matcher): number {
  return wordAt(matcher.registers(), 0);
}

function endOf(matcher: Matcher): number {
  return wordAt(matcher.registers(), 1);
}
