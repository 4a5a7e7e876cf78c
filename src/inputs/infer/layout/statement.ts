import type { Bound } from '../../../core/input-spec.ts';
import { normalizeStatement } from './normalize-statement.ts';
import type { Bounds } from './statement-bounds.ts';
import { statementBounds, statementSums } from './statement-bounds.ts';

/** What one phrase of a statement says that a line holds: `two integers n and m`, `n integers a_1, …, a_n`. */
export interface Declaration {
  readonly names: readonly string[];
  /** The name stands for a whole list. */
  readonly indexed: boolean;
}

/** What a statement says about the input, as far as it was understood. */
export interface StatementFacts {
  readonly bounds: ReadonlyMap<string, Bounds>;
  readonly sums: ReadonlyMap<string, Bound>;
  /** In order of the text. */
  readonly declarations: readonly Declaration[];
  /** Alphabet of the strings, in InputSpec's spelling. */
  readonly alphabet: string | undefined;
  readonly mentions: {
    readonly permutation: boolean;
    readonly tree: boolean;
    readonly graph: boolean;
    readonly connected: boolean;
    readonly multi: boolean;
    readonly distinct: boolean;
    readonly sorted: boolean;
    readonly directed: boolean;
  };
}

/** Characters of a statement that are read; the bounds of longer ones are hardly behind that. */
const MAX_STATEMENT = 30_000;

