import { join } from 'node:path';
import { AppError, UsageError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { RunRecord } from '../../core/run-record.ts';
import type { GatedConstraint } from '../../core/synthesis.ts';
import type { GatedRecipe } from '../../synthesize/recipes.ts';
import { searchProgram } from '../fuzz-program.ts';
import { searchMs } from '../run-log.ts';
import type { FuzzContext, FuzzRequest, FuzzSinks } from '../fuzz.ts';
import { harvest } from '../work-up.ts';
import { type Contestant, oneLine, type SetAside } from './contestants.ts';

/** A contestant and what its search came to. */
export interface SearchedContestant extends Contestant {
  readonly record: RunRecord;
  /** Its run directory, relative to that of the problem. */
  readonly directory: string;
  readonly findings: readonly Finding[];
  readonly constraints: readonly GatedConstraint[];
  readonly recipes: readonly GatedRecipe[];
}

export interface SearchBudget {
  readonly execs: number | undefined;
  readonly timeMs: number | undefined;
}

/**
 * Steps that a search may take for each execution of its share, on average: where every execution costs millions, a number
 * of executions is no bound on anything. A search without such inputs does not get there.
 */
const STEPS_PER_EXEC = 2 ** 18;

/** What is left of a budget, shared evenly; what a search does not need goes to those after it. */
function shareOf(left: SearchBudget, searches: number): SearchBudget {
  return {
    execs: left.execs === undefined ? undefined : Math.max(1, Math.floor(left.execs / searches)),
    timeMs: left.timeMs === undefined ? undefined : Math.max(1, Math.floor(left.timeMs / searches)),
  };
}

/** Of `solutions/a.js` that is `a.js`; solutions of one name in two folders have directories of their own. */
function directoryOf(name: string): string {
  return name.replace(/^solutions\//, '').replaceAll('/', '__');
}

/**
 * Searches every contestant, one after the other, in a run directory of its own. A search that cannot be carried through
 * sets its solution aside, and the others go on.
 * @param budget of all searches together
 * @throws UsageError when what was asked for cannot be done whichever solution is searched: a language model does not
 *   answer, a run directory cannot be used
 */
export async function searchSolutions(
  contestants: readonly Contestant[],
  problemDirectory: string,
  budget: SearchBudget,
  request: FuzzRequest,
  sinks: FuzzSinks,
  context: FuzzContext,
): Promise<{
  readonly searched: readonly SearchedContestant[];
  readonly setAside: readonly SetAside[];
}> {
  const searched: SearchedContestant[] = [];
  const setAside: SetAside[] = [];
  let left = budget;
  for (const [k, contestant] of contestants.entries()) {
    const { name, prepared } = contestant;
    const directory = `solutions/${directoryOf(name)}`;
    const share = shareOf(left, contestants.length - k);
    try {
      const { record, outcomes, search } = await searchProgram(
        prepared,
        {
          ...request,
          target: prepared.loaded.specifier,
          steps: share.execs === undefined ? undefined : STEPS_PER_EXEC * share.execs,
          options: {
            ...request.options,
            options: {
              ...request.options.options,
              ...share,
              out: join(problemDirectory, directory),
              fresh: false,
            },
          },
        },
        { ...sinks, say: (text) => sinks.say(`${name}: ${text}`) },
        context,
        harvest,
      );
      const { accepted = [], recipes = [] } = search.synthesis ?? {};
      const { findings } = outcomes;
      searched.push({ ...contestant, record, directory, findings, constraints: accepted, recipes });
      left = {
        execs: left.execs === undefined ? undefined : Math.max(0, left.execs - record.execs),
        timeMs:
          left.timeMs === undefined
            ? undefined
            : Math.max(0, left.timeMs - Math.min(share.timeMs ?? 0, searchMs(record))),
      };
    } catch (error) {
      // All contestants have been run: what is wrong with the request is not the solution's doing.
      if (!(error instanceof AppError) || error instanceof UsageError) throw error;
      const reason = `its search failed: ${oneLine(error.message)}`;
      setAside.push({ solution: name, why: 'unusable', reason });
    }
  }
  return { searched, setAside };
}
