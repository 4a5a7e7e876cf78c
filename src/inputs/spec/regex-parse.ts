import { DataError } from '../../core/errors.ts';
import type { CharacterSet } from './alphabet.ts';
import { characterSet, complement, readClass, readEscape } from './alphabet.ts';

/** A regular expression without look-around, back-references and word boundaries. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  /** `max` may be Infinity. */
  | {
      readonly kind: 'repeat';
      readonly of: RegexNode;
      readonly min: number;
      readonly max: number;
    };

const MAX_SOURCE = 2_000;
const MAX_DEPTH = 50;
/** Highest finite count of a quantifier. */
const MAX_COUNT = 1_000;
/** `.` is everything but line ends. */
const NOT_LINE_END = complement(
  characterSet([
    [10, 10],
    [13, 13],
    [0x2028, 0x2029],
  ]),
);

/**
 * Anchors at the two ends are allowed and change nothing: the whole string must match anyhow.
 * @throws DataError for anything outside of the subset
 */
export function parseRegex(source: string): RegexNode {
  if (source.length > MAX_SOURCE)
    throw new DataError(`the regular expression is longer than ${MAX_SOURCE} characters`);
  const start = source.startsWith('^') ? 1 : 0;
  const end = /(?:^|[^\\])(?:\\\\)*\$$/u.test(source) ? source.length - 1 : source.length;
  return new RegexParser(source.slice(start, end)).parse();
}

class RegexParser {
  private at = 0;
  private depth = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  parse(): RegexNode {
    const node = this.choice();
    if (this.at < this.source.length) throw this.refusal('a ")" without its "("');
    return node;
  }

  private refusal(what: string): DataError {
    return new DataError(`in the regular expression, at character ${this.at + 1}: ${what}`);
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  private choice(): RegexNode {
    if (++this.depth > MAX_DEPTH) throw this.refusal('groups are nested too deeply');
    const options = [this.sequence()];
    while (this.peek() === '|') {
      this.at++;
      options.push(this.sequence());
    }
    this.depth--;
    const [only, ...others] = options;
    return only !== undefined && others.length === 0 ? only : { kind: 'choice', options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.at < this.source.length && this.peek() !== '|' && this.peek() !== ')')
      items.push(this.quantified());
    return { kind: 'sequence', items };
  }

  private quantified(): RegexNode {
    const of = this.atom();
    const counts = this.quantifier();
    if (counts === undefined) return of;
    if (this.peek() === '?') this.at++; // laziness does not change what matches
    if (this.quantifier() !== undefined) throw this.refusal('two quantifiers after each other');
    return { kind: 'repeat', of, ...counts };
  }

  private quantifier(): { readonly min: number; readonly max: number } | undefined {
    const simple = { '*': [0, Infinity], '+': [1, Infinity], '?': [0, 1] }[this.peek()];
    if (simple !== undefined) {
      this.at++;
      const [min = 0, max = 0] = simple;
      return { min, max };
    }
    const match = /^\{(\d+)(,(\d*))?\}/u.exec(this.source.slice(this.at, this.at + 20));
    if (match === null) {
      if (this.peek() === '{') throw this.refusal('"{" that is no quantifier; write \\{');
      return undefined;
    }
    this.at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (min > max) throw this.refusal('the quantifier is upside down');
    if (min > MAX_COUNT || (max > MAX_COUNT && max !== Infinity))
      throw this.refusal(`counts above ${MAX_COUNT} are not supported`);
    return { min, max };
  }

  private atom(): RegexNode {
    const letter = this.peek();
    switch (letter) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', set: this.characterClass() };
      case '.':
        this.at++;
        return { kind: 'set', set: NOT_LINE_END };
      case '*':
      case '+':
      case '?':
        throw this.refusal('nothing stands before the quantifier');
      case '^':
      case '$':
        throw this.refusal('anchors are supported at the two ends only');
      case '\\':
        return this.escape();
      case '{':
      case '}':
      case ']':
        throw this.refusal(`"${letter}" must be written \\${letter}`);
      default: {
        const code = letter.charCodeAt(0);
        this.at++;
        return { kind: 'set', set: { ranges: [[code, code]] } };
      }
    }
  }

  private escape(): RegexNode {
    const letter = this.source[this.at + 1] ?? '';
    if (/[bBkpP1-9]/u.test(letter))
      throw this.refusal(
        `\\${letter} is not supported (no boundaries, back-references, properties)`,
      );
    const { set, next } = readEscape(this.source, this.at);
    this.at = next;
    return { kind: 'set', set };
  }

  private group(): RegexNode {
    const head = /^\((?:\?(?::|<[A-Za-z_$][\w$]*>))?/u.exec(
      this.source.slice(this.at, this.at + 100),
    );
    this.at += head?.[0].length ?? 1;
    if (this.peek() === '?') throw this.refusal('look-around and flags are not supported');
    const inner = this.choice();
    if (this.peek() !== ')') throw this.refusal('")" expected');
    this.at++;
    return inner;
  }

  private characterClass(): CharacterSet {
    const isNegated = this.source[this.at + 1] === '^';
    const start = this.at + (isNegated ? 2 : 1);
    let end = start;
    while (end < this.source.length && this.source[end] !== ']')
      end += this.source[end] === '\\' ? 2 : 1;
    if (end >= this.source.length) throw this.refusal('"]" expected');
    const set = readClass(this.source, start, end);
    this.at = end + 1;
    const result = isNegated ? complement(set) : set;
    if (result.ranges.length === 0) throw this.refusal('the class is empty');
    return result;
  }
}
