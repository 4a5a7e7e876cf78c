import { CATALOGUE } from '../../../constraints/language/catalogue.ts';
import { partsOf } from '../../../constraints/language/expression-facts.ts';
import type { Expression } from '../../../constraints/language/expression.ts';
import { printExpression } from '../../../constraints/language/print.ts';
import type { Scope } from './survey.ts';
import type { Term } from './terms.ts';

/** Elements of a list or text that the language looks at. */
const MAX_ELEMENTS = 4096;
/** Reading an element, against looking at one that was read. */
const READ_PASSES = 16;

/** Something that is worked out once at a look, whichever terms ask for it: a list's elements, or a figure of them. */
interface Effort {
  readonly key: string;
  readonly units: number;
}

/**
 * The terms of a place that can be looked at within a budget; those that go through long lists again and again are left
 * out, the costliest first.
 * @param budget elements looked at in a run of the largest inputs
 */
export function affordableTerms(
  terms: readonly Term[],
  scope: Scope,
  budget: number,
): readonly Term[] {
  const looks = looksAt(scope.hits);
  const efforts = new Map(terms.map((term) => [term, effortsOf(term.expression, scope)]));
  const unitsOf = (term: Term): number =>
    (efforts.get(term) ?? []).reduce((sum, { units }) => sum + units, 0);
  const done = new Set<string>();
  const kept = new Set<Term>();
  let spent = 0;
  for (const term of terms.toSorted((a, b) => unitsOf(a) - unitsOf(b))) {
    const fresh = (efforts.get(term) ?? []).filter(({ key }) => !done.has(key));
    const extra = looks * fresh.reduce((sum, { units }) => sum + units, 0);
    if (spent + extra > budget) continue;
    spent += extra;
    kept.add(term);
    for (const { key } of fresh) done.add(key);
  }
  return terms.filter((term) => kept.has(term));
}

/** Looks at a place that is reached so many times: each waits for half as many hits as there were before. */
function looksAt(hits: number): number {
  return Math.min(hits, 2 + Math.log(Math.max(1, hits)) / Math.log(1.5));
}

function effortsOf(expression: Expression, scope: Scope): readonly Effort[] {
  const inner = partsOf(expression).flatMap((part) => effortsOf(part, scope));
  const [subject] = expression.kind === 'call' ? expression.args : [];
  if (expression.kind !== 'call' || subject === undefined) return inner;
  const path = printExpression(subject);
  const variable = scope.variables.find((one) => one.path === path);
  const passes = CATALOGUE.get(expression.callee)?.passes ?? 0;
  if (variable === undefined || passes === 0) return inner;
  const length = Math.min(variable.longest, MAX_ELEMENTS);
  const reading = variable.kind === 'text' ? 1 : READ_PASSES;
  return [
    ...inner,
    { key: path, units: reading * length },
    { key: printExpression(expression), units: passes * length },
  ];
}
