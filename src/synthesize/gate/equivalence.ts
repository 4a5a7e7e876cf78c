import { printExpression } from '../../../constraints/language/print.ts';
import type { GateEvidence } from '../../core/synthesis.ts';
import type { Woven } from './candidate.ts';
import { counted, failed, figure, passed, shown } from './evidence.ts';
import type { Margins } from './sample.ts';

const CHECK = 'not-equivalent';

/**
 * Mean difference of margins up to which two conditions pull the search the same way. The search compares margins of one
 * condition with each other, so that their scale says nothing: that of `c && true` is half that of `c`.
 */
const SAME_MARGIN = 0.02;

/** A condition and how it fared over the sample. */
interface Fared<W extends Woven = Woven> {
  readonly candidate: W;
  readonly margins: Margins;
}

/**
 * Of conditions that hold in the same runs and come about as near in all others, keeps the simplest, and of equally
 * simple ones the first. What was accepted before stays in any case.
 * @param fresh has passed all other checks.
 * @returns the evidence of this check, by candidate.
 */
export function judgeEquivalence<W extends Woven>(
  earlier: readonly Fared[],
  fresh: readonly Fared<W>[],
): ReadonlyMap<W, GateEvidence> {
  const verdicts = new Map<W, GateEvidence>();
  const kept: Fared[] = [...earlier];
  // The simplest first, so that what is kept never has to give way; sorting is stable.
  const bySimplicity = fresh.toSorted((a, b) => complexity(a) - complexity(b));
  for (const one of bySimplicity) {
    const twin = kept.find((other) => meanDifference(one.margins, other.margins) <= SAME_MARGIN);
    if (twin === undefined) kept.push(one);
    verdicts.set(
      one.candidate,
      twin === undefined ? distinctFrom(kept.length - 1) : sameAs(one, twin),
    );
  }
  return verdicts;
}

function distinctFrom(others: number): GateEvidence {
  const text =
    others === 0
      ? 'nothing was accepted that it could be equivalent to'
      : `differs from ${others === 1 ? 'the other constraint' : `all ${others} other constraints`} over the sample`;
  return passed(CHECK, text, { compared: others });
}

function sameAs(one: Fared, twin: Fared): GateEvidence {
  const held = one.margins.least.filter((margin) => margin === 0).length;
  const difference = meanDifference(one.margins, twin.margins);
  const { id, when } = twin.candidate.constraint;
  return failed(
    CHECK,
    `holds in the same ${counted(held, 'run')} as ${id} (${when}), and comes as near in the others: scaled margins differ by ${shown(difference)} on average`,
    { twin: id, held, meanDifference: figure(difference) },
  );
}

/** Of the margins over all runs, each on a scale from 0 to its greatest; infinite when a run tells the conditions apart. */
function meanDifference(a: Margins, b: Margins): number {
  const scale = greatest(a);
  const otherScale = greatest(b);
  let difference = 0;
  for (const [run, margin] of a.least.entries()) {
    const other = b.least[run] ?? 1;
    if ((margin === 0) !== (other === 0)) return Infinity;
    difference += Math.abs(margin / scale - other / otherScale);
  }
  return a.least.length === 0 ? Infinity : difference / a.least.length;
}

function greatest({ least }: Margins): number {
  return least.reduce((most, margin) => Math.max(most, margin), Number.MIN_VALUE);
}

/** Length of the condition, its lets put in. */
function complexity({ candidate }: Fared): number {
  return printExpression(candidate.condition).length;
}
