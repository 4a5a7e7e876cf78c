/** A stretch of a text that repeats a unit: `count` times `unit` characters from `start`. */
export interface Repetition {
  readonly start: number;
  readonly unit: number;
  readonly count: number;
}

/** Longest unit that is looked for. Characters. */
const MAX_UNIT = 96;
/** A repetition is one from so many rounds and characters on. */
const MIN_COUNT = 3;
const MIN_COVERED = 4;

/**
 * The repetitions of a text that cover most of it, without overlap, longest first; of equally long ones the one with the
 * shorter unit, then the earlier. O(n · MAX_UNIT).
 * @param limit how many at most
 */
export function repetitionsOf(text: string, limit: number): readonly Repetition[] {
  const found: Repetition[] = [];
  for (let unit = 1; unit <= Math.min(MAX_UNIT, Math.floor(text.length / MIN_COUNT)); unit++) {
    let start = 0;
    for (let i = unit; i <= text.length; i++) {
      if (i < text.length && text.charCodeAt(i) === text.charCodeAt(i - unit)) continue;
      const count = Math.floor((i - start) / unit);
      if (count >= MIN_COUNT && count * unit >= MIN_COVERED) found.push({ start, unit, count });
      start = i - unit + 1;
    }
  }
  found.sort((a, b) => b.count * b.unit - a.count * a.unit || a.unit - b.unit || a.start - b.start);
  const chosen: Repetition[] = [];
  for (const one of found) {
    if (chosen.length === limit) break;
    if (chosen.every((other) => endOf(other) <= one.start || endOf(one) <= other.start))
      chosen.push(one);
  }
  return chosen;
}

export function endOf({ start, unit, count }: Repetition): number {
  return start + unit * count;
}
