import type { Realm } from '../../../harness/protocol.ts';
import { DataError } from '../../core/errors.ts';
import type { InputModel, Part, Sequence } from '../../core/input-model.ts';
import type { InputSpec } from '../../core/input-spec.ts';
import type { Rng } from '../../core/rng.ts';
import { createRng } from '../../core/rng.ts';
import { scaleNumbers } from './scale-numbers.ts';
import type { Codec } from './codec.ts';
import { createCodec } from './codec.ts';
import type { Driver, NodeModel, ScaleStrategy, Scope } from './node.ts';
import { MAX_LENGTH, SCALE_STRATEGIES } from './node.ts';
import { driverOf, drivingValue } from './parts.ts';
import { compileRoot } from './root.ts';
import { shrinkGenotype } from './shrink.ts';
import { spliceGenotypes } from './splice.ts';

export { SCALE_STRATEGIES } from './node.ts';
export type { ScaleStrategy } from './node.ts';

export interface CompileOptions {
  /** Largest size that inputs shall have, see InputModel.sizeOf. */
  readonly maxSize: number;
}

/** The model of a spec can also be scaled in a chosen way. */
export interface SpecModel extends InputModel {
  /** As `scale`, which draws the strategy. */
  scaleWith(strategy: ScaleStrategy, rng: Rng, g: unknown, factor: number): unknown;
}

/** Sizes that are tried before a spec is said to have no input. */
const TRIAL_SIZES = [8, 1, 64, 3, 512, 30, 4096];
const TRIALS_PER_SIZE = 24;
/** Tries of `generate` until it falls back on an input found before. */
const GENERATE_TRIES = 16;
/** Parts given for one genotype, at most. */
const MAX_PARTS = 64;
/** Halvings of a replacement that makes the whole too large, before the edit is refused. */
const MAX_HALVINGS = 20;

/** Elements made in one operation, at most, as a multiple of the largest size. */
const ROOM_FACTOR = 4;
const MIN_ROOM = 4096;

/**
 * Compiles a spec to the model that generates, edits, scales, prints and parses its inputs.
 * @throws DataError when the spec contradicts itself; the message names the JSON path
 */
export function compileSpec(spec: InputSpec, { maxSize }: CompileOptions): SpecModel {
  // Nodes first: they say best what is wrong with them. How strings stand in the layout is known only then.
  compileRoot(spec, maxSize);
  const codec = createCodec(spec);
  const { root, scope } = compileRoot(spec, maxSize, codec.roles);
  return new CompiledModel(root, scope, codec, maxSize);
}

class CompiledModel implements SpecModel {
  readonly target: 'function' | 'stdin';
  readonly maxSize: number;
  private readonly root: NodeModel;
  private readonly scope: Scope;
  private readonly codec: Codec;
  /** Several parts may together be larger than allowed, so that edits must look at the whole. */
  private readonly canOutgrow: boolean;
  /** See Scope.room. */
  private readonly room: number;
  private readonly fallback: unknown;

  constructor(root: NodeModel, scope: Scope, codec: Codec, maxSize: number) {
    this.target = codec.target;
    this.root = root;
    this.scope = scope;
    this.codec = codec;
    this.maxSize = Math.max(1, root.minSize, Math.min(root.maxSize, maxSize));
    this.canOutgrow = root.maxSize > this.maxSize;
    this.room = ROOM_FACTOR * Math.min(this.maxSize, MAX_LENGTH) + MIN_ROOM;
    this.fallback = this.findAny();
  }

  /** Tells specs that no input satisfies from those where some draws fail. */
  private findAny(): unknown {
    for (const size of TRIAL_SIZES)
      for (let trial = 0; trial < TRIALS_PER_SIZE; trial++) {
        const found = this.attempt(createRng(size, trial), () =>
          this.root.generate(this.scope, size),
        );
        if (found.ok && !this.isTooLarge(found.value)) return found.value;
      }
    throw new DataError(
      'the spec contradicts itself: no input was found that satisfies all bounds',
      {
        hint: 'Look for bounds over earlier fields that exclude each other, and for minimum lengths beyond the size limit.',
      },
    );
  }

  private attempt(
    rng: Rng,
    make: () => unknown,
  ): { readonly ok: boolean; readonly value: unknown } {
    this.start(rng);
    const value = make();
    return { ok: this.scope.ok, value };
  }

