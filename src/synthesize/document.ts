import type { Json } from '../core/run-record.ts';

/** Longest document that is read, in characters of its JSON; a good one has about 300. */
const MAX_DOCUMENT = 20_000;
/** Longest document that is kept as it is in a verdict. */
const MAX_KEPT = 2000;
const MAX_ID = 64;

/** What a proposal holds, as plain data. */
export interface Document {
  /** The document, or as much of it as could be kept. */
  readonly json: Json;
  /** Why it cannot be read; undefined when it can. */
  readonly problem: string | undefined;
}

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
  return { json: parsed(text), problem: undefined };
}

/** A document as verdicts keep it: itself, or the beginning of its text when that is longer than 2,000 characters. */
export function shortenDocument(json: Json): Json {
  const text = JSON.stringify(json);
  return text.length <= MAX_KEPT ? json : cut(text, MAX_KEPT);
}

/** The document's own id, made into one that schemas allow; undefined when it has none. */
export function documentId(json: Json): string | undefined {
  return isRecord(json) ? tidyId(json['id']) : undefined;
}

/** Letters, digits, dots and dashes of an id, at most 64; undefined when it is no text or nothing is left of it. */
export function tidyId(id: Json | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  const tidy = id
    .slice(0, MAX_ID)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  return tidy === '' ? undefined : tidy;
}

export type JsonRecord = { readonly [key: string]: Json };

export function isRecord(json: Json): json is JsonRecord {
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
  // A key that some readers would take for the prototype says nothing in any document of ours.
  const drop = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);
  // What JSON.stringify wrote is JSON.
  return JSON.parse(text, drop) as Json;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
