import type { DatasetSolution, DatasetTest, ProblemRecord } from './problem-record.ts';

/** A test with its name in `full_tests`. */
export interface NumberedTest {
  readonly file: string;
  readonly test: DatasetTest;
}

/**
 * What the statistics tools of PERFFORGE read of a problem, by solution. Costs are steps, which stand where instructions
 * stood; seconds are estimates from steps per second, and absent where nobody measured those.
 * @param stems names of the solutions in the tree
 */
export function perfforgeResult(
  problem: ProblemRecord,
  stems: ReadonlyMap<string, string>,
  files: readonly NumberedTest[],
): Readonly<Record<string, unknown>> {
  const { limits, run, solutions } = problem;
  return {
    time_limit: limits.timeMs === undefined ? null : limits.timeMs / 1000,
    cost_metric: 'steps',
    ...Object.fromEntries(
      solutions.flatMap((solution) => {
        const steps = stepsOf(solution, files);
        return steps.length === 0
          ? []
          : [
              [
                stems.get(solution.name) ?? solution.name,
                resultOf(solution, steps, run?.stepsPerSecond),
              ],
            ];
      }),
    ),
  };
}

function stepsOf(
  { name }: DatasetSolution,
  files: readonly NumberedTest[],
): readonly (readonly [file: string, steps: number])[] {
  return files.flatMap(({ file, test }) => {
    const cost = test.costs?.[name];
    return cost === undefined ? [] : [[`${file}.in`, cost.steps] as const];
  });
}

function resultOf(
  { language, correct }: DatasetSolution,
  steps: readonly (readonly [file: string, steps: number])[],
  stepsPerSecond: number | undefined,
): object {
  const counts = steps.map(([, count]) => count);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const most = Math.max(...counts);
  const seconds = (count: number): readonly number[] =>
    stepsPerSecond === undefined ? [] : [count / stepsPerSecond];
  return {
    language,
    online_judge_verdict: correct === undefined ? 'unknown' : correct ? 'correct' : 'incorrect',
    verdict: correct === undefined ? [] : [correct ? 'AC' : 'WA'],
    average_time: seconds(mean),
    max_time: seconds(most),
    time_dict:
      stepsPerSecond === undefined
        ? {}
        : Object.fromEntries(steps.map(([file, count]) => [file, seconds(count)])),
    average_instruction_cnt: [mean],
    max_instruction_cnt: [most],
    instruction_cnt_dict: Object.fromEntries(steps.map(([file, count]) => [file, [count]])),
  };
}
