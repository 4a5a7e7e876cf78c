/** Reads values of the program without running any of its code. */
export interface Reader {
  /** Whether the value is a proxy, which is never looked into. */
  readonly isProxy: (value: unknown) => boolean;
}

/** @param isProxy answers for values of any realm without touching them. */
export function createReader(isProxy: (value: unknown) => boolean): Reader {
  return { isProxy };
}
