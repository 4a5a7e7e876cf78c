import type { Expression } from '../../../constraints/language/expression.ts';
import { partsOf } from '../../../constraints/language/expression-facts.ts';
import { expressionKey } from '../../../constraints/language/expression-key.ts';
import { printExpression } from '../../../constraints/language/print.ts';
import type { MeasureOptions } from '../../core/executor.ts';
import type { SynthesisContext } from '../../core/synthesis.ts';
import type { Observation } from '../../core/watch.ts';
import { buildWatch, type WatchEntry } from '../build-watch.ts';
import type { Candidate } from './candidate.ts';
import { shown } from './evidence.ts';
import type { Diagnosis } from './judge.ts';
import { marginsOf, type Sample } from './sample.ts';

/** Parts of one condition that are looked at, so that a long one does not slow the runs down. */
const MAX_PARTS = 8;

/** What is watched for one candidate. */
interface Questions {
  readonly candidate: Candidate;
  /** Its readable parts, and at last the whole: is it ever anything but undefined? */
  readonly parts: readonly Expression[];
  /** Operands of its comparisons: between which values do they lie? */
  readonly operands: readonly Expression[];
}

/**
 * Looks into the conditions that failed, in one more observation for all of them, so that whoever proposed them can do
 * better. @returns one diagnosis per candidate, same order.
 */
export async function diagnose(
  candidates: readonly Candidate[],
  sample: Sample,
  context: SynthesisContext,
  measure: MeasureOptions,
): Promise<readonly Diagnosis[]> {
  const questions = candidates.map(questionsOf);
  const inputs = sample.runs.map(({ input }) => input);
  const watch = buildWatch(questions.flatMap(entriesOf));
  const observations = await context.observe(watch, inputs, measure);
  let next = 0;
  return questions.map((asked) => {
    const at = next;
    next += asked.parts.length + asked.operands.length;
    return answer(asked, at, observations, sample);
  });
}

function questionsOf(candidate: Candidate): Questions {
  const { condition } = candidate;
  const parts = distinct(readableParts(condition)).slice(0, MAX_PARTS);
  const operands = distinct(operandsOf(condition)).slice(0, MAX_PARTS);
  return { candidate, parts: [...parts, condition], operands };
}

function entriesOf({ candidate: { place }, parts, operands }: Questions): readonly WatchEntry[] {
  return [
    ...parts.map((part): WatchEntry => ({ place, expression: isDefined(part), mode: 'margin' })),
    ...operands.map((operand): WatchEntry => ({ place, expression: operand, mode: 'value' })),
  ];
}

function isDefined(operand: Expression): Expression {
  return {
    kind: 'binary',
    operator: '!==',
    left: { kind: 'unary', operator: 'typeof', operand },
    right: { kind: 'literal', value: 'undefined' },
  };
}

function answer(
  { parts, operands }: Questions,
  at: number,
  observations: readonly Observation[],
  sample: Sample,
): Diagnosis {
  const hasValue = parts.map((_, k) =>
    marginsOf(observations, at + k).least.some((margin) => margin === 0),
  );
  const undefinedParts = parts.slice(0, -1).filter((_, k) => hasValue[k] === false);
  const [first] = sample.pairs;
  const shownRuns = first ?? sample.extremes;
  const values =
    shownRuns === undefined
      ? []
      : operands.map((operand, k) => {
          const expression = at + parts.length + k;
          const slow = rangeText(observations[shownRuns.slow], expression);
          const fast = rangeText(observations[shownRuns.fast], expression);
          return `${printExpression(operand)} is ${slow} in the slow and ${fast} in the fast run`;
        });
  return {
    hasValue: hasValue.at(-1) === true,
    undefinedParts: innermost(undefinedParts).map(printExpression),
    values:
      values.length === 0
        ? ''
        : `on ${first?.pair.id ?? 'the costliest and the cheapest run'}: ${values.join(', ')}`,
  };
}

function rangeText(observation: Observation | undefined, expression: number): string {
  const least = observation?.readings[2 * expression] ?? Number.NaN;
  const greatest = observation?.readings[2 * expression + 1] ?? Number.NaN;
  if (Number.isNaN(least)) return 'no number';
  return least === greatest ? shown(least) : `${shown(least)} to ${shown(greatest)}`;
}

/** Variables, members, elements and calls, innermost first. */
function readableParts(expression: Expression): readonly Expression[] {
  const inner = partsOf(expression).flatMap(readableParts);
  switch (expression.kind) {
    case 'variable':
    case 'member':
    case 'index':
    case 'call':
      return [...inner, expression];
    case 'literal':
    case 'unary':
    case 'binary':
    case 'logical':
    case 'conditional':
      return inner;
  }
}

/** What comparisons compare, and parts that are conditions by themselves; literals left out. */
function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'logical':
    case 'conditional':
      return partsOf(expression).flatMap(operandsOf);
    case 'unary':
      return expression.operator === '!' ? operandsOf(expression.operand) : [expression];
    case 'binary':
      return COMPARISONS.has(expression.operator)
        ? [expression.left, expression.right].filter(({ kind }) => kind !== 'literal')
        : [expression];
    case 'variable':
    case 'member':
    case 'index':
    case 'call':
      return [expression];
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '===', '!==', '==', '!=']);

function distinct(expressions: readonly Expression[]): readonly Expression[] {
  return [...new Map(expressions.map((one) => [expressionKey(one), one])).values()];
}

/** Leaves out what contains another one: `a.b.c` is undefined because `a.b` is. */
function innermost(parts: readonly Expression[]): readonly Expression[] {
  const keys = new Set(parts.map(expressionKey));
  const contains = (expression: Expression): boolean =>
    partsOf(expression).some((child) => keys.has(expressionKey(child)) || contains(child));
  return parts.filter((part) => !contains(part));
}
