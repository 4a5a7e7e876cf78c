import { compileCall } from './calls.ts';
import type { Expression, LogicalExpression, UnaryExpression } from './expression.ts';
import { partsOf } from './expression-facts.ts';
import type { Evaluate, Frame } from './frame.ts';
import { binaryOperation, isOpaque, toNumber } from './operators.ts';
import { asPrimitive, READ_UNITS, type Reader } from './reader.ts';

export type { Frame };

/**
 * Compiles to a closure that gives the expression's value, see the language's README. It never throws but for want of
 * stack, and runs nothing of the program.
 * @param variables names of the frame's values; any other variable is undefined
 */
export function compileValue(
  expression: Expression,
  variables: readonly string[],
  reader: Reader,
): Evaluate {
  const evaluate = compilePart(expression, variables, reader);
  const units = expressionUnits(expression);
  return (frame) => {
    frame.units += units;
    return evaluate(frame);
  };
}

/** Work of one evaluation apart from what goes through elements. */
export function expressionUnits(expression: Expression): number {
  const own = expression.kind === 'member' || expression.kind === 'index' ? READ_UNITS : 1;
  return partsOf(expression).reduce((units, part) => units + expressionUnits(part), own);
}

/** As {@link compileValue}, without charging the frame. */
export function compilePart(
  expression: Expression,
  variables: readonly string[],
  reader: Reader,
): Evaluate {
  const compile = (part: Expression): Evaluate => compilePart(part, variables, reader);
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'variable': {
      const at = variables.indexOf(expression.name);
      // Not an element, which could be looked for on the prototype of an array that the program can reach.
      if (at < 0) return () => undefined;
      return (frame) => asPrimitive(frame.values[at]);
    }
    case 'member': {
      const object = compile(expression.object);
      const { property } = expression;
      return (frame) => reader.property(object(frame), property);
    }
    case 'index': {
      const object = compile(expression.object);
      const index = compile(expression.index);
      return (frame) => reader.element(object(frame), index(frame));
    }
    case 'unary':
      return compileUnary(expression.operator, compile(expression.operand));
    case 'binary': {
      const left = compile(expression.left);
      const right = compile(expression.right);
      const operation = binaryOperation(expression.operator);
      return (frame) => operation(left(frame), right(frame));
    }
    case 'logical':
      return compileLogical(
        expression.operator,
        compile(expression.left),
        compile(expression.right),
      );
    case 'conditional': {
      const test = compile(expression.test);
      const consequent = compile(expression.consequent);
      const alternate = compile(expression.alternate);
      return (frame) => (test(frame) ? consequent(frame) : alternate(frame));
    }
    case 'call':
      return compileCall(expression, expression.args.map(compile), reader);
  }
}

function compileUnary(operator: UnaryExpression['operator'], operand: Evaluate): Evaluate {
  switch (operator) {
    case '!':
      return (frame) => !operand(frame);
    case 'typeof':
      return (frame) => typeof operand(frame);
    case '-':
      return ofNumber(operand, (value) => -value);
    case '+':
      return ofNumber(operand, (value) => value);
    case '~':
      return ofNumber(operand, (value) => ~value);
  }
}

function ofNumber(operand: Evaluate, operation: (value: number) => number): Evaluate {
  return (frame) => {
    const value = operand(frame);
    return isOpaque(value) ? undefined : operation(toNumber(value));
  };
}

function compileLogical(
  operator: LogicalExpression['operator'],
  left: Evaluate,
  right: Evaluate,
): Evaluate {
  switch (operator) {
    case '&&':
      return (frame) => left(frame) && right(frame);
    case '||':
      return (frame) => left(frame) || right(frame);
    case '??':
      return (frame) => left(frame) ?? right(frame);
  }
}
