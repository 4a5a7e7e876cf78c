/** Elements up to which a list or text is gone through whole. */
export const EXACT_ELEMENTS = 4096;
/** Of a longer one, this many evenly spaced blocks of as many neighbours are looked at: 4,096 elements. */
export const BLOCK = 64;

/** What is remembered of elements once it was worked out. */
const STATISTICS = [
  'distinct',
  'maxRun',
  'sortedness',
  'inversions',
  'sum',
  'min',
  'max',
  'periodicity',
] as const;
export type Statistic = (typeof STATISTICS)[number];

export function isStatistic(name: string): name is Statistic {
  return (STATISTICS as readonly string[]).includes(name); // widened to be searched
}

/**
 * The elements of a list, typed array or text as they were at one look, read once and then looked at freely. Reused from
 * look to look, so that nothing is allocated in a steady state.
 */
export class Elements {
  /** What was read. */
  source: unknown;
  /** Length of the source. */
  length = 0;
  /** Elements held; all of them when equal to `length`. At most 4,096. */
  taken = 0;
  /** All elements are numbers, or characters of a text as their codes: they are in `numbers`, and `items` is empty. */
  isNumeric = true;
  /** `numbers[j]`, j < taken; longer than that. */
  numbers: Float64Array = new Float64Array(BLOCK);
  /** `items[j]`, j < taken, unless `isNumeric`. */
  readonly items: unknown[] = [];
  /** By index of {@link STATISTICS}: NaN where there is none. */
  readonly #known: (number | undefined)[] = STATISTICS.map(() => undefined);

  /** Forgets what it held and makes room for a source of this length. */
  begin(source: unknown, length: number): void {
    this.source = source;
    this.length = length;
    this.taken = Math.min(length, EXACT_ELEMENTS);
    this.isNumeric = true;
    this.items.length = 0;
    this.#known.fill(undefined);
    if (this.numbers.length >= this.taken) return;
    this.numbers = new Float64Array(
      Math.min(EXACT_ELEMENTS, Math.max(this.taken, 2 * this.numbers.length)),
    );
  }

  get isExact(): boolean {
    return this.taken === this.length;
  }

  /** Index in the source of the element at `j`. */
  position(j: number): number {
    if (this.isExact) return j;
    const block = Math.floor(j / BLOCK);
    return Math.floor((block * (this.length - BLOCK)) / (BLOCK - 1)) + (j % BLOCK);
  }

  /** Puts the next element; in order, from 0. */
  put(j: number, value: unknown): void {
    if (this.isNumeric) {
      if (typeof value === 'number') {
        this.numbers[j] = value;
        return;
      }
      this.isNumeric = false;
      for (let k = 0; k < j; k++) this.items.push(this.numbers[k]);
    }
    this.items.push(value);
  }

  /** Whether the element at `j` and the one `distance` before it are that far apart in the source, too. */
  areNear(j: number, distance: number): boolean {
    return j >= distance && (this.isExact || j % BLOCK >= distance);
  }

  /** Equality of elements: as ===, and NaN equals itself. */
  areEqual(j: number, k: number): boolean {
    return this.isNumeric
      ? isSame(this.numbers[j], this.numbers[k])
      : isSame(this.items[j], this.items[k]);
  }

  known(statistic: Statistic): number | undefined {
    return this.#known[STATISTICS.indexOf(statistic)];
  }

  remember(statistic: Statistic, value: number): void {
    this.#known[STATISTICS.indexOf(statistic)] = value;
  }
}

/** As ===, but NaN equals itself. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a !== a && b !== b);
}
