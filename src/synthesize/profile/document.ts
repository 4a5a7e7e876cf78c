import type { Constraint } from '../../../constraints/language/constraint.ts';
import { printExpression } from '../../../constraints/language/print.ts';
import { fillHoles } from '../../../constraints/patterns/pattern.ts';
import type { ProbePlace } from '../../core/watch.ts';
import type { FittedTerm } from './fit.ts';
import type { VerifiedCandidate } from './verify.ts';

const MAX_ID = 60;

/**
 * The document of a candidate.
 * @param file see Place.file
 * @param taken ids in use; its own is added
 */
export function toConstraint(
  candidate: VerifiedCandidate,
  file: string,
  taken: Set<string>,
): Constraint {
  return {
    id: freshId(candidate.parts.map(nameOf).join('-and-'), taken),
    source: 'profile',
    description: describe(candidate),
    where: whereOf(candidate.place, file),
    when: printExpression(candidate.condition),
    expects: 'slower',
  };
}

/** How documents name a place. */
export function whereOf({ functionName, line, at }: ProbePlace, file: string): Constraint['where'] {
  return { file, function: functionName, line, at };
}

function nameOf({ term }: FittedTerm): string {
  return [term.pattern.id, ...Object.values(term.fillings)].join('-');
}

/** The wanted id in lower case, with a number when it is taken. */
export function freshId(wanted: string, taken: Set<string>): string {
  const base = wanted
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MAX_ID);
  let id = base;
  for (let k = 2; taken.has(id); k++) id = `${base}-${k}`;
  taken.add(id);
  return id;
}

/** `Many elements of a repeat others: of 120 profiled runs, the 31 that satisfy it cost 14 times as much as others of like size.` */
function describe({ parts, uplift }: VerifiedCandidate): string {
  const text = parts.map(describePart).join(', and ');
  const claim = text.slice(0, 1).toUpperCase() + text.slice(1);
  if (uplift === undefined) return `${claim}.`;
  const { ratio, satisfied, unsatisfied } = uplift;
  const times = ratio < 10 ? ratio.toFixed(1) : String(Math.round(ratio));
  return `${claim}: of ${satisfied + unsatisfied} profiled runs, the ${satisfied} that satisfy it cost ${times} times as much as others of like size.`;
}

function describePart({ term, comparison }: FittedTerm): string {
  const side = term.pattern.sides.find((one) => one.comparison === comparison);
  return fillHoles(side?.description ?? term.text, term.fillings);
}
