import type { AST } from '@eslint-community/regexpp';
import { decideAmbiguity, type Overlap } from './ambiguity.ts';
import { buildAutomaton } from './automaton.ts';
import type { CharacterSet } from './character-set.ts';
import type { RegexFlags } from './flags.ts';
import type { SetTable } from './set-table.ts';

/** Which uses of a pattern are counted step by step. */
export type CountingRule =
  /** None: it does not backtrack, and what it looks at is what it costs. */
  | { readonly kind: 'never' }
  /** Those of texts that can make it backtrack. */
  | { readonly kind: 'filtered'; readonly filter: TextFilter }
  /** All of them, or where that is enough some of them, see Sampler. */
  | { readonly kind: 'sampled'; readonly filter: TextFilter }
  | { readonly kind: 'always' };

/** Tells texts that can make a pattern with overlapping loops backtrack from those that cannot. */
export interface TextFilter {
  /** Whether a text has, within a stretch that a loop reads, several places to get into that loop. O(length). */
  isRisky(text: string): boolean;
  /** `table[unit]`: {@link IN_LOOP} and {@link PASSAGE} where they hold, of code units below {@link HIGH}, and at HIGH of all others. */
  readonly table: Uint8Array;
}

/** Fewer places than this cost no more than as many looks at each character. */
const RISKY_PLACES = 8;

/** Bits of the filter's table: a loop reads the character; it may lead into a loop. */
export const IN_LOOP = 1;
export const PASSAGE = 2;
/** All characters beyond the table are taken for one. */
export const HIGH = 256;

/** A pure function of the pattern: what is counted must not depend on what was counted before. */
export function decideRule(pattern: AST.Pattern, flags: RegexFlags, sets: SetTable): CountingRule {
  const automaton = buildAutomaton(pattern, flags, sets);
  if (automaton === undefined) return { kind: 'always' };
  const ambiguity = decideAmbiguity(automaton);
  switch (ambiguity.kind) {
    case 'bounded':
      return { kind: 'never' };
    case 'polynomial': {
      const { overlaps } = ambiguity;
      const filter = createFilter(overlaps);
      // Hits of its nodes lead the search to loops that lie behind something else.
      const isGuarded = overlaps.some((overlap) => overlap.isGuarded);
      return isGuarded ? { kind: 'sampled', filter } : { kind: 'filtered', filter };
    }
    case 'exponential':
    case 'unknown':
      return { kind: 'always' };
  }
}

function createFilter(overlaps: readonly Overlap[]): TextFilter {
  const table = new Uint8Array(HIGH + 1);
  const mark = (sets: readonly CharacterSet[], bit: number): void => {
    for (const { low, ranges } of sets) {
      for (let unit = 0; unit < HIGH; unit++) {
        if (low[unit] === 1) table[unit] = (table[unit] as number) | bit;
      }
      const reachesHigh = ranges === undefined || (ranges.at(-1) ?? 0) >= HIGH;
      if (reachesHigh) table[HIGH] = (table[HIGH] as number) | bit;
    }
  };
  for (const { loop, passage } of overlaps) {
    mark(loop, IN_LOOP);
    mark(passage, PASSAGE);
  }
  return {
    isRisky: (text) => {
      let places = 0;
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        const bits = table[unit < HIGH ? unit : HIGH] as number;
        // The passage may be read just before the loop.
        if ((bits & IN_LOOP) === 0) places = 0;
        if ((bits & PASSAGE) !== 0 && ++places >= RISKY_PLACES) return true;
      }
      return false;
    },
    table,
  };
}
