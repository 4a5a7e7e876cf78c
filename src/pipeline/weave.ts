import type { ProgramImage } from '../../harness/protocol.ts';
import type { Watch } from '../core/watch.ts';
import { coverModule } from '../instrument/cover.ts';
import { instrumentAttentive, instrumentModule } from '../instrument/instrument.ts';
import type { IndexedProbe } from '../instrument/mark-probes.ts';
import { listPlaces, type SourcePlace } from '../instrument/probe-places.ts';
import type { ModuleBase, SourceModule } from '../instrument/source-module.ts';

/** A module as it was instrumented: what it takes to do it again with probes. */
export interface WeavableModule {
  readonly source: SourceModule;
  readonly base: ModuleBase;
}

/** Of larger programs, a further version would take longer to make than it gains. Characters of source. */
const MAX_ATTENTIVE = 4_000_000;

/** The global that istanbul-lib-instrument's counters lie under. */
const COVERAGE_VARIABLE = '__slowpath_coverage__';

/** Every place of a program where values can be looked at, module by module. */
export function placesOf(modules: readonly WeavableModule[]): readonly SourcePlace[] {
  return modules.flatMap(({ source }) => listPlaces(source));
}

/**
 * The same program with the probes of a watch. Sites keep their numbers, so costs, site tables and the state of a
 * search hold for both.
 */
export function weaveProbes(
  image: ProgramImage,
  modules: readonly WeavableModule[],
  watch: Watch,
): ProgramImage {
  if (watch.probes.length === 0) return image;
  const codes = new Map<string, string>();
  for (const { source, base } of modules) {
    const probes = probesIn(watch, source);
    if (probes.length > 0) codes.set(source.id, instrumentModule(source, base, probes).code);
  }
  return { ...withCode(image, codes), probeCount: watch.probes.length };
}

/** As {@link weaveProbes}, but the probes stand in modules of their own: executions that are not looked at run without. */
export function weaveBeside(
  image: ProgramImage,
  modules: readonly WeavableModule[],
  watch: Watch,
): ProgramImage {
  const woven = weaveProbes(image, modules, watch);
  if (woven.probeCount === undefined) return woven;
  return { ...image, probeCount: woven.probeCount, probed: woven.modules };
}

/**
 * The program with modules beside its own that tell what they compare, for executions that are listened to. Very large
 * programs stay as they are.
 */
export function weaveAttentive(
  image: ProgramImage,
  modules: readonly WeavableModule[],
): ProgramImage {
  if (modules.reduce((sum, { source }) => sum + source.code.length, 0) > MAX_ATTENTIVE)
    return image;
  const codes = new Map<string, string>();
  let comparisonCount = 0;
  for (const { source, base } of modules) {
    const woven = instrumentAttentive(source, base, comparisonCount);
    comparisonCount += woven.comparisonCount;
    codes.set(source.id, woven.code);
  }
  const attentive = { modules: withCode(image, codes).modules, comparisonCount };
  return { ...image, attentive };
}

/** The same program under istanbul-lib-instrument's counters, and none of ours: no steps, no fuel. */
export function coverProgram(
  image: ProgramImage,
  modules: readonly WeavableModule[],
): ProgramImage {
  const codes = new Map(
    modules.map(({ source }) => [source.id, coverModule(source, COVERAGE_VARIABLE).code]),
  );
  return { ...withCode(image, codes), coverageVariable: COVERAGE_VARIABLE };
}

function probesIn({ probes }: Watch, { id }: SourceModule): readonly IndexedProbe[] {
  return probes
    .map((probe, index) => ({ index, probe }))
    .filter(({ probe }) => probe.place.file === id);
}

function withCode(image: ProgramImage, codes: ReadonlyMap<string, string>): ProgramImage {
  return {
    ...image,
    modules: image.modules.map((module) => {
      const code = codes.get(module.id);
      return code === undefined ? module : { ...module, code };
    }),
  };
}
