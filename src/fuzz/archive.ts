import type { PartGroups } from './part-groups.ts';

/** An input worth keeping, alive as long as it holds a place in the archive. */
export interface Entry {
  /** Order of discovery within this shard. */
  readonly id: number;
  /** Corpus number, unique over all shards; -1 until the entry is told to the parent process. */
  number: number;
  readonly genotype: unknown;
  readonly steps: number;
  readonly allocUnits: number;
  readonly size: number;
  readonly level: number;
  /** Index into OUTCOMES. */
  readonly outcome: number;
  readonly op: string;
  /** Corpus numbers of the nearest ancestors that have one. */
  readonly parents: readonly number[];
  /** Executions of this shard before it. */
  readonly execs: number;
  /** The seed or generated input that it descends from. */
  readonly lineage: number;
  /** Why it was kept. */
  readonly reasons: string[];
  /** Places held. */
  claims: number;
  /** Computed when first needed. */
  parts: PartGroups | undefined;
}

/** Lineages that may compete for a level's highest cost side by side. */
const CONTENDERS = 4;

/** The places of one size band. */
export class Level {
  /** Highest total cost, best first, one entry a lineage. */
  readonly contenders: Entry[] = [];
  /** Highest cost per size. */
  rate: Entry | undefined;
  /** Highest allocation cost. */
  alloc: Entry | undefined;
  /** `sites[site]`: the entry with the most hits of that site; length siteCount, sparse. */
  readonly sites: (Entry | undefined)[] = [];
  /** `siteMax[site]`: those hits; 0 where there is no entry. */
  readonly siteMax: Int32Array;
  /** Sites with an entry, in order of discovery. */
  readonly sitesHeld: number[] = [];

  constructor(siteCount: number) {
    this.siteMax = new Int32Array(siteCount);
  }

  get best(): Entry | undefined {
    return this.contenders[0];
  }

  /** Whether it holds no entry at all: without the feedback on cost a level has entries, yet no best. */
  get isEmpty(): boolean {
    return (
      this.contenders.length === 0 &&
      this.sitesHeld.length === 0 &&
      this.rate === undefined &&
      this.alloc === undefined
    );
  }

  /** Whether an execution of this cost and lineage would become a contender; ties count where `ties` says so. */
  contends(steps: number, size: number, lineage: number, ties: boolean): boolean {
    const rivals = this.contenders;
    for (const rival of rivals) {
      if (rival.lineage === lineage)
        return steps > rival.steps || (ties && steps === rival.steps && size <= rival.size);
    }
    if (rivals.length < CONTENDERS) return true;
    return steps > (rivals[rivals.length - 1] as Entry).steps;
  }

  /** Gives the entry its place among the contenders; see {@link contends}. */
  contend(entry: Entry): void {
    const rivals = this.contenders;
    let at = rivals.findIndex((rival) => rival.lineage === entry.lineage);
    if (at < 0) at = rivals.length < CONTENDERS ? rivals.length : rivals.length - 1;
    const loser = rivals[at];
    if (loser !== undefined) loser.claims--;
    entry.claims++;
    rivals[at] = entry;
    while (at > 0 && (rivals[at - 1] as Entry).steps < entry.steps) {
      rivals[at] = rivals[at - 1] as Entry;
      rivals[--at] = entry;
    }
  }

  holdRate(entry: Entry): void {
    if (this.rate !== undefined) this.rate.claims--;
    entry.claims++;
    this.rate = entry;
  }

  holdAlloc(entry: Entry): void {
    if (this.alloc !== undefined) this.alloc.claims--;
    entry.claims++;
    this.alloc = entry;
  }

  holdSite(site: number, hits: number, entry: Entry): void {
    const loser = this.sites[site];
    if (loser === undefined) this.sitesHeld.push(site);
    else loser.claims--;
    entry.claims++;
    this.sites[site] = entry;
    this.siteMax[site] = hits;
  }

  /** Every entry alive, in order of id. */
  entries(): Entry[] {
    const alive = new Set<Entry>(this.contenders);
    if (this.rate !== undefined) alive.add(this.rate);
    if (this.alloc !== undefined) alive.add(this.alloc);
    for (const site of this.sitesHeld) alive.add(this.sites[site] as Entry);
    return [...alive].sort((a, b) => a.id - b.id);
  }
}
