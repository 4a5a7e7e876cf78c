import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ProgramImage } from '../../harness/protocol.ts';
import type { ResolvedOptions } from '../config/options.ts';
import { DataError, UsageError } from '../core/errors.ts';
import type { InputModel } from '../core/input-model.ts';
import type { InputSpec } from '../core/input-spec.ts';
import type { LoadedTarget } from '../core/target.ts';
import { parameterNames } from '../inputs/infer/from-types.ts';
import type { ModelFacts, ResolvedModel } from '../inputs/resolve-model.ts';
import { parseInputSpec } from '../inputs/spec/schema.ts';
import { instrumentModule, stripModule } from '../instrument/instrument.ts';
import { fromTaggedJson } from '../suite/tagged-json.ts';
import type { TestInput } from '../suite/test-file.ts';
import {
  type LoadTargetOptions,
  loadPlainImage,
  loadTarget,
  type ProgramTarget,
} from '../targets/load.ts';
import { parseTarget } from '../targets/parse-target.ts';
import {
  type Problem,
  type ProblemSolution,
  readProblem,
  solutionTarget,
} from '../targets/problem.ts';
import { readSeeds, type Seed, type SkippedSeed } from '../targets/seeds.ts';
import { sourceFacts } from './source-facts.ts';
import { createLocalModel } from './local-model.ts';
import { readDefinition } from './definition.ts';
import { findModel, type SpecAsker } from './propose-model.ts';
import type { WeavableModule } from './weave.ts';

/** A target that is ready to be searched. */
export interface PreparedTarget {
  readonly loaded: LoadedTarget;
  /** Its instrumented modules, to be woven again with probes. */
  readonly modules: readonly WeavableModule[];
  readonly model: ResolvedModel;
  /** Names of the function's parameters, as far as its source shows them; empty for programs. */
  readonly parameters: readonly string[];
  /** The parent's copy of the model. */
  readonly local: InputModel;
  /** Encoded inputs: the user's seeds, and the example tests of a problem. */
  readonly seeds: readonly string[];
  readonly skipped: readonly SkippedSeed[];
  /** The same program without counters, for confirmation. */
  plain(): Promise<ProgramImage>;
  /** What a test file holds for an encoded input. */
  render(encoded: string): TestInput;
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
  /** Ends what draws inputs; call it when the target is not needed any more. */
  close(): Promise<void>;
}

export type PrepareOptions = Pick<
  ResolvedOptions,
  | 'args'
  | 'hangTimeoutMs'
  | 'instrument'
  | 'maxSize'
  | 'memoryMb'
  | 'realClock'
  | 'seed'
  | 'seeds'
  | 'spec'
  | 'stdin'
>;

/**
 * From what the user wrote to a target with an input model and seeds.
 * @param specifier as the user wrote it, or the program that it stands for
 * @param asker asked what a program reads when nothing else says it; undefined for nobody
 * @throws UsageError or DataError that says what to do.
 */
export async function prepareTarget(
  specifier: string | ChosenProgram,
  options: PrepareOptions,
  cwd: string,
  signal: AbortSignal,
  asker?: SpecAsker,
): Promise<PreparedTarget> {
  const program = await loadProgram(specifier, options, cwd, signal);
  const { chosen, loaded } = program;
  const examples = await gatherExamples(loaded, chosen.problem, options, cwd);
  const facts = await gatherFacts(loaded, chosen, examples.seeds, options, cwd);
  const model = await findModel(facts, loaded.slug, asker, signal);
  const local = await createLocalModel(loaded, model.description, options);
  const { encoded, misfits } = encodeSeeds(examples.seeds, local.model);
  return {
    loaded,
    modules: program.modules,
    model,
    parameters: parametersOf(loaded, chosen.target),
    local: local.model,
    render: (input) => local.render(input),
    close: async () => await local.close(),
    seeds: encoded,
    skipped: [...examples.skipped, ...misfits],
    plain: program.plain,
    notes: [...chosen.notes, ...loaded.notes, ...model.notes],
  };
}

/** A program that can be run; nothing is known of its inputs yet. */
export interface LoadedProgram {
  readonly loaded: LoadedTarget;
  readonly modules: readonly WeavableModule[];
  /** The same program without counters. */
  readonly plain: () => Promise<ProgramImage>;
  readonly chosen: ChosenProgram;
}

/**
 * Finds and instruments what the user named.
 * @throws UsageError or DataError that says what to do.
 */
export async function loadProgram(
  specifier: string | ChosenProgram,
  options: Pick<ResolvedOptions, 'instrument' | 'stdin'>,
  cwd: string,
  signal: AbortSignal,
): Promise<LoadedProgram> {
  const chosen =
    typeof specifier === 'string' ? await chooseProgram(specifier, options, cwd) : specifier;
  const load: LoadTargetOptions = {
    target: chosen.target,
    cwd,
    instrument: options.instrument,
    signal,
  };
  const modules: WeavableModule[] = [];
  const loaded = await loadTarget(load, {
    instrument: (source, base) => {
      const instrumented = instrumentModule(source, base);
      modules.push({ source, base });
      return instrumented;
    },
  });
  const plain = async (): Promise<ProgramImage> =>
    await loadPlainImage(load, { strip: stripModule });
  return { loaded, modules, plain, chosen };
}

