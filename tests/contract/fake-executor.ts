import type { Executor, Measurement, MeasureOptions } from '../../src/core/executor.ts';

/** An executor without processes that behaves as if it ran the contract's program; for tests of what uses executors. */
export function createFakeExecutor(): Executor {
  const measureOne = (input: string, { maxSteps, hits }: MeasureOptions): Measurement => {
    const [what, n] = JSON.parse(input) as [string, number];
    const isLost = what === 'loop' || n + 1 > maxSteps;
    const base = { allocUnits: 0, size: 2, error: '', outputDigest: '' };
    if (what === 'die') {
      return { ...base, outcome: 'timed-out', steps: 0, hits: undefined, error: 'no progress' };
    }
    const steps = isLost ? maxSteps + 1 : n + 1;
    const measured = {
      ...base,
      steps,
      hits: hits === true ? Int32Array.of(0, 1, 1, steps - 1) : undefined,
    };
    if (isLost) return { ...measured, outcome: 'steps-exceeded' };
    if (what === 'throw') return { ...measured, outcome: 'threw', error: `Error: ${n}` };
    return { ...measured, outcome: 'ok', outputDigest: `digest of ${n}` };
  };
  return {
    measure: async (inputs, options) => inputs.map((input) => measureOne(input, options)),
    close: async () => undefined,
  };
}
