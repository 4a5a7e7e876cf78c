import type { Entry, Level } from './archive.ts';
import type { SearchCore } from './core.ts';

/** Inputs beyond this hold what they hold many times over: nobody listens to them. Scalars. */
export const MAX_HEARD_SIZE = 4096;

/** Plain data: what a search knows from the executions that it has listened to. Ascending. */
export interface HearingState {
  readonly outcomes: readonly number[];
  readonly followed: readonly number[];
}

/** A site that was reached for the first time, and the smallest entry that reaches it. */
export interface Fresh {
  readonly site: number;
  readonly entry: Entry;
}

/** What a search knows from the executions that it has listened to. */
export class Hearing {
  /** Outcomes of comparisons that there were: `2 * place` that it held, `2 * place + 1` that it failed. */
  readonly outcomes: Set<number>;
  /** What is listened to has run in this process. */
  isWarm = false;
  /** `followed[site]`: 1 once an input that reaches the site was listened to. */
  readonly #followed: Uint8Array;

  constructor(siteCount: number, state: HearingState | undefined) {
    this.outcomes = new Set(state?.outcomes);
    this.#followed = new Uint8Array(siteCount);
    for (const site of state?.followed ?? []) this.#followed[site] = 1;
  }

  /** @param distances see `Host.distances`: 0 is an outcome that there was. */
  note(distances: ArrayLike<number>): void {
    for (let outcome = 0; outcome < distances.length; outcome++)
      if (distances[outcome] === 0) this.outcomes.add(outcome);
  }

  /**
   * A site that was reached and not followed up, and the smallest entry there is that holds it. What the entry holds counts
   * as followed up then.
   */
  take({ siteHit, levels }: Pick<SearchCore, 'levels' | 'siteHit'>): Fresh | undefined {
    const followed = this.#followed;
    let taken: Fresh | undefined;
    for (let site = 0; site < siteHit.length; site++) {
      if (siteHit[site] === 0 || followed[site] === 1) continue;
      const entry = smallestAt(levels, site);
      if (taken === undefined && entry !== undefined) taken = { site, entry };
      // Where nothing is kept, or only what is too big, there is nothing to follow.
      if (entry === undefined || entry === taken?.entry) followed[site] = 1;
    }
    return taken;
  }

  /** Whether {@link take} would give an entry, as far as can be told without looking for it. */
  isDue({ siteHit }: Pick<SearchCore, 'siteHit'>): boolean {
    const followed = this.#followed;
    for (let site = 0; site < siteHit.length; site++)
      if (siteHit[site] === 1 && followed[site] === 0) return true;
    return false;
  }

  /** The sites of the last execution are followed up with it. */
  follow(counts: Int32Array): void {
    for (let site = 0; site < counts.length; site++)
      if (counts[site] !== 0) this.#followed[site] = 1;
  }

  state(): HearingState {
    const followed: number[] = [];
    this.#followed.forEach((is, site) => {
      if (is === 1) followed.push(site);
    });
    return { outcomes: [...this.outcomes].sort((a, b) => a - b), followed };
  }
}

/** The entry that holds a site in the smallest size band where one does; undefined when that is too big. */
export function smallestAt(levels: readonly Level[], site: number): Entry | undefined {
  for (const level of levels) {
    const entry = level.sites[site];
    if (entry !== undefined) return entry.size <= MAX_HEARD_SIZE ? entry : undefined;
  }
  return undefined;
}
