import { existsSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type BaseCheckout, openBaseCheckout } from '../check/base-checkout.ts';
import {
  type Baseline,
  readBaseline,
  type Tolerances,
  writeBaseline,
} from '../check/baseline-file.ts';
import type { SuiteFigures } from '../check/figures.ts';
import type { CheckResult, CheckVerdict, SuiteCheck } from '../check/result.ts';
import { staleBaseline, type Staleness } from '../check/staleness.ts';
import { AppError } from '../core/errors.ts';
import type { RunVersions } from '../core/run-record.ts';
import { type CheckedSuite, checkSuite } from './check-suite.ts';
import {
  findSuites,
  type OptionSources,
  type SuiteSource,
  type UnreadableSuite,
} from './check-suites.ts';

export interface CheckRequest {
  /** Runs, suites, or directories of them; empty for the default place. */
  readonly paths: readonly string[];
  readonly against:
    | { readonly kind: 'baseline'; readonly file: string; readonly update: boolean }
    | {
        readonly kind: 'base';
        readonly ref: string;
        /** A baseline file of which only the tolerances count. */
        readonly tolerances: string | undefined;
      };
  readonly cwd: string;
  readonly sources: OptionSources;
  /** Relative increase that is allowed where a test does not say otherwise, ≥ 0. */
  readonly tolerance: number;
  readonly allowOtherNode: boolean;
  /** Time the worst of what became slower. */
  readonly isTimed: boolean;
}

export interface CheckContext {
  readonly versions: RunVersions;
  /** Suites that are measured at a time. */
  readonly concurrency: number;
  /** Ends the check; nothing is written then. */
  readonly signal: AbortSignal;
  /** One line for people. */
  readonly say: (text: string) => void;
}

/** Suspected tests that are timed, worst first. */
const TIMED_TESTS = 3;

/**
 * Replays suites on the working tree and compares their steps with a baseline, or with another commit. What cannot be
 * compared is told suite by suite; nothing is passed over in silence.
 * @throws UsageError or DataError when there is nothing to compare at all.
 */
export async function runCheck(request: CheckRequest, context: CheckContext): Promise<CheckResult> {
  const { against, cwd } = request;
  const sources = findSuites(request.paths, cwd);
  const file = against.kind === 'baseline' ? resolve(cwd, against.file) : undefined;
  const earlier = file === undefined ? undefined : readEarlier(file, request, context);
  const tolerances = earlier?.baseline?.tolerances ?? tolerancesOf(request);
  const base =
    against.kind === 'base' ? await openBaseCheckout(against.ref, cwd, context.signal) : undefined;
  try {
    const keyOf = (directory: string): string => relativeKey(file ?? cwd, directory, file);
    const checked = await inParallel(sources, context.concurrency, async (source) => {
      context.signal.throwIfAborted();
      return await checkSource(source, keyOf(source.directory), {
        request,
        context,
        earlier,
        tolerances,
        base,
      });
    });
    const timed = request.isTimed ? await timeWorst(checked, context) : checked;
    const suites = timed.map(({ check }) => check);
    const isUpdate = against.kind === 'baseline' && against.update;
    const isMeasured = suites.every(({ status }) => status === 'compared');
    if (isUpdate && isMeasured && file !== undefined)
      writeBaseline(file, nextBaseline(earlier?.baseline, checked, file, context));
    return {
      version: 1,
      verdict: verdictOf(suites, isUpdate),
      against:
        base === undefined || against.kind === 'baseline'
          ? { kind: 'baseline', file: file ?? '' }
          : { kind: 'base', ref: against.ref, commit: base.commit },
      tolerance: request.tolerance,
      suites,
      notes: notesOf(request, earlier?.baseline, checked, file),
      isUpdated: isUpdate && isMeasured,
      versions: context.versions,
    };
  } finally {
    await base?.close();
  }
}

/** Those that hold whatever is compared with. @throws DataError when the file is damaged or edited. */
function tolerancesOf({ against, cwd }: CheckRequest): Tolerances {
  const file = against.kind === 'base' ? against.tolerances : undefined;
  return file === undefined ? new Map() : readBaseline(resolve(cwd, file)).tolerances;
}

/** A baseline as it was found; what makes it useless for a comparison. */
export interface Earlier {
  readonly baseline: Baseline | undefined;
  readonly staleness: Staleness | undefined;
}

/** Where a baseline is made anew, what is wrong with the old one does not matter, but it is told. */
function readEarlier(
  file: string,
  { against, allowOtherNode }: CheckRequest,
  context: CheckContext,
): Earlier {
  const isUpdate = against.kind === 'baseline' && against.update;
  if (isUpdate && !existsSync(file)) return { baseline: undefined, staleness: undefined };
  try {
    const baseline = readBaseline(file);
    const staleness = staleBaseline(baseline, measuringVersions(context.versions), allowOtherNode);
    if (!isUpdate || staleness === undefined) return { baseline, staleness };
    context.say(`${staleness.reason}; it is measured anew`);
    return { baseline: { ...baseline, suites: new Map() }, staleness: undefined };
  } catch (error) {
    if (!isUpdate || !(error instanceof AppError)) throw error;
    context.say(`${error.message}; it is measured anew`);
    return { baseline: undefined, staleness: undefined };
  }
}

