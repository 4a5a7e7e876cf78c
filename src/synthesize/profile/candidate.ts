import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import type { ProbePlace } from '../../core/watch.ts';
import type { FittedTerm } from './fit.ts';
import { roundThreshold } from './round-threshold.ts';
import { guardText } from './terms.ts';

/** A condition over fitted terms of one place. */
export interface Candidate {
  readonly place: ProbePlace;
  /** One or two, in the order of importance. */
  readonly parts: readonly FittedTerm[];
  readonly when: string;
  readonly condition: Expression;
  /** The part of it that asks for lengths, without which it means nothing; undefined when there is none. */
  readonly guard: Expression | undefined;
}

/** @returns undefined when the condition is longer than the language allows. */
export function createCandidate(parts: readonly FittedTerm[]): Candidate | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { place } = first.term;
  const guards = guardTexts(parts);
  const comparisons = parts.map(({ term, comparison, inner, outer }) => {
    const { operator, value } = roundThreshold(comparison, inner, outer);
    return `${term.text} ${operator} ${value}`;
  });
  const when = [...guards, ...comparisons].join(' && ');
  const condition = read(when, place);
  const guard = guards.length === 0 ? undefined : read(guards.join(' && '), place);
  return condition === undefined ? undefined : { place, parts, when, condition, guard };
}

/** One for each variable: the one that asks for most. */
function guardTexts(parts: readonly FittedTerm[]): readonly string[] {
  const lengths = new Map<string, number>();
  for (const { term } of parts) {
    if (term.guard === undefined) continue;
    const { path, length } = term.guard;
    lengths.set(path, Math.max(length, lengths.get(path) ?? 0));
  }
  return [...lengths].map(([path, length]) => guardText({ path, length }));
}

function read(text: string, { variables }: ProbePlace): Expression | undefined {
  const parsed = parseExpression(text, { variables });
  return parsed.ok ? parsed.expression : undefined;
}
