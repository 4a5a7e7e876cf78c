import type { Finding } from '../core/finding.ts';

/** Findings that are measured again: more do not change ten tests. */
const COSTLIEST = 48;
/** Of every size band (a factor of two), beyond the costliest. */
const PER_BAND = 6;

/**
 * The findings that may become tests: the costliest of all, and the costliest of every size band.
 * Distinct inputs, in order of discovery. O(n log n).
 */
export function shortlist(findings: readonly Finding[]): readonly Finding[] {
  const bySteps = findings.toSorted(
    (a, b) => b.steps - a.steps || a.size - b.size || a.provenance.id - b.provenance.id,
  );
  const chosen = new Map<string, Finding>();
  const choose = (finding: Finding): void => {
    if (!chosen.has(finding.input)) chosen.set(finding.input, finding);
  };
  bySteps.slice(0, COSTLIEST).forEach(choose);
  const bands = new Map<number, number>();
  for (const finding of bySteps) {
    const band = Math.floor(Math.log2(Math.max(1, finding.size)));
    const seen = bands.get(band) ?? 0;
    bands.set(band, seen + 1);
    if (seen < PER_BAND) choose(finding);
  }
  return [...chosen.values()].toSorted((a, b) => a.provenance.id - b.provenance.id);
}
