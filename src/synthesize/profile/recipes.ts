import type { Constraint, Recipe } from '../../../constraints/language/constraint.ts';
import { fillHoles } from '../../../constraints/patterns/pattern.ts';
import { freshId } from './document.ts';
import type { FittedTerm } from './fit.ts';
import type { InputTexts } from './input-texts.ts';
import type { MatchInput } from './match-inputs.ts';
import type { ScopeVariable } from './survey.ts';
import type { TermReadings } from './term-readings.ts';

/** What is known about the inputs, for recipes to be made of. */
export interface RecipeFacts {
  readonly match: MatchInput;
  readonly texts: InputTexts;
  readonly readings: TermReadings;
  readonly variables: readonly ScopeVariable[];
}

/**
 * Inputs that tend to satisfy a constraint: the templates of its patterns, written in numbers and characters that inputs
 * have, for the input places that its variables stand for.
 * @returns undefined when no variable of a template is known to be an input.
 */
export function toRecipe(
  constraint: Constraint,
  parts: readonly FittedTerm[],
  facts: RecipeFacts,
  taken: Set<string>,
): Recipe | undefined {
  const input: Record<string, string> = {};
  for (const part of parts) {
    for (const [place, expression] of elementsOf(part, facts)) input[place] ??= expression;
  }
  if (Object.keys(input).length === 0) return undefined;
  return {
    id: freshId(`recipe-${constraint.id}`, taken),
    source: 'profile',
    description: `Made for "${constraint.id}": ${constraint.description.replace(/: of \d.*$/, '.')}`,
    reaches: constraint.id,
    input,
  };
}

/** By input place; nothing for holes without a template, or that stand for no input. */
function elementsOf(
  { term, comparison }: FittedTerm,
  { match, texts, readings, variables }: RecipeFacts,
): readonly (readonly [string, string])[] {
  const side = term.pattern.sides.find((one) => one.comparison === comparison);
  return Object.entries(side?.recipe ?? {}).flatMap(([hole, byKind]) => {
    const path = term.fillings[hole];
    const variable = variables.find((one) => one.path === path);
    const template = variable && byKind[variable.kind];
    const place = variable && match(variable, readings);
    if (variable === undefined || template === undefined || place === undefined) return [];
    const slots = { ...numberSlots(variable, readings), ...textSlots(texts), ...term.fillings };
    const expression = fillHoles(template, slots).replace(/(?<![\w.])0 \+ /g, '');
    // A slot that nothing is known for.
    return /\{\w+\}/.test(expression) ? [] : [[place.place, expression] as const];
  });
}

function numberSlots(
  { path, kind }: ScopeVariable,
  readings: TermReadings,
): Readonly<Record<string, string>> {
  const seen = (text: string): readonly (readonly [number, number])[] =>
    (readings(text) ?? []).filter(([least]) => Number.isFinite(least));
  const lows = seen(kind === 'number' ? path : `min(${path})`).map(([least]) => least);
  const highs = seen(kind === 'number' ? path : `max(${path})`).map(([, greatest]) => greatest);
  if (lows.length === 0 || highs.length === 0) return {};
  const low = Math.min(...lows);
  const high = Math.max(...highs);
  return { low: literal(low), high: literal(high), range: String(high - low) };
}

/** In parentheses when negative, so that it can stand anywhere. */
function literal(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}

function textSlots({ common, brackets }: InputTexts): Readonly<Record<string, string>> {
  const [first, second = first] = common;
  if (first === undefined || second === undefined) return {};
  return {
    c: JSON.stringify(first),
    d: JSON.stringify(second),
    ...(brackets === undefined
      ? {}
      : { open: JSON.stringify(brackets[0]), close: JSON.stringify(brackets[1]) }),
  };
}
