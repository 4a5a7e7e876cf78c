import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { OptionSet } from '../../config/options.ts';
import { TEST_SETS, type TestSet } from '../../core/evaluation.ts';
import { type Evaluation, evaluationSchema } from '../../core/evaluation-metrics.ts';
import { DataError, UsageError } from '../../core/errors.ts';
import type { InputModel } from '../../core/input-model.ts';
import type { RunVersions } from '../../core/run-record.ts';
import { evaluateMatrix } from '../../evaluate/evaluate-matrix.ts';
import { preferencePairs, printJsonLines, rewardRows } from '../../evaluate/rewards.ts';
import type { Problem } from '../../targets/problem.ts';
import { createModel } from '../create-model.ts';
import { withJudge } from './checker.ts';
import { confirmMatrix } from './confirm-matrix.ts';
import { type EvalSubject, loadSubject } from './eval-solutions.ts';
import { defaultTests, type EvalTest, findSuite, suiteTests } from './eval-tests.ts';
import { runMatrix } from './run-matrix.ts';

/** Where searches leave their directories, if nothing else is said. */
const DEFAULT_OUT = 'slowpath-out';

export interface EvalRequest {
  /** A problem directory, or several solutions. */
  readonly targets: readonly string[];
  /** Run or suite directory, as the user wrote it; undefined for what a search of the same target left, if it is there. */
  readonly suite: string | undefined;
  readonly tests: TestSet | 'both';
  /** Measure CPU time too. */
  readonly timeConfirm: boolean;
  readonly options: OptionSet;
  readonly cwd: string;
}

export interface EvalResult {
  readonly evaluation: Evaluation;
  /** Absolute path of eval.json. */
  readonly file: string;
}

/**
 * Runs all solutions on all tests, judges them, and says what the tests are worth.
 * @param tell is told what is going on, one line
 * @throws UsageError or DataError when there are no tests, or no solution can be run.
 */
export async function runEval(
  request: EvalRequest,
  versions: RunVersions,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<EvalResult> {
  const { cwd, targets } = request;
  const { options } = request.options;
  const subject = await loadSubject(targets, options, cwd, signal);
  const tests = await gatherTests(request, subject, tell);
  const judged = await withJudge(
    subject.problem?.directory,
    subject.kind,
    options,
    signal,
    async (judge) => ({
      judge: judge.kind,
      run: await runMatrix(subject.solutions, tests, judge, options, signal, tell),
    }),
  );
  const { matrix, solutions } = judged.run;
  const setAside = [...subject.setAside, ...judged.run.setAside];
  if (solutions.length === 0) {
    throw new DataError('no solution can be run here', {
      hint: setAside.map(({ solution, reason }) => `${solution}: ${reason}`).join('; '),
    });
  }
  const confirmed = request.timeConfirm
    ? await confirmMatrix(matrix, solutions, tests, options, signal, tell)
    : matrix;
  const { id, slug, title, kind } = subject;
  const source = { problem: id, matrix: confirmed, maxSteps: options.maxSteps };
  const evaluation = evaluationSchema.parse({
    version: 1,
    problem: { id, title, kind },
    nodeMajor: Number.parseInt(versions.node, 10),
    instrumentation: versions.instrumentation,
    maxSteps: options.maxSteps,
    judge: judged.judge,
    matrix: confirmed,
    setAside,
    rewards: [...rewardRows(source)],
    pairs: [...preferencePairs(source)],
    metrics: (request.timeConfirm ? (['steps', 'cpuMs'] as const) : (['steps'] as const)).map(
      (cost) => evaluateMatrix(confirmed, cost, options.maxSteps),
    ),
  } satisfies Evaluation);
  const directory = resolve(cwd, options.out ?? join(DEFAULT_OUT, `${slug}-eval`));
  return { evaluation, file: writeEvaluation(directory, evaluation) };
}

async function gatherTests(
  request: EvalRequest,
  { problem, kind, slug }: EvalSubject,
  tell: (line: string) => void,
): Promise<readonly EvalTest[]> {
  const { cwd } = request;
  const left = join(DEFAULT_OUT, slug);
  const suite = request.suite ?? (findSuite(resolve(cwd, left)) && left);
  const wanted = request.tests === 'both' ? TEST_SETS : [request.tests];
  const tests: EvalTest[] = [];
  if (wanted.includes('default') && problem !== undefined)
    tests.push(...defaultTests(problem.tests, modelsOf(problem)));
  if (wanted.includes('suite')) {
    if (suite !== undefined) {
      if (request.suite === undefined) tell(`the suite is that of ${suite}`);
      tests.push(...(await suiteTests(resolve(cwd, suite), suite, kind)));
    } else if (request.tests === 'suite' || problem === undefined) {
      throw new UsageError('there is no suite to evaluate on', {
        hint: 'name a run directory of `slowpath fuzz` with --suite',
      });
    } else tell('only the default tests are run: name a suite with --suite');
  }
  if (tests.length > 0) return tests;
  throw new DataError('there are no tests to run', {
    hint:
      problem === undefined ? 'the suite is empty' : `put tests into ${problem.directory}/tests`,
  });
}

function modelsOf({ spec }: Problem): readonly InputModel[] {
  if (spec === undefined) return [];
  return [createModel({ kind: 'spec', spec, maxSize: Infinity }, { draw: () => undefined })];
}

/** @returns `eval.json`; every file is written whole or not at all. */
function writeEvaluation(directory: string, evaluation: Evaluation): string {
  const { rewards, pairs } = evaluation;
  const file = join(directory, 'eval.json');
  const files = new Map([
    [file, `${JSON.stringify(evaluation, null, 2)}\n`],
    [join(directory, 'rewards.jsonl'), printJsonLines(rewards)],
    [join(directory, 'pairs.jsonl'), printJsonLines(pairs)],
  ]);
  try {
    mkdirSync(directory, { recursive: true });
    for (const [path, text] of files) {
      writeFileSync(`${path}.new`, text);
      renameSync(`${path}.new`, path);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write to ${directory}: ${reason}`, { cause });
  }
  return file;
}
