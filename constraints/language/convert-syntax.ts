import type * as Syntax from '@babel/types';
import { CATALOGUE } from './catalogue.ts';
import type { BinaryExpression, Expression, UnaryExpression } from './expression.ts';
import { HIDDEN_PROPERTIES } from './hidden-properties.ts';
import { methodRefusal, operatorRefusal, refusalOf } from './refusals.ts';

/** Most nodes of an expression, with its lets put in. */
export const MAX_NODES = 200;
/** Deepest nesting of an expression, with its lets put in. */
export const MAX_DEPTH = 40;
/** Longest excerpt of a text or name in a message, in characters. */
const MAX_EXCERPT = 40;

const CONSTANTS: ReadonlyMap<string, number | undefined> = new Map([
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
]);
const MATH_CONSTANTS: ReadonlyMap<string, number> = new Map(
  (['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const).map((name) => [
    name,
    Math[name],
  ]),
);
const UNARY: ReadonlyMap<string, UnaryExpression['operator']> = new Map(
  (['!', '-', '+', '~', 'typeof'] as const).map((operator) => [operator, operator]),
);
const BINARY: ReadonlyMap<string, BinaryExpression['operator']> = new Map(
  (
    [
      ...(['+', '-', '*', '/', '%', '**', '&', '|', '^', '<<', '>>', '>>>'] as const),
      ...(['<', '<=', '>', '>=', '===', '!==', '==', '!='] as const),
    ] as const
  ).map((operator) => [operator, operator]),
);

/** An expression that stands for a name, with its measures. */
export interface Expansion {
  readonly expression: Expression;
  readonly nodes: number;
  readonly depth: number;
}

/** Gives what a name stands for; undefined for a variable. @throws Refusal for a name that may not be used. */
export type Resolve = (name: string, offset: number) => Expansion | undefined;

/** Why a text is not an expression of the language. Caught by the parser; leaves no other way. */
export class Refusal extends Error {
  readonly offset: number | undefined;

  constructor(reason: string, offset: number | undefined) {
    super(reason);
    this.offset = offset;
  }
}

/** Turns syntax into an expression node by node, letting through what the language has and nothing else. */
export class Converter {
  /** Nodes of the expression so far, lets put in. */
  nodes = 0;
  /** Deepest node so far, lets put in. */
  depth = 0;
  readonly #resolve: Resolve;

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  /** @throws Refusal */
  convert(node: Syntax.Node, depth = 1): Expression {
    this.#count(1, depth, node);
    switch (node.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
        return { kind: 'literal', value: node.value };
      case 'NullLiteral':
        return { kind: 'literal', value: null };
      case 'ThisExpression':
        return this.#name('this', node, depth);
      case 'Identifier':
        return this.#name(node.name, node, depth);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.#member(node, depth);
      case 'UnaryExpression':
        return this.#unary(node, depth);
      case 'BinaryExpression':
        return this.#binary(node, depth);
      case 'LogicalExpression':
        return {
          kind: 'logical',
          operator: node.operator,
          left: this.convert(node.left, depth + 1),
          right: this.convert(node.right, depth + 1),
        };
      case 'ConditionalExpression':
        return {
          kind: 'conditional',
          test: this.convert(node.test, depth + 1),
          consequent: this.convert(node.consequent, depth + 1),
          alternate: this.convert(node.alternate, depth + 1),
        };
      case 'CallExpression':
        return this.#call(node, depth);
      default:
        throw refuse(refusalOf(node.type), node);
    }
  }

