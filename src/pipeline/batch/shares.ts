/** One budget for many problems. */
export interface BatchBudget {
  /** Search time of the whole as it passes on the wall, milliseconds; undefined when executions alone bound it. */
  readonly timeMs: number | undefined;
  /** Executions of the whole; undefined when time alone bounds it. */
  readonly execs: number | undefined;
  readonly problems: number;
  /** Problems at a time. */
  readonly jobs: number;
}

export interface Share {
  /** Search time of one problem, milliseconds. */
  readonly timeMs: number | undefined;
  readonly execs: number | undefined;
}

/** Nothing is found in less, milliseconds. */
const MIN_SEARCH_MS = 1000;

export interface Shares {
  /**
   * The share of the next problem: an equal part of what is left, so that time which one problem does not need is there for
   * the others. Executions are divided evenly beforehand: what a problem gets then never depends on what others did.
   * @param index of the problem, from 0
   * @param waiting problems that have not been started, this one included
   */
  take(index: number, waiting: number): Share;
  /** A problem has ended, or had ended before this process. @param ms search time that it took */
  settle(index: number, ms: number): void;
}

export function createShares({ timeMs, execs, problems, jobs }: BatchBudget): Shares {
  // Time of all lanes together.
  let left = (timeMs ?? 0) * jobs;
  const reserved = new Map<number, number>();
  return {
    take(index, waiting) {
      const part = Math.max(0, left) / Math.max(1, waiting);
      reserved.set(index, part);
      left -= part;
      return {
        timeMs:
          timeMs === undefined
            ? undefined
            : Math.max(MIN_SEARCH_MS, Math.round(Math.min(part, timeMs))),
        execs: execs === undefined ? undefined : evenPart(execs, problems, index),
      };
    },
    settle(index, ms) {
      left += (reserved.get(index) ?? 0) - ms;
      reserved.delete(index);
    },
  };
}

/** The first ones get the remainder. */
function evenPart(total: number, parts: number, index: number): number {
  return Math.max(1, Math.floor(total / parts) + (index < total % parts ? 1 : 0));
}
