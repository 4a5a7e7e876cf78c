import { AppError, DataError } from '../../core/errors.ts';
import { rankComplexities } from '../../core/complexity.ts';
import type { Executor } from '../../core/executor.ts';
import { type Problem, type ProblemSolution, solutionTarget } from '../../targets/problem.ts';
import { type PreparedTarget, type PrepareOptions, prepareTarget } from '../prepare-target.ts';
import type { SpecAsker } from '../propose-model.ts';

/** A correct solution that takes part in the campaign of its problem. */
export interface Contestant {
  readonly solution: ProblemSolution;
  /** As `problem.json` names it. */
  readonly name: string;
  readonly prepared: PreparedTarget;
}

/** A contestant that inputs can be measured on. */
export interface RunningContestant extends Contestant {
  readonly executor: Executor;
}

/** A solution that takes no part, and why: `incorrect` as labelled; the others turned out so. */
export interface SetAside {
  readonly solution: string;
  readonly why: 'incorrect' | 'unusable' | 'fails' | 'disagrees';
  /** For people, one line. */
  readonly reason: string;
}

/**
 * Loads every solution that is labelled correct. What cannot be loaded, or reads other inputs than the first that can, is
 * set aside.
 * @throws DataError when no solution is left.
 */
export async function prepareContestants(
  problem: Problem,
  options: PrepareOptions,
  cwd: string,
  signal: AbortSignal,
  asker: SpecAsker,
): Promise<{
  readonly contestants: readonly Contestant[];
  readonly setAside: readonly SetAside[];
}> {
  const contestants: Contestant[] = [];
  const setAside: SetAside[] = [];
  try {
    for (const solution of problem.solutions) {
      const { name } = solution;
      if (!solution.correct) {
        const reason = 'it is labelled as incorrect';
        setAside.push({ solution: name, why: 'incorrect', reason });
        continue;
      }
      try {
        const program = { target: solutionTarget(problem, solution), problem, notes: [] };
        const prepared = await prepareTarget(program, options, cwd, signal, asker);
        const [first] = contestants;
        if (first === undefined || modelOf(first.prepared) === modelOf(prepared))
          contestants.push({ solution, name, prepared });
        else {
          await prepared.close();
          const reason = `its inputs look different from those of ${first.name}: give the problem a spec`;
          setAside.push({ solution: name, why: 'unusable', reason });
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        setAside.push({ solution: name, why: 'unusable', reason: oneLine(error.message) });
      }
    }
    if (contestants.length === 0) throw nobody(problem, setAside);
  } catch (error) {
    await closeAll(contestants);
    throw error;
  }
  return { contestants, setAside };
}

/** The error for a problem whose solutions have all been set aside. */
export function nobody(problem: Problem, setAside: readonly SetAside[]): DataError {
  const reasons = setAside.map(({ solution, reason }) => `${solution}: ${reason}`);
  return new DataError(`${problem.directory} has no correct solution that can be run.`, {
    hint:
      reasons.length === 0 ? 'List them in problem.json under "solutions".' : reasons.join('; '),
  });
}

/** Ranks of their declared classes, 0 for the most efficient. */
export function ranksOf(contestants: readonly Pick<Contestant, 'solution'>[]): readonly number[] {
  return rankComplexities(contestants.map(({ solution }) => solution.class));
}

export async function closeAll(contestants: readonly Contestant[]): Promise<void> {
  await Promise.all(contestants.map(async ({ prepared }) => await prepared.close()));
}

function modelOf({ model }: PreparedTarget): string {
  return JSON.stringify(model.description);
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').slice(0, 300);
}
