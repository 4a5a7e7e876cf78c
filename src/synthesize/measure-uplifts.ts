import type { MeasureOptions } from '../core/executor.ts';
import type { GatedConstraint, SynthesisContext, Uplift } from '../core/synthesis.ts';
import { buildWatch } from './build-watch.ts';
import { readAccepted } from './gate/candidate.ts';

/** @returns undefined when there are too few runs of like size on either side. */
export type MeasureUplift = (
  runs: readonly {
    readonly size: number;
    readonly steps: number;
    readonly satisfied: boolean;
  }[],
) => Uplift | undefined;

/**
 * Runs inputs with constraints woven in, and tells what inputs that satisfy each cost against those that do not.
 * @returns by id of the constraint; left out where there is nothing to compare. Only runs that end well count.
 */
export async function measureUplifts(
  constraints: readonly GatedConstraint[],
  inputs: readonly string[],
  observe: SynthesisContext['observe'],
  measure: MeasureOptions,
  uplift: MeasureUplift,
): Promise<ReadonlyMap<string, Uplift>> {
  const uplifts = new Map<string, Uplift>();
  if (constraints.length === 0) return uplifts;
  const watch = buildWatch(
    constraints.map(readAccepted).map(({ place, condition }) => ({
      place,
      expression: condition,
      mode: 'margin',
    })),
  );
  const observations = await observe(watch, inputs, measure);
  const ended = observations.filter(({ outcome }) => outcome === 'ok');
  constraints.forEach(({ constraint }, k) => {
    const found = uplift(
      ended.map(({ size, steps, readings }) => ({
        size,
        steps,
        satisfied: readings[2 * k] === 0,
      })),
    );
    if (found !== undefined) uplifts.set(constraint.id, found);
  });
  return uplifts;
}
