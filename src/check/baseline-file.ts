import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DataError, UsageError } from '../core/errors.ts';
import type { Growth } from '../core/finding.ts';
import { type BaselineDocument, type BaselineSuite, baselineSchema } from './baseline-schema.ts';
import type { SuiteFigures, TestFigures } from './figures.ts';
import { replaceFile } from './replace-file.ts';

/** What a baseline file stands for. */
export interface Baseline {
  readonly nodeMajor: number;
  readonly instrumentation: number;
  /** By the path of the suite, relative to the file, forward slashes. */
  readonly suites: ReadonlyMap<string, SuiteFigures>;
  /** Tolerances that somebody wrote into the file: suite → test → relative increase. */
  readonly tolerances: Tolerances;
}

export type Tolerances = ReadonlyMap<string, ReadonlyMap<string, number>>;

const UPDATE_HINT = 'measure anew and accept with `slowpath check … --baseline <file> --update`';

/** Equal baselines give equal bytes; suites and tests are sorted, so that a change shows in a few lines of a diff. */
export function printBaseline({
  nodeMajor,
  instrumentation,
  suites,
  tolerances,
}: Baseline): string {
  const sorted = [...suites].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const documents = sorted.map(
    ([path, figures]) => [path, printSuite(figures, tolerances.get(path))] as const,
  );
  const body = { nodeMajor, instrumentation, suites: Object.fromEntries(documents) };
  const document: BaselineDocument = { version: 1, hash: hashOf(body), ...body };
  return `${collapsePairs(JSON.stringify(document, null, 2))}\n`;
}

/** Puts the pairs of numbers that growth is made of on one line each. */
function collapsePairs(json: string): string {
  return json.replaceAll(
    /\[\n\s+(-?[\d.e+-]+|null),\n\s+(-?[\d.e+-]+|null)\n\s+\]/g,
    (_, low: string, high: string) => `[${low}, ${high}]`,
  );
}

function printSuite(
  { target, suite, growth, growthAxis, tests }: SuiteFigures,
  tolerances: ReadonlyMap<string, number> | undefined,
): BaselineSuite {
  const files = Object.keys(tests).toSorted();
  return {
    target,
    suite,
    ...(growth === undefined ? {} : { growth: printGrowth(growth, growthAxis) }),
    tests: Object.fromEntries(
      files.flatMap((file) => {
        const figures = tests[file];
        return figures === undefined ? [] : [[file, printTest(figures, tolerances?.get(file))]];
      }),
    ),
  };
}

function printTest(
  { steps, size, outcome, output, functions }: TestFigures,
  tolerance: number | undefined,
): BaselineSuite['tests'][string] {
  const own = tolerance === undefined ? {} : { tolerance };
  return { steps, size, outcome, output, ...own, functions: { ...functions } };
}

function printGrowth(
  { class: kind, exponent, interval: [low, high], r2, points }: Growth,
  axis: string | undefined,
): NonNullable<BaselineSuite['growth']> {
  return {
    class: kind,
    exponent: rounded(exponent),
    interval: [bound(low), bound(high)],
    r2: rounded(r2),
    ...(axis === undefined ? {} : { axis }),
    points: points.map(({ size, steps }) => [size, steps]),
  };
}

function bound(value: number): number | null {
  return Number.isFinite(value) ? rounded(value) : null;
}

/** Four digits: more would only differ from machine to machine. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Tolerances are the only thing that is written by hand, so they do not count. */
function hashOf(body: Omit<BaselineDocument, 'hash' | 'version'>): string {
  const counted = JSON.stringify(body, (key, value: unknown) =>
    key === 'tolerance' && typeof value === 'number' ? undefined : value,
  );
  return createHash('sha256').update(counted).digest('hex');
}

/** Whole or not at all. @throws UsageError when the file cannot be written. */
export function writeBaseline(path: string, baseline: Baseline): void {
  replaceFile(path, printBaseline(baseline));
}

/**
 * @throws UsageError when there is no such file; DataError when it is damaged, of another version, or edited by hand.
 */
export function readBaseline(path: string): Baseline {
  return parseBaseline(readText(path), path);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      isMissing ? `there is no baseline at ${path}` : `cannot read the baseline: ${reason}`,
      { hint: 'measure one with `slowpath check … --baseline <file> --update`', cause },
    );
  }
}

/** @param name how to call the file in errors */
export function parseBaseline(text: string, name: string): Baseline {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const isMerge = /^(?:<{7}|={7}|>{7})/m.test(text);
    throw new DataError(
      `${name} is not JSON: ${isMerge ? 'it has conflicts of a merge' : 'it is cut off or damaged'}`,
      { hint: UPDATE_HINT, cause },
    );
  }
  const version = versionOf(json);
  if (version !== 1)
    throw new DataError(
      version === undefined
        ? `${name} is not a baseline: it has no version`
        : `${name} is a baseline of version ${version}, and this slowpath reads version 1`,
      { hint: UPDATE_HINT },
    );
  const parsed = baselineSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? '' : ` ${issue.path.join('.')}`;
    throw new DataError(`${name} is not a baseline:${where} ${issue?.message ?? 'wrong shape'}`, {
      hint: UPDATE_HINT,
    });
  }
  const { hash, nodeMajor, instrumentation, suites } = parsed.data;
  if (hash !== hashOf({ nodeMajor, instrumentation, suites }))
    throw new DataError(
      `${name} was edited by hand, or merged: its hash is not that of its figures (only "tolerance" may be edited)`,
      { hint: `restore it, or ${UPDATE_HINT}` },
    );
  return figuresOf(parsed.data);
}

function versionOf(json: unknown): string | number | undefined {
  if (typeof json !== 'object' || json === null || !('version' in json)) return undefined;
  const { version } = json;
  return typeof version === 'number' || typeof version === 'string' ? version : undefined;
}

function figuresOf({ nodeMajor, instrumentation, suites }: BaselineDocument): Baseline {
  const entries = Object.entries(suites);
  return {
    nodeMajor,
    instrumentation,
    suites: new Map(entries.map(([path, suite]) => [path, suiteFigures(suite)])),
    tolerances: new Map(
      entries.map(([path, { tests }]) => [
        path,
        new Map(
          Object.entries(tests).flatMap(([file, { tolerance }]) =>
            tolerance === undefined ? [] : [[file, tolerance] as const],
          ),
        ),
      ]),
    ),
  };
}

function suiteFigures({ target, suite, growth, tests }: BaselineSuite): SuiteFigures {
  return {
    target,
    suite,
    ...(growth === undefined ? {} : { growth: parseGrowth(growth) }),
    ...(growth?.axis === undefined ? {} : { growthAxis: growth.axis }),
    tests: Object.fromEntries(
      Object.entries(tests).map(([file, test]) => {
        const { tolerance: _, ...figures } = test;
        return [file, figures];
      }),
    ),
  };
}

function parseGrowth({
  class: kind,
  exponent,
  interval: [low, high],
  r2,
  points,
}: NonNullable<BaselineSuite['growth']>): Growth {
  return {
    class: kind,
    exponent,
    interval: [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY],
    r2,
    points: points.map(([size, steps]) => ({ size, steps })),
  };
}
