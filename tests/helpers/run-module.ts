import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import { CELL_ALLOC, CELL_COUNT, MODULE_PARAMETERS } from '../../harness/protocol.ts';
import { createCompareCalls } from '../../harness/js/compare-calls.ts';
import { createComparisons } from '../../harness/js/comparisons.ts';
import { takeCoverage } from '../../harness/js/coverage.ts';
import { createProbes } from '../../harness/js/probes.ts';
import { createRegexCounter } from '../../harness/js/regex/counter.ts';
import { createWork } from '../../harness/js/work.ts';
import type { FileCoverage, Heard, ProbeListener } from '../../harness/protocol.ts';
import type { Site } from '../../src/core/site.ts';
import type { Probe } from '../../src/core/watch.ts';
import { coverModule } from '../../src/instrument/cover.ts';
import { instrumentAttentive, instrumentModule } from '../../src/instrument/instrument.ts';
import type {
  InstrumentedModule,
  SourceModule,
  StrippedModule,
} from '../../src/instrument/source-module.ts';

/** What a run showed: lines logged, how it ended, what was counted. */
export interface ModuleRun {
  readonly log: readonly string[];
  readonly exports: unknown;
  /** `name: message` of what the body threw; undefined when it returned. */
  readonly error: string | undefined;
  /** What the body returned: a promise when it awaits. */
  readonly returned: unknown;
}

export interface CountedRun extends ModuleRun {
  readonly sites: readonly Site[];
  /** `counts[site]` */
  readonly counts: Int32Array;
  readonly steps: number;
  readonly allocUnits: number;
  /** Functions in order of first entry. */
  readonly touched: readonly number[];
  readonly module: InstrumentedModule;
  /** What it compared, when it was listened to. */
  readonly heard: readonly Heard[];
  /** See `Host.distances`. */
  readonly distances: Float64Array;
}

export interface RunOptions {
  /** Steps after which polls throw {@link STOP}. */
  readonly fuel?: number;
  readonly format?: SourceModule['format'];
  readonly language?: SourceModule['language'];
  /** What `require` gives; builtins come from Node. */
  readonly modules?: Readonly<Record<string, unknown>>;
  readonly firstSite?: number;
  readonly firstFunction?: number;
  /** Woven in and armed. */
  readonly probes?: readonly Probe[];
  readonly listener?: ProbeListener;
  /** Its comparisons are listened to, in the version that tells them. */
  readonly listens?: boolean;
}

export const STOP: unknown = { stop: true };

/** Runs CommonJS code as it is; `log(...)` is in scope. */
export function runOriginal(code: string, options: RunOptions = {}): ModuleRun {
  const body = compileFunction(code.replace(/^#!.*/, ''), [
    ...MODULE_PARAMETERS.slice(0, 5),
    'log',
  ]);
  return settle((module, log) =>
    body.call(module.exports, module.exports, requireOf(options), module, '/p/m.js', '/p', log),
  );
}

/** Instruments code and runs it; `log(...)` is in scope. */
export function runInstrumented(code: string, options: RunOptions = {}): CountedRun {
  const { fuel = Infinity, firstSite = 0, firstFunction = 0, probes = [] } = options;
  const source = sourceModule(code, options);
  const base = { file: 0, firstSite, firstFunction };
  const indexed = probes.map((probe, index) => ({ index, probe }));
  const attentive = options.listens === true ? instrumentAttentive(source, base, 0) : undefined;
  const instrumented = attentive ?? instrumentModule(source, base, indexed);
  const { due, calledAt, report, setListener, begin } = createProbes(probes.length, Int32Array);
  due.fill(1);
  if (options.listener !== undefined) setListener(options.listener);
  begin();
  const counts = new Int32Array(firstSite + instrumented.sites.length);
  const cells = new Int32Array(CELL_COUNT);
  const comparisons = createComparisons(attentive?.comparisonCount ?? 0, counts.length);
  comparisons.arm(options.listens === true);
  const touched: number[] = [];
  const steps = (): number => counts.reduce((sum, count) => sum + count, 0);
  let isStopped = false;
  const poll = (): void => {
    isStopped ||= steps() > fuel;
    if (isStopped) throw STOP;
  };
  const caught = (): void => {
    if (isStopped) throw STOP;
  };
  const run = runEmitted(instrumented, options, [
    counts,
    (functionId: number) => touched.push(functionId),
    poll,
    caught,
    createWork(counts, cells, poll, createRegexCounter, comparisons),
    calledAt,
    report,
    createCompareCalls(comparisons),
  ]);
  comparisons.arm(false);
  return {
    ...run,
    sites: instrumented.sites,
    counts,
    steps: steps(),
    allocUnits: cells[CELL_ALLOC] ?? 0,
    touched,
    module: instrumented,
    heard: comparisons.heard(),
    distances: comparisons.distances,
  };
}

