import type { ResolvedOptions } from '../../config/options.ts';
import { type EvaluationMatrix, hasFinished } from '../../core/evaluation.ts';
import { confirm } from '../../execute/confirm.ts';
import { shardOptions } from '../search-options.ts';
import type { LoadedSolution } from './eval-solutions.ts';
import type { EvalTest } from './eval-tests.ts';

/** Fresh processes for each solution and test. */
const REPEATS = 3;
/** Of one call. Milliseconds. */
const TIMEOUT_MS = 10_000;
/** Tests that every process runs first, so that the timed call is compiled code. */
const WARM_UP = 5;
/** Costlier tests would only use up time before the timed call. Steps. */
const CALM_STEPS = 2 ** 24;

/**
 * CPU times of every execution of a matrix that ended by itself, without instrumentation, in fresh processes.
 * @returns the matrix with `cpuMs` in its cells, milliseconds
 */
export async function confirmMatrix(
  matrix: EvaluationMatrix,
  solutions: readonly LoadedSolution[],
  tests: readonly EvalTest[],
  options: Pick<ResolvedOptions, 'hangTimeoutMs' | 'memoryMb' | 'realClock' | 'seed'>,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<EvaluationMatrix> {
  const cells: EvaluationMatrix['cells'] = [];
  for (const [s, { label, loaded, plain }] of solutions.entries()) {
    tell(`timing ${label.name}`);
    const row = matrix.cells[s] ?? [];
    const finished = tests.filter((_, t) => {
      const outcome = row[t]?.outcome;
      return outcome !== undefined && hasFinished(outcome);
    });
    const calm = finished.filter((test) => (row[tests.indexOf(test)]?.steps ?? 0) < CALM_STEPS);
    const timed = await confirm({
      image: await plain(),
      model: { kind: 'literal', target: loaded.kind },
      inputs: finished.map(({ input }) => input),
      warmUp: calm.slice(0, WARM_UP).map(({ input }) => input),
      repeats: REPEATS,
      timeoutMs: TIMEOUT_MS,
      shard: shardOptions(options),
      signal,
    });
    cells.push(
      row.map((cell, t) => {
        const test = tests[t];
        const at = test === undefined ? -1 : finished.indexOf(test);
        const cpuNs = timed[at]?.cpuNs ?? [];
        return cpuNs.length === 0
          ? cell
          : { ...cell, cpuMs: cpuNs.map((ns) => Math.round(ns / 1e3) / 1e3) };
      }),
    );
  }
  return { ...matrix, cells };
}
