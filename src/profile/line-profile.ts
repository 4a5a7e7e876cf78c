import type { FileCoverage } from '../../harness/protocol.ts';
import type { SiteTable } from '../core/site.ts';
import type { LineDifference } from '../core/synthesis.ts';

/** How often lines ran, by file (absolute path) and 1-based line. */
export type LineHits = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** An arm of a branch that one run took more often than the other. */
export interface BranchDifference extends LineDifference {
  /** 0-based, of the arm. */
  readonly column: number;
  /** Which of the branch's arms, from 0; of an `if`, 0 is the consequent. */
  readonly arm: number;
}

/**
 * Hits of every line of one run: the most of any statement that begins there, or the steps of our own counters there if
 * those are more. Our counters know what statements do not: iterations of loops whose head is one statement, and work
 * inside builtins, which counts by elements touched. Lines that did not run have 0 hits where coverage lists them.
 * @param coverage empty when there is none
 * @param hits sparse, see Measurement.hits
 */
export function lineHits(
  coverage: readonly FileCoverage[],
  hits: Int32Array | undefined,
  { files, sites }: SiteTable,
): LineHits {
  const byFile = new Map<string, Map<number, number>>();
  const linesOf = (file: string): Map<number, number> => {
    const lines = byFile.get(file) ?? new Map<number, number>();
    byFile.set(file, lines);
    return lines;
  };
  for (let k = 0; k < (hits?.length ?? 0); k += 2) {
    const site = sites[hits?.[k] ?? -1];
    if (site === undefined) continue;
    const lines = linesOf(files[site.file] ?? '');
    lines.set(site.line, (lines.get(site.line) ?? 0) + (hits?.[k + 1] ?? 0));
  }
  for (const { file, lines: pairs } of coverage) {
    const lines = linesOf(file);
    for (let k = 0; k < pairs.length; k += 2) {
      const line = pairs[k] ?? 0;
      lines.set(line, Math.max(lines.get(line) ?? 0, pairs[k + 1] ?? 0));
    }
  }
  return byFile;
}

/** The lines of both runs side by side, by file and line. */
export function compareLines(slow: LineHits, fast: LineHits): readonly LineDifference[] {
  const files = [...new Set([...slow.keys(), ...fast.keys()])].toSorted();
  return files.flatMap((file) => {
    const slowLines = slow.get(file);
    const fastLines = fast.get(file);
    const lines = new Set([...(slowLines?.keys() ?? []), ...(fastLines?.keys() ?? [])]);
    return [...lines]
      .toSorted((a, b) => a - b)
      .map((line) => ({
        file,
        line,
        slowHits: slowLines?.get(line) ?? 0,
        fastHits: fastLines?.get(line) ?? 0,
      }));
  });
}

/** The lines that ran more often in the slow run, most telling first (see {@link contrast}). */
export function costlierLines(lines: readonly LineDifference[]): readonly LineDifference[] {
  return lines.filter((line) => line.slowHits > line.fastHits).toSorted(byContrast);
}

/** The branch arms that one of the runs took more often, most telling first. */
export function compareBranches(
  slow: readonly FileCoverage[],
  fast: readonly FileCoverage[],
): readonly BranchDifference[] {
  return slow
    .flatMap(({ file, branches }) => {
      const others = fast.find((one) => one.file === file)?.branches ?? [];
      return armsOf(file, branches, others);
    })
    .filter(({ slowHits, fastHits }) => slowHits !== fastHits)
    .toSorted(byContrast);
}

/** Both runs are of one module, so their arms stand in the same order. */
function armsOf(
  file: string,
  slow: readonly number[],
  fast: readonly number[],
): readonly BranchDifference[] {
  const arms: BranchDifference[] = [];
  for (let k = 0; k < slow.length; k += 4) {
    arms.push({
      file,
      line: slow[k] ?? 0,
      column: slow[k + 1] ?? 0,
      arm: slow[k + 2] ?? 0,
      slowHits: slow[k + 3] ?? 0,
      fastHits: fast[k + 3] ?? 0,
    });
  }
  return arms;
}

/**
 * How much a difference in hits tells: the difference times the logarithm of the ratio. A line that doubles from a
 * thousand counts for less than one that comes to a thousand from nothing, and ten times nothing for little.
 */
export function contrast(slowHits: number, fastHits: number): number {
  return Math.abs(slowHits - fastHits) * Math.abs(Math.log((slowHits + 1) / (fastHits + 1)));
}

function byContrast(a: LineDifference, b: LineDifference): number {
  const difference = contrast(b.slowHits, b.fastHits) - contrast(a.slowHits, a.fastHits);
  if (difference !== 0) return difference;
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}
