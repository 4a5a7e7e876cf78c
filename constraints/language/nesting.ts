/** Characters of a text that are gone through; beyond, only the first so many count. */
export const MAX_NESTING_TEXT = 65_536;

const OPENING = '([{';
const CLOSING = ')]}';

/** Deepest nesting of brackets, whichever they are; a closing one without an opening one is passed over. */
export function bracketDepth(text: string): number {
  const end = Math.min(text.length, MAX_NESTING_TEXT);
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < end; i++) {
    const character = text[i] ?? '';
    if (OPENING.includes(character)) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (depth > 0 && CLOSING.includes(character)) depth--;
  }
  return deepest;
}
