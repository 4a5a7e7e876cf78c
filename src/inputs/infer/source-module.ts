import { dirname, resolve } from 'node:path';
import { parse } from '@babel/parser';
import type * as t from '@babel/types';

/** Reads a file by its absolute path; undefined when there is none, or when it may not be read. */
export type ReadFile = (path: string) => string | undefined;

export type Language = 'javascript' | 'typescript';

/** A declaration at the top level of a module or of a namespace in it. */
export interface Binding {
  readonly node: t.Node;
  /** The text of the documentation comment in front of it. */
  readonly doc: string | undefined;
}

/** A parsed source file. */
export interface SourceModule {
  readonly filename: string;
  readonly body: readonly t.Statement[];
  readonly comments: readonly t.Comment[];
  /** By name; dotted for members of namespaces. Several for overloads and merged declarations. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Another module by its relative specifier; undefined when it cannot be read or is no source file. */
  open(specifier: string): SourceModule | undefined;
}

/** Files that are followed from the entry, at most. */
const MAX_MODULES = 40;

/**
 * Parses a file and knows its way to the files that it imports.
 * @returns undefined when the text is no JavaScript or TypeScript
 */
export function parseSourceModule(options: {
  readonly code: string;
  readonly filename: string;
  readonly language: Language;
  readonly readFile?: ReadFile | undefined;
}): SourceModule | undefined {
  const opened = new Map<string, SourceModule | undefined>();
  const load = (filename: string, code: string, language: Language): SourceModule | undefined => {
    if (opened.has(filename)) return opened.get(filename);
    if (opened.size >= MAX_MODULES) return undefined;
    const file = tryParse(code, filename, language);
    if (file === undefined) return undefined;
    const body = flattenAmbientModules(file.program.body);
    const source: SourceModule = {
      filename,
      body,
      comments: file.comments ?? [],
      bindings: collectBindings(body),
      open(specifier) {
        for (const path of candidatePaths(specifier, filename)) {
          const text = options.readFile?.(path);
          if (text !== undefined) return load(path, text, languageOf(path));
        }
        return undefined;
      },
    };
    opened.set(filename, source);
    return source;
  };
  return load(options.filename, options.code, options.language);
}

export function languageOf(path: string): Language {
  return /\.[cm]?tsx?$/u.test(path) ? 'typescript' : 'javascript';
}

function tryParse(code: string, filename: string, language: Language): t.File | undefined {
  const jsx = filename.endsWith('x') || language === 'javascript';
  const dts = /\.d\.[cm]?ts$/u.test(filename);
  try {
    return parse(code, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      plugins: [
        ...(language === 'typescript'
          ? [['typescript', { dts }] satisfies ['typescript', object]]
          : []),
        ...(jsx ? (['jsx'] as const) : []),
        'decorators',
      ],
    });
  } catch (error) {
    // Only a syntax error is the file's fault.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Absolute paths that a relative specifier may stand for, in the order TypeScript and Node try them. */
function candidatePaths(specifier: string, importer: string): string[] {
  if (!/^\.{1,2}(\/|$)/u.test(specifier)) return [];
  const path = resolve(dirname(importer), specifier);
  const fromDeclaration = /\.d\.[cm]?ts$/u.test(importer);
  const stem = path.replace(/\.([cm]?)jsx?$/u, '');
  const infix = /\.([cm]?)jsx?$/u.exec(path)?.[1] ?? '';
  const declared = [`${stem}.d.${infix}ts`];
  const sources = [`${stem}.${infix}ts`, `${stem}.tsx`];
  const typed = fromDeclaration ? [...declared, ...sources] : [...sources, ...declared];
  const folder = ['index.ts', 'index.d.ts', 'index.js', 'index.cjs', 'index.mjs'];
  const isFile = /\.[cm]?[jt]sx?$/u.test(path);
  return [
    ...(isFile ? [path] : []),
    ...typed,
    ...(isFile ? [] : [`${path}.js`, `${path}.cjs`, `${path}.mjs`]),
    ...folder.map((name) => resolve(path, name)),
  ];
}

/** `declare module 'x' { … }` in a declaration file is what the module itself holds. */
function flattenAmbientModules(body: readonly t.Statement[]): t.Statement[] {
  return body.flatMap((statement) => {
    if (statement.type !== 'TSModuleDeclaration' || statement.id.type !== 'StringLiteral')
      return [statement];
    return statement.body.type === 'TSModuleBlock' ? statement.body.body : [];
  });
}

function collectBindings(body: readonly t.Statement[]): Map<string, Binding[]> {
  const bindings = new Map<string, Binding[]>();
  const add = (name: string, node: t.Node, doc: string | undefined): void => {
    const list = bindings.get(name);
    if (list === undefined) bindings.set(name, [{ node, doc }]);
    else list.push({ node, doc });
  };
  for (const statement of body) addBindings(statement, '', undefined, add);
  return bindings;
}

type Add = (name: string, node: t.Node, doc: string | undefined) => void;

function addBindings(node: t.Node, prefix: string, outerDoc: string | undefined, add: Add): void {
  const doc = docOf(node) ?? outerDoc;
  switch (node.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      if (node.declaration) addBindings(node.declaration, prefix, doc, add);
      return;
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
      if (node.id) add(prefix + node.id.name, node, doc);
      return;
    case 'VariableDeclaration':
      for (const declarator of node.declarations)
        if (declarator.id.type === 'Identifier') add(prefix + declarator.id.name, declarator, doc);
        else if (declarator.id.type === 'ObjectPattern')
          addDestructured(declarator.id, declarator, prefix, add);
      return;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSImportEqualsDeclaration':
      add(prefix + node.id.name, node, doc);
      return;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) add(specifier.local.name, specifier, undefined);
      return;
    case 'TSModuleDeclaration':
      if (node.id.type !== 'Identifier') return;
      add(prefix + node.id.name, node, doc);
      if (node.body.type === 'TSModuleBlock')
        for (const inner of node.body.body)
          addBindings(inner, `${prefix}${node.id.name}.`, undefined, add);
      return;
    default:
  }
}

/** `const { parse } = require('./parse')`: each name is bound to the pattern's property. */
function addDestructured(
  pattern: t.ObjectPattern,
  declarator: t.VariableDeclarator,
  prefix: string,
  add: Add,
): void {
  const init = declarator.init;
  if (!init) return;
  for (const property of pattern.properties) {
    if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') continue;
    if (property.value.type !== 'Identifier') continue;
    const member: t.MemberExpression = {
      ...property,
      type: 'MemberExpression',
      object: init,
      property: property.key,
      computed: false,
    };
    add(prefix + property.value.name, member, undefined);
  }
}

/** The text of the last documentation comment right in front of a node. */
export function docOf(node: t.Node): string | undefined {
  const comments = node.leadingComments ?? [];
  const last = comments.findLast(
    (comment) => comment.type === 'CommentBlock' && comment.value.startsWith('*'),
  );
  return last?.value;
}
