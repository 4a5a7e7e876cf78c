import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describeIssues } from '../core/describe-issues.ts';
import { AppError, DataError, UsageError } from '../core/errors.ts';
import type { RunRecord } from '../core/run-record.ts';
import type { ReportIssue } from '../dataset/data-issues.ts';
import { DatasetFiles } from '../dataset/dataset-files.ts';
import { languageOfFile, UNKNOWN_LANGUAGE } from '../dataset/languages.ts';
import type { DatasetLimits } from '../dataset/limits.ts';
import { createIdMaker, createNamer } from '../dataset/names.ts';
import {
  parseJson,
  type ProblemPorts,
  readProblemDirectory,
} from '../dataset/problem-directory.ts';
import type { ProblemRecord } from '../dataset/problem-record.ts';
import { readRunRecord } from '../report/read-run.ts';
import { problemSchema } from '../targets/problem-schema.ts';
import { stressTests } from './stress-tests.ts';
import { batchIndexSchema } from './batch/batch-index.ts';
import { markValidTests } from './mark-valid-tests.ts';

/** How the dataset part checks a `problem.json`. */
export const problemPorts: ProblemPorts = {
  parseProblem: (value, where) => {
    const parsed = problemSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new DataError(`${where}: ${describeIssues(parsed.error)}`, { cause: parsed.error });
  },
};

export interface DatasetSource {
  /** Absolute path of a problem, of a run, or of a directory of either. */
  readonly path: string;
  readonly cwd: string;
  readonly limits: DatasetLimits;
}

/**
 * Gives the problems of a directory one after the other: a problem directory, the run directory of a problem or of any
 * other target, what `slowpath campaign` wrote, or a directory of problem directories.
 * @throws UsageError when the directory is none of these.
 */
export async function* readProblems(
  source: DatasetSource,
  report: ReportIssue,
): AsyncGenerator<ProblemRecord> {
  const { path } = source;
  const id = createIdMaker();
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new UsageError(`${path} is no directory`);
  const has = (name: string): boolean => existsSync(join(path, name));
  if (has('problem.json')) {
    yield markValidTests(readProblem(path, source, report), report);
  } else if (has('run.json')) {
    yield markValidTests(readRun(path, source, report), report);
  } else {
    const base = has('runs') ? join(path, 'runs') : path;
    if (base !== path) tellUnfinished(join(path, 'index.json'), report);
    const parts = partsOf(base);
    if (parts.length === 0) {
      throw new UsageError(`${path} holds neither a problem nor a run`, {
        hint: 'give a problem directory, what `slowpath fuzz` or `slowpath campaign` wrote, or a directory of problems',
      });
    }
    for (const { directory, kind } of parts) {
      const read = kind === 'run' ? readRun : readProblem;
      const problem = attempt(directory, report, () =>
        markValidTests(read(directory, source, report), report),
      );
      if (problem !== undefined) yield { ...problem, id: id(problem.id) };
      // One problem after the other: whoever writes them may wait.
      await Promise.resolve();
    }
  }
}

/** Problems of a campaign that have no suite: they are missing from the dataset, which must be told. */
function tellUnfinished(file: string, report: ReportIssue): void {
  if (!existsSync(file)) return;
  const parsed = batchIndexSchema.safeParse(parseJson(readFileSync(file, 'utf8'), file));
  if (!parsed.success) {
    report({ where: file, message: `is no index of a campaign: ${describeIssues(parsed.error)}` });
    return;
  }
  for (const { problem, state, reason } of parsed.data.problems) {
    if (state === 'done') continue;
    const why = reason === undefined ? '' : `: ${reason.split('\n')[0] ?? ''}`;
    report({ where: problem, message: `is not done (${state})${why}` });
  }
}

interface Part {
  readonly directory: string;
  readonly kind: 'run' | 'problem';
}

function partsOf(base: string): readonly Part[] {
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(base, entry.name))
    .toSorted()
    .flatMap((directory): readonly Part[] => {
      if (existsSync(join(directory, 'run.json'))) return [{ directory, kind: 'run' }];
      const isProblem = existsSync(join(directory, 'problem.json'));
      return isProblem ? [{ directory, kind: 'problem' }] : [];
    });
}

/** One problem that cannot be read does not end the export of the others. */
function attempt<T>(where: string, report: ReportIssue, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report({ where, message: `${error.message}, left out` });
    return undefined;
  }
}

function readProblem(
  directory: string,
  { limits }: DatasetSource,
  report: ReportIssue,
): ProblemRecord {
  const files = new DatasetFiles(directory, limits, report);
  return readProblemDirectory(files, '', problemPorts, report);
}

/** The problem that was searched, with the tests that were found. */
function readRun(directory: string, source: DatasetSource, report: ReportIssue): ProblemRecord {
  const record = readRunRecord(directory);
  if (record.status === 'running')
    throw new DataError(`the run is not finished`, { hint: 'run the same command again' });
  const home = problemOf(record);
  const problem =
    home === undefined ? withoutProblem(record, source, report) : readProblem(home, source, report);
  const found = stressTests(directory, record, problem);
  return {
    ...problem,
    tests: [...problem.tests.filter(({ group }) => group !== 'stress'), ...found.tests],
    ...(found.constraints.length > 0 && { constraints: [...found.constraints] }),
    run: found.run,
  };
}

/** The problem directory that holds the entry of a run; undefined when it belongs to none, or is gone. */
function problemOf({ target }: RunRecord): string | undefined {
  let directory = target.entryFile;
  // solutions/x.js, or the directory itself.
  for (let up = 0; up < 3; up++) {
    if (existsSync(join(directory, 'problem.json'))) return directory;
    directory = dirname(directory);
  }
  return undefined;
}

/** A target that belongs to no problem: its entry's module is the one solution. */
function withoutProblem(
  { target }: RunRecord,
  { limits }: DatasetSource,
  report: ReportIssue,
): ProblemRecord {
  const { entryFile, slug, specifier, kind } = target;
  const files = new DatasetFiles(dirname(entryFile), limits, report);
  const code = files.read(basename(entryFile));
  const name = createNamer()(basename(entryFile));
  return {
    version: 1,
    id: createIdMaker()(slug),
    name: specifier,
    title: specifier,
    statement: '',
    kind: kind === 'stdin' ? 'stdio' : 'function',
    ...(kind === 'function' && {
      entry: specifier.includes('#') ? specifier.slice(specifier.lastIndexOf('#') + 1) : 'default',
    }),
    limits: {},
    tags: [],
    solutions:
      code === undefined
        ? []
        : [{ name, language: languageOfFile(name) ?? UNKNOWN_LANGUAGE, code }],
    tests: [],
  };
}
