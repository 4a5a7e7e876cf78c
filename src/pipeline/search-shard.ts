import type { ShardDeath } from '../../harness/protocol.ts';
import type { ConfigureRequest } from '../core/executor.ts';
import { HarnessError } from '../core/errors.ts';
import type { Shard } from '../execute/shard.ts';
import {
  type EpochReport,
  type EpochRequest,
  type SearchOptions,
  type SearchRequest,
  type SeedReport,
  UNDECIDED,
} from '../fuzz/requests.ts';
import type { SearchState } from '../fuzz/state.ts';

/** An input that killed its worker. */
export interface Killer {
  /** Encoded; undefined when the death could not be pinned to an input. */
  readonly input: string | undefined;
  readonly outcome: ShardDeath['outcome'];
  readonly detail: string;
}

/** Inputs that may end their worker before the search is given up: each costs a time-out. */
const MAX_KILLERS = 64;
/** Killers of one epoch; each further one halves what is left of the epoch, so that it ends. */
const FREE_KILLERS = 4;
/** Deaths in a row that no input explains. */
const MAX_UNEXPLAINED = 4;

/**
 * One shard's search, whatever the program does to its worker. The search is deterministic, so what a dead worker knew
 * is computed again: from the last snapshot, through the epochs since, to the one in which it died, now with every
 * input journalled, so that the killer is known, told, and never run again.
 */
export class SearchShard {
  #shard: Shard;
  #configure: ConfigureRequest;
  #options: SearchOptions;
  readonly #onDeath: (killer: Killer) => void;
  readonly #quarantine: string[];
  #unexplained = 0;
  /** The request that the search began with. */
  #begun: SearchRequest | undefined;
  #snapshot: SearchState | undefined;
  #since: EpochRequest[] = [];

  constructor(
    shard: Shard,
    configure: ConfigureRequest,
    options: SearchOptions,
    quarantine: readonly string[],
    onDeath: (killer: Killer) => void,
  ) {
    this.#shard = shard;
    this.#configure = configure;
    this.#options = options;
    this.#quarantine = [...quarantine];
    this.#onDeath = onDeath;
  }

  /** What is never run again: inputs, and some as they ran undecided. */
  get quarantine(): readonly string[] {
    return this.#quarantine;
  }

  /** So many inputs end their worker that going on is not worth its time. */
  get isGivenUp(): boolean {
    return this.#quarantine.length >= MAX_KILLERS;
  }

  /** Starts a search from seeds. A seed that kills the worker is left out. */
  async begin(seeds: readonly string[]): Promise<SeedReport> {
    for (let journal = false; ; journal = true) {
      const request: SearchRequest = {
        kind: 'search-begin',
        options: this.#options,
        seeds: seeds.filter((seed) => !this.#quarantine.includes(seed)),
        quarantine: [...this.#quarantine],
        journal,
      };
      await this.#ask(this.#configure);
      const reply = await this.#shard.request(request);
      if (reply.kind === 'reply') {
        this.#begun = request;
        // The loop's replies are built from these very types.
        return reply.value as SeedReport;
      }
      this.#book(reply.death, journal);
      await this.#shard.restart();
    }
  }

  /** Starts a search from a snapshot. */
  async restore(state: SearchState): Promise<void> {
    this.#snapshot = state;
    await this.#recover();
  }

  /**
   * Runs one epoch; an input that kills the worker is found and left out of it.
   * @param isOver asked after a death: whether the campaign has no time left for the rest of the epoch.
   */
  async epoch(
    wanted: Omit<EpochRequest, 'kind' | 'quarantine' | 'journal'>,
    isOver: () => boolean,
  ): Promise<EpochReport> {
    let { execs, imports } = wanted;
    let journal = this.#quarantine.length > 0;
    let killers = 0;
    for (;;) {
      const request: EpochRequest = {
        ...wanted,
        execs,
        imports,
        kind: 'search-epoch',
        quarantine: [...this.#quarantine],
        journal,
      };
      const reply = await this.#shard.request(request);
      if (reply.kind === 'reply') {
        this.#since.push(request);
        return reply.value as EpochReport;
      }
      if (this.#book(reply.death, journal) && ++killers > FREE_KILLERS)
        execs = Math.ceil(execs / 2);
      journal = true;
      await this.#shard.restart();
      await this.#recover();
      // What is left of the epoch is then nothing: it ends with what was known before it.
      if (isOver() || this.isGivenUp) [execs, imports] = [0, []];
    }
  }

  /** The state at the end of the last epoch; what is recovered from from now on. */
  async snapshot(): Promise<SearchState> {
    const state = (await this.#ask({ kind: 'search-snapshot' })) as SearchState;
    this.#snapshot = state;
    this.#since = [];
    return state;
  }

  /**
   * Goes on with another build of the same program, whose sites have the same numbers: the state is taken over.
   * @param open starts the shard; called when the one before is closed.
   */
  async rebuild(
    open: () => Promise<Shard>,
    configure: ConfigureRequest,
    options: SearchOptions,
  ): Promise<void> {
    await this.snapshot();
    await this.#shard.close();
    this.#shard = await open();
    this.#configure = configure;
    this.#options = options;
    await this.#recover();
  }

  async close(): Promise<void> {
    await this.#shard.close();
  }

  /** @returns whether the death is one more input's doing. */
  #book({ journal, outcome, detail }: ShardDeath, isJournalled: boolean): boolean {
    // Where cheap inputs are not journalled, an empty journal stands for any of them.
    const isKnown = journal !== undefined && (isJournalled || journal !== '');
    if (isKnown && !this.#quarantine.includes(journal)) {
      this.#unexplained = 0;
      this.#quarantine.push(journal);
      const input = journal.startsWith(UNDECIDED) ? undefined : journal;
      this.#onDeath({ input, outcome, detail });
      return true;
    }
    // Without a journal of all inputs, nobody can tell yet which one it was.
    if (!isJournalled) return false;
    this.#onDeath({ input: undefined, outcome, detail });
    if (++this.#unexplained >= MAX_UNEXPLAINED)
      throw new HarnessError(
        `the program ended its worker ${MAX_UNEXPLAINED} times, and no input explains it (${outcome}: ${detail})`,
        { hint: 'give it more memory with --memory, or more time with --hang-timeout' },
      );
    return false;
  }

  /** A new worker computes again what the dead one knew. */
  async #recover(): Promise<void> {
    await this.#ask(this.#configure);
    if (this.#snapshot !== undefined)
      await this.#ask({
        kind: 'search-restore',
        options: this.#options,
        state: this.#snapshot,
      });
    else if (this.#begun !== undefined) await this.#ask(this.#begun);
    for (const request of this.#since) await this.#ask(request);
  }

  /** A request that has been answered before, or runs no program: a death now means that nothing can be relied on. */
  async #ask(request: ConfigureRequest | SearchRequest): Promise<unknown> {
    const reply = await this.#shard.request(request);
    if (reply.kind === 'reply') return reply.value;
    throw new HarnessError(
      `the program killed its worker in a replay (${reply.death.outcome}: ${reply.death.detail})`,
    );
  }
}
