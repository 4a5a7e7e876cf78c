/** Characters of a text that are gone through; beyond, only the first so many count. */
export const MAX_NESTING_TEXT = 65_536;

/** Deepest nesting of ()[]{}, whichever they are; a closing one without an opening one is passed over. */
export function bracketDepth(text: string): number {
  const end = Math.min(text.length, MAX_NESTING_TEXT);
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < end; i++) {
    switch (text.charCodeAt(i)) {
      case 0x28: // (
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case 0x29: // )
      case 0x5d: // ]
      case 0x7d: // }
        if (depth > 0) depth--;
        break;
    }
  }
  return deepest;
}
