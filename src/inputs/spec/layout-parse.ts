import type { SpecNode } from '../../core/input-spec.ts';
import { describePath } from './problem.ts';
import type { Count, LayoutPlan, PlanItem, PlanToken } from './layout-plan.ts';
import type { Ref } from './layout-scope.ts';

export type ParsedText =
  | {
      readonly ok: true;
      readonly g: unknown;
      /** Line (1-based) of a value, by its path joined with dots; when asked for. */
      readonly lines: ReadonlyMap<string, number> | undefined;
    }
  | { readonly ok: false; readonly problem: string };

/** Where the text is not what the layout says. */
class Mismatch extends Error {}

/** Longest text that is read, characters. */
const MAX_TEXT = 1 << 28;

/**
 * Reads a text by its layout: line ends may be CRLF, spaces at the ends of lines are passed over, the last line end may be
 * missing; nothing else is forgiven. What is read is still to be checked against the bounds.
 */
export function parseLayout(plan: LayoutPlan, text: string, keepsLines = false): ParsedText {
  if (text.length > MAX_TEXT) return { ok: false, problem: 'the text is too long' };
  const lines = keepsLines ? new Map<string, number>() : undefined;
  const parser = new Parser(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text, lines);
  try {
    return { ok: true, g: parser.parse(plan), lines };
  } catch (error) {
    if (error instanceof Mismatch) return { ok: false, problem: error.message };
    throw error;
  }
}

/** A value with a gap at every place that is read later. Keys stand in the order of the spec, whatever the layout's. */
function skeleton(node: SpecNode): unknown {
  if (node.type === 'const') return node.value;
  if (node.type === 'tuple') return node.items.map(skeleton);
  if (node.type !== 'record') return undefined;
  const out: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(node.fields)) out[key] = skeleton(field);
  return out;
}

/** What a token said of values that may stand further on. */
interface Claim {
  readonly token: Extract<PlanToken, { kind: 'count' }>;
  readonly value: number;
  readonly line: number;
  readonly stack: unknown[];
}

class Parser {
  private readonly text: string;
  private at = 0;
  private line = 0;
  /** `stack[frame.depth]`: the values that are being filled. */
  private readonly stack: unknown[] = [];
  private readonly path: (string | number)[] = [];
  /** Lengths told by tokens, by the key of their place. */
  private readonly told = new Map<string, number>();
  /** What tokens told, to be compared once all is read. */
  private readonly claims: Claim[] = [];
  private readonly lines: Map<string, number> | undefined;

  constructor(text: string, lines: Map<string, number> | undefined) {
    this.text = text;
    this.lines = lines;
  }

  parse(plan: LayoutPlan): unknown {
    this.stack[0] = skeleton(plan.frame.node);
    for (const item of plan.items) this.item(item);
    if (this.at < this.text.length) {
      this.line++;
      throw this.mismatch(
        `expected the end of the input, found ${quote(this.text.slice(this.at))}`,
      );
    }
    this.settleClaims(0, 0);
    for (const { token, value, line, stack } of this.claims) {
      const actual = token.evaluate(stack);
      if (actual !== value) throw this.mismatch(`${token.text} is ${actual}, not ${value}`, line);
    }
    return this.stack[0];
  }

  /** The element at a depth is complete: claims made about it from `first` on can be compared with it later. */
  private settleClaims(first: number, depth: number): void {
    for (let i = first; i < this.claims.length; i++) {
      const claim = this.claims[i];
      if (claim !== undefined) claim.stack[depth] = this.stack[depth];
    }
  }

  private mismatch(what: string, line = this.line): Mismatch {
    return new Mismatch(`line ${line}: ${what}`);
  }

  private nextLine(expected: string): string {
    this.line++;
    if (this.at >= this.text.length)
      throw this.mismatch(`expected ${expected}, found the end of the input`);
    const end = this.text.indexOf('\n', this.at);
    const line = this.text.slice(this.at, end < 0 ? this.text.length : end);
    this.at = end < 0 ? this.text.length : end + 1;
    return line;
  }

  private item(item: PlanItem): void {
    switch (item.kind) {
      case 'line':
        return item.isWhole ? this.wholeLine(item.tokens[0]) : this.tokens(item.tokens);
      case 'each':
        return this.each(item);
      case 'rest':
        this.line++;
        this.store(item.ref, this.text.slice(this.at));
        this.at = this.text.length;
        return undefined;
    }
  }

  private each(item: Extract<PlanItem, { kind: 'each' }>): void {
    const { ref, frame, items } = item;
    const count = this.count(item.count);
    const elements: unknown[] = [];
    const path = [...ref.keys];
    this.path.push(...path);
    for (let i = 0; count === undefined ? this.at < this.text.length : i < count; i++) {
      const [start, firstClaim] = [this.at, this.claims.length];
      this.stack[frame.depth] = skeleton(frame.node);
      this.path.push(i);
      for (const inner of items) this.item(inner);
      this.path.pop();
      this.settleClaims(firstClaim, frame.depth);
      // Elements that take no text would never come to the end.
      if (count === undefined && this.at === start) break;
      elements.push(this.stack[frame.depth]);
    }
    this.path.length -= path.length;
    this.store(ref, elements);
  }

