import type { LayoutItem, SpecNode, StdinSpec } from '../../core/input-spec.ts';
import type { LinearBound } from './bound-facts.ts';
import { linearBound } from './bound-facts.ts';
import type { TextRole } from './context.ts';
import { contradiction, parseAt } from './context.ts';
import { refuseUncovered } from './layout-cover.ts';
import type { Frame, Ref, Stack } from './layout-scope.ts';
import {
  compileLayoutExpr,
  elementOf,
  exactLength,
  refIn,
  refKey,
  resolveName,
  rootFrame,
} from './layout-scope.ts';
import type { Leaf } from './leaf.ts';
import { createLeaf } from './leaf.ts';

export type PlanToken =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'value'; readonly ref: Ref; readonly leaf: Leaf }
  | { readonly kind: 'spread'; readonly ref: Ref; readonly leaf: Leaf; readonly count: Count }
  | {
      readonly kind: 'count';
      readonly text: string;
      readonly evaluate: (stack: Stack) => number;
      /** What the token tells when it is read: `token = scale * length + offset`. */
      readonly tells: (LinearBound & { readonly key: string }) | undefined;
    };

/** How the number of elements is known when they are read: never `open` unless they go on to the end. */
export type Count =
  | { readonly kind: 'told'; readonly key: string; readonly depth: number }
  | { readonly kind: 'exact'; readonly evaluate: (stack: Stack) => number }
  | { readonly kind: 'open' };

export type PlanItem =
  /** `isWhole`: the only token takes the line as it is. */
  | { readonly kind: 'line'; readonly tokens: readonly PlanToken[]; readonly isWhole: boolean }
  | {
      readonly kind: 'each';
      readonly ref: Ref;
      readonly frame: Frame;
      readonly count: Count;
      readonly items: readonly PlanItem[];
    }
  | { readonly kind: 'rest'; readonly ref: Ref };

export interface LayoutPlan {
  readonly frame: Frame;
  readonly items: readonly PlanItem[];
  readonly roles: ReadonlyMap<SpecNode, TextRole>;
  /** Some values cannot be told apart by their text. */
  readonly isAmbiguous: boolean;
}

/** @throws DataError when the layout does not fit the fields, or could not be read back */
export function planLayout(spec: StdinSpec): LayoutPlan {
  return new Planner().plan(spec);
}

class Planner {
  private readonly roles = new Map<SpecNode, TextRole>();
  /** Places that are mentioned as values so far, in order. */
  private readonly read: Ref[] = [];
  /** Lengths that a token before tells: key of the place. */
  private readonly told = new Set<string>();
  private isAmbiguous = false;

  plan(spec: StdinSpec): LayoutPlan {
    const frame = rootFrame(spec);
    const items = this.items(spec.layout, frame, 'layout', true);
    refuseUncovered(frame, this.read, 'layout');
    return { frame, items, roles: this.roles, isAmbiguous: this.isAmbiguous };
  }

  private items(
    layout: readonly LayoutItem[],
    frame: Frame,
    at: string,
    isLast: boolean,
  ): PlanItem[] {
    return layout.map((item, index) =>
      this.item(item, frame, `${at}[${index}]`, isLast && index === layout.length - 1),
    );
  }

  /** @param isLast the input ends with the item */
  private item(item: LayoutItem, frame: Frame, at: string, isLast: boolean): PlanItem {
    if ('rest' in item) return this.rest(item.rest, frame, `${at}.rest`, isLast);
    if ('each' in item) return this.each(item, frame, at, isLast);
    const tokens = item.line.map((token, index) =>
      this.token(token, frame, `${at}.line[${index}]`, item.line),
    );
    this.refuseOpenSpreads(tokens, at);
    const [only] = tokens;
    const isWhole = tokens.length === 1 && only?.kind === 'value' && takesLine(only.leaf);
    return { kind: 'line', tokens, isWhole };
  }

  private rest(name: string, frame: Frame, at: string, isLast: boolean): PlanItem {
    const ref = this.mention(name, frame, at);
    if (!isLast || frame.depth > 0)
      throw contradiction(at, 'rest must be the last item of the layout');
    if (ref.node.type !== 'string') throw contradiction(at, `${name} is no string`);
    this.note(ref.node, 'rest');
    return { kind: 'rest', ref };
  }

  private each(
    item: Extract<LayoutItem, { each: string }>,
    frame: Frame,
    at: string,
    isLast: boolean,
  ): PlanItem {
    const ref = this.refAt(item.each, frame, `${at}.each`);
    const node = elementOf(ref.node);
    if (node === undefined) throw contradiction(`${at}.each`, `${item.each} has no elements`);
    const count = this.countOf(ref);
    if (count.kind === 'open' && !(isLast && frame.depth === 0))
      throw contradiction(
        `${at}.each`,
        `the number of lines is not known when they are read: put len(${item.each}) in a line before`,
      );
    this.read.push(ref);
    const inner: Frame = { depth: frame.depth + 1, node, parent: frame, list: ref.keys };
    const before = this.read.length;
    const isLine = 'line' in item;
    const items = isLine
      ? [this.item({ line: item.line }, inner, at, false)]
      : this.items(item.layout, inner, `${at}.layout`, false);
    refuseUncovered(inner, this.read.slice(before), at);
    this.forgetFrame(inner, before);
    return { kind: 'each', ref, frame: inner, count, items };
  }

