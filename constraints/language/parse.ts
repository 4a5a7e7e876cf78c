import { parseExpression as parseSyntax } from '@babel/parser';
import { CATALOGUE } from './catalogue.ts';
import { Converter, excerpt, Refusal, type Expansion, type Resolve } from './convert-syntax.ts';
import type { Expression } from './expression.ts';
import { HIDDEN_PROPERTIES } from './hidden-properties.ts';
import { oneLine } from './one-line.ts';

/** What {@link parseExpression} makes of a text. */
export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | {
      readonly ok: false;
      /** One line that says what is wrong and what to write instead. */
      readonly reason: string;
      /** 0-based, into the text at fault. */
      readonly offset?: number;
    };

export interface ParseOptions {
  /** Names for parts of the expression, in order: each an expression over variables and earlier names. */
  readonly lets?: Readonly<Record<string, string>>;
  /** Names that may be used. Left out, every name is a variable. */
  readonly variables?: readonly string[];
}

/** Longest text of an expression, in characters. */
export const MAX_TEXT = 1000;
/** Most names of parts. */
export const MAX_LETS = 20;
/** A name that a part may have. */
export const LET_NAME = /^[A-Za-z_$][\w$]{0,63}$/;
/** Names of variables that a message lists. */
const MAX_LISTED = 30;

const RESERVED =
  /^(?:this|undefined|NaN|Infinity|Math|null|true|false|if|else|for|while|do|return|new|in|of|instanceof|typeof|void|delete|var|let|const|function|class|switch|case|break|continue|default|throw|try|catch|finally|with|yield|await|super|import|export|enum|debugger|arguments|eval)$/;

/** Reads an expression of the language. Never throws. */
export function parseExpression(text: string, options: ParseOptions = {}): ParsedExpression {
  const lets = Object.entries(options.lets ?? {});
  const scope = new Scope(
    lets.map(([name]) => name),
    options.variables,
  );
  try {
    if (lets.length > MAX_LETS) throw new Refusal(`it has more than ${MAX_LETS} lets`, undefined);
    for (const [name, part] of lets) {
      scope.checkName(name);
      scope.define(name, readPart(name, part, scope.resolve));
    }
    return { ok: true, expression: readText(text, scope.resolve).expression };
  } catch (error) {
    return describeFailure(error);
  }
}

/** What names stand for while lets are read one after the other. */
class Scope {
  readonly #lets: readonly string[];
  readonly #variables: readonly string[] | undefined;
  readonly #defined = new Map<string, Expansion>();

  constructor(lets: readonly string[], variables: readonly string[] | undefined) {
    this.#lets = lets;
    this.#variables = variables;
  }

  define(name: string, expansion: Expansion): void {
    this.#defined.set(name, expansion);
  }

  /** @throws Refusal when a let may not have this name. */
  checkName(name: string): void {
    const shown = excerpt(name);
    const fault = !LET_NAME.test(name)
      ? 'is not a name: letters, digits, _ and $, at most 64'
      : RESERVED.test(name) || HIDDEN_PROPERTIES.has(name)
        ? 'is a word that cannot be a name'
        : CATALOGUE.has(name)
          ? 'is the name of a function; choose another'
          : this.#variables?.includes(name) === true
            ? 'is a variable of the program here; choose another'
            : undefined;
    if (fault !== undefined) throw new Refusal(`let ${shown}: the name ${fault}`, undefined);
  }

  readonly resolve: Resolve = (name, offset) => {
    const expansion = this.#defined.get(name);
    if (expansion !== undefined) return expansion;
    if (this.#lets.includes(name))
      throw new Refusal(
        `${name} is used in its own definition or before it; a let may use only names above it`,
        offset,
      );
    if (this.#variables !== undefined && !this.#variables.includes(name))
      throw new Refusal(`${excerpt(name)} is not a variable here; ${this.#listed()}`, offset);
    return undefined;
  };

  #listed(): string {
    const names = [...(this.#variables ?? []), ...this.#defined.keys()];
    if (names.length === 0) return 'there are none';
    const more = names.length > MAX_LISTED ? ` and ${names.length - MAX_LISTED} more` : '';
    return `there are: ${names.slice(0, MAX_LISTED).join(' ')}${more}`;
  }
}

function readPart(name: string, text: string, resolve: Resolve): Expansion {
  try {
    return readText(text, resolve);
  } catch (error) {
    const { reason, offset } = describeFailure(error);
    throw new Refusal(`let ${name}: ${reason}`, offset);
  }
}

/** @throws Refusal; SyntaxError of the parser */
function readText(text: string, resolve: Resolve): Expansion {
  if (typeof text !== 'string') throw new Refusal('it is not a text', undefined);
  if (text.length > MAX_TEXT)
    throw new Refusal(`it is longer than ${MAX_TEXT} characters`, undefined);
  if (text.trim() === '') throw new Refusal('it is empty', undefined);
  const converter = new Converter(resolve);
  // As a module, so that no HTML comment and no legacy octal is read.
  const expression = converter.convert(parseSyntax(text, { sourceType: 'module' }));
  return { expression, nodes: converter.nodes, depth: converter.depth };
}

function describeFailure(error: unknown): ParsedExpression & { readonly ok: false } {
  const { reason, offset } = failureOf(error);
  return { ok: false, reason: oneLine(reason), ...(offset === undefined ? {} : { offset }) };
}

function failureOf(error: unknown): { readonly reason: string; readonly offset?: number } {
  if (error instanceof Refusal) {
    const { message: reason, offset } = error;
    return offset === undefined ? { reason } : { reason, offset };
  }
  // The parser recurses, and runs out of stack on brackets by the hundred.
  if (error instanceof RangeError) return { reason: 'its brackets nest too deeply' };
  if (!(error instanceof SyntaxError)) return { reason: 'it cannot be read' };
  // The parser's messages end in line and column, which mean nothing in one line.
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  const reason = message.startsWith('Unexpected parseExpression() input')
    ? 'it goes on after the expression; write one expression, without ; and types'
    : `it is not an expression of JavaScript: ${message}`;
  return 'pos' in error && typeof error.pos === 'number'
    ? { reason, offset: error.pos }
    : { reason };
}
