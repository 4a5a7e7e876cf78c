import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeGrowth,
  describeHotter,
  describeRegression,
} from '../../cli/check-report/describe-check.ts';
import type { CheckResult, ComparedSuite, TestCheck } from '../../check/result.ts';
import { runInput } from '../../cli/jobs/run-input.ts';
import { type OptionSet, resolveOptions, type UserOptions } from '../../config/options.ts';
import { UsageError } from '../../core/errors.ts';
import { runCheck } from '../../pipeline/check.ts';
import { fitPattern } from '../../pipeline/fit-pattern.ts';
import { currentVersions } from '../../pipeline/versions.ts';
import { describeExponent } from '../../report/verdict.ts';
import { shownPath } from '../../cli/shell.ts';
import type {
  CaseVerdict,
  CheckJob,
  CheckReply,
  EngineJob,
  EngineReplies,
  MeasureJob,
  MeasureReply,
} from './messages.ts';
import { searchCases } from './search-cases.ts';

/** Does what a test runner asks for. @throws AppError that says what to do. */
export async function doJob(job: EngineJob): Promise<EngineReplies[EngineJob['kind']]> {
  switch (job.kind) {
    case 'check':
      return replyOf(await checkCases(job), job);
    case 'search':
      return await searchCases(job, async (update) => {
        const check = { ...job, kind: 'check' as const, update, allowOtherNode: false };
        return await checkCases(check);
      });
    case 'measure':
      return await withSeeds(job, async (options) => await measureInput(job, options));
  }
}

/** @throws UsageError when the suite cannot be compared. */
async function checkCases(job: CheckJob): Promise<ComparedSuite> {
  const result = await runCheck(
    {
      paths: [job.suite],
      against: { kind: 'baseline', file: job.baseline, update: job.update },
      cwd: job.cwd,
      sources: { commandLine: { ...job.options }, environment: {}, config: {} },
      tolerance: job.tolerance,
      allowOtherNode: job.allowOtherNode,
      isTimed: false,
    },
    {
      versions: currentVersions(process.versions.node),
      concurrency: 1,
      signal: new AbortController().signal,
      say: () => undefined,
    },
  );
  return comparedSuite(result, job);
}

/** In the words of a test runner: there is no command line here. */
function comparedSuite({ suites }: CheckResult, { target }: CheckJob): ComparedSuite {
  const [suite] = suites;
  if (suite === undefined) throw new UsageError('there is no suite to replay');
  if (suite.status !== 'compared')
    throw new UsageError(`cannot compare: ${suite.reason}`, {
      hint: 'accept what its cases cost now with SLOWPATH_UPDATE=1, or search again with SLOWPATH_FUZZ=1',
    });
  if (suite.target !== target)
    throw new UsageError(`the suite was made for ${suite.target}, and the test names ${target}`, {
      hint: 'remove the suite and search again with SLOWPATH_FUZZ=1, or name the target as before',
    });
  return suite;
}

const FINE: CaseVerdict = { isOk: true, message: '' };

function replyOf({ tests, growth }: ComparedSuite, { cwd }: CheckJob): CheckReply {
  return {
    tests: Object.fromEntries(tests.map((test) => [test.file, verdictOf(test, cwd)])),
    growth:
      growth?.verdict === 'regression'
        ? { isOk: false, message: `cost grows faster than before: ${describeGrowth(growth)}` }
        : FINE,
  };
}

function verdictOf(test: TestCheck, cwd: string): CaseVerdict {
  if (test.verdict !== 'regression') return FINE;
  const lines = [
    `slower than before: ${describeRegression(test)}`,
    ...test.hotter.flatMap((line) => [`  ${describeHotter(line, cwd)}`, `    ${line.code}`]),
    'If that is meant, accept it with SLOWPATH_UPDATE=1.',
  ];
  return { isOk: false, message: lines.join('\n') };
}

/** Where nothing says what the target takes, the input itself is the example to infer it from. */
async function withSeeds<T>(job: MeasureJob, work: (options: OptionSet) => Promise<T>): Promise<T> {
  const resolve = (given: UserOptions): OptionSet =>
    resolveOptions({ commandLine: given }, { cpuCount: availableParallelism() });
  const { args, spec, seeds } = job.options;
  if (args !== undefined || spec !== undefined || seeds !== undefined)
    return await work(resolve({ ...job.options }));
  const directory = mkdtempSync(join(tmpdir(), 'slowpath-input-'));
  try {
    const file = join(directory, job.options.stdin === true ? '1.in' : '1.json');
    writeFileSync(file, job.input);
    return await work(resolve({ ...job.options, seeds: file }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureInput(job: MeasureJob, options: OptionSet): Promise<MeasureReply> {
  const signal = new AbortController().signal;
  const request = { target: job.target, options, cwd: job.cwd, text: job.input, name: 'the input' };
  const { measurement, hotLines } = await runInput(request, signal);
  const growth = job.growth ? await fitPattern(request, signal) : undefined;
  const [hottest] = hotLines;
  return {
    steps: measurement.steps,
    size: measurement.size,
    outcome: measurement.outcome,
    error: measurement.error,
    hottest:
      hottest &&
      `${shownPath(hottest.file, job.cwd)}:${hottest.line} (${hottest.functionName}): ${hottest.code}`,
    growth: growth && { class: growth.class, text: describeExponent(growth) },
  };
}
