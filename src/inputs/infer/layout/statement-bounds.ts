import { DataError } from '../../../core/errors.ts';
import type { Bound } from '../../../core/input-spec.ts';
import { compileBound, parseBound } from '../../spec/bound.ts';
import { boundPaths } from '../../spec/bound-facts.ts';

export interface Bounds {
  readonly min?: Bound;
  readonly max?: Bound;
  /** Ends of the whole chain, when the neighbours are names: `1` and `n` for both of `1 ≤ l ≤ r ≤ n`. */
  readonly outerMin?: Bound;
  readonly outerMax?: Bound;
}

// Every repetition is bounded, so that no text is slow to read.
const NAME = String.raw`[A-Za-z][A-Za-z0-9]{0,15}(?:\[\])?`;
const TERM = String.raw`-?(?:\d{1,20}(?:\.\d{1,20})?|\|\s*${NAME}\s*\||(?:min|max)\([^()]{1,40}\)|${NAME}|\([^()]{1,40}\))`;
const EXPRESSION = String.raw`${TERM}(?:\s{0,2}[-+*/^]\s{0,2}${TERM}){0,8}`;
const PART = String.raw`${EXPRESSION}(?:\s{0,2},\s{0,2}${EXPRESSION}){0,8}`;
const SIGN = String.raw`[≤<≥>]`;
const CHAIN = new RegExp(String.raw`${PART}(?:\s{0,2}${SIGN}\s{0,2}${PART}){1,12}`, 'gu');
const PLAIN_NAME = new RegExp(String.raw`^(?:${NAME}|\|\s*${NAME}\s*\|)$`, 'u');
const PHRASE_LIMIT = String.raw`(?:does not exceed|do not exceed|doesn't exceed|will not exceed|not exceed(?:s|ing)?|is at most|at most|no more than|not greater than|up to)`;

/**
 * The bounds that a normalised statement gives: `n` for a value, `a[]` for the elements of a list, `|s|` for a length.
 * Of several bounds for one name the first stays (later ones are mostly those of subtasks).
 */
export function statementBounds(text: string): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  const note = (name: string, found: Bounds): void => {
    const known = bounds.get(name) ?? {};
    bounds.set(name, { ...found, ...known });
  };
  for (const [chain] of text.matchAll(CHAIN))
    for (const part of splitChain(chain)) readChain(part, note);
  const phrase = new RegExp(
    String.raw`(${NAME}|\|\s*${NAME}\s*\|) ${PHRASE_LIMIT} (${EXPRESSION})`,
    'gu',
  );
  for (const [, name = '', limit = ''] of text.matchAll(phrase)) {
    const max = boundOf(limit, 0);
    if (max !== undefined) note(tidy(name), { max });
  }
  const between = new RegExp(
    String.raw`(${NAME}) (?:is |are )?(?:an? integers? )?between (${EXPRESSION}) and (${EXPRESSION})`,
    'gu',
  );
  for (const [, name = '', low = '', high = ''] of text.matchAll(between)) {
    const [min, max] = [boundOf(low, 0), boundOf(high, 0)];
    if (min !== undefined && max !== undefined) note(name, { min, max });
  }
  return bounds;
}

/** Sums over all test cases that a statement limits, by what is summed: `n`, `|s|`. */
export function statementSums(text: string): Map<string, Bound> {
  const sums = new Map<string, Bound>();
  const pattern = new RegExp(
    String.raw`(?:sum|total) of (?:all )?(?:the )?(?:values? (?:of )?|lengths? of (?:the )?(?:strings? )?(?:all )?)?(${NAME}|\|\s*${NAME}\s*\|)[^.;\n]{0,80}?(?:${PHRASE_LIMIT}|≤|exceed) (${EXPRESSION})`,
    'giu',
  );
  for (const [, name = '', limit = ''] of text.matchAll(pattern)) {
    const max = boundOf(limit, 0);
    if (max !== undefined) sums.set(tidy(name), max);
  }
  return sums;
}

