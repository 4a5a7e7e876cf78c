import { readFileSync } from 'node:fs';
import type { MeasuredTest } from '../check/compare.ts';
import type { SuiteFigures, TestFigures } from '../check/figures.ts';
import { suiteHash } from '../check/suite-hash.ts';
import type { ResolvedOptions } from '../config/options.ts';
import { DataError } from '../core/errors.ts';
import type { Executor, Measurement } from '../core/executor.ts';
import { hotLines } from '../core/hot-lines.ts';
import type { SiteTable } from '../core/site.ts';
import type { LoadedTarget } from '../core/target.ts';
import { fitGrowth } from '../evaluate/growth.ts';
import { createExecutor } from '../execute/executor.ts';
import { climbLadder } from '../suite/growth-ladder.ts';
import { readTest } from '../suite/suite-file.ts';
import { printTestFile, type TestInput } from '../suite/test-file.ts';
import type { SuiteSource } from './check-suites.ts';
import { nameFile } from './name-file.ts';
import type { PreparedTarget } from './prepare-target.ts';
import { shardOptions, sizeLimit } from './search-options.ts';

/** The inputs of a suite as the input model of the working tree encodes them, in the order of its tests. */
export type EncodedSuite = readonly { readonly file: string; readonly input: string }[];

/** What a suite costs, and what its tests showed that no baseline keeps. */
export interface MeasuredSuite {
  readonly figures: SuiteFigures;
  readonly tests: Readonly<Record<string, MeasuredTest>>;
}

/** Fuel of one execution on the growth ladder: a class shows at small sizes too. Steps. */
const LADDER_MAX_STEPS = 2 ** 20;
/** Larger inputs take most of the time of a ladder and rarely tell another class. */
const LADDER_MAX_SIZE = 2 ** 12;
/** Patterns whose growth is asked for: the costliest, and further slow paths. */
const PATTERNS = 3;
/** A test that costs this many times as much is stopped: its verdict is known. */
const STOP_FACTOR = 16;
const LEAST_FUEL = 1_000_000;
const FUNCTIONS = 6;
const HOT_LINES = 10;

/**
 * Reads the tests of a suite and encodes them.
 * @throws DataError when a test is missing, was changed, or does not fit what the target takes now.
 */
export function encodeSuite(source: SuiteSource, prepared: PreparedTarget): EncodedSuite {
  const { suite, directory } = source;
  if (suite.tests.length === 0) {
    throw new DataError('the suite has no tests: nothing would be measured', {
      hint: 'search again with `slowpath fuzz … --fresh`',
    });
  }
  const { kind } = prepared.loaded;
  return suite.tests.map((test) => ({
    file: test.file,
    input: encodeTest(readTest(directory, test, kind), test.file, prepared),
  }));
}

function encodeTest(input: TestInput, file: string, prepared: PreparedTarget): string {
  const { local, model } = prepared;
  const misfit = (why: string): DataError =>
    new DataError(`${file} is no input of the target any more: ${why}`, {
      hint: 'search again with `slowpath fuzz … --fresh`, or describe the inputs with --args or --spec',
    });
  if (input.kind === 'function' && input.encoded !== undefined) {
    if (model.description.kind !== 'choices') throw misfit('it was drawn from an arbitrary');
    if (!isSameDraw(input, input.encoded, prepared))
      throw misfit('the arbitrary draws another value now');
    return input.encoded;
  }
  const genotype = local.fromValue(input.kind === 'function' ? input.args : input.text);
  if (genotype === undefined) throw misfit(`it does not fit ${model.origin}`);
  return local.encode(genotype);
}

function isSameDraw(input: TestInput, encoded: string, prepared: PreparedTarget): boolean {
  try {
    prepared.local.decode(encoded);
    return printTestFile(prepared.render(encoded)) === printTestFile(input);
  } catch (error) {
    if (error instanceof DataError) return false;
    throw error;
  }
}

export interface MeasureSuiteOptions {
  readonly source: SuiteSource;
  readonly inputs: EncodedSuite;
  /** The program to run: the working tree's, or the base's. */
  readonly loaded: LoadedTarget;
  /** Of the working tree: both versions get the same inputs. */
  readonly prepared: PreparedTarget;
  readonly options: ResolvedOptions;
  /** What the tests cost before; a test that costs many times as much is stopped early. */
  readonly before: SuiteFigures | undefined;
}

/**
 * Replays a suite on one version of the program, each test in fresh state, and fits the growth of its costliest pattern.
 * @throws UsageError when the program cannot be loaded; DataError when nothing of it was counted.
 */
