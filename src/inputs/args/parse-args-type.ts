import { parse } from '@babel/parser';
import type * as t from '@babel/types';
import { UsageError } from '../../core/errors.ts';
import type { FunctionSpec, SpecNode } from '../../core/input-spec.ts';
import { convertType } from './convert-type.ts';
import { optionalOf } from './default-specs.ts';
import type { Range } from './type-scope.ts';
import { createConversion, TypeRefusal } from './type-scope.ts';

const PREFIX = 'type Arguments = ';
const TUPLE_EXPECTED = 'Expected a tuple type: the arguments in brackets.';
const EXAMPLE =
  "For example --args '[string]' or --args '[xs: List<Int<0, 9>, 1, 1000>, k: number]'.";

/**
 * Reads what `--args` takes: a TypeScript tuple type with one element per argument, `[xs: number[], k: Int<1, 9>]`.
 * Unbounded types stand for: `number` integers within ±1,000,000; `string` printable ASCII, tab and newline; lists and
 * strings up to 65,536 long. Unnamed elements are called `arg0`, `arg1` …
 * @throws UsageError that shows the place, when the text is not such a type or no values of it can be made.
 */
export function parseArgsType(text: string): FunctionSpec {
  const tuple = parseTuple(text);
  try {
    return { version: 1, kind: 'function', args: convertArguments(tuple) };
  } catch (error) {
    if (!(error instanceof TypeRefusal)) throw error;
    throw pointedError(text, error.message, shift(error.range), error.hint ?? EXAMPLE);
  }
}

function parseTuple(text: string): t.TSTupleType {
  const notATuple = (hint: string): UsageError =>
    pointedError(text, TUPLE_EXPECTED, { start: 0, end: text.length }, hint);
  if (text.trim() === '') throw notATuple(EXAMPLE);
  const { statement, problem, position } = tryParse(text);
  if (problem !== undefined)
    throw pointedError(text, problem, { start: position, end: position + 1 }, EXAMPLE);
  const type = statement?.type === 'TSTypeAliasDeclaration' ? statement.typeAnnotation : undefined;
  if (type?.type === 'TSTupleType') return type;
  throw notATuple(`Write [${text.trim()}] for one argument. ${EXAMPLE}`);
}

interface Parsed {
  readonly statement?: t.Statement | undefined;
  readonly problem?: string;
  readonly position: number;
}

function tryParse(text: string): Parsed {
  try {
    const { program } = parse(PREFIX + text, { sourceType: 'module', plugins: ['typescript'] });
    const [statement, extra] = program.body;
    if (extra === undefined) return { statement, position: 0 };
    return { problem: 'Expected one type and nothing after it.', position: shift(extra).start };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    // Babel appends "(line:column)" of the prefixed text, which would mislead.
    const problem = error.message.replace(/\s*\(\d+:\d+\)$/u, '');
    return { problem, position: Math.max(0, position - PREFIX.length) };
  }
}

function convertArguments(tuple: t.TSTupleType): FunctionSpec['args'] {
  const args: { name: string; spec: SpecNode }[] = [];
  for (const [index, member] of tuple.elementTypes.entries()) {
    const labelled = member.type === 'TSNamedTupleMember';
    const type = labelled ? member.elementType : member;
    if (type.type === 'TSRestType')
      throw new TypeRefusal(type, 'Write out as many arguments as the function shall get.');
    const name = labelled ? member.label.name : `arg${index}`;
    if (args.some((earlier) => earlier.name === name))
      throw new TypeRefusal(member, `Two arguments are called \`${name}\`.`);
    const names = args.map((earlier) => earlier.name);
    const spec = convertType(type, createConversion({ names }));
    args.push({ name, spec: labelled && member.optional ? optionalOf(spec) : spec });
  }
  return args;
}

const shift = (range: Pick<t.Node, 'start' | 'end'>): Range => ({
  start: (range.start ?? 0) - PREFIX.length,
  end: (range.end ?? 0) - PREFIX.length,
});

/** The message, then the line concerned with carets under the range. */
function pointedError(text: string, message: string, range: Range, hint: string): UsageError {
  const start = Math.min(Math.max(range.start, 0), text.length);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', lineStart);
  const lineEnd = nextBreak < 0 ? text.length : nextBreak;
  const width = Math.max(1, Math.min(range.end, lineEnd) - start);
  const line = text.slice(lineStart, lineEnd);
  const carets = ' '.repeat(start - lineStart) + '^'.repeat(width);
  return new UsageError(`--args: ${message}\n  ${line}\n  ${carets}`, { hint });
}
