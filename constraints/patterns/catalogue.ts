import { MAGNITUDE_PATTERNS } from './magnitude-patterns.ts';
import { NUMBER_PATTERNS } from './number-patterns.ts';
import { ORDER_PATTERNS } from './order-patterns.ts';
import type { Pattern } from './pattern.ts';
import { REPETITION_PATTERNS } from './repetition-patterns.ts';
import { STRUCTURE_PATTERNS } from './structure-patterns.ts';
import { WORK_PATTERNS } from './work-patterns.ts';

/** Every pattern. Those with fewer holes come first: they are tried first where not all can be. */
export const PATTERNS: readonly Pattern[] = [
  ...STRUCTURE_PATTERNS,
  ...REPETITION_PATTERNS,
  ...ORDER_PATTERNS,
  ...MAGNITUDE_PATTERNS,
  ...NUMBER_PATTERNS,
  ...WORK_PATTERNS,
].toSorted((a, b) => Object.keys(a.holes).length - Object.keys(b.holes).length);
