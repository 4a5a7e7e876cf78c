import { levelOf } from '../levels.ts';
import type { PartGroups } from '../part-groups.ts';

/** Two programs that do the same, the first of which should cost more: indices into `costs`. */
export type ContrastPair = readonly [slower: number, faster: number];

/** An input worth keeping for what it costs several programs. */
export interface ContrastEntry {
  /** Corpus number. */
  readonly id: number;
  readonly genotype: unknown;
  readonly size: number;
  /** Steps on every program, ≥ 1. */
  readonly costs: readonly number[];
  /** What made it. */
  readonly op: string;
  readonly parents: readonly number[];
  /** Executions before it. */
  readonly execs: number;
  readonly reasons: readonly string[];
  /** See Entry.parts. */
  parts: PartGroups | undefined;
}

/** A ratio must rise by a hundredth to take a place, or the archive would fill with steps of one. */
const RISE = 1.01;

/**
 * The contrast of pairs of programs (after DifFuzz, Nilizadeh et al., ICSE 2019, with ratios for differences): for every pair
 * and every band of sizes the input with the largest ratio of costs, so that what is large does not crowd out what separates,
 * and what is slow for both sides earns nothing.
 */
export class ContrastArchive {
  readonly #pairs: readonly ContrastPair[];
  /** `places[level][pair]`. */
  readonly #places: (ContrastEntry | undefined)[][] = [];

  constructor(pairs: readonly ContrastPair[]) {
    this.#pairs = pairs;
  }

  /**
   * The pairs for which an input would take a place, as reasons: `+contrast:0/2`; empty when it is not worth keeping.
   * @param costs by program, ≥ 1
   */
  reasons(size: number, costs: readonly number[]): readonly string[] {
    const level = this.#places[levelOf(size)] ?? [];
    return this.#pairs.flatMap(([slower, faster], p) =>
      beats(costs, level[p], [slower, faster]) ? [`+contrast:${slower}/${faster}`] : [],
    );
  }

  /** Gives the entry every place that it beats. */
  claim(entry: ContrastEntry): void {
    const at = levelOf(entry.size);
    const level = (this.#places[at] ??= []);
    for (const [p, pair] of this.#pairs.entries())
      if (beats(entry.costs, level[p], pair)) level[p] = entry;
  }

  /** The entries of a band, one for each pair that has one there, in order of pairs. */
  level(level: number): readonly ContrastEntry[] {
    const entries = (this.#places[level] ?? []).filter((entry) => entry !== undefined);
    return [...new Set(entries)];
  }

  /** All entries that hold a place, by number. */
  entries(): readonly ContrastEntry[] {
    const all = new Set(this.#places.flat().filter((entry) => entry !== undefined));
    return [...all].toSorted((a, b) => a.id - b.id);
  }
}

function beats(
  costs: readonly number[],
  rival: ContrastEntry | undefined,
  [slower, faster]: ContrastPair,
): boolean {
  const ratio = (costs[slower] ?? 1) / (costs[faster] ?? 1);
  if (rival === undefined) return ratio > 1;
  return ratio > RISE * ((rival.costs[slower] ?? 1) / (rival.costs[faster] ?? 1));
}
