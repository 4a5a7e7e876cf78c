import { compileValue, type Frame } from '../../constraints/language/evaluate.ts';
import { compileMargin } from '../../constraints/language/margin.ts';
import { createReader } from '../../constraints/language/reader.ts';
import type {
  ContrastPair,
  InputPlace,
  ProfiledRun,
  ProgramSource,
  SynthesisContext,
} from '../../src/core/synthesis.ts';
import type { Observation, ProbePlace, Watch, WatchedExpression } from '../../src/core/watch.ts';

/** Told of every place that a simulated program comes by. @param depth open activations of the enclosing function. */
type Look = (place: ProbePlace, values: Readonly<Record<string, unknown>>, depth?: number) => void;

/** A program written out as what its probes would see and its counters count. */
export interface FakeProgram {
  readonly source: ProgramSource;
  readonly places: readonly ProbePlace[];
  readonly inputs: readonly InputPlace[];
  run(args: readonly unknown[], look: Look): { readonly steps: number; readonly output: unknown };
}

export interface FakeSynthesisOptions {
  /** Pairs to offer; by default mined from inputs of equal size. */
  readonly pairs?: readonly ContrastPair[];
  /** What probes do to an execution; nothing by default. @param count of executions so far. */
  readonly meddle?: (watch: Watch, observation: Observation, count: number) => Observation;
  readonly signal?: AbortSignal;
}

/** A context over a simulated program, and the observations that were asked of it. */
export interface FakeSynthesis extends SynthesisContext {
  readonly observed: readonly { readonly watch: Watch; readonly inputs: readonly string[] }[];
}

/** @param inputs argument lists; their encoding is their JSON. */
export function fakeSynthesis(
  program: FakeProgram,
  inputs: readonly (readonly unknown[])[],
  { pairs, meddle, signal }: FakeSynthesisOptions = {},
): FakeSynthesis {
  const runs = inputs.map((args): ProfiledRun => ({
    ...measured(program, args, NO_LOOK),
    input: JSON.stringify(args),
    origin: 'seed',
  }));
  const observed: { readonly watch: Watch; readonly inputs: readonly string[] }[] = [];
  let executions = 0;
  return {
    target: { specifier: `${program.source.name}#main`, kind: 'function' },
    sources: [program.source],
    places: program.places,
    locate: ({ file, function: name, line, at }) =>
      program.places.find(
        (place) =>
          program.source.name === file &&
          place.at === at &&
          (line === undefined || place.line === line) &&
          (name === undefined || place.functionName === name),
      ) ?? { problem: `no ${at} on line ${line ?? 'any'} of ${file}` },
    inputs: program.inputs,
    runs,
    pairs: pairs ?? minePairs(runs),
    observe: async (watch, encoded) => {
      observed.push({ watch, inputs: encoded });
      return await Promise.resolve(
        encoded.map((input) => {
          const seen = observe(program, argumentsOf(input), watch);
          return meddle === undefined ? seen : meddle(watch, seen, ++executions);
        }),
      );
    },
    show: (input) => input,
    seed: 1,
    signal: signal ?? new AbortController().signal,
    observed,
  };
}

function argumentsOf(input: string): readonly unknown[] {
  const args: unknown = JSON.parse(input);
  return Array.isArray(args) ? args : [];
}

function measured(
  program: FakeProgram,
  args: readonly unknown[],
  look: Look,
): Omit<Observation, 'readings'> {
  const { steps, output } = program.run(args, look);
  return {
    outcome: 'ok',
    steps,
    allocUnits: 0,
    size: scalars(args),
    hits: undefined,
    error: '',
    outputDigest: JSON.stringify(output) ?? '',
  };
}

const NO_LOOK: Look = () => undefined;

/** Every visit is looked at. */
function observe(program: FakeProgram, args: readonly unknown[], watch: Watch): Observation {
  const readings = new Float64Array(2 * watch.expressions.length).fill(Number.NaN);
  const evaluators = watch.expressions.map((watched) =>
    evaluatorOf(watched, watch.probes[watched.probe]?.variables ?? []),
  );
  const hits = watch.probes.map(() => 0);
  const result = measured(program, args, (place, values, depth = 0) => {
    watch.probes.forEach((probe, p) => {
      if (probe.place !== place) return;
      hits[p] = (hits[p] ?? 0) + 1;
      const frame: Frame = {
        values: probe.variables.map((name) => values[name]),
        hits: hits[p] ?? 0,
        depth: probe.tracksDepth ? depth : 0,
        units: 0,
      };
      watch.expressions.forEach((watched, k) => {
        if (watched.probe !== p) return;
        const reading = evaluators[k]?.(frame) ?? Number.NaN;
        if (Number.isNaN(reading)) return;
        const [least = Number.NaN, greatest = Number.NaN] = readings.subarray(2 * k, 2 * k + 2);
        readings[2 * k] = least <= reading ? least : reading;
        readings[2 * k + 1] = greatest >= reading ? greatest : reading;
      });
    });
  });
  return { ...result, readings };
}

const READER = createReader(() => false);

function evaluatorOf(
  { expression, mode }: WatchedExpression,
  variables: readonly string[],
): (frame: Frame) => number {
  if (mode === 'margin') return compileMargin(expression, variables, READER);
  const evaluate = compileValue(expression, variables, READER);
  return (frame) => {
    const value = evaluate(frame);
    return typeof value === 'number' ? value : Number.NaN;
  };
}

function scalars(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value)) return 1;
  return value.reduce((sum: number, item) => sum + scalars(item), 0);
}

