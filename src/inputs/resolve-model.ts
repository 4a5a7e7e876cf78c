import { basename } from 'node:path';
import { UsageError } from '../core/errors.ts';
import type { ModelDescription } from '../core/executor.ts';
import type { InputSpec } from '../core/input-spec.ts';
import { exampleArgs } from './args/example-args.ts';
import { parseArgsType } from './args/parse-args-type.ts';
import type { SourceFacts, TypeInference } from './infer/from-types.ts';
import { inferFromDeclaration, inferFromSource } from './infer/from-types.ts';
import { inferFromValues } from './infer/from-values.ts';
import { inferLayout } from './infer/layout/infer-layout.ts';

/** All that is known about the inputs of a target. Absent means that there is none. */
export interface ModelFacts {
  readonly kind: 'function' | 'stdin';
  /** As the user wrote it, for messages. */
  readonly target: string;
  /** `--max-size`: characters or elements. */
  readonly maxSize: number;
  /** A spec file that the user named, read and checked, and its path. */
  readonly specFile?: { readonly path: string; readonly spec: InputSpec } | undefined;
  /** The text of `--args`. */
  readonly args?: string | undefined;
  /** The `input` of a `*.slowpath` definition. */
  readonly definition?:
    { readonly kind: 'choices' } | { readonly kind: 'spec'; readonly spec: InputSpec } | undefined;
  readonly problemSpec?: InputSpec | undefined;
  /** The entry's source file. */
  readonly source?: SourceFacts | undefined;
  /** The declaration file that goes with it, when there is one; asked before the source. */
  readonly declaration?: Omit<SourceFacts, 'language'> | undefined;
  /** Argument lists. */
  readonly seeds?: readonly (readonly unknown[])[] | undefined;
  /** Texts of stdin that are known to be good. */
  readonly tests?: readonly string[] | undefined;
  readonly statement?: string | undefined;
}

export interface ResolvedModel {
  readonly description: Exclude<ModelDescription, { kind: 'literal' }>;
  /** Where it comes from, the same on every machine: `--args`, `the types in sort.ts`, … */
  readonly origin: string;
  /** What was assumed, one line each. */
  readonly notes: readonly string[];
}

/** Example tests needed to infer a layout. */
const MIN_TESTS = 3;

/**
 * Decides which input model a target gets: a spec file, `--args`, the definition's input, the problem's spec, types,
 * seeds, or for programs a layout inferred from tests; in this order.
 * @throws UsageError that says what to do, when none of them gives one or the explicit one does not fit the target
 */
export function resolveModel(facts: ModelFacts): ResolvedModel {
  return (
    explicitModel(facts) ??
    givenModel(facts) ??
    (facts.kind === 'function' ? functionModel(facts) : programModel(facts))
  );
}

function explicitModel(facts: ModelFacts): ResolvedModel | undefined {
  const { specFile, args } = facts;
  if (specFile !== undefined && args !== undefined)
    throw new UsageError(`Both ${specFile.path} and --args describe the inputs.`, {
      hint: 'Give one of them.',
    });
  if (specFile !== undefined) return fromSpec(facts, specFile.spec, specFile.path);
  if (args === undefined) return undefined;
  if (facts.kind === 'stdin')
    throw new UsageError('--args describes the arguments of a function, and this is a program.', {
      hint: 'Describe what the program reads with --spec <file>, or give example tests with --seeds <directory>.',
    });
  return fromSpec(facts, parseArgsType(args), '--args');
}

function givenModel(facts: ModelFacts): ResolvedModel | undefined {
  const { definition, problemSpec, maxSize } = facts;
  if (definition?.kind === 'choices')
    return {
      description: { kind: 'choices', maxSize },
      origin: 'the arbitrary of the definition',
      notes: [],
    };
  if (definition?.kind === 'spec') return fromSpec(facts, definition.spec, 'the definition');
  if (problemSpec !== undefined) return fromSpec(facts, problemSpec, 'the problem');
  return undefined;
}

function functionModel(facts: ModelFacts): ResolvedModel {
  const { declaration, source, seeds = [] } = facts;
  const reasons: string[] = [];
  let parameters: readonly string[] = [];
  for (const { filename, inference } of [
    {
      filename: declaration?.filename,
      inference: declaration && inferFromDeclaration(declaration),
    },
    { filename: source?.filename, inference: source && inferFromSource(source) },
  ] satisfies { filename: string | undefined; inference: TypeInference | undefined }[]) {
    if (inference === undefined) continue;
    if (inference.kind === 'inferred')
      return fromSpec(
        facts,
        inference.spec,
        `the types in ${basename(filename ?? '')}`,
        inference.notes,
      );
    reasons.push(inference.reason);
    if (inference.parameters.length > 0) parameters = inference.parameters;
  }
  if (seeds.length > 0) {
    const origin = seeds.length === 1 ? 'one seed' : `${seeds.length} seeds`;
    return fromSpec(facts, inferFromValues(seeds), origin, [
      'ranges and lengths are widened from the seeds: --args narrows them',
    ]);
  }
  const why = reasons.at(-1);
  throw new UsageError(
    `Nothing says what arguments ${facts.target} takes.${why === undefined ? '' : ` ${why}`}`,
    { hint: `Describe them, for example ${exampleArgs(parameters)}, or give --seeds <file>.` },
  );
}

function programModel(facts: ModelFacts): ResolvedModel {
  const { tests = [], statement } = facts;
  const hint = 'Describe what the program reads with --spec <file>.';
  if (tests.length < MIN_TESTS)
    throw new UsageError(
      `Nothing says what ${facts.target} reads, and ${tests.length} example tests are too few to tell.`,
      { hint: `Give ${MIN_TESTS} or more example inputs with --seeds <directory>. Or: ${hint}` },
    );
  const inferred = inferLayout({ tests, ...(statement === undefined ? {} : { statement }) });
  if (inferred === undefined)
    throw new UsageError(
      `The layout of the ${tests.length} example tests of ${facts.target} could not be inferred.`,
      { hint },
    );
  const origin = `${tests.length} example tests${statement === undefined ? '' : ' and the statement'}`;
  return fromSpec(facts, inferred.spec, origin, inferred.notes);
}

function fromSpec(
  facts: ModelFacts,
  spec: InputSpec,
  origin: string,
  notes: readonly string[] = [],
): ResolvedModel {
  if (spec.kind !== facts.kind)
    throw new UsageError(
      `The spec of ${origin} is for ${spec.kind === 'stdin' ? 'a program' : 'a function'}, ` +
        `and ${facts.target} is ${facts.kind === 'stdin' ? 'a program' : 'a function'}.`,
      { hint: 'Programs are run with --stdin; their spec has "kind": "stdin".' },
    );
  return { description: { kind: 'spec', spec, maxSize: facts.maxSize }, origin, notes };
}
