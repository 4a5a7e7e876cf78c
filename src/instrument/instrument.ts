import * as t from '@babel/types';
import { collectConstants } from './constants.ts';
import { createCounters } from './counters.ts';
import { emitModule } from './emit.ts';
import { chooseNames } from './names.ts';
import { codeError, parseSource } from './parse.ts';
import { placeCounters } from './place.ts';
import type {
  InstrumentedModule,
  ModuleBase,
  SourceModule,
  StrippedModule,
} from './source-module.ts';
import { surveyModule, type Survey } from './survey.ts';
import { createUnitTable } from './units.ts';

/**
 * Turns a module into a function body that counts: hits of its sites, and the work that builtins do for it.
 * @throws DataError with file, line and a code frame when the code is not valid, or uses syntax that cannot be run.
 */
export function instrumentModule(source: SourceModule, base: ModuleBase): InstrumentedModule {
  const { file, survey } = read(source);
  const constants = collectConstants(file.program);
  const names = chooseNames(survey.names);
  const units = createUnitTable();
  const counters = createCounters(names, units);
  placeCounters(file.program, { names, units, counters, bound: survey.bound });
  // Charges look at objects, which traps would notice.
  if (survey.names.has('Proxy'))
    file.program.body.unshift(t.expressionStatement(counters.work('expectProxies', [])));
  const { sites, functionSiteCounts } = units.finish(base);
  const { code, specifiers } = emitModule(file, source, survey, names);
  const { isAsync, mayBeAsync } = survey;
  return { code, isAsync, mayBeAsync, specifiers, sites, functionSiteCounts, constants };
}

/**
 * Turns a module into a function body that does not count.
 * @throws DataError as {@link instrumentModule} does.
 */
export function stripModule(source: SourceModule): StrippedModule {
  const { file, survey } = read(source);
  const { code, specifiers } = emitModule(file, source, survey, chooseNames(survey.names));
  return { code, isAsync: survey.isAsync, mayBeAsync: survey.mayBeAsync, specifiers };
}

function read(source: SourceModule): { file: t.File; survey: Survey } {
  const file = parseSource(source);
  const survey = surveyModule(file.program);
  if (survey.jsx !== undefined) {
    throw codeError(source, survey.jsx, 'JSX is not something that Node runs.');
  }
  return { file, survey };
}
