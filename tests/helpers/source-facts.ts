import { parse } from '@babel/parser';
import { traverseFast, type Node } from '@babel/types';

/** What a source file says about how it is built. */
export interface SourceFacts {
  readonly imports: readonly { readonly specifier: string; readonly isType: boolean }[];
  readonly hasDefaultExport: boolean;
  /** Uses of hidden randomness, clocks, environment and console, as `line: what`. */
  readonly hiddenInputs: readonly string[];
  readonly lineCount: number;
}

/** Members that make a result depend on more than its parameters. */
const HIDDEN_MEMBERS: ReadonlySet<string> = new Set([
  'Math.random',
  'Date.now',
  'performance.now',
  'process.env',
  'process.argv',
  'process.hrtime',
]);

export function sourceFacts(code: string): SourceFacts {
  const file = parse(code, { sourceType: 'module', plugins: ['typescript'] });
  const imports: { specifier: string; isType: boolean }[] = [];
  const hiddenInputs: string[] = [];
  let hasDefaultExport = false;
  traverseFast(file, (node) => {
    const found = importOf(node);
    if (found !== undefined) imports.push(found);
    if (node.type === 'ExportDefaultDeclaration') hasDefaultExport = true;
    const hidden = hiddenInputOf(node);
    if (hidden !== undefined) hiddenInputs.push(`${node.loc?.start.line ?? 0}: ${hidden}`);
  });
  return {
    imports,
    hasDefaultExport,
    hiddenInputs,
    lineCount: code.replace(/\n$/, '').split('\n').length,
  };
}

function importOf(node: Node): { specifier: string; isType: boolean } | undefined {
  switch (node.type) {
    case 'ImportDeclaration': {
      const areTypes =
        node.specifiers.length > 0 &&
        node.specifiers.every((s) => s.type === 'ImportSpecifier' && s.importKind === 'type');
      return { specifier: node.source.value, isType: node.importKind === 'type' || areTypes };
    }
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, isType: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      if (!node.source) return undefined;
      return { specifier: node.source.value, isType: node.exportKind === 'type' };
    case 'TSImportType':
      return node.argument.type === 'StringLiteral'
        ? { specifier: node.argument.value, isType: true }
        : undefined;
    case 'CallExpression': {
      const [argument] = node.arguments;
      return node.callee.type === 'Import' && argument?.type === 'StringLiteral'
        ? { specifier: argument.value, isType: false }
        : undefined;
    }
    default:
      return undefined;
  }
}

function hiddenInputOf(node: Node): string | undefined {
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
    if (node.object.name === 'console') return 'console';
    const key = node.property.type === 'Identifier' ? node.property.name : '?';
    const name = `${node.object.name}.${key}`;
    return HIDDEN_MEMBERS.has(name) ? name : undefined;
  }
  const isBareDate =
    node.type === 'NewExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'Date' &&
    node.arguments.length === 0;
  return isBareDate ? 'new Date()' : undefined;
}
