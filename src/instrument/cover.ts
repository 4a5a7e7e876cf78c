import type { PluginItem } from '@babel/core';
import type { NodePath } from '@babel/traverse';
import * as t from '@babel/types';
import { programVisitor } from 'istanbul-lib-instrument';
import { applyPlugins, emitModule, typePlugins } from './emit.ts';
import { chooseNames } from './names.ts';
import { readModule } from './read-module.ts';
import type { SourceModule, StrippedModule } from './source-module.ts';

/**
 * Turns a module into a function body with istanbul-lib-instrument's counters, which tell hits by line and branch, and none of
 * ours. Types are taken out first, because its output would keep them; it works on the syntax tree, whose positions are those
 * of the file as its author wrote it.
 * @param variable name of the global that the counters lie under, by file.
 * @throws DataError as `instrumentModule` does.
 */
export function coverModule(source: SourceModule, variable: string): StrippedModule {
  const { file, survey } = readModule(source);
  // What a program asks coverage tools to leave out may be what makes it slow.
  file.comments = [];
  const typeless = applyPlugins(file, source, typePlugins(source));
  const covered = applyPlugins(typeless, source, [coveragePlugin(source.id, variable)]);
  const { code, specifiers } = emitModule(
    covered,
    { ...source, language: 'js' },
    survey,
    chooseNames(survey.names),
  );
  return { code, isAsync: survey.isAsync, mayBeAsync: survey.mayBeAsync, specifiers };
}

/** As it is: its declarations are those of an older Babel. */
const visitorOf = programVisitor as unknown as (
  types: typeof t,
  file: string,
  options: { readonly coverageVariable: string },
) => { readonly enter: (path: NodePath) => unknown; readonly exit: (path: NodePath) => unknown };

function coveragePlugin(id: string, variable: string): PluginItem {
  const { enter, exit } = visitorOf(t, id, { coverageVariable: variable });
  // What they return is for other callers than Babel, which refuses it.
  const Program = {
    enter: (path: NodePath): void => void enter(path),
    exit: (path: NodePath): void => void exit(path),
  };
  return { visitor: { Program } };
}
