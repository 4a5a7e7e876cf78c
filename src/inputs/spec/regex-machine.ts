import { DataError } from '../../core/errors.ts';
import type { CharacterSet } from './alphabet.ts';
import { characters, hasCode } from './alphabet.ts';
import type { RegexNode } from './regex-parse.ts';

/** States of the automaton, at most: quantifiers with counts are written out. */
const MAX_STATES = 5_000;
/** Sets of states that are remembered, at most. */
const MAX_SETS = 2_000;
/** Characters of a set that are drawn from, at most. */
const MAX_SAMPLE = 256;

interface State {
  /** Read one of these to go to `next`; undefined when the state only leads on. */
  set: CharacterSet | undefined;
  sample: string;
  next: number;
  /** Reached without reading. */
  readonly free: number[];
}

/** A set of states in which the automaton can be at once, and where characters lead from there. */
interface StateSet {
  /** Ascending; states that read, and the final one. */
  readonly states: readonly number[];
  readonly accepts: boolean;
  /** Fewest characters to a match. */
  readonly distance: number;
  readonly moves: Map<number, StateSet>;
}

/** Matches in linear time whatever the expression: Thompson's construction, sets of states made when they are needed. */
export class RegexMachine {
  private readonly states: State[] = [];
  private readonly final: number;
  /** `distances[state]`: fewest characters to a match. */
  private readonly distances: number[];
  private sets = new Map<string, StateSet>();
  private readonly start: StateSet;

  /** @throws DataError when it is too large */
  constructor(regex: RegexNode) {
    this.final = this.newState();
    const first = this.build(regex, this.final);
    this.distances = this.measure();
    this.start = this.setOf([first]);
  }

  private newState(): number {
    if (this.states.length >= MAX_STATES)
      throw new DataError('the regular expression is too large');
    this.states.push({ set: undefined, sample: '', next: -1, free: [] });
    return this.states.length - 1;
  }

  /** @returns the state from which `regex` leads to `next` */
  private build(regex: RegexNode, next: number): number {
    switch (regex.kind) {
      case 'set': {
        const index = this.newState();
        this.states[index] = { set: regex.set, sample: sampleOf(regex.set), next, free: [] };
        return index;
      }
      case 'sequence':
        return regex.items.reduceRight((after, item) => this.build(item, after), next);
      case 'choice': {
        const index = this.newState();
        for (const option of regex.options) this.link(index, this.build(option, next));
        return index;
      }
      case 'repeat':
        return this.buildRepeat(regex, next);
    }
  }

  private buildRepeat(regex: Extract<RegexNode, { kind: 'repeat' }>, next: number): number {
    let after = next;
    if (regex.max === Infinity) {
      const loop = this.newState();
      this.link(loop, this.build(regex.of, loop));
      this.link(loop, next);
      after = loop;
    } else
      for (let i = regex.min; i < regex.max; i++) {
        const optional = this.newState();
        this.link(optional, this.build(regex.of, after));
        this.link(optional, next);
        after = optional;
      }
    for (let i = 0; i < regex.min; i++) after = this.build(regex.of, after);
    return after;
  }

  private link(from: number, to: number): void {
    this.states[from]?.free.push(to);
  }

  private measure(): number[] {
    const distances = this.states.map((_, index) => (index === this.final ? 0 : Infinity));
    for (let changed = true; changed;) {
      changed = false;
      for (const [index, { set, next, free }] of this.states.entries()) {
        let best = set === undefined ? Infinity : 1 + (distances[next] ?? Infinity);
        for (const to of free) best = Math.min(best, distances[to] ?? Infinity);
        if (best >= (distances[index] ?? 0)) continue;
        distances[index] = best;
        changed = true;
      }
    }
    return distances;
  }

  private setOf(roots: readonly number[]): StateSet {
    const reached = new Set<number>();
    const open = [...roots];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (reached.has(state)) continue;
      reached.add(state);
      open.push(...(this.states[state]?.free ?? []));
    }
    const states = [...reached]
      .filter((state) => state === this.final || this.states[state]?.set !== undefined)
      .sort((a, b) => a - b);
    const key = states.join();
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    if (this.sets.size >= MAX_SETS) this.sets = new Map();
    const distance = Math.min(...states.map((state) => this.distances[state] ?? Infinity));
    const made = { states, accepts: states.includes(this.final), distance, moves: new Map() };
    this.sets.set(key, made);
    return made;
  }

  private move(from: StateSet, code: number): StateSet {
    const known = from.moves.get(code);
    if (known !== undefined) return known;
    const next: number[] = [];
    for (const index of from.states) {
      const state = this.states[index];
      if (state?.set !== undefined && hasCode(state.set, code)) next.push(state.next);
    }
    const to = this.setOf(next);
    if (from.moves.size < MAX_SAMPLE) from.moves.set(code, to);
    return to;
  }

  /** Length of the shortest match. */
  get minLength(): number {
    return this.start.distance;
  }

  accepts(text: string): boolean {
    let at = this.start;
    for (let i = 0; i < text.length && at.states.length > 0; i++)
      at = this.move(at, text.charCodeAt(i));
    return at.accepts;
  }

  /** The longest beginning of the text that can be completed, completed as shortly as possible; undefined when too long. */
  complete(text: string, maxLength: number): string | undefined {
    let at = this.start;
    let kept = 0;
    let from = at;
    for (let i = 0; i <= text.length; i++) {
      if (at.distance < Infinity && i + at.distance <= maxLength) {
        kept = i;
        from = at;
      }
      if (i === text.length || at.distance === Infinity) break;
      at = this.move(at, text.charCodeAt(i));
    }
    if (kept + from.distance > maxLength) return undefined;
    return text.slice(0, kept) + this.shortest(from);
  }

  private shortest(from: StateSet): string {
    let out = '';
    for (let at = from; at.distance > 0;) {
      const nearest = at.states.find((state) => this.distances[state] === at.distance);
      const character = this.states[nearest ?? -1]?.sample[0];
      if (character === undefined) break;
      out += character;
      at = this.move(at, character.charCodeAt(0));
    }
    return out;
  }
}

/** Characters to draw from: the printable ones of ASCII, or the first of the set where it has none. */
export function sampleOf(set: CharacterSet): string {
  let out = '';
  for (let code = 32; code < 127; code++) if (hasCode(set, code)) out += String.fromCharCode(code);
  if (out !== '') return out.replace(/^ (.)/u, '$1 ');
  const [first] = set.ranges;
  if (first === undefined) return '';
  return characters({ ranges: [[first[0], Math.min(first[1], first[0] + MAX_SAMPLE)]] });
}
