const MAX_LENGTH = 500;

/**
 * A message that may quote from a hostile text, as one line that can be shown anywhere: at most 500 characters, and nothing
 * that moves a cursor.
 */
export function oneLine(message: string): string {
  const line = message.replaceAll(/\p{C}|[\u2028\u2029]/gu, '?');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
