import { readFileSync } from 'node:fs';
import { DataError } from '../../core/errors.ts';
import type { ModelDescription } from '../../core/executor.ts';
import { hotLines } from '../../core/hot-lines.ts';
import type { InputModel } from '../../core/input-model.ts';
import { createExecutor } from '../../execute/executor.ts';
import { inferFromValues } from '../../inputs/infer/from-values.ts';
import { createModel } from '../../pipeline/create-model.ts';
import { type PreparedTarget, withTarget } from '../../pipeline/prepare-target.ts';
import { shardOptions } from '../../pipeline/search-options.ts';
import { parseTestFile, type TestInput } from '../../suite/test-file.ts';
import type { RunInputRequest, RunInputResult } from '../ports.ts';

const HOT_LINES = 10;

/**
 * Runs one input in a fresh instance of the program.
 * @throws UsageError or DataError when the target cannot be loaded or the input does not fit its model.
 */
export async function runInput(
  request: RunInputRequest,
  signal: AbortSignal,
): Promise<RunInputResult> {
  const { target, cwd } = request;
  const { options } = request.options;
  return await withTarget(target, options, cwd, signal, async (prepared) => {
    const { description, encoded, sizeOf } = encodeInput(request, prepared);
    const { loaded, notes } = prepared;
    const executor = await createExecutor(loaded, description, {
      shard: shardOptions(options),
      sizeOf,
    });
    try {
      const { maxSteps } = options;
      const [measurement] = await executor.measure([encoded], {
        maxSteps,
        hits: true,
        fresh: true,
      });
      if (!measurement) throw new RangeError('an executor answers every input');
      const hits = measurement.hits ?? new Int32Array();
      const hottest = hotLines(hits, loaded.sites, readSource, HOT_LINES);
      return { measurement, hotLines: hottest, notes };
    } finally {
      await executor.close();
    }
  });
}

/** An input as a shard can run it. */
interface EncodedInput {
  readonly description: ModelDescription;
  readonly encoded: string;
  readonly sizeOf: (encoded: string) => number;
}

function encodeInput({ text, name }: RunInputRequest, prepared: PreparedTarget): EncodedInput {
  const { loaded, local, model } = prepared;
  const input = parseTestFile(text, loaded.kind, name);
  const isDrawn = model.description.kind === 'choices';
  if (input.kind === 'function' && input.encoded !== undefined && isDrawn) {
    return encodedBy(local, model.description, input.encoded);
  }
  if (input.kind === 'function' && isDrawn) {
    // Arbitraries cannot be asked which choices make a value: a model of just this value stands in.
    const spec = inferFromValues([input.args]);
    const description: ModelDescription = { kind: 'spec', spec, maxSize: Infinity };
    const literal = createModel(description, { draw: () => undefined });
    return encodedBy(literal, description, encode(literal, input, name, 'plain values'));
  }
  return encodedBy(local, model.description, encode(local, input, name, model.origin));
}

function encodedBy(
  model: InputModel,
  description: ModelDescription,
  encoded: string,
): EncodedInput {
  return { description, encoded, sizeOf: (text) => model.sizeOf(model.decode(text)) };
}

function encode(model: InputModel, input: TestInput, name: string, origin: string): string {
  const genotype = model.fromValue(input.kind === 'function' ? input.args : input.text);
  if (genotype === undefined) {
    throw new DataError(`${name} does not fit the input model (${origin})`, {
      hint: 'describe the inputs with --args or --spec so that it does',
    });
  }
  return model.encode(genotype);
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The line is still named; only its text is missing.
    return undefined;
  }
}
