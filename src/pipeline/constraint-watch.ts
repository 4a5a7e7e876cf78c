import type { GatedConstraint } from '../core/synthesis.ts';
import { EMPTY_WATCH, type Watch } from '../core/watch.ts';
import { buildWatch } from '../synthesize/build-watch.ts';
import { readAccepted } from '../synthesize/gate/candidate.ts';

/** The margins of constraints, `expressions[k]` that of `constraints[k]`. */
export function watchOf(constraints: readonly GatedConstraint[]): Watch {
  if (constraints.length === 0) return EMPTY_WATCH;
  return buildWatch(
    constraints.map(readAccepted).map(({ place, condition }) => ({
      place,
      expression: condition,
      mode: 'margin',
    })),
  );
}
