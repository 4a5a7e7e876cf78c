/** Units copied at once: a match that ends early must not pay for a long subject. */
const CHUNK = 1024;

/** The text that is being matched, as code units that are copied when they are looked at. */
export interface Subject {
  /** `units[i]`, the first of them valid, as many as `fill` said; another array after `set`. */
  readonly units: () => Uint16Array;
  /** Takes a text, unless it is the last one. */
  set(text: string): void;
  /** Makes the first `count` units valid, as far as there are so many. @returns how many are. */
  fill(count: number): number;
}

export function createSubject(): Subject {
  let text = '';
  let units = new Uint16Array(CHUNK);
  let filled = 0;
  return {
    units: () => units,
    set: (next) => {
      const isSame = next === text;
      // Even so: two texts of the same characters are compared at length every time, one and the same is not.
      text = next;
      if (isSame) return;
      filled = 0;
      if (units.length < text.length) units = new Uint16Array(2 * text.length);
    },
    fill: (count) => {
      if (count <= filled) return filled;
      const wanted = Math.min(text.length, Math.max(count, filled + CHUNK));
      for (; filled < wanted; filled++) units[filled] = text.charCodeAt(filled);
      return filled;
    },
  };
}
