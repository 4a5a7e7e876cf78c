/** What an execution is worth besides its steps. */
const EXEC_EFFORT = 64;

/** Effort of a search, in steps. */
export function effortOf({
  steps,
  execs,
}: {
  readonly steps: number;
  readonly execs: number;
}): number {
  return steps + EXEC_EFFORT * execs;
}
