import type * as t from '@babel/types';
import type { Binding, SourceModule } from './source-module.ts';
import { docOf } from './source-module.ts';
import {
  assignments,
  declaredNames,
  isWithin,
  memberPath,
  membersOf,
  propertyName,
  requiredModule,
} from './syntax.ts';

/** One way to call the function. */
export interface Signature {
  readonly parameters: readonly t.Node[];
  readonly typeParameters: readonly t.TSTypeParameter[];
  readonly doc: string | undefined;
  readonly module: SourceModule;
}

/** Something in a module that may lead to a function. */
interface Entity extends Binding {
  readonly module: SourceModule;
}

/** Identifiers, imports and members that are followed, at most. */
const MAX_FOLLOWED = 12;

/**
 * The signatures of the function that a module exports under a path (`['default']`, `['a', 'b']`), overloads in
 * order; empty when it is not found or is no function whose parameters are written down.
 */
export function findSignatures(
  module: SourceModule,
  exportPath: readonly string[],
): readonly Signature[] {
  const [first = 'default', ...rest] = exportPath;
  let entities = exported(module, first, MAX_FOLLOWED);
  for (const name of rest)
    entities = entities.flatMap((entity) => member(entity, name, MAX_FOLLOWED));
  // A CommonJS module seen as a namespace: its functions are below `default`.
  if (entities.length === 0 && first === 'default' && rest.length > 0)
    return findSignatures(module, rest);
  const signatures = entities.flatMap((entity) => signaturesOf(entity, MAX_FOLLOWED));
  const declared = signatures.filter((signature) => signature.doc !== undefined);
  return declared.length > 0 && signatures.every(({ parameters }) => !parameters.some(isTyped))
    ? declared
    : signatures;
}

const isTyped = (node: t.Node): boolean =>
  'typeAnnotation' in node && node.typeAnnotation !== undefined && node.typeAnnotation !== null;

function exported(module: SourceModule, name: string, left: number): Entity[] {
  if (left <= 0) return [];
  const found: Entity[] = [];
  const stars: string[] = [];
  const whole: Entity[] = [];
  for (const statement of module.body) {
    const doc = docOf(statement);
    if (statement.type === 'ExportDefaultDeclaration') {
      if (name === 'default') found.push({ node: statement.declaration, doc, module });
    } else if (statement.type === 'ExportNamedDeclaration') {
      found.push(...fromNamedExport(module, statement, name, left));
    } else if (statement.type === 'ExportAllDeclaration') {
      stars.push(statement.source.value);
    } else if (statement.type === 'TSExportAssignment') {
      whole.push({ node: statement.expression, doc, module });
    } else if (statement.type === 'ExpressionStatement') {
      for (const { path, value } of assignments(statement.expression)) {
        if (path === 'module.exports') whole.push({ node: value, doc, module });
        else if (path === `exports.${name}` || path === `module.exports.${name}`)
          found.push({ node: value, doc, module });
      }
    }
  }
  if (found.length > 0) return found;
  if (whole.length > 0)
    return name === 'default' ? whole : whole.flatMap((entity) => member(entity, name, left - 1));
  const behindStars = stars.flatMap((source) => {
    const other = module.open(source);
    return other === undefined ? [] : exported(other, name, left - 1);
  });
  return behindStars.length > 0 ? behindStars : ambient(module, name);
}

/** Declaration files may leave `export` away: every declaration in them is visible. */
function ambient(module: SourceModule, name: string): Entity[] {
  if (!/\.d\.[cm]?ts$/u.test(module.filename)) return [];
  return withModule(module, module.bindings.get(name));
}

function fromNamedExport(
  module: SourceModule,
  statement: t.ExportNamedDeclaration,
  name: string,
  left: number,
): Entity[] {
  if (statement.declaration) {
    const own = declaredNames(statement.declaration).includes(name);
    return own
      ? withModule(
          module,
          module.bindings.get(name)?.filter(({ node }) => isWithin(node, statement)),
        )
      : [];
  }
  return statement.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ExportSpecifier') return [];
    const { exported: outer, local } = specifier;
    if ((outer.type === 'Identifier' ? outer.name : outer.value) !== name) return [];
    if (!statement.source) return [{ node: local, doc: undefined, module }];
    const other = module.open(statement.source.value);
    return other === undefined ? [] : exported(other, local.name, left - 1);
  });
}

const withModule = (module: SourceModule, bindings: readonly Binding[] = []): Entity[] =>
  bindings.map((binding) => ({ ...binding, module }));