  #count(nodes: number, depth: number, { start }: Syntax.Node): void {
    this.nodes += nodes;
    this.depth = Math.max(this.depth, depth);
    const offset = start ?? undefined;
    if (this.nodes > MAX_NODES)
      throw new Refusal(
        `it has more than ${MAX_NODES} parts, lets put in; say less at once`,
        offset,
      );
    if (this.depth > MAX_DEPTH)
      throw new Refusal(`it nests deeper than ${MAX_DEPTH}, lets put in; say it flatter`, offset);
  }

  #name(name: string, node: Syntax.Node, depth: number): Expression {
    if (CONSTANTS.has(name)) return { kind: 'literal', value: CONSTANTS.get(name) };
    if (HIDDEN_PROPERTIES.has(name)) throw refuse(`${name} cannot be read`, node);
    if (name === 'Math') throw refuse(MATH_REFUSAL, node);
    const expansion = this.#resolve(name, node.start ?? 0);
    if (expansion === undefined) return { kind: 'variable', name };
    this.#count(expansion.nodes - 1, depth + expansion.depth - 1, node);
    return expansion.expression;
  }

  #member(
    node: Syntax.MemberExpression | Syntax.OptionalMemberExpression,
    depth: number,
  ): Expression {
    const { object: owner, property, computed } = node;
    if (!computed && property.type !== 'Identifier') throw refuse(refusalOf(property.type), node);
    const name =
      property.type === 'StringLiteral'
        ? property.value
        : !computed && property.type === 'Identifier'
          ? property.name
          : undefined;
    if (name !== undefined && HIDDEN_PROPERTIES.has(name))
      throw refuse(`${name} cannot be read: only own data properties can`, property);
    if (owner.type === 'Identifier' && owner.name === 'Math') return mathConstant(name, node);
    const object = this.convert(owner, depth + 1);
    if (!computed) return { kind: 'member', object, property: name ?? '' };
    return { kind: 'index', object, index: this.convert(property, depth + 1) };
  }

  /** A minus before a number literal is part of the literal, as people read it. */
  #unary(node: Syntax.UnaryExpression, depth: number): Expression {
    const operator = UNARY.get(node.operator);
    if (operator === undefined) throw refuse(operatorRefusal(node.operator), node);
    const operand = this.convert(node.argument, depth + 1);
    if (
      operator !== '-' ||
      operand.kind !== 'literal' ||
      typeof operand.value !== 'number' ||
      Number.isNaN(operand.value) ||
      node.argument.extra?.['parenthesized'] === true
    )
      return { kind: 'unary', operator, operand };
    return { kind: 'literal', value: -operand.value };
  }

  #binary(node: Syntax.BinaryExpression, depth: number): Expression {
    const operator = BINARY.get(node.operator);
    if (operator === undefined) throw refuse(operatorRefusal(node.operator), node);
    return {
      kind: 'binary',
      operator,
      left: this.convert(node.left, depth + 1),
      right: this.convert(node.right, depth + 1),
    };
  }

  #call({ callee, arguments: args, ...node }: Syntax.CallExpression, depth: number): Expression {
    const name = calledName(callee);
    const entry = CATALOGUE.get(name);
    if (entry === undefined || (callee.type === 'MemberExpression' && entry.group !== 'math'))
      throw refuse(`there is no function ${excerpt(name)}; there are: ${FUNCTION_NAMES}`, callee);
    const least = entry.parameters.length;
    if (args.length < least || (args.length > least && !entry.isVariadic)) {
      const expected = `${least}${entry.isVariadic ? ' or more' : ''}`;
      throw refuse(`${name} takes ${expected} argument${least === 1 ? '' : 's'}`, node);
    }
    return { kind: 'call', callee: name, args: args.map((arg) => this.convert(arg, depth + 1)) };
  }
}

const FUNCTION_NAMES = [...CATALOGUE.keys()].join(' ');
const MATH_REFUSAL = `of Math, only constants and calls can be used; functions: ${FUNCTION_NAMES}`;

/** The part of a text that a message may show. */
export function excerpt(text: string): string {
  return text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT)}…` : text;
}

function refuse(reason: string, { start }: Pick<Syntax.Node, 'start'>): Refusal {
  return new Refusal(reason, start ?? undefined);
}

/** `floor` for both `floor` and `Math.floor`. @throws Refusal for what cannot be called */
function calledName(callee: Syntax.CallExpression['callee']): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') throw refuse(refusalOfCallee(callee.type), callee);
  const { object, property, computed } = callee;
  if (computed || property.type !== 'Identifier')
    throw refuse(refusalOfCallee('a computed property'), callee);
  if (HIDDEN_PROPERTIES.has(property.name))
    throw refuse(`${property.name} cannot be read`, property);
  if (object.type === 'Identifier' && object.name === 'Math') return property.name;
  throw refuse(methodRefusal(property.name, FUNCTION_NAMES), property);
}

function refusalOfCallee(what: string): string {
  return `${what} cannot be called; functions that may be called: ${FUNCTION_NAMES}`;
}

function mathConstant(name: string | undefined, node: Syntax.Node): Expression {
  const value = name === undefined ? undefined : MATH_CONSTANTS.get(name);
  if (value === undefined) throw refuse(MATH_REFUSAL, node);
  return { kind: 'literal', value };
}
