import { parse, type ParserPlugin } from '@babel/parser';
import { isFunction, traverseFast } from '@babel/types';

/** Lines of one function, 1-based, both inclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The functions of a module, outermost first; none when it does not parse, which is not this part's business to tell.
 * @param name of the file, for its language
 */
export function functionRanges(name: string, code: string): readonly LineRange[] {
  const plugins: ParserPlugin[] = /\.[cm]?tsx?$/.test(name) ? ['typescript'] : [];
  if (!/\.[cm]?ts$/.test(name)) plugins.push('jsx');
  const ranges: LineRange[] = [];
  try {
    const file = parse(code, {
      sourceType: 'unambiguous',
      plugins,
      errorRecovery: true,
      allowReturnOutsideFunction: true,
    });
    traverseFast(file, (node) => {
      if (isFunction(node) && node.loc) {
        ranges.push({ start: node.loc.start.line, end: node.loc.end.line });
      }
    });
  } catch {
    return [];
  }
  return ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
}
