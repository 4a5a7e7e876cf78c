import { OUTCOMES, type Outcome } from '../../harness/protocol.ts';
import { type EvaluationCell, type EvaluationMatrix, wasCutOff } from '../core/evaluation.ts';
import type { Rewards } from '../dataset/exporter.ts';
import type { DatasetSolution, DatasetTest, ProblemRecord } from '../dataset/problem-record.ts';
import { preferencePairs, rewardRows } from '../evaluate/rewards.ts';

/** Fuel that suites are measured with. */
const MAX_STEPS = 2 ** 30;

/** Preference pairs and rewards from the costs that a dataset holds: of the solutions measured on all stress tests. */
export function rewardsOf(problem: ProblemRecord): Rewards {
  const tests = problem.tests.filter(({ group, costs }) => group === 'stress' && costs);
  const solutions = problem.solutions.filter(
    ({ name, correct }) =>
      correct === true && tests.every(({ costs }) => costs?.[name] !== undefined),
  );
  if (tests.length === 0 || solutions.length < 2) return { pairs: [], rewards: [] };
  const source = {
    problem: problem.id,
    matrix: matrixOf(solutions, tests),
    maxSteps: MAX_STEPS,
  };
  return { pairs: preferencePairs(source), rewards: rewardRows(source) };
}

function matrixOf(
  solutions: readonly DatasetSolution[],
  tests: readonly DatasetTest[],
): EvaluationMatrix {
  return {
    solutions: solutions.map(({ name, language, class: growth = '' }) => ({
      name,
      language: language === 'typescript' ? 'ts' : 'js',
      correct: true,
      class: growth,
    })),
    tests: tests.map(({ name, size = 0, input, output }) => ({
      name,
      set: 'suite',
      size,
      bytes: Buffer.byteLength(input),
      oracle:
        output === undefined ? { kind: 'none', reason: 'no expected output' } : { kind: 'given' },
    })),
    cells: solutions.map(({ name }) => tests.map((test) => cellOf(name, test))),
  };
}

/** Solutions of a suite agree on its tests: those that did not were set aside before. */
function cellOf(solution: string, { costs = {}, output }: DatasetTest): EvaluationCell {
  const { steps = 0, outcome = '' } = costs[solution] ?? {};
  const known: Outcome = OUTCOMES.find((one) => one === outcome) ?? 'crashed';
  const isChecked = output !== undefined;
  return {
    outcome: known,
    steps,
    verdict:
      known === 'ok'
        ? isChecked
          ? 'right'
          : 'unchecked'
        : wasCutOff(known)
          ? 'unfinished'
          : 'failed',
  };
}
