/** Where the best cost rose, and what had been spent by then. */
export interface CurvePoint {
  readonly execs: number;
  readonly wallMs: number;
  /** CPU time of all processes that run the program, all threads, of the inputs' making and of synthesis. */
  readonly cpuMs: number;
  /** Steps. */
  readonly best: number;
}

/** Best cost against effort: ascending in every field. */
export type Curve = readonly CurvePoint[];

/** Appends the point if its cost is the highest so far. */
export function extendCurve(curve: CurvePoint[], point: CurvePoint): void {
  if (point.best > (curve.at(-1)?.best ?? 0)) curve.push(point);
}

/** The first point with at least this cost; undefined when it was never reached. */
export function reached(curve: Curve, steps: number): CurvePoint | undefined {
  return curve.find(({ best }) => best >= steps);
}

/** When a run came near what it found, and near what there is to find. */
export interface Milestones {
  /** 90 % and 99 % of the run's own final best; undefined when it found nothing. */
  readonly own90: CurvePoint | undefined;
  readonly own99: CurvePoint | undefined;
  /** 95 % of the stated worst case; undefined when it was not reached. */
  readonly worst95: CurvePoint | undefined;
}

/** @param worstSteps cost of the stated worst case. */
export function milestonesOf(curve: Curve, worstSteps: number): Milestones {
  const best = curve.at(-1)?.best ?? Infinity;
  return {
    own90: reached(curve, 0.9 * best),
    own99: reached(curve, 0.99 * best),
    worst95: reached(curve, 0.95 * worstSteps),
  };
}
