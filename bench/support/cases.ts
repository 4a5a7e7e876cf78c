import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ResolvedOptions } from '../../src/config/options.ts';
import { DataError } from '../../src/core/errors.ts';
import type { Measurement } from '../../src/core/executor.ts';
import { createExecutor } from '../../src/execute/executor.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { type PreparedTarget, prepareTarget } from '../../src/pipeline/prepare-target.ts';
import { shardOptions } from '../../src/pipeline/search-options.ts';
import { type ProblemWorst, readProblem } from '../../src/targets/problem.ts';

/** A solution whose worst case is known. */
export interface BenchCase {
  /** Of the problem. */
  readonly id: string;
  /** As problem.json names it. */
  readonly solution: string;
  readonly prepared: PreparedTarget;
  readonly worst: { readonly call: string; readonly steps: number; readonly size: number };
}

/** Of the problem and the solution. */
export function caseIdOf({ id, solution }: BenchCase): string {
  return `${id}/${solution.replace(/^solutions\//, '')}`;
}

/** Seen from dist/bench/search, where this file is compiled to. */
const CORPUS = fileURLToPath(new URL('../../../corpus/', import.meta.url));
/** Fuel of the stated worst case; it must do with less. Steps. */
const WORST_MAX_STEPS = 2 ** 30;

/** What there is, before anything is loaded. */
export interface CaseName {
  readonly id: string;
  readonly worst: ProblemWorst;
}

/** Every worst case that the corpus states, in order of the problems' names. @param only parts of ids; all when empty. */
export async function listCases(only: readonly string[]): Promise<readonly CaseName[]> {
  const ids = readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((id) => only.length === 0 || only.some((part) => id.includes(part)))
    .toSorted();
  const cases: CaseName[] = [];
  for (const id of ids) {
    const problem = await readProblem(join(CORPUS, id), { parseSpec: parseInputSpec });
    for (const worst of problem.worst) cases.push({ id, worst });
  }
  return cases;
}

/**
 * Instruments the solution and measures its stated worst case with the same counters.
 * @throws DataError when that does not fit the problem's spec or runs out of fuel
 */
export async function prepareCase(
  { id, worst }: CaseName,
  options: ResolvedOptions,
): Promise<BenchCase> {
  const file = join(CORPUS, id, worst.solution);
  const prepared = await prepareTarget(file, options, '/', new AbortController().signal);
  const call = `${worst.generator}(${worst.n})`;
  const module: unknown = await import(pathToFileURL(worst.module).href);
  const make: unknown = Reflect.get(Object(module), worst.generator);
  const value: unknown =
    typeof make === 'function' ? Reflect.apply(make, undefined, [worst.n]) : undefined;
  const isInput = typeof value === 'string' || Array.isArray(value);
  const genotype = isInput ? prepared.local.fromValue(value) : undefined;
  if (genotype === undefined)
    throw new DataError(`corpus/${id}: ${call} does not fit the problem's spec.`);
  const { outcome, steps, size } = await measureOnce(
    prepared,
    options,
    prepared.local.encode(genotype),
  );
  if (outcome !== 'ok') throw new DataError(`corpus/${id}: ${call} ended as ${outcome}.`);
  return { id, solution: worst.solution, prepared, worst: { call, steps, size } };
}

/** One execution, counted, in a process of its own; hits of every site. */
export async function measureOnce(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  input: string,
): Promise<Measurement> {
  const [measurement] = await measureAll(prepared, options, [input]);
  if (measurement === undefined) throw new TypeError('an executor measured nothing');
  return measurement;
}

/** Each of them executed once, counted, in one process; hits of every site. */
export async function measureAll(
  prepared: PreparedTarget,
  options: ResolvedOptions,
  inputs: readonly string[],
): Promise<readonly Measurement[]> {
  const executor = await createExecutor(prepared.loaded, prepared.model.description, {
    shard: shardOptions(options),
  });
  try {
    return await executor.measure(inputs, { maxSteps: WORST_MAX_STEPS, fresh: true, hits: true });
  } finally {
    await executor.close();
  }
}