function measuringVersions({ node, instrumentation }: RunVersions): {
  readonly nodeMajor: number;
  readonly instrumentation: number;
} {
  return { nodeMajor: Number(/\d+/.exec(node)?.[0] ?? 0), instrumentation };
}

/** Forward slashes, relative to the directory of the baseline. */
function relativeKey(from: string, directory: string, file: string | undefined): string {
  const root = file === undefined ? from : dirname(from);
  return relative(root, directory).split(sep).join('/') || '.';
}

interface Work {
  readonly request: CheckRequest;
  readonly context: CheckContext;
  readonly earlier: Earlier | undefined;
  readonly tolerances: Tolerances;
  readonly base: BaseCheckout | undefined;
}

async function checkSource(
  source: SuiteSource | UnreadableSuite,
  key: string,
  { request, context, earlier, tolerances, base }: Work,
): Promise<CheckedSuite> {
  const failed = (target: string, { reason, hint }: Staleness): CheckedSuite => ({
    key,
    figures: undefined,
    suspects: [],
    check: { status: 'failed', suite: key, target, reason, hint },
  });
  if ('error' in source) {
    const { message, hint } = source.error;
    return failed('', { reason: message, hint: hint ?? '' });
  }
  if (earlier?.staleness !== undefined)
    return failed(source.suite.target.specifier, earlier.staleness);
  const { against, cwd, tolerance } = request;
  return await checkSuite({
    source,
    key,
    cwd: realpathSync(cwd),
    sources: request.sources,
    tolerance,
    tolerances: tolerances.get(key) ?? new Map(),
    before: earlier?.baseline?.suites.get(key),
    isUpdate: against.kind === 'baseline' && against.update,
    base: base && { ...base, ref: against.kind === 'base' ? against.ref : '' },
    signal: context.signal,
  });
}

/** Results in the order of the items; at most `limit` run at a time. */
async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  const run = async (): Promise<void> => {
    for (const [i, item] of queue) results.set(i, await work(item));
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, limit) }, run));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return items.map((_, i) => results.get(i)).filter((result) => result !== undefined);
}

/** Times the worst suspects one after the other, when nothing else runs. */
async function timeWorst(
  checked: readonly CheckedSuite[],
  context: CheckContext,
): Promise<readonly CheckedSuite[]> {
  const worst = checked
    .flatMap(({ suspects }) => suspects)
    .toSorted((a, b) => b.factor - a.factor)
    .slice(0, TIMED_TESTS);
  if (worst.length === 0) return checked;
  context.say(`timing ${worst.length === 1 ? 'the test' : 'the worst tests'} that became slower`);
  const timings = new Map<object, Awaited<ReturnType<(typeof worst)[number]['time']>>>();
  for (const suspect of worst) timings.set(suspect.test, await suspect.time());
  return checked.map((one) => {
    const { check } = one;
    if (check.status !== 'compared') return one;
    const tests = check.tests.map((test) => {
      const timing = timings.get(test);
      return timing === undefined ? test : { ...test, timing };
    });
    return { ...one, check: { ...check, tests } };
  });
}

/** What was not checked this time stays as it is, while its suite is there. */
function nextBaseline(
  earlier: Baseline | undefined,
  checked: readonly CheckedSuite[],
  file: string,
  { versions }: CheckContext,
): Baseline {
  const suites = new Map<string, SuiteFigures>();
  for (const [key, figures] of earlier?.suites ?? [])
    if (existsSync(resolve(dirname(file), key, 'suite.json'))) suites.set(key, figures);
  for (const { key, figures } of checked) if (figures !== undefined) suites.set(key, figures);
  return {
    ...measuringVersions(versions),
    suites,
    tolerances: earlier?.tolerances ?? new Map(),
  };
}

/** A regression is certain; else whatever could not be compared leaves the question open. */
function verdictOf(suites: readonly SuiteCheck[], isUpdate: boolean): CheckVerdict {
  const isWorse = suites.some(
    (suite) =>
      suite.status === 'compared' &&
      (suite.growth?.verdict === 'regression' ||
        suite.tests.some(({ verdict }) => verdict === 'regression')),
  );
  if (isWorse && !isUpdate) return 'regression';
  const isOpen = suites.some(({ status }) => status === 'failed');
  const isEmpty = !suites.some(({ status }) => status === 'compared');
  return isOpen || isEmpty ? 'inconclusive' : 'ok';
}

function notesOf(
  { against, allowOtherNode }: CheckRequest,
  baseline: Baseline | undefined,
  checked: readonly CheckedSuite[],
  file: string | undefined,
): readonly string[] {
  const notes: string[] = [];
  if (allowOtherNode && against.kind === 'baseline')
    notes.push('another major version of Node was allowed: steps may follow the engine');
  const keys = new Set(checked.map(({ key }) => key));
  const left = [...(baseline?.suites.keys() ?? [])].filter((key) => !keys.has(key));
  if (left.length > 0)
    notes.push(
      `${left.length} of the suites in ${file ?? 'the baseline'} were not checked: ${left.slice(0, 3).join(', ')}${left.length > 3 ? ', …' : ''}`,
    );
  return notes;
}
