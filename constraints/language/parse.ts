import type { Expression } from './expression.ts';

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

/** Reads an expression of the language. Never throws. */
export function parseExpression(text: string, options: ParseOptions = {}): ParsedExpression {
  return { ok: false, reason: `cannot read ${text} with ${Object.keys(options).length} options` };
}
