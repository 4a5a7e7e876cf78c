import type { Json } from '../../core/run-record.ts';
import type { Proposal } from '../../core/synthesis.ts';

/** Leaves room for the number that makes an id unique. Characters. */
const MAX_ID = 56;

type Document = Readonly<Record<string, unknown>>;

/**
 * The documents of several replies as one proposal: what says the same word for word is taken once, and ids are made
 * unique, also against those of earlier rounds; recipes follow the ids of their reply.
 * @param taken ids in use
 */
export function mergeReplies(replies: readonly Proposal[], taken: readonly string[]): Proposal {
  const ids = new Set(taken);
  const seen = new Map<string, string>();
  const constraints: Json[] = [];
  const recipes: Json[] = [];
  for (const reply of replies) {
    const renamed = new Map<string, string>();
    for (const document of reply.constraints.filter(isDocument)) {
      const { id, ...rest } = document;
      const key = JSON.stringify({ ...rest, description: undefined });
      const twin = seen.get(key);
      const name = twin ?? freshId(id, 'constraint', ids);
      if (typeof id === 'string') renamed.set(id, name);
      if (twin !== undefined) continue;
      seen.set(key, name);
      constraints.push(asJson({ ...document, id: name }));
    }
    for (const document of reply.recipes.filter(isDocument)) {
      const { id, reaches, ...rest } = document;
      const key = JSON.stringify({ ...rest, description: undefined });
      if (seen.has(key)) continue;
      const name = freshId(id, 'recipe', ids);
      seen.set(key, name);
      const target = typeof reaches === 'string' ? (renamed.get(reaches) ?? reaches) : undefined;
      recipes.push(
        asJson({ ...rest, id: name, ...(target === undefined ? {} : { reaches: target }) }),
      );
    }
  }
  return { constraints, recipes, notes: replies.flatMap(({ notes }) => notes) };
}

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The id, in the characters that ids have; with a number after it when it is taken. Of anything but a text, a new one. */
function freshId(id: unknown, fallback: string, ids: Set<string>): string {
  const spelt = typeof id === 'string' ? id.replace(/[^A-Za-z0-9._-]+/g, '-') : '';
  const wanted = spelt.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '').slice(0, MAX_ID) || fallback;
  let name = wanted;
  for (let i = 2; ids.has(name); i++) name = `${wanted}-${i}`;
  ids.add(name);
  return name;
}

/** Documents of a reply were made of JSON. */
function asJson(document: Document): Json {
  return document as Json;
}
