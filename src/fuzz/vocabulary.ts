import type { Pump, TextHints } from '../../harness/protocol.ts';

/** Words and pumps that a search keeps; a program that shows ever new ones shows its own input. */
const MAX_WORDS = 4096;
const MAX_PUMPS = 4096;

/** Plain data: what the program has shown of the texts that it reads, in order of discovery. */
export interface VocabularyState {
  readonly words: readonly string[];
  readonly pumps: readonly Pump[];
}

/** What the executions of a search have shown of the texts that the program reads. */
export class Vocabulary {
  readonly words: string[] = [];
  readonly pumps: Pump[] = [];
  readonly #known = new Set<string>();

  constructor(state: VocabularyState | undefined) {
    if (state !== undefined) this.learn(state);
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

  state(): VocabularyState {
    return { words: [...this.words], pumps: this.pumps.map((pump) => ({ ...pump })) };
  }

  #isNew(key: string): boolean {
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    return true;
  }
}
