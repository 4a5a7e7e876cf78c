import * as t from '@babel/types';
import type { PatternText } from '../core/pattern.ts';
import { readModule } from './read-module.ts';
import type { SourceModule } from './source-module.ts';

/** The regular expressions that the text of a module shows. */
export interface ModulePatterns {
  /** Literals, and texts that `RegExp` is called with; without duplicates, in order of appearance. */
  readonly patterns: readonly PatternText[];
  /** `RegExp` is called with something else, too. */
  readonly makesMore: boolean;
}

/** @throws DataError as `instrumentModule` does. */
export function listPatterns(source: SourceModule): ModulePatterns {
  const found = new Map<string, PatternText>();
  let makesMore = false;
  const add = (text: string, flags: string): void => {
    const pattern = normalise(text, flags);
    if (pattern !== undefined) found.set(`${pattern.flags}/${pattern.source}`, pattern);
  };
  t.traverseFast(readModule(source).file.program, (node) => {
    if (node.type === 'RegExpLiteral') add(node.pattern, node.flags);
    if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return;
    if (!t.isIdentifier(node.callee, { name: 'RegExp' })) return;
    const [text, flags] = node.arguments.map(textOf);
    if (text === undefined || (flags === undefined && node.arguments.length > 1)) makesMore = true;
    else add(text, flags ?? '');
  });
  return { patterns: [...found.values()], makesMore };
}

function textOf(node: t.Node): string | undefined {
  if (node.type === 'StringLiteral') return node.value;
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}

/** As the engine writes it; undefined when it is none, which is the program's business. */
function normalise(text: string, flags: string): PatternText | undefined {
  try {
    const regexp = new RegExp(text, flags);
    return { source: regexp.source, flags: regexp.flags };
  } catch {
    return undefined;
  }
}