export function readStatement(statement: string): StatementFacts {
  const text = normalizeStatement(statement.slice(0, MAX_STATEMENT));
  const has = (pattern: RegExp): boolean => pattern.test(text);
  return {
    bounds: statementBounds(text),
    sums: statementSums(text),
    declarations: declarationsOf(inputSection(text)),
    alphabet: alphabetIn(text),
    mentions: {
      permutation: has(/\bpermutation\b/iu),
      tree: has(/\btree\b/iu),
      graph: has(/\b(?:graph|edges?|roads?|vert(?:ex|ices)|nodes?)\b/iu),
      connected: has(/\bconnected\b/iu),
      multi:
        has(/\b(?:multiple edges|multi-?edges|multigraph|parallel edges)\b/iu) &&
        !has(
          /\b(?:no|without|not contain|doesn't contain|does not contain|are no)[^.]{0,40}(?:multiple|multi-?edges|parallel)/iu,
        ),
      distinct: has(/\b(?:distinct|different|unique)\b/iu),
      directed: has(/(?<!un)\bdirected\b|\bone-way\b/iu),
      sorted: has(/\b(?:sorted|non-?decreasing|ascending|increasing order)\b/iu),
    },
  };
}

/** What stands below the heading "Input", when there is one. */
function inputSection(text: string): string {
  const start = /^[#*\s-]*input(?: format| data| specification)?\b[\s*:.-]*/imu.exec(text);
  if (start === null) return text;
  const rest = text.slice(start.index + start[0].length);
  const end = /^[#*\s-]*(?:output|sample|example|note|scoring|constraints|bounds)/imu.exec(rest);
  return end === null ? rest : rest.slice(0, end.index);
}

const NOUNS = String.raw`(?:integers?|numbers?|values?|strings?|words?|characters?|reals?|permutation|array|sequence|text|letters?|indices|positions?|queries|row|operation|weights|values|heights|prices|costs|lengths|sizes|times|scores|elements|holds?|contains?|with|given)`;
const VARIABLE = String.raw`(?!(?:the|and|a|an|of|in|on|is|are|to|it|all|each|per|for|with|that|which|this|where|it|its|as|at|by|or|no|if)\b)[A-Za-z][A-Za-z0-9]{0,8}(?:\[\])?`;
const NAME_LIST = String.raw`${VARIABLE}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*,?\s*…\s*,?\s*)${VARIABLE}){0,12}`;
const DECLARATION = new RegExp(
  String.raw`\b${NOUNS}\b(?:\s+(?:numbers?|integers?))?\s*:?\s+(${NAME_LIST})(?=\s*(?:[(.,;:—–-]|$|\n|separated|representing|denoting|where|meaning|consisting|is\b|are\b|≤|giving|describing|each\b|on\b|and\b|\|))`,
  'gimu',
);

/** `w_1, w_2, …, w_n`, whatever the words in front of it. */
const INDEXED = /\b([A-Za-z]\w{0,8})\[\]\s*,(?:\s*\1\[\]\s*,){0,6}\s*…\s*,?\s*(?:and\s+)?\1\[\]/gu;

function declarationsOf(text: string): Declaration[] {
  const found: { readonly at: number; readonly declaration: Declaration }[] = [];
  // Bounds in parentheses would end up among the names.
  const plain = text.replace(/\([^()]*[≤<≥>][^()]*\)/gu, '(…)');
  for (const { index, 1: name = '' } of plain.matchAll(INDEXED))
    found.push({ at: index, declaration: { names: [name], indexed: true } });
  const rest = plain.replace(INDEXED, (list) => '.'.repeat(list.length));
  for (const { index, 1: list = '' } of rest.matchAll(DECLARATION)) {
    const names = list
      .split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*…\s*/u)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const indexed = names.length === 1 && names.every((name) => name.endsWith('[]'));
    const unique = [...new Set(names.map((name) => name.replace('[]', '')))];
    if (unique.length === 0 || unique.some((name) => !isVariable(name))) continue;
    found.push({ at: index, declaration: { names: unique, indexed } });
  }
  return found.sort((a, b) => a.at - b.at).map(({ declaration }) => declaration);
}

/** Names of one to three letters, and longer ones that no sentence is made of. */
function isVariable(name: string): boolean {
  return (
    /^[A-Za-z]{1,3}\d?$/u.test(name) ||
    /\d|[a-z][A-Z]/u.test(name) ||
    /^(?:len|left|right|width|height|count|size|cost|weight|text|pattern|key|value)$/u.test(name)
  );
}

function alphabetIn(text: string): string | undefined {
  if (/\bbinary strings?\b/iu.test(text)) return '01';
  const quoted =
    /\b(?:characters?|letters?|symbols?|consist\w*|only)\b[^.;]{0,60}?((?:["'“‘`][^\s"'”’`]["'”’`](?:\s*(?:,|and|or|,\s*and)\s*)?){2,})/iu.exec(
      text,
    )?.[1];
  if (quoted !== undefined) {
    const characters = [...quoted.matchAll(/["'“‘`]([^\s"'”’`])["'”’`]/gu)].map(([, c = '']) => c);
    return [...new Set(characters)].map((c) => (/[\\\]^-]/u.test(c) ? `\\${c}` : c)).join('');
  }
  let alphabet = '';
  const letters = String.raw`(?:\s+(?:and\s+\w+case\s+)?(?:(?:english|latin|roman|alphabetic)\s+)?(?:letters?|characters?|alphabets?))`;
  const both =
    /\b(?:lowercase and uppercase|uppercase and lowercase|upper and lower|lower and upper)/iu.test(
      text,
    );
  if (both || new RegExp(String.raw`\blower-?\s?case${letters}|\bsmall${letters}`, 'iu').test(text))
    alphabet += 'a-z';
  if (
    both ||
    new RegExp(String.raw`\bupper-?\s?case${letters}|\bcapital${letters}`, 'iu').test(text)
  )
    alphabet += 'A-Z';
  if (alphabet === '' && /\b(?:english|latin) letters\b/iu.test(text)) alphabet = 'a-zA-Z';
  if (/\b(?:string|strings|word|words|text|characters?)\b[^.;]{0,80}\bdigits\b/iu.test(text))
    alphabet += '0-9';
  if (
    alphabet !== '' &&
    /\bspaces?\b/iu.test(text) &&
    !/separated by[^.;]{0,12}spaces?/iu.test(text)
  )
    alphabet += ' ';
  return alphabet === '' ? undefined : alphabet;
}
