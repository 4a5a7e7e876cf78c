import { z } from 'zod';
import type { Constraint, ConstraintFile, Recipe } from './constraint.ts';
import { oneLine } from './one-line.ts';
import { LET_NAME, MAX_LETS, MAX_TEXT } from './parse.ts';

/** Most constraints, and most recipes, of one file. */
const MAX_ENTRIES = 500;
const MAX_PLACES = 50;
const MAX_LINE = 10_000_000;
/** What is wrong with a document, beyond which the rest is only counted. */
const MAX_SHOWN = 3;

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dots, dashes, at most 64');
const source = z.enum(['llm', 'profile', 'user']).describe('who proposed it');
const description = z.string().min(1).max(500);
const expression = z.string().min(1).max(MAX_TEXT);

const placeSchema = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .max(500)
      .describe("path relative to the directory of the target's entry, with forward slashes"),
    function: z.string().min(1).max(200).exactOptional().describe('name of the enclosing function'),
    line: z
      .int()
      .min(1)
      .max(MAX_LINE)
      .exactOptional()
      .describe('of the statement, function or loop; optional for entry and exit of a function'),
    at: z
      .enum(['line', 'entry', 'exit', 'loop'])
      .describe(
        'line: before the statement; entry: after the parameters are bound; exit: before each return; ' +
          'loop: at the start of each iteration',
      ),
  })
  .refine(
    ({ at, line, function: name }) =>
      line !== undefined || (name !== undefined && (at === 'entry' || at === 'exit')),
    'needs a line, or the function whose entry or exit it is',
  );

/** Schema of one constraint. What its expressions say is the parser's business. */
export const constraintSchema = z.strictObject({
  id,
  source,
  description: description.describe('why the condition makes the program slow'),
  where: placeSchema,
  let: z
    .record(z.string().regex(LET_NAME, 'not a name'), expression)
    .refine((lets) => Object.keys(lets).length <= MAX_LETS, `more than ${MAX_LETS} names`)
    .exactOptional()
    .describe('names for parts of the condition, each over variables and earlier names'),
  when: expression.describe('the condition'),
  expects: z.literal('slower'),
}) satisfies z.ZodType<Constraint>;

/** Schema of one recipe. */
export const recipeSchema = z.strictObject({
  id,
  source,
  description: description.describe('what inputs it makes'),
  reaches: id.exactOptional().describe('the constraint that it is meant to reach'),
  input: z
    .record(z.string().min(1).max(100), expression)
    .refine((input) => {
      const places = Object.keys(input).length;
      return places > 0 && places <= MAX_PLACES;
    }, `1 to ${MAX_PLACES} places`)
    .describe('an expression over i, n and N for each place of the input'),
}) satisfies z.ZodType<Recipe>;

/** Schema of `constraints.json`. */
export const constraintFileSchema = z
  .strictObject({
    version: z.literal(1),
    constraints: z.array(constraintSchema).max(MAX_ENTRIES),
    recipes: z.array(recipeSchema).max(MAX_ENTRIES),
  })
  .refine(({ constraints, recipes }) => {
    const ids = [...constraints, ...recipes].map((entry) => entry.id);
    return new Set(ids).size === ids.length;
  }, 'two entries have the same id') satisfies z.ZodType<ConstraintFile>;

/** The published JSON Schema of `constraints.json`. */
export function constraintsJsonSchema(): object {
  return z.toJSONSchema(constraintFileSchema, { io: 'input', target: 'draft-2020-12' });
}

interface Unreadable {
  readonly ok: false;
  /** One line with JSON paths: `where.line: …; let.u: …`. */
  readonly reason: string;
}

/** Checks the form of a constraint; what its expressions say is the parser's business. */
export function parseConstraint(
  document: unknown,
): { readonly ok: true; readonly constraint: Constraint } | Unreadable {
  const { data, error } = constraintSchema.safeParse(document);
  return error === undefined ? { ok: true, constraint: data } : unreadable(error);
}

/** Checks the form of a recipe; what its expressions say is the parser's business. */
export function parseRecipe(
  document: unknown,
): { readonly ok: true; readonly recipe: Recipe } | Unreadable {
  const { data, error } = recipeSchema.safeParse(document);
  return error === undefined ? { ok: true, recipe: data } : unreadable(error);
}

/** Checks the form of what `constraints.json` holds. */
export function parseConstraintFile(
  document: unknown,
): { readonly ok: true; readonly file: ConstraintFile } | Unreadable {
  const { data, error } = constraintFileSchema.safeParse(document);
  return error === undefined ? { ok: true, file: data } : unreadable(error);
}

function unreadable({ issues }: z.ZodError): Unreadable {
  const shown = issues.slice(0, MAX_SHOWN).map(({ path, message }) => {
    const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
    return `${place.join('').replace(/^\./, '').slice(0, 100) || 'the document'}: ${message}`;
  });
  const more = issues.length > MAX_SHOWN ? `; and ${issues.length - MAX_SHOWN} more` : '';
  return { ok: false, reason: oneLine(shown.join('; ') + more) };
}
