import * as fc from 'fast-check';
import { UsageError } from '../../src/core/errors.ts';
import type { InputModel } from '../../src/core/input-model.ts';
import { createRng } from '../../src/core/rng.ts';
import { toArbitrary } from '../../src/inputs/spec/arbitrary.ts';
import type { PreparedTarget } from '../../src/pipeline/prepare-target.ts';

/**
 * Where inputs come from that nothing is learnt from: the model's own generator at sizes drawn uniformly up to the
 * limit; the spec's arbitrary as fast-check runs it by default; the same up to the size limit and without fast-check's
 * bias towards small values.
 */
export type BlindSource = 'uniform' | 'fast-check' | 'fast-check-max';

/** Inputs of one run of fast-check, its own default. */
const FAST_CHECK_RUNS = 100;

/**
 * Endless encoded inputs.
 * @param maxSize see sizeLimit
 * @throws UsageError when the target's model is an arbitrary of the user's
 */
export function blindInputs(
  source: BlindSource,
  { local, model }: Pick<PreparedTarget, 'local' | 'model'>,
  seed: number,
  maxSize: number,
): Generator<string, never> {
  if (model.description.kind !== 'spec') {
    throw new UsageError('blind inputs are made from an InputSpec, and the target has none.');
  }
  if (source === 'uniform') return uniform(local, seed, maxSize);
  const { spec } = model.description;
  return source === 'fast-check'
    ? sampled(local, toArbitrary(spec), seed, { unbiased: false })
    : sampled(local, toArbitrary(spec, { maxSize }), seed, { unbiased: true });
}

function* uniform(model: InputModel, seed: number, maxSize: number): Generator<string, never> {
  const rng = createRng(seed);
  for (;;) {
    const genotype = model.generate(rng, rng.int(1, maxSize));
    if (model.sizeOf(genotype) <= maxSize) yield model.encode(genotype);
  }
}

function* sampled(
  model: InputModel,
  arbitrary: fc.Arbitrary<unknown[] | string>,
  seed: number,
  bias: { readonly unbiased: boolean },
): Generator<string, never> {
  const rng = createRng(seed);
  for (;;) {
    const run = { seed: rng.int(-0x8000_0000, 0x7fff_ffff), numRuns: FAST_CHECK_RUNS, ...bias };
    for (const value of fc.sample(arbitrary, run)) {
      const genotype = model.fromValue(value);
      if (genotype !== undefined) yield model.encode(genotype);
    }
  }
}
