import { transformFromAstSync, type PluginItem } from '@babel/core';
import * as t from '@babel/types';
import { MODULE_PARAMETERS } from '../../harness/protocol.ts';
import { commonjsPlugin, generate, typescriptPlugin } from './babel.ts';
import { createCounters, type Counters } from './counters.ts';
import { rewriteModuleForms } from './module-forms.ts';
import type { Names } from './names.ts';
import { codeError } from './parse.ts';
import type { ModuleSpecifier, SourceModule } from './source-module.ts';
import type { Survey } from './survey.ts';
import { createUnitTable } from './units.ts';

/** A module body as text, and what it loads. */
export interface EmittedModule {
  readonly code: string;
  readonly specifiers: readonly ModuleSpecifier[];
}

/**
 * Lowers TypeScript and module syntax and prints the module as a function body over `MODULE_PARAMETERS`. The AST is used up.
 * @param isMapped its source map follows in a comment
 * @throws DataError when the module uses syntax that Babel's plugins refuse.
 */
export function emitModule(
  file: t.File,
  source: SourceModule,
  survey: Survey,
  names: Names,
  isMapped = true,
): EmittedModule {
  const { work } = createCounters(names, createUnitTable());
  rewriteModuleForms(file.program, source, survey, names, work);
  const lowered = lower(file, source, survey);
  lowered.program.interpreter = null;
  const specifiers = collectSpecifiers(lowered.program, source.format, names);
  if (source.format === 'module') useNamespaces(lowered.program, names, work);
  if (names.areRenamed || survey.usesArguments)
    wrapInFunction(lowered.program, names, survey.isAsync);
  const { code, map } = generate(lowered, {
    comments: false,
    sourceMaps: isMapped,
    sourceFileName: source.id,
    filename: source.id,
  });
  if (!isMapped) return { code, specifiers };
  const encodedMap = Buffer.from(JSON.stringify(map)).toString('base64');
  return {
    code: `${code}\n//# sourceMappingURL=data:application/json;base64,${encodedMap}`,
    specifiers,
  };
}

function lower(file: t.File, source: SourceModule, survey: Survey): t.File {
  const plugins: PluginItem[] = [...typePlugins(source)];
  if (source.format === 'module') {
    plugins.push([commonjsPlugin, { importInterop: 'none', allowTopLevelThis: false }]);
  } else if (survey.hasModuleSyntax) {
    plugins.push([commonjsPlugin, { importInterop: 'babel' }]);
  }
  return applyPlugins(file, source, plugins);
}

/** What takes the types out of a module, if it may have any. */
export function typePlugins({ language }: SourceModule): readonly PluginItem[] {
  if (language !== 'ts' && language !== 'tsx') return [];
  return [[typescriptPlugin, { allowDeclareFields: true, allowNamespaces: true }]];
}

/**
 * Transforms a module in one pass of Babel's. The AST is used up; what stays of it keeps its positions.
 * @throws DataError when a plugin refuses the module's syntax.
 */
export function applyPlugins(
  file: t.File,
  source: SourceModule,
  plugins: readonly PluginItem[],
): t.File {
  if (plugins.length === 0) return file;
  try {
    const result = transformFromAstSync(file, source.code, {
      ast: true,
      code: false,
      cloneInputAst: false,
      configFile: false,
      babelrc: false,
      browserslistConfigFile: false,
      filename: source.id,
      plugins: [...plugins],
    });
    if (result?.ast) return result.ast;
  } catch (error) {
    throw refusal(error, source);
  }
  throw new TypeError(`no syntax tree came back for ${source.id}`);
}

/** Babel's plugins say in words what they do not support; the place is in the code frame they append. */
function refusal(error: unknown, source: SourceModule): unknown {
  if (!(error instanceof Error)) return error;
  const message = error.message.split('\n', 1)[0]?.replace(`${source.id}: `, '') ?? '';
  const place = /^>\s*(\d+) \|/m.exec(error.message);
  return codeError(source, { line: Number(place?.[1] ?? 1), column: 0 }, message, error);
}

/** What the module loads: static imports as Babel lowered them, `import(…)`, and in CommonJS calls of `require`. */
function collectSpecifiers(
  program: t.Program,
  format: SourceModule['format'],
  names: Names,
): ModuleSpecifier[] {
  const found = new Map<string, ModuleSpecifier>();
  const add = (kind: ModuleSpecifier['kind'], argument: t.Node | undefined): void => {
    const specifier = literalText(argument);
    if (specifier !== undefined) found.set(`${kind} ${specifier}`, { specifier, kind });
  };
  for (const call of staticImports(program, format)) add('import', call.arguments[0]);
  t.traverseFast(program, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return;
    const { name } = node.callee;
    if (name === names.tools.$import) add('dynamic', node.arguments[0]);
    if (name === 'require' && format === 'commonjs') add('require', node.arguments[0]);
  });
  return [...found.values()];
}

/** Static imports see namespaces, whatever kind of module they name; see `Work.namespace` in the harness. */
function useNamespaces(program: t.Program, names: Names, work: Counters['work']): void {
  for (const call of staticImports(program, 'module')) {
    const original = t.callExpression(call.callee, call.arguments);
    call.callee = t.memberExpression(t.identifier(names.tools.$w), t.identifier('namespace'));
    call.arguments = [original];
  }
  program.body.unshift(t.expressionStatement(work('esModule', [t.identifier('exports')])));
}

/** The calls of `require` that Babel made of static imports: whole statements or initial values at the top level. */
function staticImports(program: t.Program, format: SourceModule['format']): t.CallExpression[] {
  if (format !== 'module') return [];
  return program.body.flatMap((statement) => {
    const expressions =
      statement.type === 'VariableDeclaration'
        ? statement.declarations.map(({ init }) => init)
        : [statement.type === 'ExpressionStatement' ? statement.expression : null];
    return expressions.filter((expression) => isRequireCall(expression));
  });
}

function isRequireCall(node: t.Node | null | undefined): node is t.CallExpression {
  return (
    node?.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require'
  );
}

function literalText(node: t.Node | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined;
  }
  return undefined;
}

/**
 * The module uses names of ours, or counts its arguments: it gets a function of its own with Node's five parameters, inside one
 * that has the tools under other names.
 */
function wrapInFunction(program: t.Program, names: Names, isAsync: boolean): void {
  const own = MODULE_PARAMETERS.filter((name) => !name.startsWith('$'));
  const identifiers = (): t.Identifier[] => own.map((name) => t.identifier(name));
  const renamed = Object.entries(names.tools)
    .filter(([tool, name]) => tool !== name)
    .map(([tool, name]) => t.variableDeclarator(t.identifier(name), t.identifier(tool)));
  const block = t.blockStatement(program.body, program.directives);
  const body = t.functionExpression(null, identifiers(), block, false, isAsync);
  const call = t.callExpression(t.memberExpression(body, t.identifier('call')), [
    t.thisExpression(),
    ...identifiers(),
  ]);
  program.directives = [];
  program.body = [t.returnStatement(call)];
  if (renamed.length > 0) program.body.unshift(t.variableDeclaration('const', renamed));
}
