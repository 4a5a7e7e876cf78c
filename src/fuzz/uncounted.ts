import type { Host, SeenPattern } from '../../harness/protocol.ts';

/** Times that are worth a line. Milliseconds, ascending. */
const TELLING_MS = [100, 1000] as const;
const MAX_NAME = 80;

/**
 * Names the regular expressions that nobody can count, and those on which the engine was slow; the same lines as before
 * where nothing is new.
 */
export function uncountedNotes(host: Host): readonly string[] {
  return host
    .patterns()
    .filter(({ isCounted }) => !isCounted)
    .flatMap((pattern) => {
      const name = nameOf(pattern);
      const slow = TELLING_MS.filter((ms) => pattern.engineMs >= ms);
      return [
        `the syntax of ${name} is not known: its work is charged by length, and only its time is watched`,
        ...slow.map((ms) => `${name} took the engine more than ${ms} ms for one text`),
      ];
    });
}

function nameOf({ source, flags }: SeenPattern): string {
  const text = `/${source}/${flags}`;
  return text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME)}…`;
}
