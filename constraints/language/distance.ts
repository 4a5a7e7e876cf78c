import { type Comparison, isOpaque, toNumber } from './operators.ts';

/** Margin where nothing can be compared: an object, a missing value, NaN. */
export const FARTHEST = 1;
/** Bound of margins of values that can be compared: to have something to compare is nearer than to have nothing. */
const FAR = 0.9;
/** Distance of a strict comparison at equality: positive, and small against the steps of shares between 0 and 1. */
const BOUNDARY = 2 ** -10;
/** Least margin of a condition that does not hold. */
const NEAREST = 1e-300;
/** Numbers are cut off here, so that sums of their sizes are finite. */
const HUGE = 1e300;
/** Characters of texts that are compared one by one. */
const MAX_COMPARED = 256;

/** How far the operands are from satisfying a comparison that does not hold. In (0, 1]. */
export function comparisonDistance(operator: Comparison, left: unknown, right: unknown): number {
  switch (operator) {
    case '<':
    case '>':
      return typeof left === 'string' && typeof right === 'string'
        ? textOrderDistance(left, right)
        : orderDistance(left, right, BOUNDARY);
    case '<=':
    case '>=':
      return typeof left === 'string' && typeof right === 'string'
        ? textOrderDistance(left, right)
        : orderDistance(left, right, 0);
    case '===':
    case '==':
      return equalityDistance(operator, left, right);
    case '!==':
    case '!=':
      return inequalityDistance(left, right);
  }
}

function orderDistance(left: unknown, right: unknown, atEquality: number): number {
  return isOpaque(left) || isOpaque(right)
    ? FARTHEST
    : numberDistance(toNumber(left), toNumber(right), atEquality);
}

/**
 * Distance of two numbers relative to their size, (|l - r| + k) / (|l| + |r| + 1 + k): strictly falling as one moves
 * towards the other, whatever their signs, and of equal weight for large and small numbers in a conjunction. Korel's
 * branch distance (IEEE TSE 16, 1990), normalised by its scale in place of Arcuri's d / (d + 1) (STVR 23, 2013), which is
 * flat for large numbers.
 */
function numberDistance(left: number, right: number, atEquality: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return FARTHEST;
  const l = Math.max(-HUGE, Math.min(HUGE, left));
  const r = Math.max(-HUGE, Math.min(HUGE, right));
  const gap = Math.abs(l - r) + atEquality;
  return Math.max(NEAREST, (FAR * gap) / (Math.abs(l) + Math.abs(r) + 1 + atEquality));
}

function equalityDistance(operator: '===' | '==', left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return textDistance(left, right);
  if (typeof left === 'number' && typeof right === 'number') return numberDistance(left, right, 0);
  const isComparable =
    operator === '==' &&
    left !== null &&
    left !== undefined &&
    right !== null &&
    right !== undefined;
  return isComparable ? orderDistance(left, right, 0) : FARTHEST;
}

/** Of operands that are equal and should not be. */
function inequalityDistance(left: unknown, right: unknown): number {
  const isStep =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  return isStep ? FAR * BOUNDARY : FARTHEST;
}

/**
 * Distance of different texts: the sum over positions of d / (d + 1) for codes that differ by d, plus the difference of
 * lengths, relative to the longer length (after Alshraideh & Bottaci, STVR 16, 2006).
 */
function textDistance(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  const longer = Math.max(left.length, right.length);
  let distance = longer - shorter;
  const end = Math.min(shorter, MAX_COMPARED);
  for (let i = 0; i < end; i++) {
    const gap = Math.abs(left.charCodeAt(i) - right.charCodeAt(i));
    distance += gap / (gap + 1);
  }
  // They differ beyond what was compared.
  if (distance === 0) distance = 1;
  return (FAR * distance) / (longer + 1);
}

/** Distance in order: of the first characters that differ, or of the lengths when one text begins the other. */
function textOrderDistance(left: string, right: string): number {
  const end = Math.min(left.length, right.length, MAX_COMPARED);
  for (let i = 0; i < end; i++) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a !== b) return numberDistance(a, b, BOUNDARY);
  }
  return numberDistance(left.length, right.length, BOUNDARY);
}

/** How far a plain value is from being truthy, or falsy. 0 when it is. */
export function truthDistance(value: unknown, wanted: boolean): number {
  if (Boolean(value) === wanted) return 0;
  if (wanted) return value === 0 || value === '' ? FAR * BOUNDARY : FARTHEST;
  if (typeof value === 'number') return numberDistance(value, 0, 0);
  return typeof value === 'string' ? textDistance(value, '') : FARTHEST;
}
