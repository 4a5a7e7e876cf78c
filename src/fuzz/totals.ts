import { OUTCOMES } from '../../harness/protocol.ts';

/** Counters of a search; plain data. */
export interface SearchTotals {
  execs: number;
  steps: number;
  nextId: number;
  nextLineage: number;
  /** Entries told to the parent process so far. */
  told: number;
  /** `execs` and `steps` when a band's best cost or the coverage last moved. */
  movedAtExecs: number;
  movedAtSteps: number;
  /** Executions by outcome, indexed as OUTCOMES. */
  outcomes: number[];
  /** The program keeps state between calls: its modules are instantiated anew for each. */
  fresh: boolean;
  /** Least and most that one input cost, when re-runs differed even with fresh modules: the program is nondeterministic. */
  costRange: readonly [number, number] | undefined;
}

export function createTotals(): SearchTotals {
  return {
    execs: 0,
    steps: 0,
    nextId: 0,
    nextLineage: 0,
    told: 0,
    movedAtExecs: 0,
    movedAtSteps: 0,
    outcomes: OUTCOMES.map(() => 0),
    fresh: false,
    costRange: undefined,
  };
}
