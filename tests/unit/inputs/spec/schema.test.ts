import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/core/errors.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { inputSpecJsonSchema, parseInputSpec } from '../../../../src/inputs/spec/schema.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { drawFunctionSpec, drawStdinSpec } from './draw-spec.ts';

const CORPUS = join(import.meta.dirname, '../../../../corpus');

function args(...specs: readonly unknown[]): unknown {
  return { version: 1, kind: 'function', args: specs.map((spec, i) => ({ name: 'abc'[i], spec })) };
}

function stdin(fields: unknown, ...layout: readonly unknown[]): unknown {
  return { version: 1, kind: 'stdin', fields, layout };
}

const int = { type: 'int', min: 0, max: 9 };
const list = { type: 'list', of: int };

function messageOf(document: unknown): string {
  try {
    parseInputSpec(document, 'spec.json');
  } catch (error) {
    if (error instanceof DataError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('documents that are no InputSpec', () => {
  test.each([
    [undefined, /^spec\.json: \(document\)/u],
    [{ version: 2, kind: 'function', args: [] }, /^spec\.json: version: /u],
    [{ version: 1, kind: 'other' }, /kind/u],
    [args({ type: 'int', min: 0 }), /args\[0\]\.spec\.max/u],
    [args({ type: 'integer', min: 0, max: 1 }), /args\[0\]\.spec\.type/u],
    [args({ type: 'int', min: 0, max: 1, step: 2 }), /args\[0\]\.spec.*step/u],
    [
      args({ type: 'list', of: { type: 'list', of: { type: 'int', min: '1' } } }),
      /args\[0\]\.spec\.of\.of\.max/u,
    ],
    [stdin({ n: int }, { line: ['n'], repeat: 3 }), /layout\[0\]/u],
  ])('%j is refused with its path', (document, message) => {
    expect(messageOf(document)).toMatch(message);
  });

  test('nesting that would exhaust the stack is refused', () => {
    let deep: unknown = int;
    for (let i = 0; i < 5_000; i++) deep = { type: 'list', of: deep };
    expect(messageOf(args(deep))).toMatch(/nested too deeply/u);
  });
});

describe('specs that contradict themselves', () => {
  test.each([
    [args({ type: 'int', min: 5, max: 4 }), /args\[0\]\.spec\.min: 5 is above max \(4\)/u],
    [
      args(int, { type: 'int', min: 'a + 1', max: 'min(a, 0)' }),
      /args\[1\]\.spec\.min: 1 is above max \(0\)/u,
    ],
    [args({ type: 'int', min: 'b', max: 9 }, int), /"b" is not a field that comes earlier/u],
    [args({ type: 'int', min: 0, max: 'n +' }), /args\[0\]\.spec\.max: cannot read "n \+"/u],
    [args(list, { type: 'int', min: 0, max: 'a' }), /a is not a number/u],
    [args({ type: 'int', min: 0.2, max: 0.8 }), /args\[0\]\.spec\.min/u],
    [args({ type: 'float', min: 0, max: 1, decimals: 99 }), /decimals/u],
    [args({ type: 'list', of: int, distinct: true, minLength: 11 }), /only 10 different ones/u],
    [args({ type: 'list', of: list, distinct: true }), /distinct: elements must be scalars/u],
    [args({ type: 'list', of: { type: 'bool' }, sorted: 'asc' }), /sorted/u],
    [args({ type: 'list', of: int, length: 2, maxLength: 3 }), /length excludes/u],
    [
      args({ type: 'list', of: int, minLength: 4, maxLength: 3 }),
      /minLength: 4 is above maxLength/u,
    ],
    [args({ type: 'list', of: int, maxLength: -1 }), /maxLength/u],
    [
      args({
        type: 'list',
        of: { type: 'int', min: 5, max: 9 },
        minLength: 3,
        sum: { expr: '.', max: 10 },
      }),
      /no input was found/u,
    ],
    [args({ type: 'string', alphabet: '' }), /alphabet is empty/u],
    [args({ type: 'string', alphabet: 'z-a' }), /upside down/u],
    [args({ type: 'string', alphabet: 'a', regex: 'a' }), /not both/u],
    [args({ type: 'string', regex: '(?=a)a' }), /look-around/u],
    [args({ type: 'string', regex: '(a)\\1' }), /not supported/u],
    [args({ type: 'string', regex: 'a{3}', maxLength: 2 }), /no match is as long/u],
    [args({ type: 'enum', values: [] }), /no value/u],
    [args({ type: 'enum', values: [1, 1] }), /twice/u],
    [args({ type: 'union', options: [] }), /no option/u],
    [
      args({ type: 'record', fields: JSON.parse('{"__proto__":{"type":"bool"}}') as unknown }),
      /__proto__/u,
    ],
    [args({ type: 'graph', nodes: 2, minEdges: 2, maxEdges: 9 }), /no input was found/u],
    [args({ type: 'graph', nodes: 9, maxEdges: 5, connected: true }), /no input was found/u],
    [args({ type: 'convert', to: 'bytes', of: list }), /accepted/u],
    [
      args({
        type: 'convert',
        to: 'bytes',
        of: { type: 'list', of: { type: 'int', min: 0, max: 256 } },
      }),
      /bytes is made of/u,
    ],
    [args({ type: 'convert', to: 'map', of: list }), /map is made of/u],
    [args({ type: 'string', minLength: 1e9 }), /cannot be made/u],
  ])('%j', (document, message) => {
    expect(messageOf(document)).toMatch(message);
  });
});

describe('layouts that contradict the fields', () => {
  test.each([
    [stdin({ n: int, m: int }, { line: ['n'] }), /m is not laid out anywhere/u],
    [stdin({ n: int }, { line: ['n', 'n'] }), /n is laid out twice/u],
    [stdin({ n: int }, { line: ['n', 'k'] }), /there is no k/u],
    [stdin({ a: list }, { line: ['a'] }), /a is a list/u],
    [stdin({ n: int }, { line: ['...n'] }), /no list of scalars/u],
    [
      stdin({ a: list }, { line: ['...a'] }, { line: ['len(a)'] }),
      /stands after what it measures/u,
    ],
    [stdin({ a: list, b: list }, { line: ['...a', '...b'] }), /two lists of unknown length/u],
    [
      stdin({ a: list, n: int }, { each: 'a', line: ['.'] }, { line: ['n'] }),
      /number of lines is not known/u,
    ],
    [
      stdin({ s: { type: 'string' }, n: int }, { rest: 's' }, { line: ['n'] }),
      /rest must be the last/u,
    ],
    [stdin({ n: int }, { rest: 'n' }), /no string/u],
    [
      stdin({ s: { type: 'string', alphabet: 'a ' }, n: int }, { line: ['s', 'n'] }),
      /could not be read back/u,
    ],
    [
      stdin({ s: { type: 'string', minLength: 0, maxLength: 4 }, n: int }, { line: ['s', 'n'] }),
      /may be empty/u,
    ],
    [
      stdin({ s: { type: 'string', alphabet: 'a\\n' } }, { line: ['s'] }),
      /could not be read back/u,
    ],
    [
      stdin({ s: { type: 'enum', values: ['a b', 'c'] }, n: int }, { line: ['s', 'n'] }),
      /could not be read back/u,
    ],
    [stdin({ s: { type: 'enum', values: [1, '1'] } }, { line: ['s'] }), /printed alike/u],
    [stdin({ n: int }, { line: ['n', '=two words'] }), /one word/u],
    [stdin({ n: int }, { line: ['n', 'len(x)'] }), /names a field that is not there/u],
    [stdin({ n: { type: 'undefined' } }, { line: ['n'] }), /cannot be written as text/u],
    [
      stdin(
        { q: { type: 'list', of: { type: 'tuple', items: [int, int] }, length: 2 } },
        { each: 'q', line: ['1'] },
      ),
      /0 is not laid out/u,
    ],
  ])('%j', (document, message) => {
    expect(messageOf(document)).toMatch(message);
  });
});

test('accepts what it returns, unchanged', () => {
  for (let i = 0; i < 60; i++)
    for (const draw of [drawFunctionSpec, drawStdinSpec]) {
      const document: unknown = JSON.parse(JSON.stringify(draw(createRng(TEST_SEED, i))));
      const message = messageOf(document);
      const isRefused = /contradicts itself|above max|different ones/u.test(message);
      expect(isRefused ? document : parseInputSpec(document, 'x')).toEqual(document);
    }
});

test('the specs of the corpus are accepted', () => {
  const problems = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('spec.json'),
  );
  expect(problems.length).toBeGreaterThan(5);
  for (const path of problems) {
    const document: unknown = JSON.parse(readFileSync(join(CORPUS, path), 'utf8'));
    expect(() => parseInputSpec(document, path)).not.toThrow();
  }
});

test('publishes a JSON Schema of its own', () => {
  const schema = JSON.stringify(inputSpecJsonSchema());
  for (const word of ['"permutation"', '"minEdges"', '"rest"', 'additionalProperties'])
    expect(schema).toContain(word);
});
