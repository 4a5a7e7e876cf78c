import { prepareVariants, VARIANTS, type Variant } from './variants.ts';

export interface Kernel {
  readonly name: string;
  readonly code: string;
  /** Size at which the plain kernel runs for some tens of milliseconds. */
  readonly size: number;
}

export interface KernelResult {
  readonly name: string;
  readonly size: number;
  /** Median CPU time of one run. Milliseconds. */
  readonly cpuMs: Readonly<Record<Variant, number>>;
  /** Median over rounds of CPU time as a multiple of the plain run of the same round. */
  readonly ratio: Readonly<Record<Variant, number>>;
}

/**
 * CPU time of every variant of a kernel, interleaved: each round runs each variant once, in rotating order, so that drift of the
 * machine meets all alike.
 * @param rounds measured rounds, after two that warm up.
 * @param cpuMs reads the CPU time of this process in milliseconds.
 */
export function measureKernel(kernel: Kernel, rounds: number, cpuMs: () => number): KernelResult {
  const runs = prepareVariants(`${kernel.name}.cjs`, kernel.code);
  const expected = runs.plain(kernel.size);
  const samples: Record<Variant, number[]> = { plain: [], istanbul: [], bare: [], slowpath: [] };
  for (let round = -2; round < rounds; round++) {
    for (let i = 0; i < VARIANTS.length; i++) {
      const variant = VARIANTS[(i + round + 2) % VARIANTS.length] ?? 'plain';
      const start = cpuMs();
      const checksum = runs[variant](kernel.size);
      const elapsed = cpuMs() - start;
      if (checksum !== expected) throw new Error(`${kernel.name}: ${variant} computes otherwise`);
      if (round >= 0) samples[variant].push(elapsed);
    }
  }
  const ratios = (variant: Variant): number =>
    median(samples[variant].map((ms, i) => ms / (samples.plain[i] ?? ms)));
  return {
    name: kernel.name,
    size: kernel.size,
    cpuMs: forEach((variant) => median(samples[variant])),
    ratio: forEach(ratios),
  };
}

export function forEach(value: (variant: Variant) => number): Record<Variant, number> {
  return {
    plain: value('plain'),
    istanbul: value('istanbul'),
    bare: value('bare'),
    slowpath: value('slowpath'),
  };
}

/** Middle of a non-empty list; the mean of the two middles when the length is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[sorted.length >> 1] ?? NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[(sorted.length >> 1) - 1] ?? NaN)) / 2;
}

/** exp of the mean logarithm; values > 0, at least one. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