  /** What was read of one element says nothing about the next list. */
  private forgetFrame(frame: Frame, before: number): void {
    this.read.length = before;
    for (const key of this.told) if (key.startsWith(`${frame.depth}:`)) this.told.delete(key);
  }

  private token(text: string, frame: Frame, at: string, line: readonly string[]): PlanToken {
    if (text.startsWith('=')) return literalToken(text.slice(1), at);
    if (text.startsWith('...')) return this.spread(text.slice(3), frame, at);
    if (/^(?:\.|[\w$]+(?:\.[\w$]+)*)$/u.test(text)) {
      const ref = this.mention(text, frame, at);
      const leaf = createLeaf(ref.node);
      if (leaf === undefined)
        throw contradiction(
          at,
          `${text} is a ${ref.node.type}: lay it out with "...${text}" or each`,
        );
      this.noteLeaf(ref.node, leaf, line.length === 1 && takesLine(leaf) ? 'line' : 'token', at);
      return { kind: 'value', ref, leaf };
    }
    return this.count(text, frame, at);
  }

  private spread(name: string, frame: Frame, at: string): PlanToken {
    const ref = this.refAt(name, frame, at);
    const element = elementOf(ref.node);
    const leaf = element === undefined ? undefined : createLeaf(element);
    if (element === undefined || leaf === undefined)
      throw contradiction(at, `${name} is no list of scalars`);
    this.noteLeaf(element, leaf, 'token', at);
    const count = this.countOf(ref);
    this.read.push(ref);
    return { kind: 'spread', ref, leaf, count };
  }

  private count(text: string, frame: Frame, at: string): PlanToken {
    const expr = parseAt(text, at);
    const compiled = compileLayoutExpr(expr, frame, []);
    if (compiled === undefined) throw contradiction(at, `${text} names a field that is not there`);
    const line = linearBound(expr);
    const ref = line?.of === 'length' ? resolveName(frame, [], line.path) : undefined;
    if (line === undefined || ref === undefined)
      return { kind: 'count', text, evaluate: compiled.evaluate, tells: undefined };
    const key = refKey(ref);
    if (this.read.some((earlier) => refKey(earlier) === key))
      throw contradiction(at, `${text} stands after what it measures: it would be known too late`);
    if (ref.node.type === 'string')
      throw contradiction(at, 'the length of a string cannot be told by a token');
    this.told.add(key);
    return { kind: 'count', text, evaluate: compiled.evaluate, tells: { ...line, key } };
  }

  /** How the length of a list is known when it is read next. */
  private countOf(ref: Ref): Count {
    const key = refKey(ref);
    if (this.told.has(key)) return { kind: 'told', key, depth: ref.frame.depth };
    // The length of the rows of a matrix is told as that of the first.
    const { parent, list } = ref.frame;
    if (ref.keys.length === 0 && parent !== undefined) {
      const first = refKey({ frame: parent, keys: [...list, '0'] });
      if (this.told.has(first)) return { kind: 'told', key: first, depth: parent.depth };
    }
    const expr = exactLength(ref.node);
    const compiled =
      expr === undefined ? undefined : compileLayoutExpr(expr, ref.frame, ref.keys.slice(0, -1));
    if (compiled === undefined || !compiled.refs.every((used) => this.isRead(used)))
      return { kind: 'open' };
    return { kind: 'exact', evaluate: compiled.evaluate };
  }

  private isRead(used: Ref): boolean {
    if (used.node.type === 'const') return true;
    const key = refKey(used);
    return this.read.some(
      (earlier) => key === refKey(earlier) || key.startsWith(`${refKey(earlier)}.`),
    );
  }

  private refuseOpenSpreads(tokens: readonly PlanToken[], at: string): void {
    const open = tokens.filter((token) => token.kind === 'spread' && token.count.kind === 'open');
    if (open.length > 1)
      throw contradiction(
        at,
        'two lists of unknown length share a line: put their lengths in a line before',
      );
  }

  private refAt(name: string, frame: Frame, at: string): Ref {
    const ref = refIn(frame, name === '.' ? [] : name.split('.'));
    if (ref === undefined) throw contradiction(at, `there is no ${name} here`);
    return ref;
  }

  private mention(name: string, frame: Frame, at: string): Ref {
    const ref = this.refAt(name, frame, at);
    this.read.push(ref);
    return ref;
  }

  private noteLeaf(node: SpecNode, leaf: Leaf, role: 'token' | 'line', at: string): void {
    const bad = leaf.words.find(
      (word) => word === '' || (role === 'token' ? /\s/u : /[\r\n]/u).test(word),
    );
    if (bad !== undefined) throw contradiction(at, `${JSON.stringify(bad)} could not be read back`);
    if (new Set(leaf.words).size < leaf.words.length)
      throw contradiction(at, 'two of its values are printed alike');
    if (leaf.isAmbiguous) this.isAmbiguous = true;
    for (const option of node.type === 'union' ? node.options : [node]) this.note(option, role);
  }

  /** A node that stands in several places must suit the narrowest. */
  private note(node: SpecNode, role: TextRole): void {
    const known = this.roles.get(node);
    if (known === undefined || known === 'rest' || role === 'token') this.roles.set(node, role);
  }
}

function takesLine({ isText, words }: Leaf): boolean {
  return isText || words.length > 0;
}

function literalToken(text: string, at: string): PlanToken {
  if (text === '' || /\s/u.test(text)) throw contradiction(at, 'a literal is one word');
  return { kind: 'literal', text };
}