/** What an identifier, import, call of require or wrapped expression stands for; itself when nothing of these. */
function follow(entity: Entity, left: number): Entity[] {
  const { node, doc, module } = entity;
  if (left <= 0) return [];
  const next = (inner: t.Node): Entity[] => follow({ node: inner, doc, module }, left - 1);
  const into = (source: string, name: string): Entity[] => {
    const other = module.open(source);
    return other === undefined
      ? []
      : exported(other, name, left - 1).flatMap((found) => follow(found, left - 1));
  };
  switch (node.type) {
    case 'Identifier':
      return withModule(module, module.bindings.get(node.name)).flatMap((bound) =>
        follow({ ...bound, doc: bound.doc ?? doc }, left - 1),
      );
    case 'VariableDeclarator':
      if (node.id.type === 'Identifier' && node.id.typeAnnotation?.type === 'TSTypeAnnotation')
        return next(node.id.typeAnnotation.typeAnnotation);
      return node.init ? next(node.init) : [];
    case 'MemberExpression': {
      const name = propertyName(node.property, node.computed);
      return name === undefined
        ? []
        : member({ node: node.object, doc: undefined, module }, name, left - 1).flatMap((found) =>
            follow(found, left - 1),
          );
    }
    case 'ImportSpecifier':
      return importSource(module, node).flatMap((source) =>
        into(
          source,
          node.imported.type === 'Identifier' ? node.imported.name : node.imported.value,
        ),
      );
    case 'ImportDefaultSpecifier':
      return importSource(module, node).flatMap((source) => into(source, 'default'));
    case 'TSImportEqualsDeclaration':
      return node.moduleReference.type === 'TSExternalModuleReference'
        ? into(node.moduleReference.expression.value, 'default')
        : [];
    case 'CallExpression': {
      const source = requiredModule(node);
      return source === undefined ? [] : into(source, 'default');
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ParenthesizedExpression':
      return next(node.expression);
    case 'AssignmentExpression':
      return next(node.right);
    case 'TSTypeReference':
      return node.typeName.type === 'Identifier' ? next(node.typeName) : [];
    case 'TSTypeQuery':
      return node.exprName.type === 'Identifier' ? next(node.exprName) : [];
    case 'TSIntersectionType':
      return node.types.flatMap(next);
    case 'TSTypeAliasDeclaration':
    case 'TSParenthesizedType':
      return next(node.typeAnnotation);
    default:
      return [entity];
  }
}

function importSource(module: SourceModule, specifier: t.Node): string[] {
  return module.body.flatMap((statement) =>
    statement.type === 'ImportDeclaration' && isWithin(specifier, statement)
      ? [statement.source.value]
      : [],
  );
}

function member(entity: Entity, name: string, left: number): Entity[] {
  if (left <= 0) return [];
  const { module } = entity;
  const found = follow(entity, left - 1).flatMap((owner) => ownMembers(owner, name));
  if (found.length > 0) return found;
  const path = memberPath(entity.node) ?? bindingPath(entity);
  if (path === undefined) return [];
  const namespaced = withModule(module, module.bindings.get(`${path}.${name}`));
  return namespaced.length > 0 ? namespaced : assignedMembers(module, `${path}.${name}`);
}

/** The name, dotted inside namespaces, under which a declaration is bound. */
function bindingPath({ node, module }: Entity): string | undefined {
  for (const [path, bindings] of module.bindings)
    if (bindings.some((binding) => binding.node === node)) return path;
  return undefined;
}

/** `sort.byKey = function …` somewhere at the top level. */
function assignedMembers(module: SourceModule, path: string): Entity[] {
  return module.body.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement') return [];
    return assignments(statement.expression)
      .filter((assignment) => assignment.path === path)
      .map(({ value }) => ({ node: value, doc: docOf(statement), module }));
  });
}

function ownMembers({ node, module }: Entity, name: string): Entity[] {
  const members = membersOf(node);
  return members.flatMap((item): Entity[] => {
    if (!('key' in item) || propertyName(item.key, 'computed' in item && item.computed) !== name)
      return [];
    const isStatic = !('static' in item) || item.static === true;
    if (!isStatic) return [];
    const doc = docOf(item);
    if (item.type === 'ObjectProperty') return [{ node: item.value, doc, module }];
    if (item.type === 'ClassProperty') return item.value ? [{ node: item.value, doc, module }] : [];
    if (item.type === 'TSPropertySignature') {
      const type = item.typeAnnotation?.typeAnnotation;
      return type === undefined ? [] : [{ node: type, doc, module }];
    }
    return [{ node: item, doc, module }];
  });
}

function signaturesOf(entity: Entity, left: number): Signature[] {
  return follow(entity, left).flatMap(({ node, doc, module }): Signature[] => {
    const make = (
      parameters: readonly t.Node[],
      generics: t.Node | null | undefined,
    ): Signature => ({
      parameters,
      typeParameters: generics?.type === 'TSTypeParameterDeclaration' ? generics.params : [],
      doc: doc ?? docOf(node),
      module,
    });
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'TSDeclareFunction':
      case 'TSDeclareMethod':
        return [make(node.params, node.typeParameters)];
      case 'TSFunctionType':
      case 'TSMethodSignature':
      case 'TSCallSignatureDeclaration':
        return [make(node.parameters, node.typeParameters)];
      case 'TSTypeLiteral':
      case 'TSInterfaceDeclaration':
        return membersOf(node).flatMap((item) =>
          item.type === 'TSCallSignatureDeclaration'
            ? [make(item.parameters, item.typeParameters)]
            : [],
        );
      default:
        return [];
    }
  });
}
