import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComparedSuite } from '../../check/result.ts';
import { UsageError } from '../../core/errors.ts';
import { type NewSuite, readSuite, readTest, writeSuite } from '../../suite/suite-file.ts';
import type { Suite, SuiteTest } from '../../suite/suite-schema.ts';
import { fuzz } from '../fuzz.ts';
import type { SearchJob, SearchReply } from './messages.ts';

/** Cases of a suite at most: each is a test that runs every time. */
const MAX_CASES = 20;
/** A new case is worth a place when it costs this many times as much as the costliest. */
const COSTLIER = 1.05;

/**
 * Searches, and adds to the committed cases those that are costlier, or whose costliest line is another. Committed cases
 * stay: each is a slow path that somebody has cared about.
 * @param check compares the suite with its baseline, or accepts it
 * @throws UsageError when the committed cases are slower than their baseline: they would be accepted unseen.
 */
export async function searchCases(
  job: SearchJob,
  check: (update: boolean) => Promise<ComparedSuite>,
): Promise<SearchReply> {
  const isThere = existsSync(join(job.suite, 'suite.json'));
  if (isThere) expectUnchanged(await check(false));
  const directory = mkdtempSync(join(tmpdir(), 'slowpath-search-'));
  try {
    const { time, execs, workers, options } = job;
    const seeds = options.seeds ?? (isThere ? join(job.suite, 'tests') : undefined);
    const untimed = new AbortController();
    const found = await fuzz({
      ...options,
      // Times are told to nobody here, and take longer than a short search: as one that was ended early, it has none.
      onStatus: ({ stage }) => {
        if (stage === 'confirm') untimed.abort();
      },
      signal: untimed.signal,
      ...(seeds === undefined ? {} : { seeds }),
      target: job.target,
      cwd: job.cwd,
      out: join(directory, 'run'),
      ...(workers === undefined ? {} : { workers }),
      ...(execs === undefined ? {} : { execs }),
      // What the caller wrote is checked where options are resolved.
      ...(time === undefined
        ? execs === undefined
          ? { time: '20s' as const }
          : {}
        : { time: time as '20s' }),
    });
    const old = isThere ? readSuite(job.suite) : undefined;
    const next = mergeSuites(old, job.suite, found.suite, join(found.directory, 'suite'));
    writeSuite(job.suite, next);
    await check(true);
    const before = old?.tests.length ?? 0;
    return {
      added: next.tests.length - before,
      tests: next.tests.length,
      summary: found.record.growth?.class ?? '',
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function expectUnchanged({ tests, growth }: ComparedSuite): void {
  const slower = tests.filter(({ verdict }) => verdict === 'regression').length;
  if (slower === 0 && growth?.verdict !== 'regression') return;
  throw new UsageError('the committed cases are slower than they were: nothing was searched', {
    hint: 'run the tests to see which, and accept them with SLOWPATH_UPDATE=1 if that is meant',
  });
}

function mergeSuites(
  old: Suite | undefined,
  oldDirectory: string,
  found: Suite,
  foundDirectory: string,
): NewSuite {
  const { kind } = found.target;
  const known = old?.tests ?? [];
  const added = worthAdding(known, found.tests).slice(0, Math.max(0, MAX_CASES - known.length));
  const withInput = (directory: string, test: SuiteTest): NewSuite['tests'][number] => {
    const { file: _, sha256: __, output: ___, ...rest } = test;
    return { ...rest, input: readTest(directory, test, kind) };
  };
  return {
    target: found.target,
    nodeMajor: found.nodeMajor,
    instrumentation: found.instrumentation,
    seed: found.seed,
    tests: [
      ...known.map((test) => withInput(oldDirectory, test)),
      ...added.map((test) => withInput(foundDirectory, test)),
    ],
    growths: found.growths.map(({ interval: [low, high], ...growth }) => ({
      ...growth,
      interval: [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY] as const,
    })),
  };
}

function worthAdding(
  known: readonly SuiteTest[],
  found: readonly SuiteTest[],
): readonly SuiteTest[] {
  if (known.length === 0) return found;
  const hashes = new Set(known.map(({ sha256 }) => sha256));
  const places = new Set(known.map(({ hot }) => hot[0]?.site));
  const most = Math.max(...known.map(({ steps }) => steps));
  return found.filter(
    ({ sha256, steps, hot }) =>
      !hashes.has(sha256) && (steps > COSTLIER * most || !places.has(hot[0]?.site)),
  );
}
