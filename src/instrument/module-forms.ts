import * as t from '@babel/types';
import { replaceChildren } from './children.ts';
import type { Counters } from './counters.ts';
import type { Names } from './names.ts';
import type { SourceModule } from './source-module.ts';
import type { Survey } from './survey.ts';

/** What CommonJS has in scope and ECMAScript modules do not. */
const COMMONJS_NAMES = new Set(['require', 'module', 'exports', '__filename', '__dirname']);

/**
 * Rewrites what Babel's lowering would not keep as it is: `import(x)` and `import.meta` become what the harness passes in, names of
 * CommonJS stay undefined in ECMAScript modules, `export * as` becomes an import and an export, and default exports without a
 * name are called `default`.
 */
export function rewriteModuleForms(
  program: t.Program,
  source: SourceModule,
  survey: Survey,
  names: Names,
  work: Counters['work'],
): void {
  const isModule = source.format === 'module';
  const replace = (node: t.Node, parent: t.Node, grandparent: t.Node | undefined): t.Node => {
    replaceChildren(node, (child) => replace(child, node, parent));
    switch (node.type) {
      case 'ImportExpression': {
        const args = node.options ? [node.source, node.options] : [node.source];
        return t.callExpression(t.identifier(names.tools.$import), args);
      }
      case 'MetaProperty':
        return node.meta.name === 'import' ? t.identifier(names.tools.$meta) : node;
      case 'Identifier': {
        const isAbsent = isModule && COMMONJS_NAMES.has(node.name) && !survey.bound.has(node.name);
        return isAbsent && t.isReferenced(node, parent, grandparent)
          ? t.identifier(`${names.absent}${node.name}`)
          : node;
      }
      default:
        return node;
    }
  };
  replaceChildren(program, (child) => replace(child, program, undefined));
  program.body = program.body.flatMap((statement, i) => {
    if (statement.type === 'ExportNamedDeclaration') return splitNamespace(statement, i, names);
    if (statement.type === 'ExportDefaultDeclaration') return nameDefault(statement, names, work);
    return statement;
  });
}

/** `export * as k from 'm'` → `import * as x from 'm'; export { x as k }` */
function splitNamespace(
  statement: t.ExportNamedDeclaration,
  index: number,
  names: Names,
): t.Statement[] {
  const { specifiers, source } = statement;
  const found = specifiers.filter((specifier) => specifier.type === 'ExportNamespaceSpecifier');
  if (found.length === 0 || !source || statement.exportKind === 'type') return [statement];
  const local = `${names.temporary}n${index}`;
  const others = specifiers.filter((specifier) => specifier.type !== 'ExportNamespaceSpecifier');
  const split: t.Statement[] = found.flatMap(({ exported }) => [
    t.importDeclaration(
      [t.importNamespaceSpecifier(t.identifier(local))],
      t.stringLiteral(source.value),
    ),
    t.exportNamedDeclaration(null, [t.exportSpecifier(t.identifier(local), exported)]),
  ]);
  if (others.length > 0) split.push(t.exportNamedDeclaration(null, others, source));
  return split;
}

/** Functions and classes without a name that are exported as default have the name `default`. */
function nameDefault(
  statement: t.ExportDefaultDeclaration,
  names: Names,
  work: Counters['work'],
): t.Statement[] {
  const { declaration } = statement;
  switch (declaration.type) {
    case 'FunctionDeclaration': {
      if (declaration.id) return [statement];
      declaration.id = t.identifier(`${names.temporary}d`);
      const naming = work('nameDefault', [t.identifier(declaration.id.name)]);
      return [statement, t.expressionStatement(naming)];
    }
    case 'ClassDeclaration':
      if (declaration.id) return [statement];
      statement.declaration = named(t.toExpression(declaration));
      return [statement];
    case 'ArrowFunctionExpression':
      statement.declaration = named(declaration);
      return [statement];
    case 'FunctionExpression':
    case 'ClassExpression':
      if (!declaration.id) statement.declaration = named(declaration);
      return [statement];
    default:
      return [statement];
  }
}

/** `({ default: value }).default`, where the value takes its name from the property. */
function named(value: t.Expression): t.Expression {
  const holder = t.objectExpression([t.objectProperty(t.identifier('default'), value)]);
  return t.memberExpression(holder, t.identifier('default'));
}
