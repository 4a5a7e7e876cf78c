import fc from 'fast-check';
import { CATALOGUE } from '../../../../constraints/language/catalogue.ts';
import { compileValue, type Frame } from '../../../../constraints/language/evaluate.ts';
import type { Expression } from '../../../../constraints/language/expression.ts';
import { compileMargin } from '../../../../constraints/language/margin.ts';
import { parseExpression, type ParseOptions } from '../../../../constraints/language/parse.ts';
import { createReader } from '../../../../constraints/language/reader.ts';
import { types } from 'node:util';

/** The expression that a text says. */
export function expressionOf(text: string, options?: ParseOptions): Expression {
  const parsed = parseExpression(text, options);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.expression;
}

/** Why a text is not an expression. */
export function reasonOf(text: string, options?: ParseOptions): string {
  const parsed = parseExpression(text, options);
  return parsed.ok ? '(it is read)' : parsed.reason;
}

/** A look at these variables. */
export function frameOf(
  variables: Readonly<Record<string, unknown>>,
  place: { readonly hits?: number; readonly depth?: number } = {},
): Frame {
  const { hits = 1, depth = 1 } = place;
  return { values: Object.values(variables), hits, depth, units: 0 };
}

/** Value of an expression over variables. */
export function valueOf(
  expression: string | Expression,
  variables: Readonly<Record<string, unknown>> = {},
): unknown {
  const read = typeof expression === 'string' ? expressionOf(expression) : expression;
  const names = Object.keys(variables);
  return compileValue(read, names, createReader(types.isProxy))(frameOf(variables));
}

/** Margin of an expression over variables. */
export function marginOf(
  expression: string | Expression,
  variables: Readonly<Record<string, unknown>> = {},
): number {
  const read = typeof expression === 'string' ? expressionOf(expression) : expression;
  const names = Object.keys(variables);
  return compileMargin(read, names, createReader(types.isProxy))(frameOf(variables));
}

/** A node with the prototype that nodes have, which fast-check's records lack at times. */
function node<T>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(parts, { noNullPrototype: true });
}

const BINARY = [
  ...(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'] as const),
  ...(['<', '<=', '>', '>=', '===', '!==', '==', '!='] as const),
] as const;
const CALLS = [...CATALOGUE.values()];

/** Whether calls of the catalogue, and members and indices, are among the nodes. */
interface Form {
  readonly calls: boolean;
  readonly reads: boolean;
}

/** Expressions of up to this many levels over the variables. */
export function expressions(
  variables: readonly string[],
  { calls, reads }: Form = { calls: true, reads: true },
  levels = 4,
): fc.Arbitrary<Expression> {
  const literal = fc
    .oneof(
      fc.integer({ min: -10, max: 10 }),
      fc.double(),
      fc.constantFrom(0, -0, 1, Infinity, -Infinity, NaN, 1e21, 1e-7, 2 ** 53),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('', 'a', '1', ' 2 ', '"', '\u2028', '\ud800'),
      fc.constantFrom(true, false, null, undefined),
    )
    .map((value): Expression => ({ kind: 'literal', value }));
  const variable = fc
    .constantFrom(...variables)
    .map((name): Expression => ({ kind: 'variable', name }));
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
    const part = tie('expression');
    const forms: fc.Arbitrary<Expression>[] = [
      literal,
      variable,
      node({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('!', '-', '+', '~', 'typeof'),
        operand: part,
      }),
      node({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(...BINARY),
        left: part,
        right: part,
      }),
      node({
        kind: fc.constant('logical' as const),
        operator: fc.constantFrom('&&', '||', '??'),
        left: part,
        right: part,
      }),
      node({
        kind: fc.constant('conditional' as const),
        test: part,
        consequent: part,
        alternate: part,
      }),
    ];
    if (reads) {
      forms.push(
        node({
          kind: fc.constant('member' as const),
          object: part,
          property: fc.constantFrom('length', 'x', 'y', 'size', 'if'),
        }),
        node({ kind: fc.constant('index' as const), object: part, index: part }),
      );
    }
    if (calls) {
      forms.push(
        fc.constantFrom(...CALLS).chain(({ name, parameters, isVariadic }) =>
          fc
            .array(part, {
              minLength: parameters.length,
              maxLength: parameters.length + (isVariadic ? 2 : 0),
            })
            .map((args): Expression => ({ kind: 'call', callee: name, args })),
        ),
      );
    }
    return { expression: fc.oneof({ maxDepth: levels, withCrossShrink: true }, ...forms) };
  });
  return expression;
}

/** The expression as JavaScript that reads members of anything, fully in parentheses: written apart from the printer. */
export function javascriptOf(expression: Expression): string {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      if (typeof value === 'string') return JSON.stringify(value);
      return Object.is(value, -0) ? '(-0)' : `(${String(value)})`;
    }
    case 'variable':
      return expression.name;
    case 'member':
      return `(${javascriptOf(expression.object)})?.${expression.property}`;
    case 'index':
      return `(${javascriptOf(expression.object)})?.[${javascriptOf(expression.index)}]`;
    case 'unary':
      return `(${expression.operator} (${javascriptOf(expression.operand)}))`;
    case 'binary':
    case 'logical':
      return `((${javascriptOf(expression.left)}) ${expression.operator} (${javascriptOf(expression.right)}))`;
    case 'conditional':
      return `((${javascriptOf(expression.test)}) ? (${javascriptOf(expression.consequent)}) : (${javascriptOf(expression.alternate)}))`;
    case 'call':
      return `Math.${expression.callee}(${expression.args.map(javascriptOf).join(', ')})`;
  }
}
