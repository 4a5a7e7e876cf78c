/** Starts that are tried in one text: what is beyond is no answer but noise. */
const MAX_STARTS = 400;
/** Brackets within brackets; whoever prints or walks the values recurses. */
const MAX_DEPTH = 64;

/**
 * JSON objects and lists in a text that holds other things too: prose, Markdown, the beginning of something that is cut
 * off. Outermost first; where one is damaged or cut off, what is whole inside it. Nothing is evaluated.
 * O(starts × length), starts ≤ 400.
 * @returns in order of appearance
 */
export function findJson(text: string): readonly unknown[] {
  const found: unknown[] = [];
  let at = 0;
  for (let starts = 0; starts < MAX_STARTS; starts++) {
    const start = nextStart(text, at);
    if (start === undefined) break;
    const end = endOf(text, start);
    const value = end === undefined ? undefined : parse(text.slice(start, end));
    if (value !== undefined) found.push(value);
    at = value === undefined || end === undefined ? start + 1 : end;
  }
  return found;
}

function nextStart(text: string, from: number): number | undefined {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i;
  return undefined;
}

/** After the bracket that closes the one at `start`, by counting; undefined when it is cut off or nested too deeply. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const close = endOfString(text, i);
      if (close === undefined) return undefined;
      i = close - 1;
    } else if (c === '{' || c === '[') {
      if (++depth > MAX_DEPTH) return undefined;
    } else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  return undefined;
}

function endOfString(text: string, start: number): number | undefined {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return undefined;
}

/** @returns undefined when it is not JSON, mended or not */
function parse(text: string): unknown {
  for (const form of [text, mend(text)]) {
    try {
      return JSON.parse(form);
    } catch {
      // Tried in the other form, or not JSON at all.
    }
  }
  return undefined;
}

/** What models write and JSON lacks: comments, commas before a closing bracket, line breaks inside strings. */
function mend(text: string): string {
  const parts: string[] = [];
  /** Index in `parts` of a comma that nothing but space has followed so far. */
  let comma = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    if (c === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      const close = text[i + 1] === '/' ? '\n' : '*/';
      const end = text.indexOf(close, i + 2);
      i = end < 0 ? text.length : end + close.length - 1;
      continue;
    }
    if (c === '"') {
      const end = endOfString(text, i) ?? text.length;
      parts.push(oneLine(text.slice(i, end)));
      i = end - 1;
    } else parts.push(c);
    if (c === ',') comma = parts.length - 1;
    else if (c.trim() !== '') {
      if ((c === '}' || c === ']') && comma >= 0) parts[comma] = '';
      comma = -1;
    }
  }
  return parts.join('');
}

function oneLine(string: string): string {
  return string.replaceAll('\r', '').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
