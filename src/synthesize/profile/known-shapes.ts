import { expressionKey } from '../../../constraints/language/expression-key.ts';
import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import type { Constraint, SynthesisContext, SynthesisHistory } from '../../core/synthesis.ts';
import type { ProbePlace } from '../../core/watch.ts';
import type { Candidate } from './candidate.ts';

/** Tells what rounds before have settled. */
export interface KnownShapes {
  /** Accepted already, whatever its thresholds; or rejected in these very words. */
  isSettled(candidate: Candidate): boolean;
  /** Accepted conditions, to be observed again. */
  readonly accepted: readonly { readonly place: ProbePlace; readonly condition: Expression }[];
}

export function knownShapes(history: SynthesisHistory, context: SynthesisContext): KnownShapes {
  const accepted = history.accepted.flatMap(({ constraint, place }) => {
    const condition = readCondition(constraint);
    return condition === undefined ? [] : [{ place, condition }];
  });
  const shapes = new Set(accepted.map(({ place, condition }) => key(place, shapeOf(condition))));
  const rejected = new Set(
    history.rejected.flatMap(({ document }) => {
      const constraint = asConstraint(document);
      const condition = constraint && readCondition(constraint);
      const place = constraint && context.locate(constraint.where);
      if (condition === undefined || place === undefined || 'problem' in place) return [];
      return [key(place, condition)];
    }),
  );
  return {
    accepted,
    isSettled: ({ place, condition }) =>
      shapes.has(key(place, shapeOf(condition))) || rejected.has(key(place, condition)),
  };
}

function key(place: ProbePlace, condition: Expression): string {
  const { file, at, line, column, functionAt, functionName } = place;
  return JSON.stringify([
    file,
    at,
    line,
    column,
    functionAt,
    functionName,
    expressionKey(condition),
  ]);
}

function readCondition({ when, let: lets }: Constraint): Expression | undefined {
  const parsed = parseExpression(when, lets === undefined ? {} : { lets });
  return parsed.ok ? parsed.expression : undefined;
}

/** A rejected document may be anything; what this synthesizer wrote is a constraint. */
function asConstraint(document: unknown): Constraint | undefined {
  const isOurs =
    typeof document === 'object' &&
    document !== null &&
    'source' in document &&
    document.source === 'profile' &&
    'when' in document &&
    typeof document.when === 'string' &&
    'where' in document;
  // Written by this synthesizer, so it has the form of its documents.
  return isOurs ? (document as unknown as Constraint) : undefined;
}

/** The condition with all its numbers alike. */
function shapeOf(expression: Expression): Expression {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? { kind: 'literal', value: 0 } : expression;
    case 'variable':
      return expression;
    case 'member':
      return { ...expression, object: shapeOf(expression.object) };
    case 'index':
      return {
        ...expression,
        object: shapeOf(expression.object),
        index: shapeOf(expression.index),
      };
    case 'unary':
      // Negative numbers are numbers.
      return expression.operator === '-' && expression.operand.kind === 'literal'
        ? { kind: 'literal', value: 0 }
        : { ...expression, operand: shapeOf(expression.operand) };
    case 'binary':
    case 'logical':
      return { ...expression, left: shapeOf(expression.left), right: shapeOf(expression.right) };
    case 'conditional':
      return {
        ...expression,
        test: shapeOf(expression.test),
        consequent: shapeOf(expression.consequent),
        alternate: shapeOf(expression.alternate),
      };
    case 'call':
      return { ...expression, args: expression.args.map(shapeOf) };
  }
}
