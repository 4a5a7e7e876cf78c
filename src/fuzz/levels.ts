/**
 * Size bands of the ladder. Level 0 holds sizes up to 8; level k ≥ 1 holds sizes in (2^(k+2), 2^(k+3)].
 * Worst cases are patterns: they are found on the low levels, where an execution costs microseconds.
 */
export function levelOf(size: number): number {
  return size <= 8 ? 0 : 29 - Math.clz32(size - 1);
}

/** Largest size of a level. */
export function levelCap(level: number): number {
  return level < 28 ? 8 << level : 2 ** (level + 3);
}

/** What is known of the effort spent at one level. Plain data: part of the search's state. */
export interface LevelEffort {
  execs: number;
  steps: number;
  /** Sum of the sizes of the inputs run. */
  scalars: number;
  /** Steps and executions weighed together (see pickLevel) when the level's best cost last improved. */
  improvedAt: number;
  /** The level below has a better pattern than the one last carried up. */
  promotionDue: boolean;
}

export function createLevelEffort(): LevelEffort {
  return { execs: 0, steps: 0, scalars: 0, improvedAt: 0, promotionDue: false };
}

/** Effort that a level may spend without any improvement before it counts as stale … */
const SETTLING_EFFORT = 200_000;
/** … beside that of so many executions: where one costs millions of steps, a dozen of them have shown nothing yet. */
const SETTLING_EXECS = 64;

/** Most that staleness counts: a flat level keeps a small share, because mutators of other levels may free it. */
const MAX_STALENESS = 512;
/** The level at the size limit is what the search is for: it has as much as so many of all the levels together. */
const TOP_PART = 0.5;
/** What an execution costs beside its steps: a program of few steps still takes a microsecond. Steps. */
const EXEC_STEPS = 64;
/** What it costs to make an input, for each scalar of it. Steps. */
const SCALAR_STEPS = 16;

/** Steps, executions and the making of inputs in one figure. */
export function effortOf({
  steps,
  execs,
  scalars,
}: Omit<LevelEffort, 'improvedAt' | 'promotionDue'>): number {
  return steps + EXEC_STEPS * execs + SCALAR_STEPS * scalars;
}

/**
 * The level to work at: the one with the least effort spent relative to its share. Every level has an equal share of
 * steps (so the upper ones get few executions), the top one several; effort without improvement weighs the more the
 * longer it lasts, and a level to which a better pattern can be carried comes first.
 */
export function pickLevel(levels: readonly LevelEffort[]): number {
  let best = 0;
  let least = Infinity;
  const top = Math.max(1, levels.length * TOP_PART);
  for (let level = 0; level < levels.length; level++) {
    const effort = levels[level] as LevelEffort;
    const spent = effortOf(effort);
    const idle = spent - effort.improvedAt;
    const settling = SETTLING_EFFORT + (SETTLING_EXECS * spent) / Math.max(1, effort.execs);
    const staleness = Math.max(1, idle / (settling + effort.improvedAt));
    const share = (level === levels.length - 1 ? top : 1) * (effort.promotionDue ? 4 : 1);
    const weighed = (spent * Math.min(MAX_STALENESS, staleness)) / share;
    if (weighed < least) {
      least = weighed;
      best = level;
    }
  }
  return best;
}
