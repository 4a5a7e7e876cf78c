export const NO_MATCH = 0;
export const MATCHED = 1;
/** The backtrack stack is full: more than any fuel pays for. */
export const EXHAUSTED = 2;

/** Steps before a matcher reports for the first time. */
export const SLICE = 4096;
