import type { Outcome } from '../../../harness/protocol.ts';
import type {
  EvaluatedSolution,
  EvaluationCell,
  EvaluationMatrix,
  TestSet,
} from '../../../src/core/evaluation.ts';

/** A cell of a matrix: steps of a right output, or what is not so. */
export type CellSketch = number | Partial<EvaluationCell>;

export interface MatrixSketch {
  /** Name to class, and what each test of both sets was like. */
  readonly solutions: Readonly<
    Record<
      string,
      Partial<Pick<EvaluatedSolution, 'class' | 'correct'>> & {
        readonly default?: readonly CellSketch[];
        readonly suite?: readonly CellSketch[];
      }
    >
  >;
}

/** A matrix with everything that does not matter filled in. */
export function sampleMatrix({ solutions }: MatrixSketch): EvaluationMatrix {
  const sketches = Object.entries(solutions);
  const first = sketches[0]?.[1];
  const tests = (['default', 'suite'] as const).flatMap((set: TestSet) =>
    (first?.[set] ?? []).map((_, i) => ({
      name: `${set}/${i + 1}`,
      set,
      size: 10,
      bytes: 20,
      oracle: { kind: 'given' as const },
    })),
  );
  return {
    solutions: sketches.map(([name, { class: declared = 'O(n)', correct = true }]) => ({
      name,
      language: 'js',
      correct,
      class: declared,
    })),
    tests,
    cells: sketches.map(([, sketch]) =>
      [...(sketch.default ?? []), ...(sketch.suite ?? [])].map(cellFrom),
    ),
  };
}

function cellFrom(sketch: CellSketch): EvaluationCell {
  return typeof sketch === 'number'
    ? { outcome: 'ok', steps: sketch, verdict: 'right' }
    : { outcome: 'ok', steps: 1, verdict: 'right', ...sketch };
}

export function cutOff(steps: number, outcome: Outcome = 'steps-exceeded'): CellSketch {
  return { outcome, steps, verdict: 'unfinished' };
}

export const WRONG: CellSketch = { verdict: 'wrong', steps: 3, note: 'token 1 is "2", not "1"' };
