/**
 * What an execution earns, in units of about 5 ns: less than a tenth of what it takes. Measured with Node 20 over the
 * corpus: a step takes 1.7 ns or more; an execution 1 µs, with the making of its input at least 150 ns for each of the first
 * scalars and 25 ns for each further one.
 */
const UNITS_PER_STEP = 0.025;
const UNITS_PER_EXECUTION = 16;
const UNITS_PER_SCALAR = 0.4;
const UNITS_PER_FIRST_SCALAR = 3.5;
const FIRST_SCALARS = 32;
/** What each step of an execution costs besides that is looked at: probes at its hottest place slow it down by up to a third. */
const UNITS_PER_PROBED_STEP = 0.05;
/** Most that is saved up, and what each size band begins with: about 2 ms. */
const MOST = 400_000;
/** What is kept for executions that are made for the sake of a constraint. */
const RESERVE = MOST / 4;

/**
 * Keeps the looking at constraints to less than a tenth of the time, without asking a clock: executions earn, evaluations
 * spend, and in debt no probe is armed. Each size band has an account of its own, or the large inputs, where a look
 * costs thousands of times as much, would leave the small ones unseen.
 */
export class Credit {
  /** By level. */
  readonly #balances: number[];

  /** @param balances of an earlier search. */
  constructor(balances: readonly number[] = []) {
    this.#balances = [...balances];
  }

  /** Whether the next execution may be looked at; `wanted` when it is made for the sake of a constraint. */
  affords(level: number, wanted: boolean): boolean {
    return (this.#balances[level] ?? MOST) > (wanted ? 0 : RESERVE);
  }

  /** After an execution. @param units spent on evaluations; undefined when it was not looked at. */
  book(level: number, steps: number, size: number, units: number | undefined): void {
    const balances = this.#balances;
    while (balances.length <= level) balances.push(MOST);
    const earned =
      UNITS_PER_EXECUTION +
      UNITS_PER_STEP * steps +
      UNITS_PER_SCALAR * size +
      UNITS_PER_FIRST_SCALAR * (size < FIRST_SCALARS ? size : FIRST_SCALARS);
    const spent = units === undefined ? 0 : units + UNITS_PER_PROBED_STEP * steps;
    const balance = (balances[level] as number) + earned - spent;
    balances[level] = balance < MOST ? balance : MOST;
  }

  state(): readonly number[] {
    return [...this.#balances];
  }
}
