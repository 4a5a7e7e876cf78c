import type { AST } from '@eslint-community/regexpp';
import { type CharacterSet, setOfRanges } from './character-set.ts';
import { type RegexFlags, withModifiers } from './flags.ts';
import { complement, LINE_TERMINATORS, MAX_CODE_POINT } from './ranges.ts';
import type { SetTable } from './set-table.ts';
import { childrenOf } from './tree.ts';

/** Repetitions of at most so many rounds are written out; longer ones count as endless. */
const MAX_COPIES = 8;
const MAX_STATES = 4096;
const MAX_EDGES = 100_000;

/**
 * The ways in which a backtracking engine may go through a pattern, without regard to whether they lead anywhere: a
 * position automaton (Glushkov 1961), whose states are the pattern's characters, and the search for a place to begin. A
 * run that reads a text is one path that the engine may take, so where runs are few, there is little to backtrack.
 */
export interface Automaton {
  /** `sets[state]`: what is read to get there. */
  readonly sets: readonly CharacterSet[];
  /** `follow[state]`: states that may come next, ascending. */
  readonly follow: readonly (readonly number[])[];
  /** Whether one state leads to the other in several ways. */
  isDoubled(from: number, to: number): boolean;
  /** States of the search for a place to begin, which are the last ones. */
  readonly searching: readonly number[];
  /** States that a match may begin with. */
  readonly first: ReadonlySet<number>;
  /** States from which on the match cannot fail: nothing is tried twice there. */
  readonly sure: ReadonlySet<number>;
}

/** A part of a pattern. Numbers of ways are 0, 1, or 2 for more. */
interface Fragment {
  /** Ways through it that read nothing. */
  readonly empty: number;
  /** One of these has no condition. */
  readonly isSurelyEmpty: boolean;
  /** Those that are possible only where `^` matches. */
  readonly emptyAtStart: number;
  readonly first: readonly Entrance[];
  readonly last: readonly Exit[];
}

interface Entrance {
  readonly state: number;
  readonly ways: number;
  /** Only where `^` matches. */
  readonly isAtStart: boolean;
}

interface Exit {
  readonly state: number;
  readonly ways: number;
  /** Without conditions. */
  readonly isSure: boolean;
}

/** Thrown, and caught here, by patterns that the automaton cannot stand for. */
const BEYOND: unknown = { beyond: 'automata' };

/** @returns undefined for patterns with backreferences and the like, and for very large ones. */
export function buildAutomaton(
  pattern: AST.Pattern,
  flags: RegexFlags,
  table: SetTable,
): Automaton | undefined {
  try {
    return build(pattern, flags, table);
  } catch (error) {
    if (error === BEYOND) return undefined;
    throw error;
  }
}

