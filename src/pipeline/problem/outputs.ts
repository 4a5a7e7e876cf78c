import { hasFinished } from '../../core/evaluation.ts';
import type { Measurement } from '../../core/executor.ts';
import { agreeOnOutput, type Agreement } from '../../oracle/agreement.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import type { Contestant } from './contestants.ts';

/**
 * The expected output of an input, from what the solutions said that were run on it.
 * @param runs by contestant, with outputs
 */
export async function agreeOn(
  input: string,
  contestants: readonly Pick<Contestant, 'name'>[],
  runs: readonly Measurement[],
  judge: OutputJudge,
): Promise<Agreement> {
  const witnesses = contestants.flatMap(({ name }, k) => {
    const run = runs[k];
    if (run === undefined) return [];
    const { outcome, steps, output } = run;
    return [{ solution: name, outcome, steps, output: hasFinished(outcome) ? output : undefined }];
  });
  return await agreeOnOutput(witnesses, async (expected, actual) => {
    const { verdict } = await judge.judge({ input, expected, actual });
    return verdict === 'right';
  });
}
