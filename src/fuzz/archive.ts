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
  /** Why it was kept for the sake of constraints: told with the others, but no gain to those who look for cost. */
  readonly goalReasons: string[];
  /**
   * `margins[k]` of constraint k, 0 holds, up to 1; {@link UNREACHED} where its place was not reached. Undefined while no
   * execution of it was looked at for all constraints.
   */
  margins: Float64Array | undefined;
  /** Places held. */
  claims: number;
  /** Computed when first needed. */
  parts: PartGroups | undefined;
}

/** Lineages that may compete for a level's highest cost side by side. */
const CONTENDERS = 4;
/** Signatures of constraints that a level keeps apart. */
const SIGNATURES = 32;

/** In place of the margin of a constraint whose place was not reached: farther than any margin. */
export const UNREACHED = 2;
/** In place of the margin of a constraint that was not looked at: farther still, so that it beats nothing. */
export const UNKNOWN = 3;

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
  /** The places of inputs a quarter of the size, to tell growth by; undefined for the smallest. */
  readonly below: Level | undefined;
  /** `goals[k]`: the entry with the least margin of constraint k, of those the costliest; sparse. */
  readonly goals: (Entry | undefined)[] = [];
  /** `margins[k]`: that margin; {@link UNREACHED} where there is no entry. */
  readonly margins: Float64Array;
  /** Constraints with an entry, in order of discovery. */
  readonly goalsHeld: number[] = [];
  /** Which constraints hold in `signed[j]`, bit k for constraint k; all different. */
  readonly signatures: number[] = [];
  /** The costliest entry of each signature. */
  readonly signed: Entry[] = [];

  constructor(siteCount: number, constraintCount = 0, below?: Level) {
    this.below = below;
    this.siteMax = new Int32Array(siteCount);
    this.margins = new Float64Array(constraintCount).fill(UNREACHED);
  }

  get best(): Entry | undefined {
    return this.contenders[0];
  }

  /** Whether it holds no entry at all: without the feedback on cost a level has entries, yet no best. */
  get isEmpty(): boolean {
    return (
      this.contenders.length === 0 &&
      this.sitesHeld.length === 0 &&
      this.goalsHeld.length === 0 &&
      this.signed.length === 0 &&
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

  holdGoal(goal: number, margin: number, entry: Entry): void {
    const loser = this.goals[goal];
    if (loser === undefined) this.goalsHeld.push(goal);
    else loser.claims--;
    entry.claims++;
    this.goals[goal] = entry;
    this.margins[goal] = margin;
  }

  /**
   * Where an execution of this signature and cost would stand: the index of the entry that it would replace, the length
   * of {@link signed} for a signature that is new; -1 when it is not worth a place.
   */
  signs(signature: number, steps: number): number {
    const { signatures, signed } = this;
    let cheapest = 0;
    for (let j = 0; j < signatures.length; j++) {
      const held = (signed[j] as Entry).steps;
      if (signatures[j] === signature) return steps > held ? j : -1;
      if (held < (signed[cheapest] as Entry).steps) cheapest = j;
    }
    if (signatures.length < SIGNATURES) return signatures.length;
    return steps > (signed[cheapest] as Entry).steps ? cheapest : -1;
  }

  /** Gives the entry the place that {@link signs} told. */
  sign(at: number, signature: number, entry: Entry): void {
    const loser = this.signed[at];
    if (loser !== undefined) loser.claims--;
    entry.claims++;
    this.signatures[at] = signature;
    this.signed[at] = entry;
  }

  /**
   * How much more often than size alone explains the site is hit here than at a quarter of the size: 1 is linear, 4
   * quadratic. Where nothing is known of that, hits per size.
   */
  growthOf(site: number): number {
    const entry = this.sites[site];
    if (entry === undefined) return 0;
    const rate = (this.siteMax[site] as number) / entry.size;
    const small = this.below?.sites[site];
    return small === undefined ? rate : (rate * small.size) / (this.below?.siteMax[site] as number);
  }

  /** Every entry alive, in order of id. */
  entries(): Entry[] {
    const alive = new Set<Entry>(this.contenders);
    if (this.rate !== undefined) alive.add(this.rate);
    if (this.alloc !== undefined) alive.add(this.alloc);
    for (const site of this.sitesHeld) alive.add(this.sites[site] as Entry);
    for (const goal of this.goalsHeld) alive.add(this.goals[goal] as Entry);
    for (const entry of this.signed) alive.add(entry);
    return [...alive].sort((a, b) => a.id - b.id);
  }
}
