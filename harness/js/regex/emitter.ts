import type { AST } from '@eslint-community/regexpp';
import { type CharacterSet, engineFlags, type SingleElement } from './character-set.ts';
import type { RegexFlags } from './flags.ts';
import type { KeptGroups, RegexProgram, StringClass } from './program.ts';
import type { SetTable } from './set-table.ts';
import { childrenOf, isNullable } from './tree.ts';

/** No emoji sequence of Unicode has more code points. */
const LONGEST_PROPERTY = 20;

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
  /** Whether what a group matches is remembered. */
  isKept(group: AST.CapturingGroup): boolean;
  /** Numbers between which the groups in an element lie whose matches are remembered: from the first on, before the second. */
  keptWithin(element: AST.Element): readonly [first: number, end: number];
  /** Where a list of groups stands in `RegexProgram.groups`. */
  groupList(groups: readonly AST.CapturingGroup[]): number;
  isNullable(element: AST.Element): boolean;
  /** The number of the class when it holds strings; undefined when it is a set of characters. */
  stringsOf(element: SingleElement, flags: RegexFlags): number | undefined;
  finish(): Omit<RegexProgram, 'flags' | 'isAnchored' | 'first'>;
}

export function createEmitter(pattern: AST.Pattern, kept: KeptGroups, sets: SetTable): Emitter {
  const isKept = ({ references }: AST.CapturingGroup): boolean =>
    kept === 'all' || references.length > 0;
  const code: number[] = [];
  const nodes = new Map<AST.Node, number>();
  const { numbers, within } = numberGroups(pattern, isKept);
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
    isKept,
    keptWithin: (element) => within.get(element) ?? [0, 0],
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
      lows: joinLows(sets.all),
      sets: sets.all,
      strings,
      groups: Int32Array.from(groups),
      groupCount: numbers.size + 1,
      registerCount,
      nodeCount: nodes.size,
    }),
  };
}

function joinLows(sets: readonly CharacterSet[]): Uint8Array {
  const lows = new Uint8Array(sets.length << 8);
  sets.forEach(({ low }, set) => lows.set(low, set << 8));
  return lows;
}

interface GroupNumbers {
  readonly numbers: ReadonlyMap<AST.CapturingGroup, number>;
  /** See `Emitter.keptWithin`. */
  readonly within: ReadonlyMap<AST.Node, readonly [first: number, end: number]>;
}

/** Numbers groups in the order of their opening parentheses. */
function numberGroups(
  pattern: AST.Pattern,
  isKept: (group: AST.CapturingGroup) => boolean,
): GroupNumbers {
  const numbers = new Map<AST.CapturingGroup, number>();
  const within = new Map<AST.Node, readonly [number, number]>();
  const visit = (node: AST.Node): readonly [number, number] => {
    let [first, end] = [Infinity, 0];
    if (node.type === 'CapturingGroup') {
      const number = numbers.size + 1;
      numbers.set(node, number);
      if (isKept(node)) [first, end] = [number, number + 1];
    }
    for (const child of childrenOf(node)) {
      const [childFirst, childEnd] = visit(child);
      first = Math.min(first, childFirst);
      end = Math.max(end, childEnd);
    }
    within.set(node, [first, end]);
    return [first, end];
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
