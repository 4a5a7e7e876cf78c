import type { ResolvedOptions } from '../config/options.ts';
import { UsageError } from '../core/errors.ts';
import type { InputSpec } from '../core/input-spec.ts';
import { type ModelFacts, type ResolvedModel, resolveModel } from '../inputs/resolve-model.ts';
import { parseInputSpec } from '../inputs/spec/schema.ts';
import { createValidator } from '../inputs/spec/validator.ts';
import { acceptSpec } from '../inputs/spec/variants.ts';
import { proposeInputSpec } from '../synthesize/llm/propose-input-spec.ts';
import { createCompleter, earlyTranscripts } from './language-models.ts';

/** Who may be asked what a program reads when nothing else says it. */
export interface SpecAsker {
  readonly options: ResolvedOptions;
  readonly cwd: string;
  readonly apiKey: string | undefined;
}

/**
 * The input model of a target. Where it cannot be inferred from a program's examples, a language model that the user
 * named is asked for a spec, which counts only when it reads all examples and rejects broken ones.
 * @throws UsageError as resolveModel, or when the model's server cannot be asked
 */
export async function findModel(
  facts: ModelFacts,
  slug: string,
  asker: SpecAsker | undefined,
  signal: AbortSignal,
): Promise<ResolvedModel> {
  try {
    return resolveModel(facts);
  } catch (error) {
    const { tests = [] } = facts;
    const kind = asker?.options.synth.find((name) => name !== 'profile');
    if (!(error instanceof UsageError) || asker === undefined || kind === undefined) throw error;
    if (facts.kind !== 'stdin' || tests.length === 0) throw error;
    const transcriptDirectory = earlyTranscripts(asker.cwd, slug);
    const completer = createCompleter(kind, { ...asker, transcriptDirectory });
    const { spec, notes } = await proposeInputSpec(
      completer,
      { name: facts.target, statement: facts.statement ?? '', examples: tests, signal },
      {
        parseSpec: (document) => parseInputSpec(document, 'the answer'),
        acceptSpec: (candidate) => verdictOf(candidate, tests),
        reads: (candidate, text) => createValidator(candidate)(text) === undefined,
      },
    );
    if (spec === undefined)
      throw new UsageError(`${error.message} The language model knew no better.`, {
        hint: [error.hint, ...notes].filter((line) => line !== undefined).join('\n'),
        cause: error,
      });
    const origin = 'the language model, checked against the example tests';
    const model = resolveModel({ ...facts, problemSpec: spec });
    return { ...model, origin, notes: [...notes, ...model.notes] };
  }
}

function verdictOf(
  spec: InputSpec,
  tests: readonly string[],
): { readonly accepted: true } | { readonly accepted: false; readonly reasons: readonly string[] } {
  const { accepted, failures } = acceptSpec(spec, tests);
  return accepted ? { accepted } : { accepted, reasons: failures };
}
