/** What an execution earns, in units: a part of the time that it takes, see the folder's README for the measurements. */
const UNITS_PER_STEP = 0.02;
const UNITS_PER_EXECUTION = 4;
/** Most that is saved up, and what a search begins with. */
const MOST = 2_000_000;
/** What is kept for executions that were made for the sake of a constraint. */
const RESERVE = MOST / 4;

/**
 * Keeps the looking at constraints to a small part of the time without asking a clock: executions earn, evaluations
 * spend, and in debt no probe is armed. A unit is one element that an expression looks at.
 */
export class Credit {
  balance = MOST;

  /** Whether the next execution may be looked at; `wanted` when it is made for the sake of a constraint. */
  affords(wanted: boolean): boolean {
    return this.balance > (wanted ? 0 : RESERVE);
  }

  /** @param units spent by the execution, 0 when it was not looked at. */
  book(steps: number, units: number): void {
    const balance = this.balance + steps * UNITS_PER_STEP + UNITS_PER_EXECUTION - units;
    this.balance = balance < MOST ? balance : MOST;
  }
}
