import { comparisonDistance, FARTHEST, truthDistance } from './distance.ts';
import { compilePart, expressionUnits } from './evaluate.ts';
import type {
  BinaryExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
} from './expression.ts';
import { chainOf } from './expression-facts.ts';
import type { Evaluate, Frame } from './frame.ts';
import { binaryOperation, type Comparison, isComparison } from './operators.ts';
import type { Reader } from './reader.ts';

type Margin = (frame: Frame) => number;

/**
 * Compiles a condition to its margin: 0 exactly when it is truthy, else in (0, 1] and the smaller, the closer the
 * condition is to holding; 1 when there is nothing to compare. Never throws but for want of stack.
 *
 * Comparisons give their branch distance; conjunctions the mean and disjunctions the least of their parts (Korel 1990;
 * Tracey et al., ASE 1998, with the mean for the sum, so that no chain outweighs another); negations go inwards by De Morgan.
 */
export function compileMargin(
  expression: Expression,
  variables: readonly string[],
  reader: Reader,
): Margin {
  const margin = new MarginCompiler(variables, reader).compile(expression, true);
  const units = expressionUnits(expression);
  return (frame) => {
    frame.units += units;
    return margin(frame);
  };
}

class MarginCompiler {
  readonly #variables: readonly string[];
  readonly #reader: Reader;
  readonly #truthy = new Map<Expression, Margin>();
  readonly #falsy = new Map<Expression, Margin>();

  constructor(variables: readonly string[], reader: Reader) {
    this.#variables = variables;
    this.#reader = reader;
  }

  /** @param wanted whether the expression should be truthy, or falsy */
  compile(expression: Expression, wanted: boolean): Margin {
    // Once each: tests are compiled both ways, which would double with every nesting.
    const compiled = wanted ? this.#truthy : this.#falsy;
    const known = compiled.get(expression);
    if (known !== undefined) return known;
    const margin = this.#compile(expression, wanted);
    compiled.set(expression, margin);
    return margin;
  }

  #compile(expression: Expression, wanted: boolean): Margin {
    switch (expression.kind) {
      case 'unary':
        return expression.operator === '!'
          ? this.compile(expression.operand, !wanted)
          : this.#truth(expression, wanted);
      case 'binary':
        return isComparison(expression.operator)
          ? this.#comparison(expression, expression.operator, wanted)
          : this.#truth(expression, wanted);
      case 'logical':
        return this.#logical(expression, wanted);
      case 'conditional':
        return this.#conditional(expression, wanted);
      case 'literal':
      case 'variable':
      case 'member':
      case 'index':
      case 'call':
        return this.#truth(expression, wanted);
    }
  }

  #value(expression: Expression): Evaluate {
    return compilePart(expression, this.#variables, this.#reader);
  }

  #truth(expression: Expression, wanted: boolean): Margin {
    const value = this.#value(expression);
    return (frame) => truthDistance(value(frame), wanted);
  }

  /** An undefined comparison, of objects or NaN, holds neither way: it is falsy. */
  #comparison(expression: BinaryExpression, operator: Comparison, wanted: boolean): Margin {
    const left = this.#value(expression.left);
    const right = this.#value(expression.right);
    const holds = binaryOperation(operator);
    const target = wanted ? operator : NEGATED[operator];
    const isFlat = isTypeName(expression.left) || isTypeName(expression.right);
    return (frame) => {
      const l = left(frame);
      const r = right(frame);
      if ((holds(l, r) === true) === wanted) return 0;
      return isFlat ? FARTHEST : comparisonDistance(target, l, r);
    };
  }

  #logical(expression: LogicalExpression, wanted: boolean): Margin {
    if (expression.operator === '??') return this.#fallback(expression, wanted);
    const isConjunction = (expression.operator === '&&') === wanted;
    const parts = chainOf(expression, expression.operator).map((part) =>
      this.compile(part, wanted),
    );
    if (isConjunction) {
      return (frame) => {
        let total = 0;
        for (const part of parts) total += part(frame);
        return total / parts.length;
      };
    }
    return (frame) => {
      let least = 1;
      for (const part of parts) {
        const margin = part(frame);
        if (margin === 0) return 0;
        if (margin < least) least = margin;
      }
      return least;
    };
  }

  #fallback(expression: LogicalExpression, wanted: boolean): Margin {
    const value = this.#value(expression.left);
    const left = this.compile(expression.left, wanted);
    const right = this.compile(expression.right, wanted);
    return (frame) => ((value(frame) ?? undefined) === undefined ? right(frame) : left(frame));
  }

  /** `t ? c : a` as `t && c || !t && a`: the branch that is not taken may be nearer. */
  #conditional({ test, consequent, alternate }: ConditionalExpression, wanted: boolean): Margin {
    const value = this.#value(test);
    const toTrue = this.compile(test, true);
    const toFalse = this.compile(test, false);
    const whenTrue = this.compile(consequent, wanted);
    const whenFalse = this.compile(alternate, wanted);
    return (frame) => {
      // One of the two margins of the test is 0; working out only the other keeps nested tests from doubling the work.
      const holds = Boolean(value(frame));
      const taken = holds ? whenTrue(frame) : whenFalse(frame);
      if (taken === 0) return 0;
      const crossing = holds ? toFalse(frame) : toTrue(frame);
      const other = holds ? whenFalse(frame) : whenTrue(frame);
      return Math.min(taken / 2, (crossing + other) / 2);
    };
  }
}

const NEGATED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
};

/** Names of types have no distance. */
function isTypeName(expression: Expression): boolean {
  return expression.kind === 'unary' && expression.operator === 'typeof';
}