function build(pattern: AST.Pattern, flags: RegexFlags, table: SetTable): Automaton {
  const sets: CharacterSet[] = [];
  const edges: Map<number, number>[] = [];
  let edgeCount = 0;

  const addState = (set: CharacterSet): number => {
    if (sets.length === MAX_STATES) throw BEYOND;
    edges.push(new Map());
    return sets.push(set) - 1;
  };
  const addEdge = (from: number, to: number, ways: number): void => {
    const targets = edges[from] as Map<number, number>;
    if (++edgeCount > MAX_EDGES) throw BEYOND;
    targets.set(to, atMostTwo((targets.get(to) ?? 0) + ways));
  };
  const connect = (
    last: readonly Exit[],
    first: readonly Entrance[],
    isMultiline: boolean,
  ): void => {
    for (const exit of last) {
      for (const entrance of first) {
        // Behind a character `^` matches only if that ended a line.
        if (entrance.isAtStart && !(isMultiline && endsLine(sets[exit.state]))) continue;
        addEdge(exit.state, entrance.state, exit.ways * entrance.ways);
      }
    }
  };
  const sequence = (parts: readonly Fragment[], isMultiline: boolean): Fragment =>
    parts.reduce((before, after) => {
      connect(before.last, after.first, isMultiline);
      return join(before, after);
    }, NOTHING);
  const disjunction = (alternatives: readonly AST.Alternative[], inner: RegexFlags): Fragment =>
    alternatives
      .map(({ elements }) =>
        sequence(
          elements.map((element) => fragmentOf(element, inner)),
          inner.multiline,
        ),
      )
      .reduce(unite);
  /** Any number of rounds; those that read nothing are rejected. */
  const endless = (body: Fragment, isMultiline: boolean): Fragment => {
    connect(body.last, body.first, isMultiline);
    return optional(body);
  };
  const repeat = (node: AST.Quantifier, inner: RegexFlags): Fragment => {
    const { element, min, max } = node;
    const body = (): Fragment => fragmentOf(element, inner);
    if (max === 0) return NOTHING;
    const isShort = max <= MAX_COPIES;
    if (!isShort && min <= 1) {
      const rounds = body();
      const any = endless(rounds, inner.multiline);
      return min === 0 ? any : { ...any, ...emptinessOf(rounds) };
    }
    const required = Array.from({ length: Math.min(min, MAX_COPIES) }, body);
    if (!isShort) return sequence([...required, endless(body(), inner.multiline)], inner.multiline);
    let rest = NOTHING;
    for (let copy = min; copy < max; copy++) {
      rest = optional(sequence([body(), rest], inner.multiline));
    }
    return sequence([...required, rest], inner.multiline);
  };
  const fragmentOf = (element: AST.Element, inner: RegexFlags): Fragment => {
    switch (element.type) {
      case 'Group':
        return disjunction(element.alternatives, withModifiers(element.modifiers, inner));
      case 'CapturingGroup':
        return disjunction(element.alternatives, inner);
      case 'Quantifier':
        return repeat(element, inner);
      case 'Assertion':
        return assertion(element, inner);
      case 'Backreference':
        throw BEYOND;
      default: {
        if (inner.unicodeSets && holdsStrings(element)) throw BEYOND;
        const state = addState(table.get(table.ofElement(element, inner)));
        return {
          ...emptinessOf(undefined),
          first: [{ state, ways: 1, isAtStart: false }],
          last: [{ state, ways: 1, isSure: true }],
        };
      }
    }
  };
  const assertion = (element: AST.Assertion, inner: RegexFlags): Fragment => {
    switch (element.kind) {
      case 'start':
        return { ...NOTHING, empty: 0, isSurelyEmpty: false, emptyAtStart: 1 };
      case 'end':
      case 'word':
        return { ...NOTHING, isSurelyEmpty: false };
      case 'lookahead': {
        // Its ways lead nowhere; what follows begins at the same place.
        const { first } = disjunction(element.alternatives, inner);
        return { ...NOTHING, isSurelyEmpty: false, first };
      }
      case 'lookbehind':
        if (!isShort(element)) throw BEYOND;
        return { ...NOTHING, isSurelyEmpty: false };
    }
  };

  const whole = disjunction(pattern.alternatives, flags);
  const searching = addSearch(whole);
  const follow = edges.map((targets) => [...targets.keys()].toSorted((a, b) => a - b));
  return {
    sets,
    follow,
    isDoubled: (from, to) => edges[from]?.get(to) === 2,
    searching,
    first: new Set(whole.first.map(({ state }) => state)),
    sure: sureStates(whole, follow),
  };

  /** Adds the states that go from place to place, where a match may begin elsewhere than at the start of the subject. */
  function addSearch({ first }: Fragment): number[] {
    const free = first.filter(({ isAtStart }) => !isAtStart);
    if (free.length === 0 && !flags.multiline) return [];
    const isByLine = free.length < first.length;
    // One of the two for every character, so that there is but one way to get anywhere.
    const inLine = isByLine ? complement(LINE_TERMINATORS) : ([0, MAX_CODE_POINT] as const);
    const anywhere = addState(setOfRanges(inLine));
    addEdge(anywhere, anywhere, 1);
    for (const { state, ways } of free) addEdge(anywhere, state, ways);
    if (!isByLine) return [anywhere];
    const lineEnd = addState(setOfRanges(LINE_TERMINATORS));
    addEdge(anywhere, lineEnd, 1);
    addEdge(lineEnd, lineEnd, 1);
    addEdge(lineEnd, anywhere, 1);
    for (const { state, ways } of first) addEdge(lineEnd, state, ways);
    return [anywhere, lineEnd];
  }
}