export interface CoveredRun extends ModuleRun {
  readonly coverage: readonly FileCoverage[];
  readonly module: StrippedModule;
}

/** Runs code under istanbul-lib-instrument's counters. */
export function runCovered(code: string, options: RunOptions = {}): CoveredRun {
  const variable = '__covered_by_a_test__';
  const module = coverModule(sourceModule(code, options), variable);
  const none = new Int32Array(CELL_COUNT);
  const work = createWork(none, none, () => undefined, createRegexCounter);
  const run = runEmitted(module, options, [none, none, none, none, work]);
  const coverage = takeCoverage(variable);
  Reflect.deleteProperty(globalThis, variable);
  return { ...run, coverage, module };
}

/** @param tools what the instrumentation passes in after Node's parameters, `import` and `import.meta`. */
function runEmitted(
  { code, isAsync }: StrippedModule,
  options: RunOptions,
  tools: readonly unknown[],
): ModuleRun {
  const text = isAsync ? `return (async function () {${code}\n}).apply(this)` : code;
  const names = MODULE_PARAMETERS.slice(0, 7 + tools.length);
  const body = compileFunction(text, [...names, 'log']);
  return settle((module, log) =>
    body.call(
      options.format === 'module' ? undefined : module.exports,
      module.exports,
      requireOf(options),
      module,
      '/p/m.js',
      '/p',
      (specifier: string) => Promise.resolve(requireOf(options)(specifier)),
      { url: 'file:///p/m.js' },
      ...tools,
      log,
    ),
  );
}

/** The text as the module that is run. */
export function sourceModule(
  code: string,
  { format = 'commonjs', language = 'js' }: RunOptions = {},
): SourceModule {
  return { id: '/p/m.js', code, format, language };
}

/**
 * Hits in order of sites: `loop=3 branch=2`; work sites by what does the work; functions by their names. The sites for the
 * nodes of a pattern are told when they were hit.
 */
export function describeCounts({ sites, counts }: CountedRun, firstSite = 0): string {
  return sites
    .flatMap((site, i) => {
      const count = counts[firstSite + i] ?? NaN;
      const label = site.kind === 'function' ? `${site.functionName}()` : (site.work ?? site.kind);
      return site.work === 'regex' && count === 0 ? [] : [`${label}=${count}`];
    })
    .join(' ');
}

/** `0: a → b | c` for each comparison: place, what was seen, what was wanted; `always` where that is constant. */
export function describeHeard({ heard }: CountedRun): readonly string[] {
  return heard.map(({ place, seen, wanted, isConstant }) => {
    const values = wanted.map((value) => JSON.stringify(value)).join(' | ');
    return `${place}: ${JSON.stringify(seen)} → ${isConstant ? 'always ' : ''}${values}`;
  });
}

interface CommonJsModule {
  exports: unknown;
}

function requireOf({ modules = {} }: RunOptions): (specifier: string) => unknown {
  return (specifier) => {
    if (Object.hasOwn(modules, specifier)) return modules[specifier];
    if (isBuiltin(specifier)) return createRequire(import.meta.url)(specifier);
    throw new Error(`Cannot find module '${specifier}'`);
  };
}

function settle(
  run: (module: CommonJsModule, log: (...values: unknown[]) => void) => unknown,
): ModuleRun {
  const lines: string[] = [];
  const module: CommonJsModule = { exports: {} };
  let error: string | undefined;
  let returned: unknown;
  try {
    returned = run(module, (...values) => lines.push(values.map(show).join(' ')));
  } catch (thrown) {
    error = thrown === STOP ? 'stopped' : show(thrown);
  }
  return { log: lines, exports: module.exports, error, returned };
}

function show(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'symbol') {
    return String(value);
  }
  return JSON.stringify(value) ?? String(value);
}
