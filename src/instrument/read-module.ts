import type * as t from '@babel/types';
import { codeError, parseSource } from './parse.ts';
import type { SourceModule } from './source-module.ts';
import { surveyModule, type Survey } from './survey.ts';

/**
 * Parses a module that is to be run, and looks it over.
 * @throws DataError with file, line and a code frame when the code is not valid, or nothing that Node runs.
 */
export function readModule(source: SourceModule): { file: t.File; survey: Survey } {
  const file = parseSource(source);
  const survey = surveyModule(file.program);
  if (survey.jsx !== undefined) {
    throw codeError(source, survey.jsx, 'JSX is not something that Node runs.');
  }
  return { file, survey };
}
