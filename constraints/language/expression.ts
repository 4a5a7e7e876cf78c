/**
 * The expressions that constraints and recipes are made of: a safe subset of JavaScript as plain data. There is no node
 * that assigns, loops, makes an object or calls anything but the catalogue, so nothing written in it can do more than
 * look at values.
 */
export type Expression =
  | LiteralExpression
  | VariableExpression
  | MemberExpression
  | IndexExpression
  | UnaryExpression
  | BinaryExpression
  | LogicalExpression
  | ConditionalExpression
  | CallExpression;

export interface LiteralExpression {
  readonly kind: 'literal';
  readonly value: number | string | boolean | null | undefined;
}

/** A variable of the program at the constraint's place (`this` too), or one of a recipe's own. */
export interface VariableExpression {
  readonly kind: 'variable';
  readonly name: string;
}

/**
 * An own data property, or `length` of a typed array, `size` of a map or set: anything else (inherited, an accessor, of a
 * proxy, a property that leads to code such as `constructor`) reads as undefined.
 */
export interface MemberExpression {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
}

/** An own element of a list or text, or an own data property by a computed name; undefined as for members. */
export interface IndexExpression {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

/** `!` and `typeof` take anything; of an object the others are undefined. */
export interface UnaryExpression {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '+' | '~' | 'typeof';
  readonly operand: Expression;
}

/**
 * Operands must be primitives: with an object among them the value is undefined. Only
 * `===` and `!==` are about objects, too, by identity, and `==` and `!=` where both sides are objects or one is null or
 * undefined.
 */
export interface BinaryExpression {
  readonly kind: 'binary';
  readonly operator:
    | '+'
    | '-'
    | '*'
    | '/'
    | '%'
    | '**'
    | '&'
    | '|'
    | '^'
    | '<<'
    | '>>'
    | '>>>'
    | '<'
    | '<='
    | '>'
    | '>='
    | '==='
    | '!=='
    | '=='
    | '!=';
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalExpression {
  readonly kind: 'logical';
  readonly operator: '&&' | '||' | '??';
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

/** A function of the catalogue, `Math.` ones included under their bare names. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: string;
  readonly args: readonly Expression[];
}
