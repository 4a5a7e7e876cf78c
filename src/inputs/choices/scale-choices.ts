import type { Rng } from '../../core/rng.ts';
import type { ChoiceGenotype } from './choice-genotype.ts';
import { clampChoice, rangeKey } from './choice-genotype.ts';
import { drawWithLeastTail } from './length-draws.ts';
import type { Drawing } from './realize.ts';

/** Length-like draws whose content is measured. */
const MAX_SPANS = 8;

/** A length-like draw and the content that it governs: `choices[index + 1 .. index + 1 + content)`. */
interface Span {
  readonly index: number;
  readonly content: number;
  /** Draws of one element, at least 1. */
  readonly unit: number;
}

/**
 * Choices for a value of about `factor` times the size with the same pattern: the content of lists is repeated,
 * stretched or continued (cut or thinned when the factor is under 1) and their lengths are set to match. All lists
 * grow together, or one of them takes all of the growth.
 */
export function scaleChoices(
  drawing: Drawing,
  rng: Rng,
  g: ChoiceGenotype,
  factor: number,
): readonly number[] {
  const spans = spansOf(drawing, g);
  const target = Math.min(drawing.cap, Math.max(1, Math.round(g.choices.length * factor)));
  const only = spans.length > 1 && rng.oneIn(3) ? rng.pick(spans) : undefined;
  const way = rng.int(0, 2);
  const governed = spans.reduce((sum, { content }) => sum + content, 0);
  const growth = target - g.choices.length;
  const scaled: number[] = [];
  let from = 0;
  for (const { index, content, unit } of spans) {
    if (only !== undefined && only.index !== index) continue;
    const share = only === undefined ? content / governed : 1;
    const elements = content / unit;
    const wanted = Math.max(0, Math.round(elements + (growth * share) / unit));
    const low = g.lows[index] ?? 0;
    const length = clampChoice(
      (g.choices[index] ?? low) + wanted - Math.round(elements),
      low,
      g.highs[index] ?? 0,
    );
    const body = g.choices.slice(index + 1, index + 1 + content);
    const size = Math.max(0, Math.round(content + (length - (g.choices[index] ?? low)) * unit));
    scaled.push(...g.choices.slice(from, index), length);
    for (const choice of resize(body, size, Math.round(unit), way)) scaled.push(choice);
    from = index + 1 + content;
  }
  for (const choice of g.choices.slice(from)) scaled.push(choice);
  return scaled;
}

/** The outermost length-like draws with content, in order. */
function spansOf(drawing: Drawing, g: ChoiceGenotype): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < g.choices.length && spans.length < MAX_SPANS; i++) {
    const unit = drawing.units.get(rangeKey(g, i));
    const count = g.choices[i] ?? 0;
    if (unit === undefined || count <= 0) continue;
    const content = contentOf(drawing, g, i, unit);
    if (content <= 0) continue;
    spans.push({ index: i, content, unit: Math.max(1, content / count) });
    i += content;
  }
  return spans;
}

/**
 * How many choices the length-like draw `index` governs: the fewest behind it after which the draws to come are no more
 * than when it is at its lowest. At least `unit` for each element; searched by doubling, O(log content) draws.
 */
function contentOf({ host, cap }: Drawing, g: ChoiceGenotype, index: number, unit: number): number {
  const head = g.choices.slice(0, index);
  const low = g.lows[index] ?? 0;
  const least = drawWithLeastTail(host, [...head, low], cap)?.choices.length;
  if (least === undefined) return 0;
  const behind = least - Math.round(low * unit);
  const room = g.choices.length - index - 1;
  const isWhole = (content: number): boolean => {
    const given = g.choices.slice(0, index + 1 + content);
    const count = drawWithLeastTail(host, given, cap)?.choices.length ?? Infinity;
    return count - content <= behind;
  };
  const estimate = Math.min(room, Math.round((g.choices[index] ?? 0) * unit));
  if (isWhole(estimate)) return estimate;
  let short = estimate;
  let step = 1;
  while (short + step < room && !isWhole(short + step)) {
    short += step;
    step *= 2;
  }
  let whole = Math.min(room, short + step);
  while (whole - short > 1) {
    const middle = (short + whole) >> 1;
    if (isWhole(middle)) whole = middle;
    else short = middle;
  }
  return whole;
}

/** A body of `size` choices after the pattern of `body`; elements are `unit` choices long. */
function resize(body: readonly number[], size: number, unit: number, way: number): number[] {
  const elements = Math.max(1, Math.round(body.length / unit));
  const wanted = Math.max(1, Math.round(size / unit));
  const resized: number[] = [];
  for (let k = 0; k < size; k++) {
    const element = Math.floor(k / unit);
    // Repeat the whole; stretch every element (thin them out when shrinking); go on from the last ones.
    const source =
      way === 0
        ? element % elements
        : way === 1
          ? Math.min(elements - 1, Math.floor((element * elements) / wanted))
          : Math.min(element, elements - 1);
    const index = source * unit + (k % unit);
    const value = body[index] ?? 0;
    if (way !== 2 || element < elements) resized.push(value);
    else resized.push(continued(body, index, unit, element - elements + 1));
  }
  return resized;
}

/** The value `steps` elements behind the last, going on by the difference of the last two. */
function continued(body: readonly number[], last: number, unit: number, steps: number): number {
  const value = body[last] ?? 0;
  const before = body[last - unit] ?? value;
  return value + (value - before) * steps;
}
