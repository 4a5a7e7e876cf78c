import { type Alphabet, createAlphabet } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import type { CharacterSet } from './character-set.ts';
import { findLoops, type Graph, reachableFrom, reversed } from './components.ts';

/** How many ways there are to read a text, at most, as it grows. */
export type Ambiguity =
  /** A fixed number: work is linear. */
  | { readonly kind: 'bounded' }
  | { readonly kind: 'polynomial'; readonly overlaps: readonly Overlap[] }
  | { readonly kind: 'exponential' }
  /** Too large to be decided. */
  | { readonly kind: 'unknown' };

/** Two loops that read the same: the work done in one may be done again from each place where the other one is left. */
export interface Overlap {
  /** What the second loop reads, altogether. */
  readonly loop: readonly CharacterSet[];
  /** Every way from the first to the second loop reads a character of one of these. */
  readonly passage: readonly CharacterSet[];
  /** A text must match something else before the loops are reached. */
  readonly isGuarded: boolean;
}

/** Edges looked at, all in all. */
const MAX_WORK = 20_000;

const TOO_LARGE: unknown = { tooLarge: true };

/**
 * Decides the ambiguity of an automaton all of whose states accept, by the criteria of Weber and Seidl (On the degree of
 * ambiguity of finite automata, 1991): exponential when some state has two ways back to itself that read the same,
 * polynomial when a word leads from p to p, from p to q and from q to q, p ≠ q. That bounds the work of a backtracking
 * matcher, which takes every way at most once (Weideman et al., Analyzing matching time behavior of backtracking regular
 * expression matchers, 2016).
 */
export function decideAmbiguity(automaton: Automaton): Ambiguity {
  const { sure, sets, searching } = automaton;
  const graph = automaton.follow.map((targets, from) =>
    sure.has(from) ? [] : targets.filter((to) => !sure.has(to)),
  );
  const loops = findLoops(graph);
  const inner = loops.filter((loop) => !searching.includes(loop[0] ?? -1));
  if (inner.length === 0) return { kind: 'bounded' };
  const alphabet = createAlphabet(sets.filter((_, state) => !sure.has(state)));
  if (alphabet === undefined) return { kind: 'unknown' };
  const product = createProduct(graph, sets, alphabet);
  try {
    if (inner.some((loop) => isTwofold(automaton, product, loop))) return { kind: 'exponential' };
    const back = reversed(graph);
    const overlaps = loops.flatMap((first) =>
      inner.flatMap((second) => {
        if (first === second || !overlap(product, back, first, second)) return [];
        return [describeOverlap(automaton, graph, back, first, second)];
      }),
    );
    return overlaps.length === 0 ? { kind: 'bounded' } : { kind: 'polynomial', overlaps };
  } catch (error) {
    if (error === TOO_LARGE) return { kind: 'unknown' };
    throw error;
  }
}

/** Walks through an automaton at several places at once, all reading the same. */
interface Product {
  readonly graph: Graph;
  /** Whether states can be entered by the same character. @throws TOO_LARGE after too many questions. */
  meet(a: number, b: number, c: number): boolean;
}

function createProduct(graph: Graph, sets: readonly CharacterSet[], alphabet: Alphabet): Product {
  let work = 0;
  // States are numbered as sets are.
  const setOf = (state: number): CharacterSet => sets[state] as CharacterSet;
  return {
    graph,
    meet: (a, b, c) => {
      if (++work > MAX_WORK) throw TOO_LARGE;
      return alphabet.meet(setOf(a), setOf(b), setOf(c));
    },
  };
}

/** Whether a loop can be gone round in two ways that read the same. */
function isTwofold({ isDoubled }: Automaton, product: Product, loop: readonly number[]): boolean {
  const members = new Set(loop);
  const next = (state: number): readonly number[] =>
    (product.graph[state] ?? []).filter((to) => members.has(to));
  if (loop.some((from) => next(from).some((to) => isDoubled(from, to)))) return true;
  // Pairs of states that one word leads to; two ways that part and meet again are one component with a pair of equals.
  const index = new Map(loop.map((state, i) => [state, i]));
  const pairOf = (a: number, b: number): number =>
    (index.get(a) ?? 0) * loop.length + (index.get(b) ?? 0);
  const pairs = loop.flatMap((a) =>
    loop.map((b) =>
      next(a).flatMap((x) =>
        next(b)
          .filter((y) => product.meet(x, y, y))
          .map((y) => pairOf(x, y)),
      ),
    ),
  );
  return findLoops(pairs).some((component) => {
    const equals = component.filter(
      (pair) => Math.floor(pair / loop.length) === pair % loop.length,
    );
    return equals.length > 0 && equals.length < component.length;
  });
}

/** Whether some word leads round the first loop, round the second, and from a place in the first to one in the second. */
function overlap(
  product: Product,
  back: Graph,
  first: readonly number[],
  second: readonly number[],
): boolean {
  const ahead = reachableFrom(product.graph, first);
  if (!ahead.has(second[0] ?? -1)) return false;
  const behind = reachableFrom(back, second);
  const [inFirst, inSecond] = [new Set(first), new Set(second)];
  const between = new Set([...ahead].filter((state) => behind.has(state)));
  const next = (state: number, within: ReadonlySet<number>): readonly number[] =>
    (product.graph[state] ?? []).filter((to) => within.has(to));
  const size = product.graph.length;
  const leads = (p: number, q: number): boolean => {
    const goal = (p * size + q) * size + q;
    const reached = new Set([(p * size + p) * size + q]);
    for (const triple of reached) {
      const z = triple % size;
      const y = Math.floor(triple / size) % size;
      const x = Math.floor(triple / (size * size));
      for (const a of next(x, inFirst)) {
        for (const c of next(z, inSecond)) {
          if (!product.meet(a, c, c)) continue;
          for (const b of next(y, between)) {
            if (product.meet(a, b, c)) reached.add((a * size + b) * size + c);
          }
        }
      }
      if (reached.has(goal)) return true;
    }
    return false;
  };
  return first.some((p) => second.some((q) => leads(p, q)));
}

function describeOverlap(
  { sets, first: firstStates, searching }: Automaton,
  graph: Graph,
  back: Graph,
  first: readonly number[],
  second: readonly number[],
): Overlap {
  const setsOf = (states: Iterable<number>): CharacterSet[] =>
    [...new Set(states)].flatMap((state) => sets[state] ?? []);
  const ahead = reachableFrom(graph, first);
  const inSecond = new Set(second);
  const outside = (state: number): number[] =>
    (back[state] ?? []).filter((from) => ahead.has(from) && !inSecond.has(from));
  const entries = second.filter((state) => outside(state).length > 0);
  const before = entries.flatMap(outside);
  // Whatever is read last before the second loop, unless that is the first loop itself.
  const isApart = !before.some((state) => first.includes(state));
  const candidates = [setsOf(entries), ...(isApart ? [setsOf(before)] : [])];
  const [passage = []] = candidates.toSorted((a, b) => lowCount(a) - lowCount(b));
  const isSearch = searching.includes(first[0] ?? -1);
  return {
    loop: setsOf(second),
    passage,
    isGuarded: !(isSearch ? second : first).some((state) => firstStates.has(state)),
  };
}

/** How many characters below 256 belong to one of the sets. */
function lowCount(sets: readonly CharacterSet[]): number {
  let count = 0;
  for (let character = 0; character < 256; character++) {
    if (sets.some(({ low }) => low[character] === 1)) count++;
  }
  return count;
}
