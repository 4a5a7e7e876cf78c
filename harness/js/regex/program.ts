import type { CharacterSet } from './character-set.ts';
import type { RegexFlags } from './flags.ts';

/** Which groups are remembered: all, or those that the pattern refers to, which is all that counting needs. */
export type KeptGroups = 'all' | 'referenced';

/** A class of the `v` flag that holds strings of other lengths than one. */
export interface StringClass {
  /** Longest and shortest element. Code points. */
  readonly longest: number;
  readonly shortest: number;
  /** Whether a text is an element. */
  readonly has: (text: string) => boolean;
}

/** A pattern compiled for `Matcher`. */
export interface RegexProgram {
  readonly flags: RegexFlags;
  /** See opcodes.ts. */
  readonly code: Int32Array;
  /** `lows[(set << 8) | unit]` is 1 for units below 256 that belong to the set. */
  readonly lows: Uint8Array;
  readonly sets: readonly CharacterSet[];
  /** `firsts[row | unit]` is 1 for units below 256 that a part of the pattern may begin with; rows begin at multiples of 256. */
  readonly firsts: Uint8Array;
  readonly strings: readonly StringClass[];
  /** The groups that backreferences may mean. */
  readonly groups: Int32Array;
  /** Groups, the whole match included. */
  readonly groupCount: number;
  /** Registers `2 * g` and `2 * g + 1` hold where the g-th group that is remembered starts and ends, or -1; g = 0 is the match. */
  readonly registerCount: number;
  /** Numbers of nodes that count hits, at most 17; neighbours may share one. Node 0 is the pattern itself: places where a match was tried. */
  readonly nodeCount: number;
  /** Matches at the start of the subject only. */
  readonly isAnchored: boolean;
  /** `first[unit]` is 0 for units below 256 that no match starts with; undefined when matches may be empty. */
  readonly first: Uint8Array | undefined;
}
