import * as fc from 'fast-check';
import type { InputSpec } from '../../core/input-spec.ts';
import type { Rng } from '../../core/rng.ts';
import type { SpecModel } from './compile.ts';
import { compileSpec } from './compile.ts';
import { OWN_REALM } from './own-realm.ts';

export interface ArbitraryOptions {
  /** Largest size of what is drawn, see InputModel.sizeOf. Default 1,000. */
  readonly maxSize?: number;
}

const DEFAULT_MAX_SIZE = 1_000;
/** Sizes are drawn log-uniformly up to this power of two below the largest. */
const BIASED_SIZE = 30;

/**
 * The inputs of a spec as a fast-check arbitrary, for people's own property tests: argument lists for functions, texts for
 * stdin programs. Generated and shrunk by the spec's own model, so every value and every shrunk value is valid.
 * @throws DataError when the spec contradicts itself
 */
export function toArbitrary(
  spec: InputSpec,
  { maxSize = DEFAULT_MAX_SIZE }: ArbitraryOptions = {},
): fc.Arbitrary<unknown[] | string> {
  return new SpecArbitrary(compileSpec(spec, { maxSize }));
}

class SpecArbitrary extends fc.Arbitrary<unknown[] | string> {
  private readonly model: SpecModel;

  constructor(model: SpecModel) {
    super();
    this.model = model;
  }

  override generate(
    random: fc.Random,
    biasFactor: number | undefined,
  ): fc.Value<unknown[] | string> {
    const rng = rngOf(random);
    const { maxSize } = this.model;
    // fast-check asks for a bias in every run, and means one in so many values.
    const isBiased = biasFactor !== undefined && random.nextInt(1, biasFactor) === 1;
    const most = isBiased ? Math.min(maxSize, BIASED_SIZE) : maxSize;
    const size = Math.max(1, Math.floor(2 ** (rng.unit() * Math.log2(most + 1))));
    return this.toValue(this.model.generate(rng, size));
  }

  override canShrinkWithoutContext(value: unknown): value is unknown[] | string {
    return this.genotypeOf(value) !== undefined;
  }

  override shrink(
    value: unknown[] | string,
    context: unknown,
  ): fc.Stream<fc.Value<unknown[] | string>> {
    const g = context instanceof Genotype ? context.g : this.genotypeOf(value);
    return g === undefined ? fc.Stream.nil() : fc.stream(this.simpler(g));
  }

  private *simpler(g: unknown): Generator<fc.Value<unknown[] | string>> {
    for (const simpler of this.model.shrink(g)) yield this.toValue(simpler);
  }

  private genotypeOf(value: unknown): unknown {
    const isInput = typeof value === 'string' || Array.isArray(value);
    return isInput ? this.model.fromValue(value) : undefined;
  }

  private toValue(g: unknown): fc.Value<unknown[] | string> {
    return new fc.Value(this.model.build(g, OWN_REALM), new Genotype(g));
  }
}

/** What a value was built from, kept for shrinking. */
class Genotype {
  readonly g: unknown;

  constructor(g: unknown) {
    this.g = g;
  }
}

/** Draws from fast-check's stream, so that its seeds and paths replay. */
function rngOf(random: fc.Random): Rng {
  const unit = (): number => random.nextDouble();
  const int = (min: number, max: number): number => random.nextInt(min, max);
  return {
    int,
    unit,
    oneIn: (n) => unit() * n < 1,
    pick: <T>(items: ArrayLike<T>): T => items[int(0, items.length - 1)] as T, // as Rng.pick: not empty
  };
}
