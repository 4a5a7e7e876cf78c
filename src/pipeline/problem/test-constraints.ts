import type { ResolvedOptions } from '../../config/options.ts';
import type { ScoredInput } from '../../suite/problem/scored-input.ts';
import type { SuiteTest } from '../../suite/suite-schema.ts';
import { watchOf } from '../constraint-watch.ts';
import { observeWatch } from '../synthesis-context.ts';
import type { SearchedContestant } from './search-solutions.ts';

/** Constraints told of one test at most: the nearest ones. */
const TOLD = 24;
/** Margins from which on a constraint is not worth telling: it is as far away as can be. */
const FAR = 1;

/**
 * Which constraints of which solutions every test satisfies, and how near it comes to the others: the least margin of the
 * whole execution, 0 where the condition holds at any time.
 * @returns by test, nearest first
 */
export async function constraintsOf(
  tests: readonly ScoredInput[],
  searched: readonly SearchedContestant[],
  options: ResolvedOptions,
  maxSteps: number,
): Promise<readonly NonNullable<SuiteTest['constraints']>[]> {
  const told = tests.map((): NonNullable<SuiteTest['constraints']> => []);
  const inputs = tests.map(({ finding }) => finding.input);
  for (const { name, prepared, constraints } of searched) {
    if (constraints.length === 0 || inputs.length === 0) continue;
    const asked = { maxSteps, fresh: true };
    const observed = await observeWatch(prepared, options, watchOf(constraints), inputs, asked);
    for (const [t, { readings }] of observed.entries()) {
      for (const [k, { constraint }] of constraints.entries()) {
        const least = readings[2 * k] ?? FAR;
        const margin = Number.isNaN(least) ? FAR : Math.round(least * 1e6) / 1e6;
        if (margin < FAR) told[t]?.push({ solution: name, id: constraint.id, margin });
      }
    }
  }
  return told.map((all) => all.toSorted((a, b) => a.margin - b.margin).slice(0, TOLD));
}
