import { DataError } from '../../core/errors.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^';
export type BoundFunction = 'len' | 'min' | 'max' | 'floor' | 'ceil' | 'abs' | 'log2' | 'sqrt';

/** A parsed bound. A name's path is `['n']`, `['q', 'x']`; `['.']` is the element at hand. */
export type BoundExpr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'negate'; readonly of: BoundExpr }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: BoundExpr;
      readonly right: BoundExpr;
    }
  | { readonly kind: 'len'; readonly path: readonly string[] }
  | {
      readonly kind: 'call';
      readonly name: Exclude<BoundFunction, 'len'>;
      readonly args: readonly BoundExpr[];
    };

/** Longest bound, in characters; also bounds the depth of nesting. */
const MAX_LENGTH = 500;
const MAX_DEPTH = 60;
const PREFIX_POWER = 25;
const POWERS: Readonly<Record<string, number>> = {
  '+': 10,
  '-': 10,
  '*': 20,
  '/': 20,
  '%': 20,
  '^': 30,
};
const ARITY: Readonly<Record<string, number>> = { floor: 1, ceil: 1, abs: 1, log2: 1, sqrt: 1 };

type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | { readonly kind: 'sign'; readonly text: string };

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  const pattern =
    /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_$][\w$]*(?:\.[\w$]+)*|\.(?:[\w$]+(?:\.[\w$]+)*)?)|([-+*/%^(),]))/uy;
  for (let at = 0; at < end; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null)
      throw new DataError(
        `cannot read ${JSON.stringify(text)} at ${JSON.stringify(text.slice(at, at + 12))}`,
      );
    const [, number, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (name !== undefined) tokens.push({ kind: 'name', path: namePath(name) });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}

/** `q.x` → `['q', 'x']`, `.0` → `['.', '0']`. */
function namePath(name: string): readonly string[] {
  if (name === '.') return ['.'];
  return name.startsWith('.') ? ['.', ...name.slice(1).split('.')] : name.split('.');
}

/** Pratt parser over the tokens of one bound. */
class BoundParser {
  private at = 0;
  private depth = 0;
  private readonly text: string;
  private readonly tokens: readonly Token[];

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  parse(): BoundExpr {
    const expr = this.expression(0);
    if (this.at < this.tokens.length) throw this.refusal('an operator');
    return expr;
  }

  private refusal(expected: string): DataError {
    return new DataError(`cannot read ${JSON.stringify(this.text)}: ${expected} expected`);
  }

  private takeSign(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== text) return false;
    this.at++;
    return true;
  }

  private expression(minPower: number): BoundExpr {
    if (++this.depth > MAX_DEPTH) throw new DataError('bound is nested too deeply');
    let left = this.operand();
    for (;;) {
      const token = this.tokens[this.at];
      const power = token?.kind === 'sign' ? POWERS[token.text] : undefined;
      if (token?.kind !== 'sign' || power === undefined || power <= minPower) break;
      this.at++;
      const operator = token.text as BinaryOperator; // a key of POWERS
      // The power operator groups to the right, the others to the left.
      const right = this.expression(operator === '^' ? power - 1 : power);
      left = { kind: 'binary', operator, left, right };
    }
    this.depth--;
    return left;
  }

  private operand(): BoundExpr {
    if (this.takeSign('-')) return { kind: 'negate', of: this.expression(PREFIX_POWER) };
    if (this.takeSign('(')) {
      const inner = this.expression(0);
      if (!this.takeSign(')')) throw this.refusal('")"');
      return inner;
    }
    const token = this.tokens[this.at++];
    if (token?.kind === 'number') return token;
    if (token?.kind !== 'name') throw this.refusal('a number or a name');
    return this.takeSign('(') ? this.call(token.path.join('.')) : token;
  }

  private call(name: string): BoundExpr {
    const args: BoundExpr[] = [];
    do args.push(this.expression(0));
    while (this.takeSign(','));
    if (!this.takeSign(')')) throw this.refusal('")"');
    if (name === 'len') {
      const [of] = args;
      if (args.length !== 1 || of?.kind !== 'name') throw this.refusal('len of one name');
      return { kind: 'len', path: of.path };
    }
    if (!isFunction(name))
      throw this.refusal(`a function (len min max floor ceil abs log2 sqrt), not ${name}`);
    if (args.length !== (ARITY[name] ?? args.length)) throw this.refusal(`${name} of one argument`);
    return { kind: 'call', name, args };
  }
}

function isFunction(name: string): name is Exclude<BoundFunction, 'len'> {
  return name === 'min' || name === 'max' || Object.hasOwn(ARITY, name);
}

/** @throws DataError when the text is not an expression of the language */
export function parseBound(bound: number | string): BoundExpr {
  if (typeof bound === 'number') return { kind: 'number', value: bound };
  if (bound.length > MAX_LENGTH)
    throw new DataError(`bound is longer than ${MAX_LENGTH} characters`);
  return new BoundParser(bound).parse();
}

/** The length of a string or array; 0 for anything else. */
export function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

/** How names are read when an expression is evaluated. S is what holds their values. */
export interface BoundNames<S> {
  number(path: readonly string[]): (state: S) => number;
  length(path: readonly string[]): (state: S) => number;
}

/** Compiles to a closure. NaN when a name has no numeric value. */
export function compileBound<S>(expr: BoundExpr, names: BoundNames<S>): (state: S) => number {
  switch (expr.kind) {
    case 'number': {
      const { value } = expr;
      return () => value;
    }
    case 'name':
      return names.number(expr.path);
    case 'len':
      return names.length(expr.path);
    case 'negate': {
      const of = compileBound(expr.of, names);
      return (state) => -of(state);
    }
    case 'binary':
      return compileBinary(
        expr.operator,
        compileBound(expr.left, names),
        compileBound(expr.right, names),
      );
    case 'call':
      return compileCall(
        expr.name,
        expr.args.map((arg) => compileBound(arg, names)),
      );
  }
}

type Evaluate<S> = (state: S) => number;

function compileBinary<S>(
  operator: BinaryOperator,
  left: Evaluate<S>,
  right: Evaluate<S>,
): Evaluate<S> {
  switch (operator) {
    case '+':
      return (state) => left(state) + right(state);
    case '-':
      return (state) => left(state) - right(state);
    case '*':
      return (state) => left(state) * right(state);
    case '/':
      return (state) => left(state) / right(state);
    case '%':
      return (state) => left(state) % right(state);
    case '^':
      return (state) => left(state) ** right(state);
  }
}

function compileCall<S>(
  name: Exclude<BoundFunction, 'len'>,
  args: readonly Evaluate<S>[],
): Evaluate<S> {
  const first = args[0] ?? (() => NaN);
  if (name === 'min' || name === 'max') {
    const choose = name === 'min' ? Math.min : Math.max;
    return args.slice(1).reduce((so, next) => (state) => choose(so(state), next(state)), first);
  }
  const apply = Math[name];
  return (state) => apply(first(state));
}