const tidy = (name: string): string => name.replaceAll(' ', '');

interface Link {
  /** Comma-separated expressions. */
  readonly parts: readonly string[];
  /** The sign behind it; empty for the last. */
  readonly sign: string;
}

/** `1 ≤ n ≤ 5, 1 ≤ m ≤ n` is one match but two chains: cut where a list of expressions is no list of names. */
function splitChain(chain: string): Link[][] {
  const pieces = chain.split(/\s*([≤<≥>])\s*/u);
  const chains: Link[][] = [[]];
  for (let i = 0; i < pieces.length; i += 2) {
    const parts = (pieces[i] ?? '').split(/\s*,\s*(?![^()]*\))/u).map((part) => part.trim());
    const sign = pieces[i + 1] ?? '';
    const current = chains.at(-1) ?? [];
    const inner = i > 0 && i + 2 < pieces.length;
    if (inner && parts.length > 1 && !parts.every((part) => PLAIN_NAME.test(part))) {
      current.push({ parts: parts.slice(0, 1), sign: '' });
      chains.push([{ parts: parts.slice(-1), sign }]);
    } else if (i === 0 && !parts.every((part) => PLAIN_NAME.test(part))) {
      current.push({ parts: parts.slice(-1), sign });
    } else {
      current.push({ parts, sign });
    }
  }
  return chains;
}

function readChain(links: readonly Link[], note: (name: string, bounds: Bounds) => void): void {
  const descending = links.some(({ sign }) => sign === '≥' || sign === '>');
  const ordered = descending ? reverseChain(links) : links;
  const last = ordered.length - 1;
  const [first, end] = [ordered[0], ordered[last]];
  if (first === undefined || end === undefined) return;
  for (const [index, { parts }] of ordered.entries()) {
    const below = ordered[index - 1];
    const above = ordered[index + 1];
    const isStrict = (from: number, to: number): boolean =>
      ordered.slice(from, to).some(({ sign }) => sign === '<');
    const ends = {
      min: below && single(below, isStrict(index - 1, index) ? 1 : 0),
      max: above && single(above, isStrict(index, index + 1) ? -1 : 0),
      outerMin: below && single(first, isStrict(0, index) ? 1 : 0),
      outerMax: above && single(end, isStrict(index, last) ? -1 : 0),
    };
    const known = Object.entries(ends).filter(([, bound]) => bound !== undefined);
    if (known.length === 0) continue;
    for (const part of parts)
      if (PLAIN_NAME.test(part)) note(tidy(part), Object.fromEntries(known));
  }
}

function reverseChain(links: readonly Link[]): Link[] {
  return links.toReversed().map(({ parts }, index) => {
    const behind = links[links.length - 2 - index];
    const sign = behind === undefined ? '' : behind.sign === '>' || behind.sign === '<' ? '<' : '≤';
    return { parts, sign };
  });
}

function single(link: Link, shift: number): Bound | undefined {
  const [part, more] = link.parts;
  return part === undefined || more !== undefined ? undefined : boundOf(part, shift);
}

/** A number when the expression is constant, else the expression in InputSpec's spelling; undefined when it is neither. */
export function boundOf(text: string, shift: number): Bound | undefined {
  const source = text
    .trim()
    .replace(/\|\s*([A-Za-z]\w*)\s*\|/gu, 'len($1)')
    .replace(/(\d)\s*\(/gu, '$1*(');
  try {
    const expression = parseBound(source);
    if (boundPaths(expression).length === 0) {
      const value = compileBound<undefined>(expression, {
        number: () => () => NaN,
        length: () => () => NaN,
      })(undefined);
      return Number.isFinite(value) ? value + shift : undefined;
    }
  } catch (error) {
    // Prose that looked like an expression.
    if (error instanceof DataError) return undefined;
    throw error;
  }
  if (source.includes('[]')) return undefined;
  if (shift === 0) return source;
  return `${source} ${shift > 0 ? '+' : '-'} ${Math.abs(shift)}`;
}
