import type { Host } from '../../harness/protocol.ts';
import { CELL_ALLOC, CELL_OUTCOME, CELL_TOUCHED } from '../../harness/protocol.ts';
import type { Entry } from './archive.ts';

/**
 * A resumable piece of work. It puts an input into {@link Runner.input}, yields, and finds the observation of that
 * execution in the host when it is resumed; so one piece of code serves programs that end at once and programs that
 * end later.
 */
export type Task<T> = Generator<undefined, T, undefined>;

/** What a task talks to: the next input, and the observation of the last. Reused for every execution. */
export interface Runner {
  /** Set before yielding. */
  input: unknown[] | string;
}

/** What the last execution showed; overwritten by the next one. */
export interface Run {
  /** Index into OUTCOMES. */
  outcome: number;
  steps: number;
  allocUnits: number;
  size: number;
  /** Size band, see levels.ts. */
  level: number;
  /** An equal cost may take a place: so plateaus are walked, but not at every execution. */
  mayTie: boolean;
}

/** What an execution was worth. */
export interface Verdict {
  /** The new entry, when any feedback wanted it. */
  entry: Entry | undefined;
  /** Steps gained on the best of the size band; 0 when it was not beaten. */
  gain: number;
  /** It hit a site that nothing had hit before. */
  covered: boolean;
}

export function createRun(): Run {
  return { outcome: 0, steps: 0, allocUnits: 0, size: 1, level: 0, mayTie: false };
}

/** Sum of all counters of the last execution; O(sites of the functions entered). */
export function countSteps(host: Host): number {
  const { counts, touched, functionStart, cells } = host;
  const functions = cells[CELL_TOUCHED] ?? 0;
  let steps = 0;
  for (let k = 0; k < functions; k++) {
    const f = touched[k] as number;
    const end = functionStart[f + 1] as number;
    for (let site = functionStart[f] as number; site < end; site++) steps += counts[site] as number;
  }
  return steps;
}

/** Fills `run` from the host after an execution. */
export function observe(host: Host, run: Run, size: number, level: number): void {
  run.outcome = host.cells[CELL_OUTCOME] ?? 0;
  run.allocUnits = host.cells[CELL_ALLOC] ?? 0;
  run.steps = countSteps(host);
  run.size = size;
  run.level = level;
}
