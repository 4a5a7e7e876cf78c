import type { Pump, TextHints } from '../../harness/protocol.ts';

/** Words and pumps that a search keeps; a program that shows ever new ones shows its own input. */
const MAX_WORDS = 4096;
const MAX_PUMPS = 4096;

/** Plain data: what the program has shown of the texts that it reads, in order of discovery. */
export interface VocabularyState {
  readonly words: readonly string[];
  readonly pumps: readonly Pump[];
  /** See {@link Vocabulary.outcomes}; absent for none. */
  readonly outcomes?: readonly number[];
}

/** What the executions of a search have shown of the texts that the program reads. */
export class Vocabulary {
  readonly words: string[] = [];
  readonly pumps: Pump[] = [];
  /** Outcomes of the program's comparisons that were heard: `2 * place` that it held, `2 * place + 1` that it failed. */
  readonly outcomes = new Set<number>();
  readonly #known = new Set<string>();

  constructor(state: VocabularyState | undefined) {
    if (state === undefined) return;
    this.learn(state);
    for (const outcome of state.outcomes ?? []) this.outcomes.add(outcome);
  }

  learn({ words, pumps }: TextHints): void {
    for (const word of words) {
      if (this.words.length >= MAX_WORDS || word === '' || !this.#isNew(word)) continue;
      this.words.push(word);
    }
    for (const { prefix, unit } of pumps) {
      if (this.pumps.length >= MAX_PUMPS || unit === '') continue;
      if (this.#isNew(`${prefix.length} ${prefix}${unit}`)) this.pumps.push({ prefix, unit });
    }
  }

  /** @param distances see `Host.distances`: 0 is an outcome that there was. */
  noteOutcomes(distances: ArrayLike<number>): void {
    for (let outcome = 0; outcome < distances.length; outcome++)
      if (distances[outcome] === 0) this.outcomes.add(outcome);
  }

  state(): VocabularyState {
    const { words, pumps, outcomes } = this;
    return {
      words: [...words],
      pumps: pumps.map((pump) => ({ ...pump })),
      ...(outcomes.size > 0 ? { outcomes: [...outcomes].sort((a, b) => a - b) } : {}),
    };
  }

  #isNew(key: string): boolean {
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    return true;
  }
}