const NOTHING: Fragment = { empty: 1, isSurelyEmpty: true, emptyAtStart: 0, first: [], last: [] };

function atMostTwo(ways: number): number {
  return Math.min(2, ways);
}

type Emptiness = Pick<Fragment, 'empty' | 'isSurelyEmpty' | 'emptyAtStart'>;

/** @param fragment undefined for one that reads something. */
function emptinessOf(fragment: Fragment | undefined): Emptiness {
  const { empty = 0, isSurelyEmpty = false, emptyAtStart = 0 } = fragment ?? {};
  return { empty, isSurelyEmpty, emptyAtStart };
}

function optional(body: Fragment): Fragment {
  return { ...body, empty: 1, isSurelyEmpty: true, emptyAtStart: 0 };
}

function unite(a: Fragment, b: Fragment): Fragment {
  return {
    empty: atMostTwo(a.empty + b.empty),
    isSurelyEmpty: a.isSurelyEmpty || b.isSurelyEmpty,
    emptyAtStart: atMostTwo(a.emptyAtStart + b.emptyAtStart),
    first: [...a.first, ...b.first],
    last: [...a.last, ...b.last],
  };
}

/** What comes of two fragments in a row, apart from the edges between them. */
function join(a: Fragment, b: Fragment): Fragment {
  const first = [...a.first];
  for (const entrance of b.first) {
    if (a.empty > 0) first.push({ ...entrance, ways: atMostTwo(entrance.ways * a.empty) });
    if (a.emptyAtStart > 0) {
      first.push({ ...entrance, ways: atMostTwo(entrance.ways * a.emptyAtStart), isAtStart: true });
    }
  }
  const last = [...b.last];
  for (const exit of a.last) {
    const ways = atMostTwo(exit.ways * (b.empty + b.emptyAtStart));
    if (ways > 0) last.push({ state: exit.state, ways, isSure: exit.isSure && b.isSurelyEmpty });
  }
  return {
    empty: atMostTwo(a.empty * b.empty),
    isSurelyEmpty: a.isSurelyEmpty && b.isSurelyEmpty,
    emptyAtStart: atMostTwo(a.empty * b.emptyAtStart + a.emptyAtStart * (b.empty + b.emptyAtStart)),
    first,
    last,
  };
}

/** States where the match may end without condition, and from which only such states follow. */
function sureStates({ last }: Fragment, follow: Automaton['follow']): ReadonlySet<number> {
  const sure = new Set(last.flatMap(({ state, isSure }) => (isSure ? [state] : [])));
  for (let before = -1; before !== sure.size;) {
    before = sure.size;
    for (const state of sure) {
      if ((follow[state] ?? []).some((next) => !sure.has(next))) sure.delete(state);
    }
  }
  return sure;
}

function endsLine(set: CharacterSet | undefined): boolean {
  if (set === undefined) return false;
  return set.low[0x0a] === 1 || set.low[0x0d] === 1 || set.hasHigh(0x2028) || set.hasHigh(0x2029);
}

/** Whether a lookbehind reads no more than a few characters. */
function isShort(node: AST.Node): boolean {
  if (node.type === 'Backreference') return false;
  if (node.type === 'Quantifier' && node.max > MAX_COPIES) return false;
  return childrenOf(node).every(isShort);
}

function holdsStrings(node: AST.Node): boolean {
  if (node.type === 'ClassStringDisjunction') return true;
  if (node.type === 'CharacterSet' && node.kind === 'property' && node.strings) return true;
  return childrenOf(node).some(holdsStrings);
}
