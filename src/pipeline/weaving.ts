import type { ProgramImage } from '../../harness/protocol.ts';
import type { ConfigureRequest, ParsedRecipe } from '../core/executor.ts';
import type { GatedConstraint } from '../core/synthesis.ts';
import { watchOf } from './constraint-watch.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { configureRequest } from './search-options.ts';
import { weaveBeside } from './weave.ts';

/** The program as a search runs it, constraints woven in, and what its shards are told. */
export interface Weaving {
  readonly image: ProgramImage;
  readonly configure: ConfigureRequest;
  /** See SearchOptions.constraints. */
  readonly constraints: readonly string[];
}

/**
 * @param image of the program as it is.
 * @param accepted that are woven in, if any.
 * @param recipes that the search has.
 */
export function weavingOf(
  prepared: PreparedTarget,
  image: ProgramImage,
  accepted: readonly GatedConstraint[],
  recipes: readonly ParsedRecipe[] = [],
): Weaving {
  const watch = watchOf(accepted);
  return {
    image: weaveBeside(image, prepared.modules, watch),
    configure: {
      ...configureRequest(prepared, recipes),
      ...(watch.probes.length === 0 ? {} : { watch }),
    },
    constraints: accepted.map(({ constraint }) => constraint.id),
  };
}
