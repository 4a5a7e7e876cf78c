import type { Executor } from '../core/executor.ts';
import type { Finding } from '../core/finding.ts';
import type { InputModel } from '../core/input-model.ts';
import { createRng } from '../core/rng.ts';
import type { ProfiledRun } from '../core/synthesis.ts';
import { bandOf, lineages, pickFindings, type SizeBand, sizeBands } from './size-bands.ts';
import { makeVariant, VARIANTS } from './variants.ts';

/** What is known before anything is measured. */
export interface SampleSources {
  /** Of the campaign, if there was one. */
  readonly findings: readonly Finding[];
  /** Encoded. */
  readonly seeds: readonly string[];
}

export interface SampleOptions<G> {
  readonly model: Pick<
    InputModel<G>,
    'decode' | 'edit' | 'encode' | 'generate' | 'maxSize' | 'parts' | 'scale' | 'sizeOf'
  >;
  readonly executor: Pick<Executor, 'measure'>;
  readonly seed: number;
  /** Largest size to make; the model's own limit counts too. */
  readonly maxSize: number;
  /** Fuel of one execution, steps; see {@link fuelOf}. */
  readonly maxSteps: number;
  /** Runs at most. Default 160. */
  readonly runs?: number;
  /** Steps of all executions together, at most. Default 2^24: about an eighth of a second, and they are made many times over. */
  readonly totalSteps?: number;
}

const DEFAULT_RUNS = 160;
const DEFAULT_STEPS = 2 ** 24;
/** One execution gets this part of all steps … */
const STEPS_PART = 32;
/** … or so many times what the cheapest find costs, where every execution is that dear. */
const CHEAPEST_FACTOR = 4;
/** Of all runs: finds, seeds, and of each band finds of another size brought there and generated inputs. */
const FINDINGS_SHARE = 0.3;
const SEEDS_SHARE = 0.08;
const SCALED_PER_BAND = 3;
const GENERATED_PER_BAND = 4;
/** Generated inputs are of the size of the slow ones or somewhat larger: see minePairs. */
const GENERATED_SIZES = [1, 1.1];
/** Variants further from the size of what they were made from than this do not compare with it. */
const SIZE_TOLERANCE = 1.25;
/** Costliest runs of a band that variants are made of. */
const ANCHORS_PER_BAND = 2;
/** Draws for one variant until it is of the right size. */
const VARIANT_DRAWS = 3;
/** Inputs of one request. */
const BATCH = 16;

/**
 * The runs that synthesis looks at, with hits: slow inputs at several sizes, and others of like size to hold against
 * them. Finds (costliest of each size band and lineage, and some in between), seeds and generated inputs are measured
 * first; then variants of the costliest of each band, which keep its size and lose one trait each.
 * Outcome `ok` only; distinct inputs; by size, costliest first. Deterministic for equal sources, seed and program.
 */
export async function sampleRuns<G>(
  { findings, seeds }: SampleSources,
  options: SampleOptions<G>,
): Promise<readonly ProfiledRun[]> {
  const { model, runs = DEFAULT_RUNS, totalSteps = DEFAULT_STEPS } = options;
  const maxSize = Math.max(1, Math.min(options.maxSize, model.maxSize));
  const usable = findings.filter(({ outcome }) => outcome === 'ok');
  const maxSteps = fuelOf(usable, options.maxSteps, totalSteps);
  const affordable = usable.filter(({ steps }) => steps <= maxSteps);
  // Where slow inputs cost too much there is nothing to hold fast ones against.
  const tooDear = usable.filter(({ steps }) => steps > maxSteps).map(({ size }) => size - 1);
  const bands = sizeBands(affordable, Math.max(1, Math.min(maxSize, ...tooDear)));
  const collector = createCollector(options.executor, { runs, totalSteps, maxSteps });
  collector.offer(
    'found',
    pickPerBand(bands, lineages(usable), Math.floor((runs * FINDINGS_SHARE) / bands.length)),
  );
  collector.offer('seed', spread(seeds, Math.ceil(runs * SEEDS_SHARE)));
  collector.offer('generated', generate(bands, { ...options, maxSize }));
  collector.offer('mutated', scaleToEmpty(bands, options));
  await collector.measure();
  const anchors = anchorsOf(collector.measured());
  collector.offer('mutated', variantsOf(anchors, options));
  await collector.measure();
  return collector
    .measured()
    .toSorted((a, b) => a.size - b.size || b.steps - a.steps || (a.input < b.input ? -1 : 1));
}

function fuelOf(findings: readonly Finding[], maxSteps: number, totalSteps: number): number {
  const cheapest = findings.reduce((least, { steps }) => Math.min(least, steps), Infinity);
  const dear = Number.isFinite(cheapest) ? CHEAPEST_FACTOR * cheapest : 0;
  return Math.max(1, Math.min(maxSteps, Math.max(dear, Math.floor(totalSteps / STEPS_PART))));
}

