import { basename, extname } from 'node:path';
import type { ProgramImage } from '../../../harness/protocol.ts';
import type { ResolvedOptions } from '../../config/options.ts';
import type { EvaluatedSolution } from '../../core/evaluation.ts';
import { AppError, UsageError } from '../../core/errors.ts';
import type { LoadedTarget } from '../../core/target.ts';
import { parseInputSpec } from '../../inputs/spec/schema.ts';
import { instrumentModule, stripModule } from '../../instrument/instrument.ts';
import { loadPlainImage, loadTarget, type ProgramTarget } from '../../targets/load.ts';
import { parseTarget } from '../../targets/parse-target.ts';
import { type Problem, readProblem, solutionTarget } from '../../targets/problem.ts';

/** A solution that can be run here. */
export interface LoadedSolution {
  readonly label: EvaluatedSolution;
  readonly loaded: LoadedTarget;
  /** The same program without counters. */
  readonly plain: () => Promise<ProgramImage>;
}

export interface SetAside {
  readonly solution: string;
  /** One line. */
  readonly reason: string;
}

/** What the command was asked to evaluate. */
export interface EvalSubject {
  readonly id: string;
  /** Name of the directory that a search of it leaves. */
  readonly slug: string;
  readonly title: string;
  readonly kind: 'function' | 'stdin';
  /** Undefined for solutions that were named one by one. */
  readonly problem: Problem | undefined;
  readonly solutions: readonly LoadedSolution[];
  readonly setAside: readonly SetAside[];
}

const LANGUAGES: Readonly<Record<string, string>> = {
  '.js': 'js',
  '.mjs': 'js',
  '.cjs': 'js',
  '.jsx': 'js',
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'ts',
};

type LoadOptions = Pick<ResolvedOptions, 'instrument' | 'stdin'>;

interface Candidate {
  readonly name: string;
  readonly label: Pick<EvaluatedSolution, 'correct' | 'class'>;
  readonly target: ProgramTarget;
}

/**
 * Loads the solutions of a problem, or programs that are named one by one, which count as correct and of no known class.
 * What cannot be loaded, or is in another language, is set aside with its reason.
 * @throws UsageError or DataError when the names are no problem and no programs.
 */
export async function loadSubject(
  targets: readonly string[],
  options: LoadOptions,
  cwd: string,
  signal: AbortSignal,
): Promise<EvalSubject> {
  const parsed = targets.map((target) => parseTarget(target, { stdin: options.stdin, cwd }));
  const [first] = parsed;
  if (first === undefined) throw new UsageError('there is nothing to evaluate');
  if (first.kind === 'problem' && parsed.length === 1) {
    const problem = await readProblem(first.directory, { parseSpec: parseInputSpec });
    const candidates = problem.solutions.map((solution): Candidate => ({
      name: solution.name,
      label: { correct: solution.correct, class: solution.class },
      target: solutionTarget(problem, solution),
    }));
    const { id, title, kind } = problem;
    const loaded = await loadAll(candidates, options, cwd, signal);
    return { id, slug: first.slug, title, kind, problem, ...loaded };
  }
  const programs = parsed.map((target): ProgramTarget => {
    if (target.kind !== 'problem' && target.kind !== 'definition') return target;
    throw new UsageError(`${target.specifier} cannot be evaluated together with other programs`, {
      hint: 'name one problem directory, or the files of several solutions',
    });
  });
  const kinds = new Set(programs.map(({ kind }) => kind));
  if (kinds.size > 1) throw new UsageError('the solutions are of different kinds');
  const candidates = programs.map((target): Candidate => ({
    name: target.specifier,
    label: { correct: true, class: '' },
    target,
  }));
  return {
    id: first.slug,
    slug: first.slug,
    title: first.specifier,
    kind: first.kind === 'stdin' ? 'stdin' : 'function',
    problem: undefined,
    ...(await loadAll(candidates, options, cwd, signal)),
  };
}

async function loadAll(
  candidates: readonly Candidate[],
  { instrument }: LoadOptions,
  cwd: string,
  signal: AbortSignal,
): Promise<Pick<EvalSubject, 'solutions' | 'setAside'>> {
  const solutions: LoadedSolution[] = [];
  const setAside: SetAside[] = [];
  for (const { name, label, target } of candidates) {
    const language = languageOf(name);
    if (language === undefined) {
      const reason = `${basename(name)} is neither JavaScript nor TypeScript: it is not run here`;
      setAside.push({ solution: name, reason });
      continue;
    }
    // A formula is a solution like any other, and there is nothing to search in it.
    const load = { target, cwd, instrument, signal, mayBeTrivial: true };
    try {
      const loaded = await loadTarget(load, { instrument: instrumentModule });
      solutions.push({
        label: { name, language, ...label },
        loaded,
        plain: async () => await loadPlainImage(load, { strip: stripModule }),
      });
    } catch (error) {
      setAside.push({ solution: name, reason: reasonOf(error) });
    }
  }
  return { solutions, setAside };
}

/** By extension; a specifier of a package has none and is JavaScript. */
function languageOf(name: string): string | undefined {
  const extension = extname(name.replace(/#.*$/s, '')).toLowerCase();
  return extension === '' ? 'js' : LANGUAGES[extension];
}

/**
 * What keeps a solution from being run, in one line.
 * @throws the error itself when it is not about the solution.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  return (error.message.split('\n')[0] ?? '').slice(0, 300);
}
