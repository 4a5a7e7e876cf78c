import type { Json } from '../../core/run-record.ts';

/** Longest document that is read, in characters of its JSON; a good one has about 300. */
const MAX_DOCUMENT = 20_000;
/** Longest document that is kept as it is in a verdict. */
const MAX_KEPT = 2000;
const MAX_ID = 64;

/** What a proposal holds, as plain data; `json` is what is kept of it. */
export type Document =
  | { readonly json: Json; readonly problem?: undefined }
  | { readonly json: Json; readonly problem: string };

/** Takes anything for a document: what is no JSON or too long has a problem, and is kept as far as it can be. */
export function readDocument(value: unknown): Document {
  const text = jsonText(value);
  if (text === undefined) return { json: null, problem: 'it is not a JSON value' };
  if (text.length > MAX_DOCUMENT) {
    return {
      json: cut(text, MAX_KEPT),
      problem: `it is ${text.length} characters long; at most ${MAX_DOCUMENT} are read`,
    };
  }
  // Read back, it has no getters, no prototypes and nothing shared with whoever proposed it.
  return { json: parsed(text) };
}

/** A document as verdicts keep it: itself, or the beginning of its text when that is longer than 2,000 characters. */
export function shortenDocument(json: Json): Json {
  const text = JSON.stringify(json);
  return text.length <= MAX_KEPT ? json : cut(text, MAX_KEPT);
}

/** The document's own id, shortened, if it has one. */
export function documentId(json: Json): string | undefined {
  if (!isRecord(json)) return undefined;
  const { id } = json;
  return typeof id === 'string' && id.trim() !== '' ? cut(id.trim(), MAX_ID) : undefined;
}

export function isRecord(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The id itself, or with a number after it that makes it one of its own. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let n = 2; ; n++) {
    const suffix = `-${n}`;
    const next = id.slice(0, MAX_ID - suffix.length) + suffix;
    if (!taken.has(next)) return next;
  }
}

function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // Circular, too deep, a bigint, or with a toJSON that throws: no document, whichever it is.
    return undefined;
  }
}

function parsed(text: string): Json {
  // What JSON.stringify wrote is JSON.
  return JSON.parse(text) as Json;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
