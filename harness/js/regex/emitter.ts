import type { AST } from '@eslint-community/regexpp';
import {
  type CharacterSet,
  engineFlags,
  setOfElement,
  type SingleElement,
  wordSet,
} from './character-set.ts';
import type { RegexFlags } from './flags.ts';
import type { RegexProgram, StringClass } from './program.ts';
import { childrenOf, isNullable } from './tree.ts';

/** No emoji sequence of Unicode has more code points. */
const LONGEST_PROPERTY = 20;

/** Sets of characters of one pattern, each once. */
export interface SetTable {
  ofElement(element: SingleElement, flags: RegexFlags): number;
  ofWord(flags: RegexFlags): number;
  isOfUnits(set: number): boolean;
  /** Whether a character is the only member of its set. */
  isSole(set: number, character: number): boolean;
  get(set: number): CharacterSet;
}

/** Collects the code of one pattern and the tables that it refers to. */
export interface Emitter {
  readonly sets: SetTable;
  /** @returns where the instruction stands. */
  emit(op: number, ...operands: readonly number[]): number;
  /** Where the next instruction will stand. */
  here(): number;
  patch(place: number, value: number): void;
  /** The number of a node that counts. */
  node(node: AST.Node): number;
  /** Reserves registers. @returns the first. */
  register(count?: number): number;
  groupNumber(group: AST.CapturingGroup): number;
  /** Numbers of the groups in an element: from the first on, before the second. */
  groupsWithin(element: AST.Element): readonly [first: number, end: number];
  /** Where a list of groups stands in `RegexProgram.groups`. */
  groupList(groups: readonly AST.CapturingGroup[]): number;
  isNullable(element: AST.Element): boolean;
  /** The number of the class when it holds strings; undefined when it is a set of characters. */
  stringsOf(element: SingleElement, flags: RegexFlags): number | undefined;
  finish(): Omit<RegexProgram, 'flags' | 'isAnchored' | 'first'>;
}

export function createEmitter(pattern: AST.Pattern): Emitter {
  const code: number[] = [];
  const nodes = new Map<AST.Node, number>();
  const { numbers, within } = numberGroups(pattern);
  const sets = createSetTable();
  const strings: StringClass[] = [];
  const groups: number[] = [];
  let registerCount = 2 * (numbers.size + 1);

  return {
    sets,
    emit: (op, ...operands) => {
      const place = code.length;
      code.push(op, ...operands);
      return place;
    },
    here: () => code.length,
    patch: (place, value) => {
      code[place] = value;
    },
    node: (node) => {
      const number = nodes.get(node) ?? nodes.size;
      nodes.set(node, number);
      return number;
    },
    register: (count = 1) => {
      registerCount += count;
      return registerCount - count;
    },
    groupNumber: (group) => numbers.get(group) ?? 0,
    groupsWithin: (element) => within.get(element) ?? [0, 0],
    groupList: (list) => {
      const first = groups.length;
      groups.push(...list.map((group) => numbers.get(group) ?? 0));
      return first;
    },
    isNullable,
    stringsOf: (element, flags) => {
      if (!flags.unicodeSets) return undefined;
      const lengths = stringLengths(element);
      const longest = Math.max(1, ...lengths);
      const shortest = Math.min(1, ...lengths);
      if (longest === 1 && shortest === 1) return undefined;
      const engine = new RegExp(`^(?:${element.raw})$`, engineFlags(flags));
      strings.push({ longest, shortest, has: (text) => engine.test(text) });
      return strings.length - 1;
    },
    finish: () => ({
      code: Int32Array.from(code),
      ...sets.finish(),
      strings,
      groups: Int32Array.from(groups),
      groupCount: numbers.size + 1,
      registerCount,
      nodeCount: nodes.size,
    }),
  };
}

function createSetTable(): SetTable & { finish(): Pick<RegexProgram, 'lows' | 'sets'> } {
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
    isSole: (set, character) => get(set).sole === character,
    get,
    finish: () => {
      const lows = new Uint8Array(sets.length << 8);
      sets.forEach(({ low }, i) => lows.set(low, i << 8));
      return { lows, sets };
    },
  };
}

interface GroupNumbers {
  readonly numbers: ReadonlyMap<AST.CapturingGroup, number>;
  readonly within: ReadonlyMap<AST.Node, readonly [first: number, end: number]>;
}

/** Numbers groups in the order of their opening parentheses. */
function numberGroups(pattern: AST.Pattern): GroupNumbers {
  const numbers = new Map<AST.CapturingGroup, number>();
  const within = new Map<AST.Node, readonly [number, number]>();
  const visit = (node: AST.Node): void => {
    const first = numbers.size + 1;
    if (node.type === 'CapturingGroup') numbers.set(node, first);
    for (const child of childrenOf(node)) visit(child);
    within.set(node, [first, numbers.size + 1]);
  };
  visit(pattern);
  return { numbers, within };
}

/** Lengths of the strings that a class may hold besides single characters. Code points. */
function stringLengths(node: AST.Node): number[] {
  switch (node.type) {
    case 'ClassStringDisjunction':
      return node.alternatives.map(({ elements }) => elements.length);
    case 'CharacterSet':
      return node.kind === 'property' && node.strings ? [LONGEST_PROPERTY] : [];
    default:
      return childrenOf(node).flatMap(stringLengths);
  }
}
