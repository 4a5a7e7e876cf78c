import type { Executor, Measurement } from '../../../src/core/executor.ts';
import type { Finding } from '../../../src/core/finding.ts';
import type { InputModel } from '../../../src/core/input-model.ts';
import type { SpecNode } from '../../../src/core/input-spec.ts';
import type { SiteTable } from '../../../src/core/site.ts';
import type { ProfiledRun, ProgramSource } from '../../../src/core/synthesis.ts';
import type { ProbePlace } from '../../../src/core/watch.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { runInstrumented } from '../../helpers/run-module.ts';

/** A program whose function `solve` runs here, instrumented. */
export interface CountedProgram {
  readonly model: InputModel;
  readonly executor: Executor;
  readonly sites: SiteTable;
  readonly source: ProgramSource;
  /** Entries and loops, in order of sites. */
  readonly places: readonly ProbePlace[];
  /** Inputs in the order in which they were run. */
  readonly asked: readonly string[];
  /** A run of the given arguments. @param origin default `found` */
  profile(args: readonly unknown[], origin?: string): ProfiledRun;
  /** A find of the given arguments. */
  find(id: number, args: readonly unknown[], parents?: readonly number[]): Finding;
}

const FILE = '/p/m.js';

/**
 * @param code CommonJS that exports `solve`
 * @param specs of its arguments
 */
export function countedProgram(code: string, specs: readonly SpecNode[]): CountedProgram {
  const args = specs.map((spec, i) => ({ name: `a${i}`, spec }));
  const model = compileSpec({ version: 1, kind: 'function', args }, { maxSize: 4096 });
  const { exports, counts, sites } = runInstrumented(code);
  const { solve } = exports as { solve: (...values: unknown[]) => unknown };
  const asked: string[] = [];
  const measure = (values: readonly unknown[], maxSteps: number): Measurement => {
    counts.fill(0);
    let error = '';
    try {
      solve(...(structuredClone(values) as unknown[]));
    } catch (thrown) {
      error = String(thrown);
    }
    const hits = Int32Array.from(
      [...counts].flatMap((count, site) => (count > 0 ? [site, count] : [])),
    );
    const steps = counts.reduce((sum, count) => sum + count, 0);
    return {
      outcome: steps > maxSteps ? 'steps-exceeded' : error === '' ? 'ok' : 'threw',
      steps,
      allocUnits: 0,
      size: model.sizeOf(genotypeOf(model, values)),
      hits,
      error,
      outputDigest: '',
    };
  };
  return {
    model,
    asked,
    executor: {
      close: () => Promise.resolve(),
      measure(inputs, { maxSteps }) {
        asked.push(...inputs);
        return Promise.resolve(inputs.map((input) => measure(valuesOf(input), maxSteps)));
      },
    },
    sites: { files: [FILE], sites },
    source: { file: FILE, name: 'm.js', code },
    places: placesOf({ files: [FILE], sites }),
    profile: (values, origin = 'found') => ({
      ...measure(values, Infinity),
      input: model.encode(genotypeOf(model, values)),
      origin,
    }),
    find(id, values, parents = []) {
      const { outcome, steps, allocUnits, size } = measure(values, Infinity);
      const input = model.encode(genotypeOf(model, values));
      const provenance = { id, parents, op: 'generate', execs: id };
      return { input, outcome, steps, allocUnits, size, reasons: ['+total'], provenance };
    },
  };
}

function genotypeOf(model: InputModel, values: readonly unknown[]): unknown {
  const genotype = model.fromValue(values);
  if (genotype === undefined) throw new Error(`not an input: ${JSON.stringify(values)}`);
  return genotype;
}

function valuesOf(input: string): readonly unknown[] {
  return JSON.parse(input) as unknown[];
}

function placesOf({ files, sites }: SiteTable): readonly ProbePlace[] {
  const entries = new Map(
    sites
      .filter(({ kind }) => kind === 'function' || kind === 'module')
      .map((site) => [site.functionId, `${site.line}:${site.column}`]),
  );
  return sites.flatMap(({ kind, file, line, column, functionName, functionId }): ProbePlace[] =>
    kind === 'function' || kind === 'loop'
      ? [
          {
            file: files[file] ?? '',
            at: kind === 'loop' ? 'loop' : 'entry',
            line,
            column,
            functionName,
            functionAt: entries.get(functionId) ?? '',
            variables: ['a'],
          },
        ]
      : [],
  );
}

const NUMBERS: SpecNode = { type: 'list', of: { type: 'int', min: 0, max: 1000 }, maxLength: 4096 };

/** Quadratic in the number of inversions. */
export function insertionSort(): CountedProgram {
  return countedProgram(
    `exports.solve = function solve(a) {
      for (let i = 1; i < a.length; i++) {
        let j = i;
        while (j > 0 && a[j - 1] > a[j]) {
          [a[j - 1], a[j]] = [a[j], a[j - 1]];
          j--;
        }
      }
      return a;
    };`,
    [NUMBERS],
  );
}

/** Sorts by insertion what begins with 7. */
export function guardedSort(): CountedProgram {
  return countedProgram(
    `exports.solve = function solve(a) {
      if (a[0] !== 7) return a;
      for (let i = 1; i < a.length; i++)
        for (let j = i; j > 0 && a[j - 1] > a[j]; j--)
          [a[j - 1], a[j]] = [a[j], a[j - 1]];
      return a;
    };`,
    [NUMBERS],
  );
}

/** Chains of 16 buckets: quadratic where keys are different and share their low bits. */
export function hashChains(): CountedProgram {
  return countedProgram(
    `function bucketOf(key) { return key & 15; }
    function add(table, key) {
      const chain = table[bucketOf(key)];
      for (const known of chain) if (known === key) return;
      chain.push(key);
    }
    exports.solve = function solve(keys) {
      const table = Array.from({ length: 16 }, () => []);
      for (const key of keys) add(table, key);
      let longest = 0;
      for (const chain of table) longest = Math.max(longest, chain.length);
      return longest;
    };`,
    [NUMBERS],
  );
}

/** Costs n² whatever the numbers are. */
export function allPairs(): CountedProgram {
  return countedProgram(
    `exports.solve = function solve(a) {
      let count = 0;
      for (let i = 0; i < a.length; i++) for (let j = 0; j < a.length; j++) count += i ^ j;
      return count;
    };`,
    [NUMBERS],
  );
}

/** Two slow paths: one in the first list, one in the second, each of another trait. */
export function twoSlowPaths(): CountedProgram {
  return countedProgram(
    `function inversions(a) {
      let count = 0;
      for (let i = 1; i < a.length; i++)
        for (let j = i; j > 0 && a[j - 1] > a[j]; j--) {
          [a[j - 1], a[j]] = [a[j], a[j - 1]];
          count++;
        }
      return count;
    }
    function distinct(b) {
      const seen = [];
      for (const x of b)
        if (!seen.includes(x)) seen.push(x);
      return seen.length;
    }
    exports.solve = function solve(a, b) {
      return inversions(a) + distinct(b);
    };`,
    [NUMBERS, NUMBERS],
  );
}

export function range(length: number, value: (i: number) => number = (i) => i): number[] {
  return Array.from({ length }, (_, i) => value(i));
}
