import type { Finding } from '../../core/finding.ts';
import { calibrate } from './calibrate.ts';
import {
  type BuildProblemSuiteOptions,
  TEST_SECONDS,
  type TestDraft,
} from './problem-suite-options.ts';
import { isCalm, type ScoredInput, scoreInput, stepsOn } from './scored-input.ts';

/** Patterns over the limit that are brought down to it, of each solution. */
const CALIBRATED = 4;

/** Of every solution, the patterns that would take it too long, at a size that does not. */
export async function calibrateCostly<G>(
  scored: readonly ScoredInput[],
  options: BuildProblemSuiteOptions<G>,
): Promise<readonly TestDraft[]> {
  const { solutions, model, stepsPerSecond } = options;
  const [low, high] = TEST_SECONDS.map((seconds) => seconds * stepsPerSecond) as [number, number];
  const drafts: TestDraft[] = [];
  for (const k of solutions.keys()) {
    const costly = scored
      .filter((one) => one.slowest === k && (!isCalm(one) || stepsOn(one, k) > high))
      .filter(({ runs }) =>
        runs.every(({ outcome }) => outcome === 'ok' || outcome === 'steps-exceeded'),
      )
      .toSorted((a, b) => a.finding.size - b.finding.size)
      .slice(0, CALIBRATED);
    for (const one of costly) {
      const { input } = one.finding;
      const found = await calibrate(input, high + 1, {
        model,
        low,
        high,
        maxSize: options.maxSize,
        seed: options.about.seed,
        costOf: async (inputs) =>
          (await options.measureOn(k, inputs, Math.ceil(high) + 1)).map(({ outcome, steps }) =>
            outcome === 'ok' ? steps : high + 1,
          ),
      });
      if (found === undefined) continue;
      const [runs] = await options.measure([found], Math.ceil(high) + 1);
      if (runs === undefined) continue;
      const { provenance, steps, size } = one.finding;
      const finding: Finding = {
        ...one.finding,
        input: found,
        size: model.sizeOf(model.decode(found)),
        steps: runs[k]?.steps ?? 0,
        provenance: { ...provenance, parents: [provenance.id], op: 'calibrate' },
      };
      drafts.push({ input: scoreInput(finding, one.finder, runs), origin: { size, steps } });
    }
  }
  return drafts;
}
