import type { AST } from '@eslint-community/regexpp';
import { engineFlags, type SingleElement } from './character-set.ts';
import type { RegexFlags } from './flags.ts';
import { SILENT } from './opcodes.ts';
import type { KeptGroups, RegexProgram, StringClass } from './program.ts';
import type { SetTable } from './set-table.ts';
import { childrenOf, isNullable } from './tree.ts';

/** Sites of a call for the nodes of its pattern, at most: more nodes than that could not be told apart. */
const MAX_NODES = 16;
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
  /** Adds a row to `RegexProgram.firsts`. @returns where it begins. */
  row(low: Uint8Array): number;
  /** Reserves registers. @returns the first. */
  register(count?: number): number;
  /** Undefined for a group that is not remembered. */
  groupNumber(group: AST.CapturingGroup): number | undefined;
  /** Numbers of the groups in an element: from the first on, before the second. */
  groupsWithin(element: AST.Element): readonly [first: number, end: number];
  /** Where a list of groups stands in `RegexProgram.groups`. */
  groupList(groups: readonly AST.CapturingGroup[]): number;
  isNullable(element: AST.Element): boolean;
  /** The number of the class when it holds strings; undefined when it is a set of characters. */
  stringsOf(element: SingleElement, flags: RegexFlags): number | undefined;
  finish(): Omit<RegexProgram, 'flags' | 'isAnchored' | 'first'>;
}

export function createEmitter(pattern: AST.Pattern, kept: KeptGroups, sets: SetTable): Emitter {
  const code: number[] = [];
  const nodes = new Map<AST.Node, number>();
  const { numbers, within, total } = numberGroups(pattern, kept);
  /** Where the code holds numbers of nodes. */
  const nodePlaces: number[] = [];
  const rows: Uint8Array[] = [];
  const strings: StringClass[] = [];
  const groups: number[] = [];
  let registerCount = 2 * (numbers.size + 1);

  return {
    sets,
    emit: (op, ...operands) => {
      const place = code.length;
      if (op < SILENT) nodePlaces.push(place + 1);
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
    row: (low) => {
      rows.push(low);
      return (rows.length - 1) << 8;
    },
    register: (count = 1) => {
      registerCount += count;
      return registerCount - count;
    },
    groupNumber: (group) => numbers.get(group),
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
    finish: () => {
      const nodeCount = joinNodes(code, nodePlaces, nodes.size);
      return {
        code: Int32Array.from(code),
        lows: joinRows(sets.all.map(({ low }) => low)),
        firsts: joinRows(rows),
        sets: sets.all,
        strings,
        groups: Int32Array.from(groups),
        groupCount: total + 1,
        registerCount,
        nodeCount,
      };
    },
  };
}

function joinRows(rows: readonly Uint8Array[]): Uint8Array {
  const table = new Uint8Array(rows.length << 8);
  rows.forEach((row, i) => table.set(row, i << 8));
  return table;
}

interface GroupNumbers {
  /** Of groups that are remembered, from 1 on. */
  readonly numbers: ReadonlyMap<AST.CapturingGroup, number>;
  /** See `Emitter.groupsWithin`. */
  readonly within: ReadonlyMap<AST.Node, readonly [first: number, end: number]>;
  /** Groups, remembered or not. */
  readonly total: number;
}

/** Numbers groups in the order of their opening parentheses. */
function numberGroups(pattern: AST.Pattern, kept: KeptGroups): GroupNumbers {
  const numbers = new Map<AST.CapturingGroup, number>();
  const within = new Map<AST.Node, readonly [number, number]>();
  let total = 0;
  const visit = (node: AST.Node): void => {
    const first = numbers.size + 1;
    if (node.type === 'CapturingGroup') {
      total++;
      if (kept === 'all' || node.references.length > 0) numbers.set(node, first);
    }
    for (const child of childrenOf(node)) visit(child);
    within.set(node, [first, numbers.size + 1]);
  };
  visit(pattern);
  return { numbers, within, total };
}

/**
 * Lets neighbouring nodes count together where there are more than a call site has sites for. Node 0 stays apart.
 * @param places of node numbers in the code.
 * @returns how many numbers are left.
 */
function joinNodes(code: number[], places: readonly number[], nodeCount: number): number {
  const last = nodeCount - 1;
  if (last <= MAX_NODES) return nodeCount;
  for (const place of places) {
    code[place] = Math.ceil(((code[place] ?? 0) * MAX_NODES) / last);
  }
  return MAX_NODES + 1;
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
