import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { RegexFlags } from './flags.ts';

/** Longer patterns are left to the real engine: they are lists of words, and compiling them costs more than it tells. */
const MAX_SOURCE = 100_000;

/**
 * @param source as `RegExp.prototype.source` gives it.
 * @returns undefined when the parser does not know the syntax, which the engine accepted.
 * @throws RangeError when the stack is full: that says nothing about the pattern.
 */
export function parsePattern(source: string, flags: RegexFlags): AST.Pattern | undefined {
  if (source.length > MAX_SOURCE) return undefined;
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, {
      unicode: flags.unicode && !flags.unicodeSets,
      unicodeSets: flags.unicodeSets,
    });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}
