import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../constraints/language/parse.ts';
import { parseConstraint, parseRecipe } from '../../constraints/language/schema.ts';
import { readReply } from '../../src/synthesize/llm/reply.ts';

const ROOT = new URL('../../constraints/transcripts/', import.meta.url).pathname;
const PROBLEMS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(PROBLEMS)('the answers for %s', (problem) => {
  const directory = join(ROOT, problem, 'answers');

  it.each(readdirSync(directory))('are documents of the language: %s', (name) => {
    const { constraints, recipes, notes } = readReply(readFileSync(join(directory, name), 'utf8'));
    expect(notes).toEqual([]);
    for (const document of constraints) {
      const parsed = parseConstraint(document);
      if (!parsed.ok) throw new Error(parsed.reason);
      const { when, let: lets = {} } = parsed.constraint;
      expect(parseExpression(when, { lets })).toMatchObject({ ok: true });
    }
    for (const document of recipes) {
      const parsed = parseRecipe(document);
      if (!parsed.ok) throw new Error(parsed.reason);
      for (const text of Object.values(parsed.recipe.input)) {
        expect(parseExpression(text)).toMatchObject({ ok: true });
      }
    }
  });
});