/** Prepares a target, works with it, and ends what it holds. */
export async function withTarget<T>(
  specifier: string,
  options: PrepareOptions,
  cwd: string,
  signal: AbortSignal,
  work: (prepared: PreparedTarget) => Promise<T>,
  asker?: SpecAsker,
): Promise<T> {
  const prepared = await prepareTarget(specifier, options, cwd, signal, asker);
  try {
    return await work(prepared);
  } finally {
    await prepared.close();
  }
}

export interface ChosenProgram {
  readonly target: ProgramTarget;
  readonly problem: Problem | undefined;
  readonly notes: readonly string[];
}

/** One program: of a problem, the solution that is named, or the one whose worst case is known, or the first. */
async function chooseProgram(
  specifier: string,
  options: Pick<ResolvedOptions, 'stdin'>,
  cwd: string,
): Promise<ChosenProgram> {
  const enclosing = await enclosingProblem(specifier, cwd);
  if (enclosing !== undefined) {
    const { problem, solution } = enclosing;
    return { target: { ...solutionTarget(problem, solution), specifier }, problem, notes: [] };
  }
  const target = parseTarget(specifier, { stdin: options.stdin, cwd });
  if (target.kind !== 'problem') return { target, problem: undefined, notes: [] };
  const problem = await readProblem(target.directory, { parseSpec: parseInputSpec });
  const known = problem.worst[0]?.solution;
  const solution = problem.solutions.find(({ name }) => name === known) ?? problem.solutions[0];
  if (solution === undefined)
    throw new DataError(`${specifier} has no solutions.`, {
      hint: 'List them in problem.json under "solutions".',
    });
  return {
    target: solutionTarget(problem, solution),
    problem,
    notes: [
      `of the ${problem.solutions.length} solutions, ${solution.name} is searched: name another as ${join(specifier, problem.solutions.at(-1)?.name ?? '')}`,
    ],
  };
}

/** A file that a problem lists as its solution is that solution, with the problem's spec and tests. */
async function enclosingProblem(
  specifier: string,
  cwd: string,
): Promise<{ readonly problem: Problem; readonly solution: ProblemSolution } | undefined> {
  if (specifier.includes('#')) return undefined;
  const file = join(cwd, relative(cwd, specifier));
  const directory = dirname(dirname(file));
  let real: string;
  try {
    await readFile(join(directory, 'problem.json'));
    real = await realpath(file);
  } catch {
    // Not inside a problem: an ordinary target.
    return undefined;
  }
  const problem = await readProblem(directory, { parseSpec: parseInputSpec });
  const solution = problem.solutions.find((candidate) => candidate.file === real);
  return solution && { problem, solution };
}

interface Examples {
  readonly seeds: readonly Seed[];
  readonly skipped: readonly SkippedSeed[];
}

async function gatherExamples(
  loaded: LoadedTarget,
  problem: Problem | undefined,
  options: PrepareOptions,
  cwd: string,
): Promise<Examples> {
  const tests = (problem?.tests ?? []).map((test): Seed => ({
    source: test.name,
    value: test.kind === 'stdin' ? test.input : test.args,
  }));
  if (options.seeds === undefined) return { seeds: tests, skipped: [] };
  const given = await readSeeds({
    from: options.seeds,
    cwd,
    target: loaded.kind,
    revive: fromTaggedJson,
  });
  return { seeds: [...tests, ...given.seeds], skipped: given.skipped };
}

async function gatherFacts(
  loaded: LoadedTarget,
  { target, problem }: ChosenProgram,
  seeds: readonly Seed[],
  options: PrepareOptions,
  cwd: string,
): Promise<ModelFacts> {
  const values = seeds.map(({ value }) => value);
  return {
    kind: loaded.kind,
    target: loaded.specifier,
    maxSize: options.maxSize,
    specFile: options.spec === undefined ? undefined : await readSpecFile(options.spec, cwd),
    args: options.args,
    definition: target.kind === 'definition' ? await readDefinition(loaded, options) : undefined,
    problemSpec: problem?.spec,
    statement: problem?.statement,
    seeds: values.filter((value): value is readonly unknown[] => typeof value !== 'string'),
    tests: values.filter((value): value is string => typeof value === 'string'),
    ...(target.kind === 'function' ? sourceFacts(loaded, target.exportPath) : {}),
  };
}

function parametersOf(loaded: LoadedTarget, target: ProgramTarget): readonly string[] {
  if (target.kind !== 'function') return [];
  const { source } = sourceFacts(loaded, target.exportPath);
  return source === undefined ? [] : parameterNames(source);
}

async function readSpecFile(
  path: string,
  cwd: string,
): Promise<{ readonly path: string; readonly spec: InputSpec }> {
  let document: unknown;
  try {
    document = JSON.parse(await readFile(join(cwd, relative(cwd, path)), 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--spec ${path}: ${reason}`, { cause });
  }
  return { path, spec: parseInputSpec(document, path) };
}

/** Seeds as the corpus stores them; those that do not fit the model are told. */
function encodeSeeds(
  seeds: readonly Seed[],
  model: InputModel,
): { readonly encoded: readonly string[]; readonly misfits: readonly SkippedSeed[] } {
  const encoded = new Set<string>();
  const misfits: SkippedSeed[] = [];
  for (const { source, value } of seeds) {
    const genotype = model.fromValue(value);
    if (genotype !== undefined) encoded.add(model.encode(genotype));
    else misfits.push({ source, reason: 'does not fit the input model' });
  }
  return { encoded: [...encoded], misfits };
}
