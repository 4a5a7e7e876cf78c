import type { Finding } from '../../src/core/finding.ts';
import { rankCandidates } from '../../src/pipeline/slow-candidates.ts';

/** An input that may be the slow one. */
export interface Candidate extends Pick<Finding, 'input' | 'reasons' | 'size' | 'steps'> {
  /** When the search had it, CPU time in milliseconds. */
  readonly atMs: number;
}

/** What a search has found so far that is worth a closer look. */
export interface CandidatePool {
  add(finding: Pick<Finding, 'input' | 'reasons' | 'size' | 'steps'>, atMs: number): void;
  /** Those that were not handed out before, most promising first, as at the end of a run. */
  next(): readonly Candidate[];
}

/** Handed out at a time: each is run at dozens of lengths in fresh modules. */
const NEXT = 12;
/** An input that ended its worker costs more than any that did not. */
export const DEADLY_STEPS = 2 ** 31;

export function createCandidatePool(): CandidatePool {
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  return {
    add: ({ input, steps, size, reasons }, atMs) => {
      candidates.push({ input, steps, size, reasons, atMs });
    },
    next: () => {
      const chosen = rankCandidates(candidates)
        .filter(({ input }) => !seen.has(input))
        .slice(0, NEXT);
      for (const { input } of chosen) seen.add(input);
      return chosen;
    },
  };
}
