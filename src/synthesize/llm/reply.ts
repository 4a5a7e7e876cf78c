import type { Json } from '../../core/run-record.ts';
import type { Proposal } from '../../core/synthesis.ts';
import { findJson } from './find-json.ts';

/** Characters of a reply that are read. */
const MAX_REPLY = 200_000;
/** Constraints, and recipes, of one reply that are taken. */
const MAX_DOCUMENTS = 24;
/** Characters of one document, printed. */
const MAX_DOCUMENT = 8000;
/** Levels of lists and objects around the documents: `{"result": {"constraints": [...]}}`. */
const MAX_WRAPPING = 4;
/** A document that is turned away is told in so many characters. */
const MAX_SHOWN = 80;

export interface Reply extends Proposal {
  /** Something that has the form of an answer was there, if only an empty one. */
  readonly isAnswer: boolean;
}

/**
 * The documents in a reply, whatever surrounds them: JSON alone, in Markdown, in prose, damaged or cut off. Each
 * document stands alone: one that is malformed does not take the others with it. Values are passed on unchecked, for
 * the gate to judge; only shape and size are looked at here, and nothing is evaluated.
 */
export function readReply(text: string): Reply {
  const notes: string[] = [];
  if (text.length > MAX_REPLY) {
    notes.push(`a reply of ${text.length} characters was read up to ${MAX_REPLY}`);
  }
  const values = findJson(withoutThinking(text.slice(0, MAX_REPLY)));
  const found: Found = { constraints: [], recipes: [], isAnswer: false };
  for (const value of values) collect(value, found, 0);
  const constraints = take('constraint', found.constraints, constraintOf, notes);
  const recipes = take('recipe', found.recipes, recipeOf, notes);
  return { constraints, recipes, notes, isAnswer: found.isAnswer };
}

/** Models that think aloud do it in this tag; drafts in it are not the answer. */
function withoutThinking(text: string): string {
  const end = text.lastIndexOf('</think>');
  return end < 0 ? text : text.slice(end + '</think>'.length);
}

interface Found {
  readonly constraints: unknown[];
  readonly recipes: unknown[];
  isAnswer: boolean;
}

type Document = Readonly<Record<string, unknown>>;

function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function collect(value: unknown, found: Found, depth: number): void {
  if (depth > MAX_WRAPPING) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found, depth + 1);
    return;
  }
  if (!isDocument(value)) return;
  const { constraints, recipes } = value;
  if (Array.isArray(constraints) || Array.isArray(recipes)) {
    found.isAnswer = true;
    if (Array.isArray(constraints)) found.constraints.push(...constraints);
    if (Array.isArray(recipes)) found.recipes.push(...recipes);
  } else if ('when' in value) {
    found.isAnswer = true;
    found.constraints.push(value);
  } else if ('input' in value) {
    found.isAnswer = true;
    found.recipes.push(value);
  } else {
    for (const inner of Object.values(value)) collect(inner, found, depth + 1);
  }
}

function take(
  what: string,
  items: readonly unknown[],
  documentOf: (item: Document) => Json,
  notes: string[],
): readonly Json[] {
  const documents: Json[] = [];
  for (const item of items) {
    if (documents.length === MAX_DOCUMENTS) {
      notes.push(`of ${items.length} ${what}s in a reply the first ${MAX_DOCUMENTS} were taken`);
      break;
    }
    const shown = JSON.stringify(item) ?? '';
    if (!isDocument(item)) {
      notes.push(`a ${what} of a reply is no object: ${shown.slice(0, MAX_SHOWN)}`);
    } else if (shown.length > MAX_DOCUMENT) {
      notes.push(
        `a ${what} of ${shown.length} characters was turned away: ${shown.slice(0, MAX_SHOWN)}…`,
      );
    } else documents.push(documentOf(item));
  }
  return documents;
}

/** With the fields that constraints have, null being absent; in the language's form where a reply's differs. */
function constraintOf(item: Document): Json {
  const { id, description, where, when } = item;
  return compact({
    id,
    source: 'llm',
    description,
    where: isDocument(where) ? compact(pick(where, ['file', 'function', 'line', 'at'])) : where,
    let: named(item['let'], ['name'], ['expression', 'value', 'is']),
    when,
    expects: item['expects'] ?? 'slower',
  });
}

function recipeOf(item: Document): Json {
  const { id, description, reaches, input } = item;
  return compact({
    id,
    source: 'llm',
    description,
    reaches,
    input: named(input, ['place', 'name'], ['expression', 'element', 'value']),
  });
}

/**
 * `[{ "name": "u", "expression": "len(a)" }]` → `{ "u": "len(a)" }`: schemas that servers hold models to have no objects
 * with keys of their own. An empty list is absent; anything else is left as it is.
 */
function named(value: unknown, keys: readonly string[], values: readonly string[]): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length === 0) return undefined;
  const entries: [string, unknown][] = [];
  for (const item of value) {
    if (!isDocument(item)) return value;
    const key = keys.map((name) => item[name]).find((name) => typeof name === 'string');
    if (key === undefined) return value;
    entries.push([
      String(key),
      values.map((name) => item[name]).find((part) => part !== undefined),
    ]);
  }
  return Object.fromEntries(entries);
}

function pick(value: Document, keys: readonly string[]): Document {
  return Object.fromEntries(keys.map((key) => [key, value[key]]));
}

/** Without what is absent or null. What is left came from JSON. */
function compact(value: Readonly<Record<string, unknown>>): Json {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(entries) as Json;
}
