import { printable } from '../printable.ts';

/** Text that is safe anywhere in HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text of hostile origin for a page: invisible and directional characters become escapes, markup becomes text. */
export function safe(text: string): string {
  return escapeHtml(printable(text));
}

/** As {@link safe}, but line breaks and tabs stay: for preformatted blocks. */
export function safeBlock(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(safe).join('\t'))
    .join('\n');
}

/** JSON inside a script tag: no `<` can end it, and what does not print is escaped. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
