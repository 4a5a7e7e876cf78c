import type { Attack } from './attack.ts';

/** Longer ones are no words to put in here and there. Characters. */
const MAX_WORD = 64;

/** What an attack lends to a dictionary: its parts, and the beginning of it. */
export function attackWords({ pumps, suffix }: Attack): readonly string[] {
  return pumps
    .flatMap(({ prefix, pump }) => [prefix, pump, prefix + pump])
    .concat(suffix)
    .filter(({ length }) => length > 0 && length <= MAX_WORD);
}
