import type { Baseline } from './baseline-file.ts';
import type { SuiteFigures } from './figures.ts';

/** Why figures cannot be compared, and what to do. */
export interface Staleness {
  readonly reason: string;
  readonly hint: string;
}

const ACCEPT = 'accept what is measured now with --update';

/** What this process measures with. */
export interface MeasuringVersions {
  readonly nodeMajor: number;
  readonly instrumentation: number;
}

/** Whether a whole baseline was measured otherwise than now. */
export function staleBaseline(
  baseline: Baseline,
  now: MeasuringVersions,
  allowOtherNode: boolean,
): Staleness | undefined {
  if (baseline.instrumentation !== now.instrumentation)
    return {
      reason: `the baseline was measured by version ${baseline.instrumentation} of the instrumentation, and this slowpath has version ${now.instrumentation}: steps are not the same`,
      hint: ACCEPT,
    };
  if (baseline.nodeMajor !== now.nodeMajor && !allowOtherNode)
    return {
      reason: `the baseline was measured with Node ${baseline.nodeMajor}, and this is Node ${now.nodeMajor}: steps may follow the engine`,
      hint: `run with Node ${baseline.nodeMajor}, ${ACCEPT}, or compare all the same with --allow-other-node`,
    };
  return undefined;
}

/** Whether the baseline stands for this suite. */
export function staleSuite(
  before: SuiteFigures | undefined,
  now: Pick<SuiteFigures, 'target' | 'suite'>,
): Staleness | undefined {
  if (before === undefined)
    return { reason: 'the baseline does not know this suite', hint: ACCEPT };
  if (before.target !== now.target)
    return {
      reason: `its target was ${before.target} when the baseline was measured, and is ${now.target} now`,
      hint: ACCEPT,
    };
  if (before.suite !== now.suite)
    return {
      reason: 'its tests are not those that the baseline was measured with',
      hint: `restore the suite, or ${ACCEPT}`,
    };
  return undefined;
}
