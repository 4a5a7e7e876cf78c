import { DataError } from '../core/errors.ts';

/** Where a value stands in a text. */
export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * Where the value of a key of the outermost object stands, so that it can be replaced and all else stays byte for byte.
 * The last one counts when the key is there twice, as for JSON.parse. O(length).
 * @param text valid JSON
 * @returns undefined when the object has no such key.
 * @throws DataError when the text is no object.
 */
export function findTopLevelValue(text: string, key: string): Span | undefined {
  let at = skipSpace(text, 0);
  if (text[at] !== '{') throw new DataError('expected a JSON object');
  at = skipSpace(text, at + 1);
  let found: Span | undefined;
  while (at < text.length && text[at] !== '}') {
    const nameEnd = skipString(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = skipValue(text, start);
    if (name === key) found = { start, end };
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return found;
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at++;
  return at;
}

/** @param at of the opening quote @returns behind the closing one */
function skipString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  throw new DataError('a string is not closed');
}

function skipValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const character = text.charAt(at);
    if (character === '"') at = skipString(text, at);
    else if (character === '{' || character === '[') {
      depth++;
      at++;
    } else if (character === '}' || character === ']') {
      if (depth === 0) return trimmed(text, start, at);
      depth--;
      at++;
    } else if (character === ',' && depth === 0) return trimmed(text, start, at);
    else at++;
    if (depth === 0 && '"}]'.includes(text.charAt(at - 1))) return at;
  }
  throw new DataError('a value is not closed');
}

function trimmed(text: string, start: number, end: number): number {
  while (end > start && ' \t\r\n'.includes(text.charAt(end - 1))) end--;
  return end;
}
