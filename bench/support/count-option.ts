import { parseCount, QuantityFault } from '../../src/config/quantity.ts';
import { UsageError } from '../../src/core/errors.ts';

/**
 * A whole number from the command line of a benchmark.
 * @param option its name, without dashes
 * @throws UsageError
 */
export function countOption(option: string, text: string, least = 1): number {
  try {
    const count = parseCount(text);
    if (count >= least) return count;
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
  }
  throw new UsageError(`--${option}: "${text}" – expected a count, at least ${least}.`);
}
