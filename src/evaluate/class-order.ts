import { compareComplexity } from '../core/complexity.ts';
import type { Order } from './metrics/rank-agreement.ts';

/** The order of declared classes; those that grow alike, or cannot be read, are in none. */
export function classOrder(classes: readonly string[]): Order {
  return (i, j) => {
    const order = compareComplexity(classes[i] ?? '', classes[j] ?? '');
    return order === 0 ? undefined : order;
  };
}

/**
 * Which of the declared classes are efficient: no other one is better by more than a logarithm, as linear and n log n are
 * one class wherever slowpath gives a verdict.
 * @returns `[i]` true or false; undefined where the class cannot be read.
 */
export function areEfficient(classes: readonly string[]): readonly (boolean | undefined)[] {
  return classes.map((one) => {
    if (!isReadable(one)) return undefined;
    return !classes.some(
      (other) => isReadable(other) && compareComplexity(one, timesLogarithm(other)) > 0,
    );
  });
}

/** Whether a class can be put into an order at all. */
export function isReadable(text: string): boolean {
  return compareComplexity(`O(n * (${bodyOf(text)}))`, text) > 0;
}

function timesLogarithm(text: string): string {
  return `O((${bodyOf(text)}) * log(n))`;
}

function bodyOf(text: string): string {
  return /^O\((.*)\)$/s.exec(text.trim())?.[1] ?? '';
}
