import {
  type CharacterSet,
  engineFlags,
  setOfElement,
  type SingleElement,
  wordSet,
} from './character-set.ts';
import type { RegexFlags } from './flags.ts';

/** Sets of characters of one pattern, each once. */
export interface SetTable {
  ofElement(element: SingleElement, flags: RegexFlags): number;
  ofWord(flags: RegexFlags): number;
  isOfUnits(set: number): boolean;
  /** Whether a character is the only member of its set. */
  isSole(set: number, character: number): boolean;
  get(set: number): CharacterSet;
  /** All of them, by number. */
  readonly all: readonly CharacterSet[];
}

export function createSetTable(): SetTable {
  const sets: CharacterSet[] = [];
  const known = new Map<string, number>();
  const intern = (key: string, flags: RegexFlags, make: () => CharacterSet): number => {
    const fullKey = `${engineFlags(flags)}/${key}`;
    let set = known.get(fullKey);
    if (set === undefined) {
      set = sets.length;
      sets.push(make());
      known.set(fullKey, set);
    }
    return set;
  };
  // Numbers come from `intern` alone.
  const get = (set: number): CharacterSet => sets[set] as CharacterSet;
  return {
    ofElement: (element, flags) => intern(element.raw, flags, () => setOfElement(element, flags)),
    ofWord: (flags) => intern('\\b', flags, () => wordSet(flags)),
    isOfUnits: (set) => get(set).isOfUnits,
    isSole: (set, character) => {
      const { ranges } = get(set);
      return ranges?.length === 2 && ranges[0] === character && ranges[1] === character;
    },
    get,
    all: sets,
  };
}
