import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DataError } from '../../src/core/errors.ts';

const entrySchema = z.strictObject({
  id: z.string(),
  package: z.string(),
  /** The vulnerable version, and the one in which it was mended. */
  bad: z.string(),
  good: z.string(),
  entry: z.strictObject({
    load: z.enum(['cjs', 'esm']),
    import: z.string(),
    /** `(m, x) => …`: what calls the module with the input. */
    call: z.string(),
  }),
  /** Type of the arguments where the input is no text. */
  args: z.string().exactOptional(),
  /** The known slow input, a JavaScript expression in n. */
  input: z.string(),
  /** Values of n at which it was seen to be slow. */
  sizes: z.array(z.int().positive()),
  /** An input longer than this does not count. Characters (or elements). */
  maxLen: z.int().positive(),
  growth: z.enum(['polynomial', 'exponential', 'value-linear']),
  class: z.string(),
  advisory: z.string(),
  fix: z.string(),
  note: z.string().exactOptional(),
});

/** A known slow path in a published package. */
export type CatalogueEntry = z.infer<typeof entrySchema>;

/** Seen from dist/bench/packages, where this file is compiled to. */
const CATALOGUE = fileURLToPath(new URL('../../../bench/packages/catalogue.json', import.meta.url));

/**
 * @param only ids, or parts of ids where there is no such id; all when empty
 * @throws DataError when the file is not a catalogue
 */
export function readCatalogue(only: readonly string[]): readonly CatalogueEntry[] {
  const parsed = z.array(entrySchema).safeParse(JSON.parse(readFileSync(CATALOGUE, 'utf8')));
  if (!parsed.success) throw new DataError(`${CATALOGUE}: ${z.prettifyError(parsed.error)}`);
  const isAsked = (id: string, part: string): boolean =>
    id === part || (id.includes(part) && !parsed.data.some((entry) => entry.id === part));
  return parsed.data.filter(
    ({ id }) => only.length === 0 || only.some((part) => isAsked(id, part)),
  );
}