interface Collector {
  /** Puts inputs in the queue; those already known, and those beyond the number of runs, are never measured. */
  offer(origin: string, inputs: Iterable<string>): void;
  /** Measures what is queued, as far as runs and steps allow. */
  measure(): Promise<void>;
  /** The runs that ended well, in order of measurement. */
  measured(): readonly ProfiledRun[];
}

function createCollector(
  executor: Pick<Executor, 'measure'>,
  limits: { readonly runs: number; readonly totalSteps: number; readonly maxSteps: number },
): Collector {
  const runs: ProfiledRun[] = [];
  const known = new Set<string>();
  let queue: { readonly origin: string; readonly input: string }[] = [];
  let spent = 0;
  let executions = 0;
  return {
    offer(origin, inputs) {
      for (const input of inputs) {
        if (executions + queue.length >= limits.runs) return;
        if (known.has(input)) continue;
        known.add(input);
        queue.push({ origin, input });
      }
    },
    async measure() {
      for (let from = 0; from < queue.length && spent < limits.totalSteps; from += BATCH) {
        const batch = queue.slice(from, from + BATCH);
        const inputs = batch.map(({ input }) => input);
        const { maxSteps } = limits;
        const measured = await executor.measure(inputs, { maxSteps, hits: true, fresh: true });
        for (const [i, measurement] of measured.entries()) {
          spent += measurement.steps;
          const { origin = '', input = '' } = batch[i] ?? {};
          if (measurement.outcome === 'ok') runs.push({ ...measurement, input, origin });
        }
        executions += batch.length;
      }
      queue = [];
    },
    measured: () => runs,
  };
}

/** In turns from all bands, so that a limit on runs or steps cuts off the least important of each. */
function pickPerBand(
  bands: readonly SizeBand[],
  lineageOf: (finding: Finding) => number,
  count: number,
): readonly string[] {
  const picked = bands.map(({ findings }) => pickFindings(findings, lineageOf, Math.max(1, count)));
  return inTurns(picked).map(({ input }) => input);
}

function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
}

/** So many of a list, at even distances. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  const share = Math.min(1, count / items.length);
  return items.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
}

function* generate<G>(
  bands: readonly SizeBand[],
  { model, seed, maxSize }: Pick<SampleOptions<G>, 'maxSize' | 'model' | 'seed'>,
): Iterable<string> {
  for (let i = 0; i < GENERATED_PER_BAND; i++) {
    for (const { size } of bands) {
      const factor = GENERATED_SIZES[i % GENERATED_SIZES.length] ?? 1;
      const wanted = Math.min(maxSize, Math.round(factor * size));
      yield model.encode(model.generate(createRng(seed, size, i), wanted));
    }
  }
}

/** The costliest finds for their size, brought to the bands that have none. */
function* scaleToEmpty<G>(
  bands: readonly SizeBand[],
  { model, seed }: Pick<SampleOptions<G>, 'model' | 'seed'>,
): Iterable<string> {
  const best = bands
    .flatMap(({ findings }) => findings.slice(0, 1))
    .toSorted((a, b) => b.steps / b.size - a.steps / a.size)
    .slice(0, SCALED_PER_BAND);
  for (const { size, findings } of bands) {
    if (findings.length > 0) continue;
    for (const finding of best) {
      const rng = createRng(seed, size, finding.provenance.id);
      yield model.encode(model.scale(rng, model.decode(finding.input), size / finding.size));
    }
  }
}

/** The costliest runs of each size band, largest bands last. */
function anchorsOf(runs: readonly ProfiledRun[]): readonly ProfiledRun[] {
  const bands = new Map<number, ProfiledRun[]>();
  for (const run of runs.toSorted((a, b) => b.steps - a.steps || a.size - b.size)) {
    const band = bands.get(bandOf(run.size));
    if (band === undefined) bands.set(bandOf(run.size), [run]);
    else if (band.length < ANCHORS_PER_BAND) band.push(run);
  }
  return [...bands].toSorted(([a], [b]) => a - b).flatMap(([, own]) => own);
}

/** Variants of all anchors in turns; as many as are asked for. */
function* variantsOf<G>(
  anchors: readonly ProfiledRun[],
  { model, seed, runs = DEFAULT_RUNS }: Pick<SampleOptions<G>, 'model' | 'runs' | 'seed'>,
): Iterable<string> {
  if (anchors.length === 0) return;
  const genotypes = anchors.map(({ input }) => model.decode(input));
  for (let round = 0; round * anchors.length < 2 * runs; round++) {
    const kind = VARIANTS[round % VARIANTS.length] ?? 'shuffle';
    for (const [i, g] of genotypes.entries()) {
      const wanted = anchors[i]?.size ?? 1;
      for (let draw = 0; draw < VARIANT_DRAWS; draw++) {
        const variant = makeVariant(model, g, kind, createRng(seed, round, i, draw));
        if (variant === undefined) break;
        const size = model.sizeOf(variant);
        if (size > SIZE_TOLERANCE * wanted || SIZE_TOLERANCE * size < wanted) continue;
        yield model.encode(variant);
        break;
      }
    }
  }
}
