import * as t from '@babel/types';
import { collectConstants } from './constants.ts';
import { createCounters } from './counters.ts';
import { emitModule } from './emit.ts';
import { markProbes, type IndexedProbe } from './mark-probes.ts';
import { chooseNames } from './names.ts';
import { type ComparisonNumbers, numberComparisons } from './place-comparisons.ts';
import { placeCounters } from './place.ts';
import { readModule } from './read-module.ts';
import type {
  AttentiveModule,
  InstrumentedModule,
  ModuleBase,
  SourceModule,
  StrippedModule,
} from './source-module.ts';
import { createUnitTable } from './units.ts';

/**
 * Turns a module into a function body that counts: hits of its sites, and the work that builtins do for it.
 * @param probes of this module; sites and what they count are the same with and without.
 * @throws DataError with file, line and a code frame when the code is not valid, or uses syntax that cannot be run.
 */
export function instrumentModule(
  source: SourceModule,
  base: ModuleBase,
  probes: readonly IndexedProbe[] = [],
): InstrumentedModule {
  return build(source, base, probes, undefined);
}

/**
 * The same, but what the module compares is told to who listens: sites and what they count are the same, time is not. There are no
 * probes in it.
 * @param firstComparison number of the module's first comparison
 * @throws DataError as {@link instrumentModule} does.
 */
export function instrumentAttentive(
  source: SourceModule,
  base: ModuleBase,
  firstComparison: number,
): AttentiveModule {
  const comparisons = numberComparisons(firstComparison);
  const module = build(source, base, [], comparisons);
  return { ...module, comparisonCount: comparisons.count };
}

function build(
  source: SourceModule,
  base: ModuleBase,
  probes: readonly IndexedProbe[],
  comparisons: ComparisonNumbers | undefined,
): InstrumentedModule {
  const { file, survey } = readModule(source);
  const constants = collectConstants(file.program);
  const names = chooseNames(survey.names);
  const units = createUnitTable();
  const counters = createCounters(names, units);
  const marked = markProbes(file, probes, names);
  const { bound } = survey;
  placeCounters(file.program, { names, units, counters, bound, probes: marked, comparisons });
  // Charges look at objects, which traps would notice.
  if (survey.names.has('Proxy'))
    file.program.body.unshift(t.expressionStatement(counters.work('expectProxies', [])));
  const { sites, functionSiteCounts } = units.finish(base);
  // Nobody looks for places in what is only listened to.
  const isMapped = comparisons === undefined;
  const { code, specifiers } = emitModule(file, source, survey, names, isMapped);
  const { isAsync, mayBeAsync } = survey;
  return { code, isAsync, mayBeAsync, specifiers, sites, functionSiteCounts, constants };
}

/**
 * Turns a module into a function body that does not count.
 * @throws DataError as {@link instrumentModule} does.
 */
export function stripModule(source: SourceModule): StrippedModule {
  const { file, survey } = readModule(source);
  const { code, specifiers } = emitModule(file, source, survey, chooseNames(survey.names));
  return { code, isAsync: survey.isAsync, mayBeAsync: survey.mayBeAsync, specifiers };
}
