import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { BaseCheckout } from '../check/base-checkout.ts';
import { compareGrowth, compareTest } from '../check/compare.ts';
import type { SuiteFigures } from '../check/figures.ts';
import type { CheckTiming, ComparedSuite, SuiteCheck, TestCheck } from '../check/result.ts';
import { staleSuite } from '../check/staleness.ts';
import { suiteHash } from '../check/suite-hash.ts';
import type { ResolvedOptions } from '../config/options.ts';
import { AppError, DataError, HarnessError } from '../core/errors.ts';
import { growthChanged } from '../evaluate/growth.ts';
import {
  type EncodedSuite,
  encodeSuite,
  type MeasuredSuite,
  measureSuite,
} from './check-measure.ts';
import { type OptionSources, replayOptions, rerunWords, type SuiteSource } from './check-suites.ts';
import { timeTest } from './check-timing.ts';
import {
  type LoadedProgram,
  loadProgram,
  type PreparedTarget,
  withTarget,
} from './prepare-target.ts';

export interface CheckSuiteRequest {
  readonly source: SuiteSource;
  /** How the suite is told and kept. */
  readonly key: string;
  readonly cwd: string;
  readonly sources: OptionSources;
  readonly tolerance: number;
  /** Of single tests. */
  readonly tolerances: ReadonlyMap<string, number>;
  /** What a baseline says; undefined when it does not know the suite, or there is a base. */
  readonly before: SuiteFigures | undefined;
  /** Whatever the baseline says, measure in full. */
  readonly isUpdate: boolean;
  readonly base: (BaseCheckout & { readonly ref: string }) | undefined;
  readonly signal: AbortSignal;
}

export interface CheckedSuite {
  readonly key: string;
  readonly check: SuiteCheck;
  /** What was measured now; undefined when nothing was. */
  readonly figures: SuiteFigures | undefined;
  readonly suspects: readonly Suspect[];
}

/** A test that became slower. */
export interface Suspect {
  readonly test: TestCheck;
  readonly factor: number;
  readonly time: () => Promise<CheckTiming | undefined>;
}

/** The earlier version of the program. */
interface Earlier {
  readonly figures: SuiteFigures;
  readonly program: LoadedProgram | undefined;
}

/** Why a suite is not compared although its target runs. */
class NothingToCompare extends Error {}

/** Replays one suite and compares; whatever keeps it from that is its result, not an exception. */
export async function checkSuite(request: CheckSuiteRequest): Promise<CheckedSuite> {
  const { source, key, signal } = request;
  const { specifier } = source.suite.target;
  const uncompared = (
    status: 'new' | 'failed',
    reason: string,
    hint: string | undefined,
  ): CheckedSuite => ({
    key,
    figures: undefined,
    suspects: [],
    check: { status, suite: key, target: specifier, reason, hint },
  });
  if (request.base === undefined && !request.isUpdate) {
    const hash = suiteHash(source.suite.tests);
    const stale = staleSuite(request.before, { target: specifier, suite: hash });
    if (stale !== undefined) return uncompared('failed', stale.reason, stale.hint);
  }
  try {
    const { options } = replayOptions(source, request.sources);
    return await withTarget(
      specifier,
      options,
      request.cwd,
      signal,
      async (prepared) => await compare(prepared, options, request),
    );
  } catch (error) {
    if (error instanceof NothingToCompare) return uncompared('new', error.message, undefined);
    if (!(error instanceof AppError) || error instanceof HarnessError) throw error;
    const [line = ''] = error.message.split('\n');
    return uncompared('failed', line, error.hint);
  }
}

