import { codeFrameColumns } from '@babel/code-frame';
import { parse, type ParserOptions, type ParserPlugin } from '@babel/parser';
import type * as t from '@babel/types';
import { DataError } from '../core/errors.ts';
import type { SourceModule } from './source-module.ts';

/** Longest line that a code frame shows: minified files are one line of megabytes. */
const MAX_FRAME_LINE = 400;

/** 1-based line, 0-based column. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Parses a module as Node would read it.
 * @throws DataError with file, line and a code frame when it is not valid code of its format and language.
 */
export function parseSource(source: SourceModule): t.File {
  try {
    return parse(source.code, parserOptions(source));
  } catch (error) {
    const place = placeOf(error);
    if (!(error instanceof Error) || place === undefined) throw error;
    throw codeError(source, place, error.message.replace(/ \(\d+:\d+\)$/, ''), error);
  }
}

/** @returns the error for code that is understood but cannot be run: where, what, and the lines around it. */
export function codeError(
  source: SourceModule,
  place: Place,
  message: string,
  cause?: unknown,
): DataError {
  const where = `${source.id}:${place.line}:${place.column + 1}`;
  const frame = frameOf(source.code, place);
  return new DataError(`${where}: ${message}${frame === '' ? '' : `\n${frame}`}`, {
    hint: hintFor(message),
    cause,
  });
}

function parserOptions(source: SourceModule): ParserOptions {
  const isTypeScript = source.language === 'ts' || source.language === 'tsx';
  return {
    sourceFilename: source.id,
    // TypeScript is written in module syntax whatever it is compiled to.
    sourceType: source.format === 'module' ? 'module' : isTypeScript ? 'unambiguous' : 'script',
    allowReturnOutsideFunction: source.format === 'commonjs',
    allowNewTargetOutsideFunction: source.format === 'commonjs',
    errorRecovery: false,
    // Comments are not printed; and a source map comment would make Babel look for the map on disk.
    attachComment: false,
    createImportExpressions: true,
    plugins: plugins(source),
  };
}

function plugins({ language }: SourceModule): ParserPlugin[] {
  const list: ParserPlugin[] = [];
  if (language === 'ts' || language === 'tsx') list.push('typescript');
  if (language === 'jsx' || language === 'tsx') list.push('jsx');
  return list;
}

function placeOf(error: unknown): Place | undefined {
  if (typeof error !== 'object' || error === null || !('loc' in error)) return undefined;
  const loc: unknown = error.loc;
  if (typeof loc !== 'object' || loc === null || !('line' in loc) || !('column' in loc)) {
    return undefined;
  }
  const { line, column } = loc;
  return typeof line === 'number' && typeof column === 'number' ? { line, column } : undefined;
}

function frameOf(code: string, place: Place): string {
  const line = code.split('\n', place.line)[place.line - 1] ?? '';
  if (line.length > MAX_FRAME_LINE) return '';
  return codeFrameColumns(
    code,
    { start: { line: place.line, column: place.column + 1 } },
    { highlightCode: false, linesAbove: 2, linesBelow: 2 },
  );
}

function hintFor(message: string): string {
  if (/'import' and 'export' may appear only/.test(message)) {
    return 'Rename the file to .mjs or set "type": "module" in its package.json.';
  }
  if (/import\.meta|'await' is only allowed/i.test(message)) {
    return 'The file is read as CommonJS: rename it to .mjs or set "type": "module".';
  }
  if (/decorators/i.test(message)) {
    return 'Node runs no decorators: give slowpath the compiled file.';
  }
  return 'slowpath reads what Node runs, and TypeScript; check that Node runs the file.';
}
