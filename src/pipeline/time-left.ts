/** Executions of the last so many milliseconds tell the pace: inputs grow, and what was fast at first is so no longer. */
const WINDOW_MS = 5000;

/** How fast the search is now. */
export interface PaceWindow {
  /** Notes how many executions were made until then. @param ms ascending */
  note(ms: number, execs: number): void;
  /** Executions in a millisecond; undefined before two moments are known. */
  pace(): number | undefined;
}

export function createPaceWindow(): PaceWindow {
  const seen: { readonly ms: number; readonly execs: number }[] = [];
  return {
    note(ms, execs) {
      seen.push({ ms, execs });
      // The one before the window stays, so that one long epoch has a pace too.
      while (seen.length > 2 && (seen[1]?.ms ?? 0) < ms - WINDOW_MS) seen.shift();
    },
    pace() {
      const [first] = seen;
      const last = seen.at(-1);
      if (!first || !last || last.ms <= first.ms || last.execs <= first.execs) return undefined;
      return (last.execs - first.execs) / (last.ms - first.ms);
    },
  };
}

/** What bounds a search, and where it stands. */
export interface Spent {
  /** Milliseconds. */
  readonly timeMs: number | undefined;
  readonly execs: number | undefined;
  readonly searchedMs: number;
  readonly execsMade: number;
  /** Executions in a millisecond. */
  readonly pace: number | undefined;
}

/** Milliseconds until the first of the budgets is used up; undefined when that cannot be told. */
export function leftMs({ timeMs, execs, searchedMs, execsMade, pace }: Spent): number | undefined {
  const byTime = timeMs === undefined ? undefined : Math.max(0, timeMs - searchedMs);
  const byExecs =
    execs === undefined || pace === undefined ? undefined : Math.max(0, execs - execsMade) / pace;
  if (byTime === undefined) return byExecs;
  return byExecs === undefined ? byTime : Math.min(byTime, byExecs);
}