async function compare(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  request: CheckSuiteRequest,
): Promise<CheckedSuite> {
  const { source, key } = request;
  const inputs = encodeSuite(source, prepared);
  const common = { source, inputs, prepared, options };
  const earlier = await findEarlier(prepared, inputs, options, request);
  const now = await measureSuite({
    ...common,
    loaded: prepared.loaded,
    before: request.isUpdate ? undefined : earlier?.figures,
  });
  const before = earlier?.figures ?? now.figures;
  const tests = compareTests(before, now, request);
  const { given } = replayOptions(source, request.sources);
  const check: ComparedSuite = {
    status: 'compared',
    suite: key,
    target: prepared.loaded.specifier,
    entryFile: prepared.loaded.entryFile,
    tests,
    growth: compareGrowth(before, now.figures, growthChanged),
    rerun: rerunWords(prepared.loaded.specifier, given),
  };
  const suspects = suspectsOf(tests, inputs, { prepared, options, earlier, request });
  return { key, check, figures: now.figures, suspects };
}

function compareTests(
  before: SuiteFigures,
  now: MeasuredSuite,
  { tolerance, tolerances }: CheckSuiteRequest,
): readonly TestCheck[] {
  return Object.entries(now.tests).flatMap(([file, after]) => {
    const known = before.tests[file];
    // Only a baseline that is made anew may lack a test: the hash of the suite was compared.
    if (known === undefined) return [];
    return [compareTest(file, known, after, { tolerance: tolerances.get(file) ?? tolerance })];
  });
}

async function findEarlier(
  prepared: PreparedTarget,
  inputs: EncodedSuite,
  options: ResolvedOptions,
  request: CheckSuiteRequest,
): Promise<Earlier | undefined> {
  const { base, source, before, signal } = request;
  const { specifier } = source.suite.target;
  if (base === undefined) {
    const now = { target: specifier, suite: suiteHash(source.suite.tests) };
    const isUsable = before !== undefined && staleSuite(before, now) === undefined;
    return isUsable ? { figures: before, program: undefined } : undefined;
  }
  if (!existsSync(base.counterpart(prepared.loaded.entryFile)))
    throw new NothingToCompare(`its target does not exist at ${base.ref}`);
  const there = (path: string): string => (isAbsolute(path) ? base.counterpart(path) : path);
  try {
    const program = await loadProgram(
      there(specifier),
      { ...options, instrument: options.instrument.map(there) },
      base.counterpart(request.cwd),
      signal,
    );
    const measured = await measureSuite({
      source,
      inputs,
      prepared,
      options,
      loaded: program.loaded,
      before: undefined,
    });
    return { figures: measured.figures, program };
  } catch (cause) {
    if (!(cause instanceof AppError) || cause instanceof HarnessError) throw cause;
    // The checkout is gone by the time that this is read.
    const message = cause.message.replaceAll(`${base.counterpart(base.top)}/`, '');
    throw new DataError(`at ${base.ref}: ${message}`, {
      hint: cause.hint ?? 'does that commit need a build step? compare with --baseline <file>',
      cause,
    });
  }
}

/** Small tests of the suite that every timed process runs first. */
const WARM_UP = 3;

function suspectsOf(
  tests: readonly TestCheck[],
  inputs: EncodedSuite,
  {
    prepared,
    options,
    earlier,
    request,
  }: {
    readonly prepared: PreparedTarget;
    readonly options: ResolvedOptions;
    readonly earlier: Earlier | undefined;
    readonly request: CheckSuiteRequest;
  },
): readonly Suspect[] {
  const inputOf = (file: string): string =>
    inputs.find((candidate) => candidate.file === file)?.input ?? '';
  const calm = tests
    .filter(({ after }) => after.outcome === 'ok' || after.outcome === 'threw')
    .toSorted((a, b) => a.after.steps - b.after.steps);
  const model = prepared.model.description;
  return tests
    .filter(({ verdict }) => verdict === 'regression')
    .map((test) => ({
      test,
      factor: test.factor,
      time: async () =>
        await timeTest({
          input: inputOf(test.file),
          warmUp: calm
            .filter(({ file }) => file !== test.file)
            .slice(0, WARM_UP)
            .map(({ file }) => inputOf(file)),
          model,
          options,
          after: await prepared.plain(),
          before: await earlier?.program?.plain(),
          signal: request.signal,
        }),
    }));
}
