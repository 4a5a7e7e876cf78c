import { isSizeOnly } from '../../../constraints/language/expression-facts.ts';
import type { Case } from './judge.ts';

/** Fewer runs that have others of their very size say nothing. */
const MIN_RUNS = 4;

/**
 * Whether a condition looks at the size of the input alone: runs of one size all come as near to it, others do not. Its
 * text does not tell, because lengths of what a program builds are no sizes of its input, and numbers that it reads may
 * be; the text decides only where too few runs share a size.
 */
export function looksAtSizeAlone({ candidate, margins, sample }: Case): boolean {
  const ofSize = new Map<number, number>();
  let compared = 0;
  for (const [run, margin] of margins.least.entries()) {
    const size = sample.runs[run]?.size ?? 0;
    const known = ofSize.get(size);
    if (known === undefined) ofSize.set(size, margin);
    else if (known !== margin) return false;
    else compared++;
  }
  const varies = new Set(ofSize.values()).size > 1;
  return (varies && compared >= MIN_RUNS) || isSizeOnly(candidate.condition);
}
