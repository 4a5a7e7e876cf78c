/** Properties that lead from a value to the code that made it. Never read, by no spelling. */
export const HIDDEN_PROPERTIES: ReadonlySet<string> = new Set([
  'constructor',
  '__proto__',
  'prototype',
]);
