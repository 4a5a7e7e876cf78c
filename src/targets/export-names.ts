import { parse } from '@babel/parser';
import type { Declaration, ExportNamedDeclaration, Node, Statement } from '@babel/types';
import { parserPlugins } from './module-format.ts';
import type { Language } from './ports.ts';

/** What the text of an ECMAScript module says it exports; types are left out. */
export interface ExportNames {
  /** In order of appearance. */
  readonly names: readonly string[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

/** @returns undefined when the text does not parse as a module or exports in a way that only running it shows. */
export function exportNames(code: string, language: Language): ExportNames | undefined {
  let body: readonly Statement[];
  try {
    body = parse(code, { sourceType: 'module', plugins: parserPlugins(language) }).program.body;
  } catch {
    // Reported, with its place, by whoever needs the module itself.
    return undefined;
  }
  const names = new Set<string>();
  const stars: string[] = [];
  for (const statement of body) {
    if (statement.type === 'TSExportAssignment') return undefined;
    if (statement.type === 'ExportDefaultDeclaration') {
      // The parser lets an interface stand here, though its types do not say so.
      const declared: string = statement.declaration.type;
      if (declared !== 'TSInterfaceDeclaration') names.add('default');
    } else if (statement.type === 'ExportAllDeclaration') {
      if (statement.exportKind !== 'type') stars.push(statement.source.value);
    } else if (statement.type === 'ExportNamedDeclaration') {
      for (const name of namedExports(statement)) names.add(name);
    }
  }
  return { names: [...names], stars };
}

function namedExports(statement: ExportNamedDeclaration): readonly string[] {
  if (statement.exportKind === 'type') return [];
  const names: string[] = [];
  for (const specifier of statement.specifiers) {
    if (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type') continue;
    const { exported } = specifier;
    names.push(exported.type === 'Identifier' ? exported.name : exported.value);
  }
  const { declaration } = statement;
  return declaration ? [...names, ...declaredNames(declaration)] : names;
}

function declaredNames(declaration: Declaration): readonly string[] {
  if ('declare' in declaration && declaration.declare === true) return [];
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => boundNames(id));
  }
  const isValue =
    declaration.type === 'FunctionDeclaration' ||
    declaration.type === 'ClassDeclaration' ||
    declaration.type === 'TSEnumDeclaration' ||
    declaration.type === 'TSModuleDeclaration';
  return isValue && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

/** Names that a pattern binds: `{ a, b: [c = 1], ...d }` → a, c, d. */
function boundNames(pattern: Node | null): readonly string[] {
  if (pattern?.type === 'Identifier') return [pattern.name];
  if (pattern?.type === 'RestElement') return boundNames(pattern.argument);
  if (pattern?.type === 'AssignmentPattern') return boundNames(pattern.left);
  if (pattern?.type === 'ArrayPattern') return pattern.elements.flatMap(boundNames);
  if (pattern?.type === 'ObjectPattern') {
    return pattern.properties.flatMap((property) =>
      boundNames(property.type === 'RestElement' ? property : property.value),
    );
  }
  return [];
}
