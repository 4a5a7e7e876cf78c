import { parse } from '@babel/parser';
import type * as t from '@babel/types';

/** A `@param`, `@property` or similar tag. */
export interface DocField {
  /** Dotted for members of an object parameter: `options.depth`. */
  readonly name: string;
  readonly type: t.TSType | undefined;
  readonly optional: boolean;
  /** `...T`. */
  readonly rest: boolean;
}

/** What a documentation comment says about types. */
export interface Doc {
  readonly params: readonly DocField[];
  readonly properties: readonly DocField[];
  readonly templates: readonly string[];
  readonly typedef: { readonly name: string; readonly type: t.TSType | undefined } | undefined;
  /** Name of the function type that a `@callback` declares. */
  readonly callback: string | undefined;
  /** `@type {…}`. */
  readonly type: t.TSType | undefined;
}

/** Reads the tags of a documentation comment; text that is no type is left out, never an error. */
export function parseDoc(comment: string): Doc {
  const params: DocField[] = [];
  const properties: DocField[] = [];
  const templates: string[] = [];
  let typedef: Doc['typedef'];
  let callback: string | undefined;
  let type: t.TSType | undefined;
  for (const { tag, text } of tagsOf(comment)) {
    const { braces, rest } = splitBraces(text);
    if (tag === 'param' || tag === 'arg' || tag === 'argument') pushField(params, braces, rest);
    else if (tag === 'property' || tag === 'prop') pushField(properties, braces, rest);
    else if (tag === 'template') templates.push(...rest.split(/[\s,]+/u).filter(isName));
    else if (tag === 'typedef' && isName(firstWord(rest)))
      typedef = { name: firstWord(rest), type: parseDocType(braces ?? '')?.type };
    else if (tag === 'callback' && isName(firstWord(rest))) callback = firstWord(rest);
    else if (tag === 'type') type = parseDocType(braces ?? rest)?.type;
  }
  return { params, properties, templates, typedef, callback, type };
}

function tagsOf(comment: string): { tag: string; text: string }[] {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*+ ?/u, ''));
  const tags: { tag: string; text: string }[] = [];
  for (const line of lines) {
    const start = /^\s*@(\w+)\s*(.*)$/u.exec(line);
    if (start) tags.push({ tag: start[1] ?? '', text: start[2] ?? '' });
    else {
      const last = tags.at(-1);
      if (last) last.text += `\n${line}`;
    }
  }
  return tags;
}

/** The balanced `{…}` at the beginning, and what follows it. */
function splitBraces(text: string): { braces: string | undefined; rest: string } {
  if (!text.startsWith('{')) return { braces: undefined, rest: text.trim() };
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0)
      return { braces: text.slice(1, i), rest: text.slice(i + 1).trim() };
  }
  return { braces: undefined, rest: text.trim() };
}

function pushField(fields: DocField[], braces: string | undefined, rest: string): void {
  const bracketed = /^\[\s*([\w$.[\]]+?)\s*(?:=[^\]]*)?\]/u.exec(rest);
  const name = (bracketed?.[1] ?? /^[\w$.[\]]+/u.exec(rest)?.[0] ?? '').replaceAll('[]', '');
  const parsed = braces === undefined ? undefined : parseDocType(braces);
  fields.push({
    name,
    type: parsed?.type,
    optional: bracketed !== null || (parsed?.optional ?? false),
    rest: parsed?.rest ?? false,
  });
}

const firstWord = (text: string): string => /^\S*/u.exec(text)?.[0] ?? '';
const isName = (text: string): boolean => /^[A-Za-z_$][\w$.]*$/u.test(text);

/** Closure's spellings of types, and what TypeScript calls them. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\.</gu, '<'],
  [/\bfunction\s*\([^)]*\)(?:\s*:\s*[\w.]+)?/giu, 'Function'],
  [/\bObject\s*</gu, 'Record<'],
  [/\b(?:Int|Integer|int|integer|float|double|Float|Double|num)\b(?!\s*<)/gu, 'number'],
  [/\b(?:bool|Bool)\b/gu, 'boolean'],
  [/\b(?:str|Str)\b/gu, 'string'],
  [/\b(?:array|list)\b(?!\s*\()/gu, 'Array'],
  [/(^|[<|(,\s])\*(?=$|[>|),\s[])/gu, '$1any'],
  [/\b[Rr]egexp\b/gu, 'RegExp'],
];

/** A JSDoc type as a TypeScript type, with the marks `?T`, `!T`, `T=` and `...T`; undefined when it is none. */
function parseDocType(
  text: string,
): { type: t.TSType; optional: boolean; rest: boolean } | undefined {
  let source = text.replace(/\s+/gu, ' ').trim();
  const rest = source.startsWith('...');
  if (rest) source = source.slice(3).trim();
  const optional = source.endsWith('=');
  if (optional) source = source.slice(0, -1).trim();
  const nullable = /^\?|\?$/u.test(source);
  source = source.replace(/^[?!]+|[?!]+$/gu, '').trim();
  for (const [pattern, replacement] of REWRITES) source = source.replace(pattern, replacement);
  if (source === '') return undefined;
  const type = parseType(nullable ? `(${source}) | null` : source);
  return type === undefined ? undefined : { type, optional, rest };
}

function parseType(source: string): t.TSType | undefined {
  try {
    const { program } = parse(`type T = ${source}`, { plugins: ['typescript'] });
    const [statement, extra] = program.body;
    if (extra !== undefined || statement?.type !== 'TSTypeAliasDeclaration') return undefined;
    return statement.typeAnnotation;
  } catch (error) {
    // Prose in braces is no type; that is the comment's business, not an error.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
