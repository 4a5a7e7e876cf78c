import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.ts';
import type { SpecNode } from '../../../../src/core/input-spec.ts';
import { parseArgsType } from '../../../../src/inputs/args/parse-args-type.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

const INT: SpecNode = { type: 'int', min: -1_000_000, max: 1_000_000 };
const STRING: SpecNode = { type: 'string' };
const UNDEFINED: SpecNode = { type: 'undefined' };

function specOf(type: string): SpecNode | undefined {
  return parseArgsType(`[${type}]`).args[0]?.spec;
}

function failureOf(text: string): UsageError {
  try {
    parseArgsType(text);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error(`expected a UsageError for ${text}`);
}

function outcomeOf(text: string): string {
  try {
    return parseArgsType(text).kind;
  } catch (error) {
    return error instanceof UsageError ? error.code : String(error);
  }
}

describe('parseArgsType', () => {
  it('names unnamed arguments by their index and keeps the labels of named ones', () => {
    expect(parseArgsType('[number[], string]')).toEqual({
      version: 1,
      kind: 'function',
      args: [
        { name: 'arg0', spec: { type: 'list', of: INT } },
        { name: 'arg1', spec: STRING },
      ],
    });
    expect(parseArgsType('[xs: number[], k: number]').args.map((arg) => arg.name)).toEqual([
      'xs',
      'k',
    ]);
    expect(parseArgsType('[]').args).toEqual([]);
  });

  it.each<[string, SpecNode]>([
    ['number', INT],
    ['string', STRING],
    ['boolean', { type: 'bool' }],
    ['null', { type: 'const', value: null }],
    ['undefined', UNDEFINED],
    ['void', UNDEFINED],
    ['(number)', INT],
    ['Array<string>', { type: 'list', of: STRING }],
    ['ReadonlyArray<string>', { type: 'list', of: STRING }],
    ['readonly string[]', { type: 'list', of: STRING }],
    ['number[][]', { type: 'list', of: { type: 'list', of: INT } }],
    ['[number, string]', { type: 'tuple', items: [INT, STRING] }],
    ['[a: number, b?: string]', { type: 'tuple', items: [INT, union(STRING, UNDEFINED)] }],
    ['number?', union(INT, UNDEFINED)],
    [
      '{ a: number; b?: string }',
      { type: 'record', fields: { a: INT, b: union(STRING, UNDEFINED) } },
    ],
    ['{ "a-b": number, 7: string }', { type: 'record', fields: { 'a-b': INT, '7': STRING } }],
    ['{ a: 1 } & { b: 2 }', { type: 'record', fields: { a: literal(1), b: literal(2) } }],
    ['"a"', literal('a')],
    ['-3', literal(-3)],
    ['true', literal(true)],
    ['"a" | "b" | 3 | null', { type: 'enum', values: ['a', 'b', 3, null] }],
    ['number | string', union(INT, STRING)],
    ['string | "a"', union(literal('a'), STRING)],
    ['number | (string | number)', union(INT, STRING)],
    ['Partial<{ a: number }>', { type: 'record', fields: { a: union(INT, UNDEFINED) } }],
    ['Pick<{ a: 1, b: 2 }, "a">', { type: 'record', fields: { a: literal(1) } }],
    ['Omit<{ a: 1, b: 2 }, "a">', { type: 'record', fields: { b: literal(2) } }],
    ['NonNullable<string | null>', STRING],
    ['Record<"a" | "b", string>', { type: 'record', fields: { a: STRING, b: STRING } }],
  ])('reads %s', (type, spec) => {
    expect(specOf(type)).toEqual(spec);
  });

  it.each<[string, SpecNode]>([
    ['Record<string, number>', convert('dictionary', pairs(STRING, INT))],
    ['{ [key: string]: number }', convert('dictionary', pairs(STRING, INT))],
    ['Map<number, string>', convert('map', pairs(INT, STRING))],
    ['ReadonlySet<string>', convert('set', { type: 'list', of: STRING })],
    ['Uint8Array', convert('bytes', { type: 'list', of: { type: 'int', min: 0, max: 255 } })],
    ['Buffer', convert('bytes', { type: 'list', of: { type: 'int', min: 0, max: 255 } })],
    ['Date', convert('date', { type: 'int', min: 0, max: 4_102_444_799_999 })],
    [
      'bigint',
      convert('bigint', {
        type: 'int',
        min: Number.MIN_SAFE_INTEGER,
        max: Number.MAX_SAFE_INTEGER,
      }),
    ],
  ])('reads %s as a value that is converted when it is built', (type, spec) => {
    expect(specOf(type)).toEqual(spec);
  });

  it.each<[string, SpecNode]>([
    ['Int<1, 100>', { type: 'int', min: 1, max: 100 }],
    ['Int<-1_000, "10^9 + 7">', { type: 'int', min: -1000, max: '10^9 + 7' }],
    ['Float<0, 1>', { type: 'float', min: 0, max: 1 }],
    ['Float<0, 1, 2>', { type: 'float', min: 0, max: 1, decimals: 2 }],
    [
      'List<Int<0,9>,1,1000>',
      { type: 'list', of: { type: 'int', min: 0, max: 9 }, minLength: 1, maxLength: 1000 },
    ],
    ['List<string>', { type: 'list', of: STRING }],
    ['Text<"a-z ",0,5000>', { type: 'string', alphabet: 'a-z ', minLength: 0, maxLength: 5000 }],
    ['Regex<"^[a-z]+$">', { type: 'string', regex: '^[a-z]+$' }],
    ['Permutation<10>', { type: 'permutation', length: 10 }],
    ['Permutation<1, 10>', { type: 'permutation', minLength: 1, maxLength: 10 }],
    ['Distinct<List<number>>', { type: 'list', of: INT, distinct: true }],
    ['Sorted<number[]>', { type: 'list', of: INT, sorted: 'asc' }],
    [
      'Sorted<Distinct<number[]>, "desc">',
      { type: 'list', of: INT, distinct: true, sorted: 'desc' },
    ],
    [
      'Matrix<Int<0,1>, 3, 4>',
      { type: 'matrix', rows: 3, columns: 4, of: { type: 'int', min: 0, max: 1 } },
    ],
    ['Tree<10, Int<1, 5>>', { type: 'tree', nodes: 10, weight: { type: 'int', min: 1, max: 5 } }],
    ['Graph<10, 20>', { type: 'graph', nodes: 10, maxEdges: 20 }],
  ])('reads the bounded form %s', (type, spec) => {
    expect(specOf(type)).toEqual(spec);
  });

  it('lets bounds refer to earlier arguments and to earlier members of an object', () => {
    expect(
      parseArgsType('[n: Int<1, 9>, xs: List<Int<0, "n - 1">, 0, "2 * n">]').args[1]?.spec,
    ).toEqual({
      type: 'list',
      of: { type: 'int', min: 0, max: 'n - 1' },
      minLength: 0,
      maxLength: '2 * n',
    });
    expect(specOf('{ lo: Int<0, 9>; hi: Int<"lo", 99> }')).toEqual({
      type: 'record',
      fields: { lo: { type: 'int', min: 0, max: 9 }, hi: { type: 'int', min: 'lo', max: 99 } },
    });
    expect(failureOf('[xs: List<Int<0, "n">>, n: number]').message).toContain(
      '"n" is not the name of an earlier argument',
    );
  });

  it('points at the part that is wrong', () => {
    const error = failureOf('[xs: number[], f: () => void]');
    expect(error.message).toBe(
      [
        '--args: A function cannot be made as an argument.',
        '  [xs: number[], f: () => void]',
        '                    ^^^^^^^^^^',
      ].join('\n'),
    );
  });

  it('points into the right line of a text with several', () => {
    expect(failureOf('[\n  number,\n  Foo\n]').message).toBe(
      ['--args: Unknown type `Foo`.', '    Foo', '    ^^^'].join('\n'),
    );
  });

  it.each([
    ['', 'Expected a tuple type'],
    ['number[]', 'Expected a tuple type'],
    ['[number', 'Unexpected token'],
    ['[number]; type X = 1', 'nothing after it'],
    ['[a: number, a: number]', 'Two arguments'],
    ['[...number[]]', 'as many arguments'],
    ['[Int<1>]', 'write Int<min, max>'],
    ['[Int<5, 1>]', 'below the lower bound'],
    ['[Int<0, 1e300>]', 'safe integer'],
    ['[Int<0, "alert(1)">]', 'not the name'],
    ['[Int<0, "a[0]">]', 'not an arithmetic expression'],
    ['[List<number, -1, 5>]', 'whole number'],
    ['[Text<"">]', 'empty'],
    ['[Text<number>]', 'double quotes'],
    ['[Regex<"(">]', 'not a regular expression'],
    ['[Distinct<number>]', 'takes a list'],
    ['[Distinct<number[][]>]', 'numbers or strings'],
    ['[RegExp]', 'give a string'],
    ['[symbol]', 'symbol'],
    ['[keyof string]', 'keyof'],
    ['[{ f(): void }]', 'methods'],
    ['[Promise<string>]', 'promise'],
  ])('refuses %s', (text, reason) => {
    const error = failureOf(text);
    expect(error.message).toContain(reason);
    expect(error.hint).toBeTruthy();
  });

  it('answers any text with a spec or a UsageError', () => {
    const word = fc.constantFrom(
      '[',
      ']',
      '<',
      '>',
      'Int',
      'List',
      'number',
      ',',
      '"n"',
      '1',
      '|',
      '{',
      'a:',
      '}',
      '\n',
      '-',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          expect(outcomeOf(text)).toMatch(/^(function|usage)$/u);
        },
      ),
      { seed: TEST_SEED, numRuns: 500 },
    );
  });
});

function union(...options: SpecNode[]): SpecNode {
  return { type: 'union', options };
}

function literal(value: string | number | boolean | null): SpecNode {
  return { type: 'const', value };
}

function pairs(key: SpecNode, value: SpecNode): SpecNode {
  return { type: 'list', of: { type: 'tuple', items: [key, value] } };
}

function convert(
  to: 'map' | 'dictionary' | 'set' | 'bytes' | 'date' | 'bigint',
  of: SpecNode,
): SpecNode {
  return { type: 'convert', to, of };
}
