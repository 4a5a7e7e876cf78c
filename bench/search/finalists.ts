import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Finding } from '../../src/core/finding.ts';
import { createExecutor } from '../../src/execute/executor.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';
import { shardOptions } from '../../src/pipeline/search-options.ts';
import { measureCandidates } from '../../src/suite/measure-candidates.ts';

const FINALISTS = 16;
/** Steps that measuring them may take together; the costliest is always measured. */
const MEASURING_STEPS = 2 ** 31;

/** Takes the finding among the costliest, costliest first, earlier ones first among equals. */
export function keepFinalist(finalists: Finding[], finding: Finding): void {
  const last = finalists.at(-1);
  if (finalists.length === FINALISTS && last !== undefined && last.steps >= finding.steps) return;
  const at = finalists.findIndex(({ steps }) => steps < finding.steps);
  finalists.splice(at < 0 ? finalists.length : at, 0, finding);
  finalists.length = Math.min(finalists.length, FINALISTS);
}

/**
 * The costliest of them as the suite will see it: measured with fresh modules and the final fuel, as the stated worst
 * case is. On the way up, the search may have cut an input off.
 */
export async function chooseWinner(
  finalists: readonly Finding[],
  prepared: PreparedTarget,
  options: ResolvedOptions,
): Promise<Finding | undefined> {
  if (finalists.length === 0) return undefined;
  const executor = await createExecutor(prepared.loaded, prepared.model.description, {
    shard: shardOptions(options),
  });
  try {
    const measured = await measureCandidates(finalists, {
      executor,
      maxSteps: options.maxSteps,
      totalSteps: MEASURING_STEPS,
    });
    return measured
      .map(({ finding }) => finding)
      .filter(({ outcome }) => outcome !== 'depth-exceeded')
      .toSorted((a, b) => b.steps - a.steps)[0];
  } finally {
    await executor.close();
  }
}
