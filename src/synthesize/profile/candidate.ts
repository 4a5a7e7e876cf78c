import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import type { ProbePlace } from '../../core/watch.ts';
import type { FittedTerm } from './fit.ts';
import { roundThreshold } from './round-threshold.ts';

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
  const guards = parts.flatMap(({ term }) => term.guard ?? []);
  const comparisons = parts.map(
    ({ term, comparison, inner, outer }) =>
      `${term.text} ${comparison} ${roundThreshold(inner, outer)}`,
  );
  const when = [...new Set([...guards, ...comparisons])].join(' && ');
  const condition = read(when, place);
  const guard = guards.length === 0 ? undefined : read([...new Set(guards)].join(' && '), place);
  return condition === undefined ? undefined : { place, parts, when, condition, guard };
}

function read(text: string, { variables }: ProbePlace): Expression | undefined {
  const parsed = parseExpression(text, { variables });
  return parsed.ok ? parsed.expression : undefined;
}
