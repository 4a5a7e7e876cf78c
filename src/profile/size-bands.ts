import type { Finding } from '../core/finding.ts';

/** Inputs of sizes within a factor of two. */
export interface SizeBand {
  /** Size that further inputs of the band are made with. */
  readonly size: number;
  /** Of the band, costliest first; empty where the search found none. */
  readonly findings: readonly Finding[];
}

/** Where nothing else is known, inputs are made from this size … */
const SMALLEST = 16;
/** … to this one: patterns show there, and executions are cheap. */
const LARGEST = 1024;
/** Bands at most: a factor of 256 from the smallest to the largest input. */
const MAX_BANDS = 8;

/**
 * The sizes to look at: the bands that the search has finds in and those of common small sizes, the largest ones of
 * them, ascending.
 * @param findings that can be afforded
 * @param maxSize largest size of a band without finds
 */
export function sizeBands(findings: readonly Finding[], maxSize: number): readonly SizeBand[] {
  const bands = new Map<number, Finding[]>();
  for (const finding of findings) {
    const band = bandOf(finding.size);
    const known = bands.get(band);
    if (known === undefined) bands.set(band, [finding]);
    else known.push(finding);
  }
  for (let size = Math.min(SMALLEST, maxSize); size <= Math.min(LARGEST, maxSize); size *= 2) {
    if (!bands.has(bandOf(size))) bands.set(bandOf(size), []);
  }
  return [...bands]
    .toSorted(([a], [b]) => b - a)
    .slice(0, MAX_BANDS)
    .reverse()
    .map(([band, own]) => {
      const costliestFirst = own.toSorted(byCost);
      return { size: costliestFirst[0]?.size ?? 2 ** band, findings: costliestFirst };
    });
}

export function bandOf(size: number): number {
  return Math.floor(Math.log2(Math.max(1, size)));
}

function byCost(a: Finding, b: Finding): number {
  return b.steps - a.steps || a.size - b.size || a.provenance.id - b.provenance.id;
}

/**
 * Some of a band's findings: half of them the costliest of different lineages (then of any), half spread evenly over the
 * costs of the rest, so that what is neither slow nor fast is there too.
 * @param findings costliest first
 * @param lineageOf see {@link lineages}
 */
export function pickFindings(
  findings: readonly Finding[],
  lineageOf: (finding: Finding) => number,
  count: number,
): readonly Finding[] {
  if (findings.length <= count) return findings;
  const slow = Math.ceil(count / 2);
  const chosen = new Set<Finding>();
  const seen = new Set<number>();
  for (const finding of findings) {
    if (chosen.size >= slow) break;
    const lineage = lineageOf(finding);
    if (!seen.has(lineage)) chosen.add(finding);
    seen.add(lineage);
  }
  for (const finding of findings) if (chosen.size < slow) chosen.add(finding);
  const rest = findings.filter((finding) => !chosen.has(finding));
  const step = rest.length / (count - slow);
  for (let at = step / 2; at < rest.length; at += step) {
    const finding = rest[Math.floor(at)];
    if (finding !== undefined) chosen.add(finding);
  }
  return [...chosen];
}

/** Tells the first ancestor of each finding, by corpus number: inputs of one pattern mostly share it. */
export function lineages(findings: readonly Finding[]): (finding: Finding) => number {
  const parents = new Map(
    findings.map(({ provenance }) => [provenance.id, provenance.parents[0]] as const),
  );
  return ({ provenance }) => {
    let id = provenance.id;
    const seen = new Set<number>();
    for (let next = parents.get(id); next !== undefined; next = parents.get(id)) {
      if (seen.has(id)) break;
      seen.add(id);
      id = next;
    }
    return id;
  };
}
