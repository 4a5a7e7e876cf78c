import { freeVariables, usesCall } from '../../../constraints/language/expression-facts.ts';
import type { Expression } from '../../../constraints/language/expression.ts';
import { parseExpression } from '../../../constraints/language/parse.ts';
import { parseConstraint } from '../../../constraints/language/schema.ts';
import type {
  Constraint,
  GatedConstraint,
  GateEvidence,
  RejectedConstraint,
  SynthesisContext,
} from '../../core/synthesis.ts';
import type { Json } from '../../core/run-record.ts';
import { closest } from '../../core/suggest.ts';
import type { ProbePlace } from '../../core/watch.ts';
import { type Document, isRecord, shortenDocument } from '../document.ts';
import { failed, listed, passed } from './evidence.ts';

/** A constraint as it can be woven in. */
export interface Woven {
  readonly constraint: Constraint;
  readonly place: ProbePlace;
  /** `when`, its lets put in. */
  readonly condition: Expression;
}

/** A proposed constraint whose place is found and whose condition can be read there. */
export interface Candidate extends Woven {
  /** As proposed, see RejectedConstraint.document. */
  readonly document: Json;
  /** Of the checks passed so far. */
  readonly evidence: readonly GateEvidence[];
}

/** A document that can be woven in, or why it cannot. */
export type ReadCandidate =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'rejected'; readonly rejection: RejectedConstraint };

/** Who proposed a document, and when. */
export interface Origin {
  readonly source: Constraint['source'];
  readonly round: number;
}

/** Reads a document as far as that goes without running anything: form, expressions, place, scope. */
export function readCandidate(
  document: Document,
  id: string,
  context: Pick<SynthesisContext, 'locate'>,
  { source, round }: Origin,
): ReadCandidate {
  const kept = shortenDocument(document.json);
  const reject = (...evidence: readonly GateEvidence[]): ReadCandidate => ({
    kind: 'rejected',
    rejection: { document: kept, id, source, round, evidence },
  });

  const form = readForm(document, id, source);
  if (form.problem !== undefined) return reject(failed('parses', form.problem));
  const { constraint, condition } = form;
  const parses = passed('parses', 'a constraint of the language');

  const place = context.locate(constraint.where);
  if ('problem' in place) return reject(parses, failed('in-scope', place.problem));
  const where = describePlace({ constraint, place });
  const unknown = scopeProblem(constraint, condition, place);
  if (unknown !== undefined) return reject(parses, failed('in-scope', `at ${where}: ${unknown}`));
  const used = freeVariables(condition);
  const inScope = passed('in-scope', `${where} knows ${listed(used)}`, { variables: used });

  if (usesCall(condition, 'callDepth') && place.functionName === '<module>') {
    const constant = 'callDepth() is always 1 at the top level of a module';
    return reject(
      parses,
      inScope,
      failed('compiles', `${constant}; ask it inside the function that recurs`),
    );
  }
  const evidence = [parses, inScope];
  return {
    kind: 'candidate',
    candidate: { constraint, place, condition, document: kept, evidence },
  };
}

/** What was accepted before, to be woven in again. */
export function readAccepted({ constraint, place }: GatedConstraint): Woven {
  const parsed = parseExpression(constraint.when, letsOf(constraint));
  if (!parsed.ok) throw new TypeError(`an accepted constraint does not parse: ${parsed.reason}`);
  return { constraint, place, condition: parsed.expression };
}

/** `quicksort.js:12 (loop, partition)`. */
export function describePlace({
  constraint,
  place,
}: Pick<GatedConstraint, 'constraint' | 'place'>): string {
  return `${constraint.where.file}:${place.line} (${place.at}, ${place.functionName})`;
}

type Form =
  | {
      readonly constraint: Constraint;
      readonly condition: Expression;
      readonly problem?: undefined;
    }
  | { readonly problem: string };

function readForm({ json, problem }: Document, id: string, source: Constraint['source']): Form {
  if (problem !== undefined) return { problem };
  // Whoever proposed it does not say who they are.
  const stamped = isRecord(json) ? { ...json, id, source } : json;
  const form = parseConstraint(stamped);
  if (!form.ok) return { problem: form.reason };
  const { constraint } = form;
  const parsed = parseExpression(constraint.when, letsOf(constraint));
  return parsed.ok
    ? { constraint, condition: parsed.expression }
    : { problem: `${constraint.when}: ${parsed.reason}` };
}

function letsOf({ let: lets }: Constraint): { readonly lets?: Readonly<Record<string, string>> } {
  return lets === undefined ? {} : { lets };
}

/** What is wrong with the names in a condition. A let may not hide a variable, so they are read again in their scope. */
function scopeProblem(
  constraint: Constraint,
  condition: Expression,
  { variables }: ProbePlace,
): string | undefined {
  const scoped = parseExpression(constraint.when, { ...letsOf(constraint), variables });
  if (scoped.ok) return undefined;
  const stranger = freeVariables(condition).find((name) => !variables.includes(name));
  const meant = stranger === undefined ? undefined : closest(stranger, variables);
  return scoped.reason + (meant === undefined ? '' : `; did you mean ${meant}?`);
}
