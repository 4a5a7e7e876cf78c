import type { OptionSet } from '../config/options.ts';
import { DataError } from '../core/errors.ts';
import type { ModelDescription } from '../core/executor.ts';
import type { Growth } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import { fitGrowth } from '../evaluate/growth.ts';
import { createExecutor } from '../execute/executor.ts';
import { inferFromValues } from '../inputs/infer/from-values.ts';
import { climbLadder } from '../suite/growth-ladder.ts';
import { parseTestFile } from '../suite/test-file.ts';
import { createModel } from './create-model.ts';
import { type PreparedTarget, withTarget } from './prepare-target.ts';
import { shardOptions } from './search-options.ts';

export interface FitPatternRequest {
  readonly target: string;
  readonly options: OptionSet;
  readonly cwd: string;
  /** What a test file holds. */
  readonly text: string;
  /** How to call the input in errors. */
  readonly name: string;
}

/** Fuel of one execution; a class shows at small sizes too. Steps. */
const MAX_STEPS = 2 ** 20;

/**
 * How cost grows when one input is stretched to other sizes.
 * @returns undefined when too few sizes could be measured.
 * @throws UsageError or DataError when the target cannot be loaded or the input does not fit its model.
 */
export async function fitPattern(
  { target, options: { options }, cwd, text, name }: FitPatternRequest,
  signal: AbortSignal,
): Promise<Growth | undefined> {
  return await withTarget(target, options, cwd, signal, async (prepared) => {
    const { model, description } = modelFor(prepared, text, name);
    const input = parseTestFile(text, prepared.loaded.kind, name);
    const genotype = model.fromValue(input.kind === 'function' ? input.args : input.text);
    if (genotype === undefined) {
      throw new DataError(`${name} does not fit the input model (${prepared.model.origin})`, {
        hint: 'describe the inputs with args or spec so that it does',
      });
    }
    const executor = await createExecutor(prepared.loaded, description, {
      shard: shardOptions(options),
      sizeOf: (encoded) => model.sizeOf(model.decode(encoded)),
    });
    try {
      const { growth } = await climbLadder(model.encode(genotype), {
        model,
        executor,
        fit: fitGrowth,
        seed: options.seed,
        maxSize: Math.min(options.maxSize, model.maxSize),
        maxSteps: Math.min(options.maxSteps, MAX_STEPS),
      });
      return growth;
    } finally {
      await executor.close();
    }
  });
}

/** Arbitraries cannot be asked which choices make a value: a model of values like it stands in. */
function modelFor(
  { local, model, loaded }: PreparedTarget,
  text: string,
  name: string,
): { readonly model: InputModel; readonly description: ModelDescription } {
  const input = parseTestFile(text, loaded.kind, name);
  if (model.description.kind !== 'choices' || input.kind !== 'function')
    return { model: local, description: model.description };
  const spec = inferFromValues([input.args]);
  const description: ModelDescription = { kind: 'spec', spec, maxSize: Infinity };
  return { model: createModel(description, { draw: () => undefined }), description };
}