/** Of every size, the costliest and the cheapest run when one costs at least 1.2 times the other. */
export function minePairs(runs: readonly ProfiledRun[]): readonly ContrastPair[] {
  const sizes = [...new Set(runs.map(({ size }) => size))];
  return sizes.flatMap((size, index) => {
    const bySteps = runs.filter((run) => run.size === size).toSorted((a, b) => b.steps - a.steps);
    const [slow] = bySteps;
    const fast = bySteps.at(-1);
    if (slow === undefined || fast === undefined || slow.steps < 1.2 * fast.steps) return [];
    return [
      {
        id: `p${index + 1}`,
        slow,
        fast,
        ratio: slow.steps / fast.steps,
        similarity: 0.5,
        lines: [],
        slowCoverage: [],
        fastCoverage: [],
      },
    ];
  });
}

const LIST_INPUT: InputPlace = {
  place: 'args[0]',
  names: ['a'],
  kind: 'list',
  description: 'list of integers 0 to 1000, up to 1,000 long',
};

const SORT_FILE = '/project/sort.js';

function placeIn(
  file: string,
  at: ProbePlace['at'],
  line: number,
  functionName: string,
  functionAt: string,
  variables: readonly string[],
): ProbePlace {
  return { file, at, line, column: 2, functionName, functionAt, variables };
}

const SORT_ENTRY = placeIn(SORT_FILE, 'entry', 1, 'sort', '1:0', ['a', 'k']);
const SORT_OUTER = placeIn(SORT_FILE, 'loop', 3, 'sort', '1:0', ['x', 'i', 'moved', 'a', 'k']);
const SORT_NEVER = placeIn(SORT_FILE, 'line', 10, 'sort', '1:0', ['a', 'k']);
const SORT_MODULE = placeIn(SORT_FILE, 'line', 13, '<module>', '0:0', ['sort']);

/** Insertion sort: one step a shift, so descending lists are slow and ascending ones fast. `k` is always `{ list: a }`. */
export const INSERTION_SORT: FakeProgram = {
  source: {
    file: SORT_FILE,
    name: 'sort.js',
    code: `function sort(a, k = { list: a }) {
  const moved = [];
  for (let i = 1; i < a.length; i++) {
    const x = a[i];
    let j = i;
    for (; j > 0 && a[j - 1] > x; j--) a[j] = a[j - 1];
    a[j] = x;
    if (j < i) moved.push(x);
  }
  if (a === null) throw new Error('no list');
  return a;
}
module.exports = { sort };
`,
  },
  places: [SORT_OUTER, SORT_ENTRY, SORT_NEVER, SORT_MODULE],
  inputs: [LIST_INPUT],
  run: ([list], look) => {
    const a = Array.isArray(list) ? list.map(Number) : [];
    const k = { list: a };
    const moved: number[] = [];
    let steps = 1;
    look(SORT_ENTRY, { a, k });
    for (let i = 1; i < a.length; i++) {
      const x = a[i] ?? 0;
      look(SORT_OUTER, { x, i, moved, a, k });
      let j = i;
      for (; j > 0 && (a[j - 1] ?? 0) > x; j--) {
        a[j] = a[j - 1] ?? 0;
        steps++;
      }
      a[j] = x;
      if (j < i) moved.push(x);
      steps++;
    }
    return { steps, output: a };
  },
};

const QUICK_FILE = '/project/quick.js';
const QUICK_ENTRY = placeIn(QUICK_FILE, 'entry', 1, 'sort', '1:0', ['a', 'lo', 'hi']);

/** Quicksort by the first element: sorted lists recurse once for every element. */
export const QUICKSORT: FakeProgram = {
  source: {
    file: QUICK_FILE,
    name: 'quick.js',
    code: `function sort(a, lo = 0, hi = a.length) {
  if (hi - lo < 2) return a;
  const pivot = a[lo];
  let at = lo;
  for (let i = lo + 1; i < hi; i++) {
    if (a[i] < pivot) { a.splice(lo, 0, ...a.splice(i, 1)); at++; }
  }
  sort(a, lo, at);
  return sort(a, at + 1, hi);
}
`,
  },
  places: [QUICK_ENTRY],
  inputs: [LIST_INPUT],
  run: ([list], look) => {
    const a = Array.isArray(list) ? list.map(Number) : [];
    let steps = 0;
    const sort = (lo: number, hi: number, depth: number): void => {
      look(QUICK_ENTRY, { a, lo, hi }, depth);
      steps++;
      if (hi - lo < 2) return;
      const pivot = a[lo] ?? 0;
      const part = a.slice(lo + 1, hi);
      steps += part.length;
      const less = part.filter((x) => x < pivot);
      const rest = part.filter((x) => x >= pivot);
      a.splice(lo, hi - lo, ...less, pivot, ...rest);
      sort(lo, lo + less.length, depth + 1);
      sort(lo + less.length + 1, hi, depth + 1);
    };
    sort(0, a.length, 1);
    return { steps, output: a };
  },
};

const SUM_FILE = '/project/sum.js';
const SUM_ENTRY = placeIn(SUM_FILE, 'entry', 1, 'total', '1:0', ['a']);

/** Adds up a list: the cost follows the size alone. */
export const TOTAL: FakeProgram = {
  source: {
    file: SUM_FILE,
    name: 'sum.js',
    code: 'function total(a) { let sum = 0; for (const x of a) sum += x; return sum; }\n',
  },
  places: [SUM_ENTRY],
  inputs: [LIST_INPUT],
  run: ([list], look) => {
    const a = Array.isArray(list) ? list.map(Number) : [];
    look(SUM_ENTRY, { a });
    return { steps: 1 + a.length, output: a.reduce((sum, x) => sum + x, 0) };
  },
};
