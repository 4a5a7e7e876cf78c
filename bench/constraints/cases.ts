import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { readProblem } from '../../src/targets/problem.ts';

/** A solution of the corpus. */
export interface SolutionCase {
  /** Of the problem. */
  readonly problem: string;
  /** Name of the solution's file. */
  readonly solution: string;
  /** Absolute path. */
  readonly file: string;
  /** Expected growth of its cost. */
  readonly class: string;
}

/** Seen from dist/bench/constraints, where this file is compiled to. */
const CORPUS = fileURLToPath(new URL('../../../corpus/', import.meta.url));

/**
 * Solutions of the corpus, by problem in the order of their names.
 * @param only parts of problems' ids; all when empty
 * @param all every solution; else of each problem the first, which is the one that it is about
 */
export async function listSolutions(
  only: readonly string[],
  all: boolean,
): Promise<readonly SolutionCase[]> {
  const ids = readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((id) => only.length === 0 || only.some((part) => id.includes(part)))
    .toSorted();
  const cases: SolutionCase[] = [];
  for (const id of ids) {
    const { solutions } = await readProblem(join(CORPUS, id), { parseSpec: parseInputSpec });
    for (const { name, file, class: growth } of solutions.slice(0, all ? undefined : 1)) {
      const solution = name.replace(/^solutions\//, '');
      cases.push({ problem: id, solution, file, class: growth });
    }
  }
  return cases;
}