export async function measureSuite(options: MeasureSuiteOptions): Promise<MeasuredSuite> {
  const { loaded, prepared, source } = options;
  const { local } = prepared;
  const executor = await createExecutor(loaded, prepared.model.description, {
    shard: shardOptions(options.options),
    sizeOf: (input) => local.sizeOf(local.decode(input)),
  });
  try {
    const tests: Record<string, MeasuredTest> = {};
    for (const { file, input } of options.inputs) {
      tests[file] = describeTest(await measureTest(executor, file, input, options), options);
    }
    if (Object.values(tests).every(({ steps }) => steps === 0)) {
      throw new DataError('no test reached a line that is counted: nothing was measured', {
        hint: 'see that the target still does the work itself; --instrument counts in other packages too',
      });
    }
    const growth = await fitSuite(executor, options);
    const { target } = source.suite;
    const figures: SuiteFigures = {
      target: target.specifier,
      suite: suiteHash(source.suite.tests),
      ...growth,
      tests: Object.fromEntries(
        Object.entries(tests).map(([file, test]) => [file, figuresOf(test)]),
      ),
    };
    return { figures, tests };
  } finally {
    await executor.close();
  }
}

function figuresOf(test: MeasuredTest): TestFigures {
  const { lines: _, ...figures } = test;
  return figures;
}

async function measureTest(
  executor: Executor,
  file: string,
  input: string,
  { before, options }: MeasureSuiteOptions,
): Promise<Measurement> {
  const known = before?.tests[file];
  const maxSteps =
    known === undefined || known.outcome === 'steps-exceeded'
      ? options.maxSteps
      : Math.min(options.maxSteps, Math.max(LEAST_FUEL, STOP_FACTOR * known.steps));
  const ask = { maxSteps, hits: true, fresh: true };
  const [first] = await executor.measure([input], ask);
  // A busy machine may have stopped it: only what happens twice is the program's own doing.
  const [again] =
    first?.outcome === 'timed-out' && known?.outcome !== 'timed-out'
      ? await executor.measure([input], ask)
      : [first];
  if (again === undefined) throw new RangeError('an executor answers every input');
  return again;
}

function describeTest(
  { steps, size, outcome, outputDigest, hits }: Measurement,
  { loaded }: MeasureSuiteOptions,
): MeasuredTest {
  const { sites, entryFile } = loaded;
  const counted = hits ?? new Int32Array();
  return {
    steps,
    size,
    outcome,
    output: outputDigest,
    functions: functionSteps(counted, sites, entryFile),
    lines: hotLines(counted, sites, readSource, HOT_LINES).map((line) => ({
      ...line,
      functionKey: functionKey(line.file, line.functionName, entryFile),
    })),
  };
}

/** The same on every machine: installed packages may lie anywhere. */
function functionKey(file: string, functionName: string, entryFile: string): string {
  const installed = file.replaceAll('\\', '/').split('/node_modules/');
  const name = installed.length > 1 ? installed.at(-1) : nameFile(file, entryFile);
  return `${name ?? ''} ${functionName}`;
}

/** Steps by function, costliest first; functions of one name in one file count as one. */
function functionSteps(
  hits: Int32Array,
  { files, sites }: SiteTable,
  entryFile: string,
): Readonly<Record<string, number>> {
  const totals = new Map<string, number>();
  for (let k = 0; k < hits.length; k += 2) {
    const site = sites[hits[k] ?? -1];
    if (site === undefined) continue;
    const key = functionKey(files[site.file] ?? '', site.functionName, entryFile);
    totals.set(key, (totals.get(key) ?? 0) + (hits[k + 1] ?? 0));
  }
  const costliest = [...totals].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return Object.fromEntries(costliest.slice(0, FUNCTIONS));
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The line is still named; only its text is missing.
    return undefined;
  }
}

/** Climbs the patterns of the suite anew: the same sizes and variants for every version of the program. */
async function fitSuite(
  executor: Executor,
  { inputs, prepared, options, source }: MeasureSuiteOptions,
): Promise<Pick<SuiteFigures, 'growth' | 'growthAxis'>> {
  const roles = new Map(source.suite.tests.map(({ file, role }) => [file, role]));
  const patterns = inputs
    .filter(({ file }) => roles.get(file) === 'costliest' || roles.get(file) === 'path')
    .slice(0, PATTERNS)
    .map(({ input }) => input);
  const { growth, axis } = await climbLadder(patterns, {
    model: prepared.local,
    executor,
    fit: fitGrowth,
    seed: options.seed,
    maxSize: Math.min(LADDER_MAX_SIZE, sizeLimit(prepared, options)),
    maxSteps: LADDER_MAX_STEPS,
  });
  if (growth === undefined) return {};
  return { growth, ...(axis === 'size' ? {} : { growthAxis: axis }) };
}
