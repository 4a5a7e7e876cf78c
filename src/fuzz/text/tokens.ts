import type { Rng } from '../../core/rng.ts';

/** A stretch `[start, end)` of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A longer run counts as a token in every piece of this length. Characters. */
const LONGEST_TOKEN = 32;

const SPACE = 1;
const DIGIT = 2;
const LETTER = 3;
/** Every other character is a token of its own. */
const MARK = 0;

function kindOf(code: number): number {
  if (code >= 48 && code <= 57) return DIGIT;
  if ((code | 32) >= 97 && (code | 32) <= 122) return LETTER;
  if (code === 95 || code >= 0xaa) return LETTER;
  return code === 32 || (code >= 9 && code <= 13) ? SPACE : MARK;
}

/** Runs of letters, of digits and of one kind of white space stay together. */
function isJoint(text: string, at: number): boolean {
  const kind = kindOf(text.charCodeAt(at));
  if (kind === MARK || kind !== kindOf(text.charCodeAt(at - 1))) return false;
  return kind !== SPACE || text.charCodeAt(at) === text.charCodeAt(at - 1);
}

/** Where the token that holds the character at `at` begins; 0 ≤ at < length. O(1). */
export function tokenStart(text: string, at: number): number {
  const least = Math.max(0, at - LONGEST_TOKEN);
  let start = at;
  while (start > least && isJoint(text, start)) start--;
  return start;
}

/** Where the token that begins at `start` ends; at most the length. O(1). */
export function tokenEnd(text: string, start: number): number {
  const most = Math.min(text.length, start + LONGEST_TOKEN);
  let end = Math.min(text.length, start + 1);
  while (end < most && isJoint(text, end)) end++;
  return end;
}

/** One to `most` neighbouring tokens anywhere in the text; undefined for the empty text. */
export function pickTokens(text: string, rng: Rng, most: number): Span | undefined {
  if (text.length === 0) return undefined;
  const start = tokenStart(text, rng.int(0, text.length - 1));
  let end = start;
  for (let left = rng.int(1, most); left > 0 && end < text.length; left--)
    end = tokenEnd(text, end);
  return { start, end };
}

/** A place between two tokens, or at either end. */
export function pickBoundary(text: string, rng: Rng): number {
  if (text.length === 0 || rng.oneIn(8)) return text.length;
  return tokenStart(text, rng.int(0, text.length - 1));
}

/** The line that holds the character at `at`, its end of line included. At most `longest` characters. */
export function lineAt(text: string, at: number, longest: number): Span {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const stop = text.indexOf('\n', at);
  const end = stop < 0 ? text.length : stop + 1;
  return end - start <= longest ? { start, end } : { start: at, end: Math.min(end, at + longest) };
}
