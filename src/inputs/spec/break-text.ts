import type { Rng } from '../../core/rng.ts';
import type { LayoutPlan, PlanItem, PlanToken } from './layout-plan.ts';
import { reachIn } from './layout-scope.ts';

/** A text that is certain not to fit its layout, and how it was made. */
export interface BrokenText {
  readonly kind: string;
  readonly text: string;
}

type TokenKind = 'literal' | 'number' | 'word' | 'count' | 'element';

/** A line as it was laid out. */
interface Line {
  readonly tokens: readonly { readonly text: string; readonly kind: TokenKind }[];
  /** The number of tokens follows from what was read before. */
  readonly isCounted: boolean;
  /** A token of the line tells how many elements follow on it: without that token, what follows may read as another. */
  readonly countsItself: boolean;
}

/** Broken texts of each kind that the layout allows to be sure of. */
export function breakText(rng: Rng, plan: LayoutPlan, g: unknown): BrokenText[] {
  const out: Line[] = [];
  const tail = layLines(plan.items, [g], out);
  const last = plan.items.at(-1);
  const isClosed = last?.kind === 'line' || (last?.kind === 'each' && last.count.kind !== 'open');
  const print = (lines: readonly string[]): string => `${lines.join('\n')}\n${tail}`;
  const texts = out.map(({ tokens }) => tokens.map(({ text }) => text).join(' '));
  const broken: BrokenText[] = [];
  const add = (kind: string, lines: readonly string[]): void => {
    broken.push({ kind, text: print(lines) });
  };
  const change = (kind: string, line: number, tokens: readonly string[]): void =>
    add(kind, withLine(texts, line, tokens.join(' ')));
  for (const [kind, line, tokens] of breakTokens(rng, out, isClosed)) change(kind, line, tokens);
  if (isClosed && texts.length > 0) {
    const [end = ''] = texts.slice(-1);
    add('line dropped', texts.slice(0, -1));
    add('line twice', [...texts, end]);
    add('trailing line', [...texts, '7']);
  }
  // Without any line at all nothing is left to be wrong.
  return broken.filter(({ text }) => text.trim() !== '' || texts.length > 1);
}

function withLine(lines: readonly string[], at: number, text: string): string[] {
  return lines.map((line, index) => (index === at ? text : line));
}

/**
 * Changes inside one line each: kind, line, its new tokens.
 * @param isClosed the input does not end with lines or a text of any length, which would take what a smaller count leaves
 */
function breakTokens(
  rng: Rng,
  lines: readonly Line[],
  isClosed: boolean,
): [string, number, string[]][] {
  const out: [string, number, string[]][] = [];
  const pick = (fits: (line: Line) => boolean): number | undefined => {
    const found = lines.flatMap((line, index) => (fits(line) ? [index] : []));
    return found.length === 0 ? undefined : rng.pick(found);
  };
  const textsOf = (line: number): string[] => lines[line]?.tokens.map(({ text }) => text) ?? [];
  const droppable = pick(({ tokens, isCounted }) => isCounted && tokens.length > 0);
  if (droppable !== undefined) {
    const line = lines[droppable];
    const first =
      line?.countsItself === true ? line.tokens.findIndex(({ kind }) => kind === 'element') : 0;
    const tokens = textsOf(droppable);
    if (first >= 0)
      out.push(['token dropped', droppable, without(tokens, rng.int(first, tokens.length - 1))]);
  }
  const extendable = pick(({ isCounted }) => isCounted);
  if (extendable !== undefined)
    out.push(['trailing token', extendable, [...textsOf(extendable), '7']]);
  for (const kind of ['count', 'number'] as const) {
    const at = pick(({ tokens }) => tokens.some((token) => token.kind === kind));
    if (at === undefined) continue;
    const tokens = textsOf(at);
    const index = lines[at]?.tokens.findIndex((token) => token.kind === kind) ?? 0;
    if (kind === 'number') out.push(['word for a number', at, replaced(tokens, index, 'x')]);
    else if (isClosed)
      for (const by of [1, -1])
        out.push([
          'count off by one',
          at,
          replaced(tokens, index, String(Number(tokens[index]) + by)),
        ]);
  }
  return out;
}

function without(tokens: readonly string[], at: number): string[] {
  return tokens.filter((_, index) => index !== at);
}

function replaced(tokens: readonly string[], at: number, text: string): string[] {
  return tokens.map((token, index) => (index === at ? text : token));
}

/** Prints as the layout does, keeping tokens apart. @returns what follows the lines */
function layLines(items: readonly PlanItem[], stack: unknown[], out: Line[]): string {
  let tail = '';
  for (const item of items) {
    if (item.kind === 'line')
      out.push(item.isWhole ? wholeLine(item.tokens, stack) : layLine(item.tokens, stack));
    else if (item.kind === 'rest') {
      const value = reachIn(stack, item.ref);
      tail = typeof value === 'string' ? value : '';
    } else {
      const elements = reachIn(stack, item.ref);
      if (!Array.isArray(elements)) continue;
      for (const element of elements as readonly unknown[]) {
        stack[item.frame.depth] = element;
        layLines(item.items, stack, out);
      }
    }
  }
  return tail;
}

/** Whatever stands on it, another token may be part of its text. */
function wholeLine(tokens: readonly PlanToken[], stack: unknown[]): Line {
  return { ...layLine(tokens, stack), isCounted: false, countsItself: false };
}

function layLine(plan: readonly PlanToken[], stack: unknown[]): Line {
  const tokens = plan.flatMap((token) => layToken(token, stack));
  const spreads = plan.filter((token) => token.kind === 'spread');
  return {
    tokens,
    isCounted: spreads.every(({ count }) => count.kind !== 'open'),
    countsItself:
      spreads.length > 0 && plan.some(({ kind }) => kind === 'count' || kind === 'value'),
  };
}

function layToken(token: PlanToken, stack: unknown[]): { text: string; kind: TokenKind }[] {
  switch (token.kind) {
    case 'literal':
      return [{ text: token.text, kind: 'literal' }];
    case 'count':
      return [{ text: String(token.evaluate(stack)), kind: 'count' }];
    case 'value': {
      const { type } = token.ref.node;
      const kind = type === 'int' || type === 'float' ? 'number' : 'word';
      return [{ text: token.leaf.print(reachIn(stack, token.ref)), kind }];
    }
    case 'spread': {
      const elements = reachIn(stack, token.ref);
      if (!Array.isArray(elements)) return [];
      return elements.map((element) => ({
        text: token.leaf.print(element),
        kind: 'element' as const,
      }));
    }
  }
}