  private count(count: Count): number | undefined {
    if (count.kind === 'open') return undefined;
    const value = count.kind === 'told' ? this.told.get(count.key) : count.evaluate(this.stack);
    if (value === undefined || !Number.isInteger(value) || value < 0)
      throw this.mismatch(`a number of elements cannot be ${String(value)}`);
    return value;
  }

  /** Puts a value at its place in the frame that is being filled. */
  private store({ frame, keys }: Ref, value: unknown): void {
    this.lines?.set([...this.path, ...keys].join('.'), this.line);
    const last = keys.at(-1);
    if (last === undefined) {
      this.stack[frame.depth] = value;
      return;
    }
    let target = this.stack[frame.depth] as Record<string, unknown>; // skeletons hold the keys of all refs
    for (const key of keys.slice(0, -1)) target = target[key] as Record<string, unknown>; // as above
    target[last] = value;
  }

  private wholeLine(token: PlanToken | undefined): void {
    const line = this.nextLine('a line');
    if (token?.kind !== 'value') return;
    const text = token.leaf.keepsSpaces ? line : withoutTrailingSpaces(line);
    this.store(token.ref, this.read(token, text));
  }

  private tokens(plan: readonly PlanToken[]): void {
    const found = this.splitLine(this.nextLine(describeTokens(plan)));
    let at = 0;
    for (const [index, token] of plan.entries()) {
      if (token.kind === 'spread') {
        at = this.spread(token, plan.slice(index + 1), found, at);
        continue;
      }
      const text = found[at++];
      if (text === undefined)
        throw this.mismatch(`expected ${describeTokens(plan)}, found ${found.length}`);
      this.token(token, text);
    }
    if (at < found.length)
      throw this.mismatch(
        `expected ${at === 1 ? '1 token' : `${at} tokens`}, found ${found.length}`,
      );
  }

  private splitLine(line: string): string[] {
    const text = withoutTrailingSpaces(line);
    if (text === '') return [];
    const found = text.split(' ');
    if (found.includes(''))
      throw this.mismatch('expected one space between two tokens and none before the first');
    return found;
  }

  private spread(
    token: Extract<PlanToken, { kind: 'spread' }>,
    after: readonly PlanToken[],
    found: readonly string[],
    at: number,
  ): number {
    const left = found.length - at;
    const others = after.reduce(
      (sum, other) => sum + (other.kind === 'spread' ? (this.count(other.count) ?? 0) : 1),
      0,
    );
    const count = this.count(token.count) ?? Math.max(0, left - others);
    const name = describePath([...this.path, ...token.ref.keys]);
    if (left < count + others)
      throw this.mismatch(
        `expected ${count} values of ${name === '' ? 'the element' : name}, found ${Math.max(0, left - others)}`,
      );
    const elements: unknown[] = [];
    for (let i = 0; i < count; i++) elements.push(this.read(token, found[at + i] ?? ''));
    this.store(token.ref, elements);
    return at + count;
  }

  private token(token: Exclude<PlanToken, { kind: 'spread' }>, text: string): void {
    switch (token.kind) {
      case 'literal':
        if (text !== token.text)
          throw this.mismatch(`expected ${token.text}, found ${quote(text)}`);
        return;
      case 'value':
        this.store(token.ref, this.read(token, text));
        return;
      case 'count':
        this.claim(token, text);
    }
  }

  private read(token: Extract<PlanToken, { kind: 'value' | 'spread' }>, text: string): unknown {
    const value = token.leaf.read(text);
    if (value !== undefined) return value;
    const name = describePath([...this.path, ...token.ref.keys]);
    const kind = token.ref.node.type;
    const expected =
      kind === 'int' || kind === 'float'
        ? `${kind === 'int' ? 'an integer' : 'a number'}`
        : `a value`;
    throw this.mismatch(
      `expected ${expected}${name === '' ? '' : ` for ${name}`}, found ${quote(text)}`,
    );
  }

  private claim(token: Extract<PlanToken, { kind: 'count' }>, text: string): void {
    const { line } = this;
    if (!/^(?:0|-?[1-9]\d{0,15})$/u.test(text))
      throw this.mismatch(`expected an integer for ${token.text}, found ${quote(text)}`);
    const value = Number(text);
    if (token.tells !== undefined) {
      const { key, scale, offset } = token.tells;
      this.told.set(key, (value - offset) / scale);
    }
    this.claims.push({ token, value, line, stack: this.stack.slice() });
  }
}

function describeTokens(plan: readonly PlanToken[]): string {
  const fixed = plan.filter(({ kind }) => kind !== 'spread').length;
  if (fixed < plan.length) return fixed === 0 ? 'a line of values' : `at least ${fixed} tokens`;
  return fixed === 1 ? '1 token' : `${fixed} tokens`;
}

function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line.slice(0, end);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
}