  private start(rng: Rng): void {
    this.scope.rng = rng;
    this.scope.ok = true;
    this.scope.room = this.room;
  }

  private isTooLarge(g: unknown): boolean {
    return this.canOutgrow && this.root.sizeOf(g) > this.maxSize;
  }

  generate(rng: Rng, size: number): unknown {
    let wanted = Math.min(size, this.maxSize);
    for (let i = 0; i < GENERATE_TRIES; i++) {
      const made = this.attempt(rng, () => this.root.generate(this.scope, wanted));
      if (made.ok && !this.isTooLarge(made.value)) return this.codec.canonical(made.value);
      if (made.ok) wanted /= 2;
    }
    return this.codec.canonical(this.fallback);
  }

  parts(g: unknown): readonly Part[] {
    const parts: Part[] = [];
    this.root.parts(this.scope, g, [], { parts, limit: MAX_PARTS });
    return parts;
  }

  edit(g: unknown, part: Part, value: Sequence | number, rng: Rng): unknown {
    const { scope, root } = this;
    this.start(rng);
    const driver = driverOf(part);
    const base =
      driver === undefined || typeof value === 'number'
        ? g
        : this.drive(g, part, driver, value.length);
    let edited = root.edit(scope, base, part.path, 0, value);
    let shorter = value;
    for (let i = 0; this.isTooLarge(edited) && typeof shorter !== 'number'; i++) {
      if (i === MAX_HALVINGS) return g;
      // What was there before may itself be too large: then it must at least not grow.
      if (root.sizeOf(edited) <= root.sizeOf(g)) break;
      shorter = shorter.slice(0, shorter.length >> 1);
      edited = root.edit(scope, g, part.path, 0, shorter);
    }
    if (typeof value === 'number' && this.isTooLarge(edited)) return g;
    return scope.ok ? this.codec.canonical(edited) : g;
  }

  /** Sets the field that the length of a part follows, so that a sequence of this length fits. */
  private drive(g: unknown, part: Part, driver: Driver, length: number): unknown {
    const path = [...part.path.slice(0, driver.field.depth), driver.field.key];
    const current = valueAt(g, path);
    const next = typeof current === 'number' ? drivingValue(driver, current, length) : undefined;
    return next === undefined ? g : this.root.edit(this.scope, g, path, 0, next);
  }

  scale(rng: Rng, g: unknown, factor: number): unknown {
    return this.scaleWith(rng.pick(SCALE_STRATEGIES), rng, g, factor);
  }

  scaleWith(strategy: ScaleStrategy, rng: Rng, g: unknown, factor: number): unknown {
    if (this.root.maxSize <= this.root.minSize) return scaleNumbers(this, rng, g, factor);
    this.scope.before = { ...this.scope, rng, slots: this.scope.slots.slice() };
    this.scope.keepsRanks = rng.oneIn(2);
    const now = this.root.sizeOf(g);
    let wanted = Math.min(now * factor, Math.max(this.maxSize, 1));
    for (let i = 0; i < GENERATE_TRIES; i++) {
      const made = this.attempt(rng, () => this.root.resize(this.scope, g, wanted, strategy));
      if (made.ok && !this.isTooLarge(made.value)) return this.codec.canonical(made.value);
      if (made.ok) wanted *= 0.8;
    }
    return g;
  }

  splice(rng: Rng, a: unknown, b: unknown): unknown {
    return spliceGenotypes(this, rng, a, b);
  }

  shrink(g: unknown): Iterable<unknown> {
    return shrinkGenotype(this, g);
  }

  encode(g: unknown): string {
    return this.codec.encode(this.root, g);
  }

  decode(text: string): unknown {
    return this.codec.decode(this.root, this.scope, text);
  }

  fromValue(value: readonly unknown[] | string): unknown {
    const read = this.codec.fromValue(this.root, this.scope, value);
    return read.ok ? read.g : undefined;
  }

  sizeOf(g: unknown): number {
    return Math.max(1, this.root.sizeOf(g));
  }

  build(g: unknown, realm: Realm): unknown[] | string {
    return this.codec.build(this.root, g, realm);
  }
}

function valueAt(g: unknown, path: readonly (string | number)[]): unknown {
  let value = g;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key]; // genotypes are plain data
  }
  return value;
}
