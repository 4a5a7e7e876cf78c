import type * as t from '@babel/types';
import type { SpecNode } from '../../core/input-spec.ts';
import { unionOf } from '../args/default-specs.ts';
import type { NamedType, TypeScope } from '../args/type-scope.ts';
import type { Doc } from './jsdoc.ts';
import { parseDoc } from './jsdoc.ts';
import type { SourceModule } from './source-module.ts';

/** How many imports a type name is followed through. */
const MAX_HOPS = 3;

/** The type names that a module declares or imports, its JSDoc typedefs included. */
export function createModuleScope(module: SourceModule, hops = MAX_HOPS): TypeScope {
  const documented = new Map<string, Doc>();
  for (const comment of module.comments) {
    if (comment.type !== 'CommentBlock' || !comment.value.startsWith('*')) continue;
    const doc = parseDoc(comment.value);
    const name = doc.typedef?.name ?? doc.callback;
    if (name !== undefined) documented.set(name, doc);
  }
  const found = new Map<string, NamedType | undefined>();
  const scope: TypeScope = {
    lookup(name) {
      if (!found.has(name)) {
        const doc = documented.get(name);
        found.set(name, declared(module, name, scope, hops) ?? (doc && fromDoc(doc, scope)));
      }
      return found.get(name);
    },
  };
  return scope;
}

function declared(
  module: SourceModule,
  name: string,
  scope: TypeScope,
  hops: number,
): NamedType | undefined {
  // Inside a namespace its members are seen without its name.
  const bindings =
    module.bindings.get(name) ??
    [...module.bindings].find(([path]) => path.endsWith(`.${name}`))?.[1] ??
    [];
  const interfaces = bindings.flatMap(({ node }) =>
    node.type === 'TSInterfaceDeclaration' ? [node] : [],
  );
  const [first] = interfaces;
  if (first !== undefined)
    return {
      kind: 'interface',
      parameters: first.typeParameters?.params ?? [],
      members: interfaces.flatMap((node) => node.body.body),
      parents: interfaces.flatMap((node) => node.extends ?? []),
      scope,
    };
  for (const { node } of bindings) {
    const named = declaredBy(module, node, scope, hops);
    if (named !== undefined) return named;
  }
  return importedNamespace(module, name, hops);
}

function declaredBy(
  module: SourceModule,
  node: t.Node,
  scope: TypeScope,
  hops: number,
): NamedType | undefined {
  switch (node.type) {
    case 'TSTypeAliasDeclaration':
      return {
        kind: 'alias',
        parameters: node.typeParameters?.params ?? [],
        type: node.typeAnnotation,
        scope,
      };
    case 'TSEnumDeclaration':
      return { kind: 'spec', spec: enumSpec(node) };
    case 'ClassDeclaration':
      return {
        kind: 'refused',
        reason: `An instance of the class \`${node.id?.name ?? ''}\` cannot be made as an argument.`,
      };
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
      return imported(module, node, hops);
    default:
      return undefined;
  }
}

function imported(
  module: SourceModule,
  node: t.ImportSpecifier | t.ImportDefaultSpecifier,
  hops: number,
): NamedType | undefined {
  const name =
    node.type === 'ImportDefaultSpecifier'
      ? 'default'
      : node.imported.type === 'Identifier'
        ? node.imported.name
        : node.imported.value;
  const source = module.body.find(
    (statement) => statement.type === 'ImportDeclaration' && statement.specifiers.includes(node),
  );
  if (source?.type !== 'ImportDeclaration') return undefined;
  return exportedType(module, source.source.value, name, hops);
}

/** `ns.Name` after `import * as ns from './types'`. */
function importedNamespace(
  module: SourceModule,
  name: string,
  hops: number,
): NamedType | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const alias = name.slice(0, dot);
  for (const statement of module.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const matches = statement.specifiers.some(
      (specifier) =>
        specifier.type === 'ImportNamespaceSpecifier' && specifier.local.name === alias,
    );
    if (matches) return exportedType(module, statement.source.value, name.slice(dot + 1), hops);
  }
  return undefined;
}

function exportedType(
  module: SourceModule,
  specifier: string,
  name: string,
  hops: number,
): NamedType | undefined {
  if (hops <= 0) return undefined;
  const other = module.open(specifier);
  if (other === undefined) return undefined;
  const scope = createModuleScope(other, hops - 1);
  const direct = scope.lookup(name === 'default' ? defaultName(other) : name);
  if (direct !== undefined) return direct;
  for (const statement of other.body) {
    if (statement.type === 'ExportAllDeclaration') {
      const found = exportedType(other, statement.source.value, name, hops - 1);
      if (found !== undefined) return found;
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const item of statement.specifiers) {
      if (item.type !== 'ExportSpecifier') continue;
      const outer = item.exported.type === 'Identifier' ? item.exported.name : item.exported.value;
      if (outer !== name) continue;
      return statement.source
        ? exportedType(other, statement.source.value, item.local.name, hops - 1)
        : scope.lookup(item.local.name);
    }
  }
  return undefined;
}

function defaultName(module: SourceModule): string {
  for (const statement of module.body) {
    if (statement.type !== 'ExportDefaultDeclaration') continue;
    const { declaration } = statement;
    if (declaration.type === 'Identifier') return declaration.name;
    if ('id' in declaration && declaration.id?.type === 'Identifier') return declaration.id.name;
  }
  return 'default';
}

/** The values of an enum; members without an initialiser count on from the one before. */
function enumSpec(node: t.TSEnumDeclaration): SpecNode {
  const members = node.body?.members ?? node.members;
  let next = 0;
  const options = members.map((member): SpecNode => {
    const init = member.initializer;
    if (init?.type === 'StringLiteral') return { type: 'const', value: init.value };
    if (init?.type === 'NumericLiteral') next = init.value;
    return { type: 'const', value: next++ };
  });
  return unionOf(options);
}

function fromDoc(doc: Doc, scope: TypeScope): NamedType | undefined {
  if (doc.callback !== undefined)
    return { kind: 'refused', reason: 'A function cannot be made as an argument.' };
  if (doc.properties.length > 0)
    return {
      kind: 'interface',
      parameters: [],
      members: doc.properties.flatMap(({ name, type, optional }) =>
        type === undefined || name.includes('.') ? [] : [propertySignature(name, type, optional)],
      ),
      parents: [],
      scope,
    };
  const type = doc.typedef?.type;
  return type === undefined ? undefined : { kind: 'alias', parameters: [], type, scope };
}

/** The member of an object type that a documentation tag stands for. */
export function propertySignature(
  name: string,
  type: t.TSType,
  optional: boolean,
): t.TSPropertySignature {
  const place = { start: type.start ?? null, end: type.end ?? null };
  return {
    type: 'TSPropertySignature',
    key: { type: 'StringLiteral', value: name, ...place },
    typeAnnotation: { type: 'TSTypeAnnotation', typeAnnotation: type, ...place },
    optional,
    ...place,
  };
}
