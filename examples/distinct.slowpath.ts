import fc from 'fast-check';
import { defineTarget } from 'slowpath';

/** A word list that keeps what it has not seen yet. */
function distinct(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (const word of words) if (!kept.includes(word)) kept.push(word);
  return kept;
}

/** Inputs come from arbitraries of fast-check, one for each argument: `npm install fast-check` beside slowpath. */
export default defineTarget({
  run: distinct,
  input: [fc.array(fc.string({ maxLength: 8 }), { maxLength: 1000 })],
});
