import { describe, expect, test } from 'vitest';
import type { SpecNode } from '../../../../src/core/input-spec.ts';
import { createValidator } from '../../../../src/inputs/spec/validator.ts';
import { functionSpec, int, listOf } from './specs.ts';

const edge: SpecNode = { type: 'graph', nodes: 3, maxEdges: 9, base: 0 };

describe('says where and what is wrong', () => {
  const CASES: readonly (readonly [SpecNode, unknown, string | undefined])[] = [
    [int(0, 9), 9, undefined],
    [int(0, 9), 10, 'args[0]: 10 is above the maximum 9'],
    [int(0, 9), -1, 'args[0]: -1 is below the minimum 0'],
    [int(0, 9), 1.5, 'args[0]: expected an integer, found 1.5'],
    [int(0, 9), '1', 'args[0]: expected an integer, found "1"'],
    [int(0, 9), -0, 'args[0]: expected an integer, found -0'],
    [
      { type: 'float', min: 0, max: 1, decimals: 2 },
      0.125,
      'args[0]: expected a number with at most 2 decimals, found 0.125',
    ],
    [{ type: 'float', min: 0, max: 1, decimals: 2 }, 0.07, undefined],
    [
      { type: 'float', min: 0, max: 1 },
      NaN,
      'args[0]: expected a number with at most 6 decimals, found NaN',
    ],
    [{ type: 'bool' }, 1, 'args[0]: expected true or false, found 1'],
    [{ type: 'enum', values: ['a', 2] }, 'b', 'args[0]: expected one of "a", 2, found "b"'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'args[0]: expected at most 2 characters, found 3'],
    [{ type: 'string', length: 2 }, 'a', 'args[0]: expected 2 characters, found 1'],
    [{ type: 'string', regex: 'a+' }, 'ab', 'args[0]: "ab" does not match a+'],
    [listOf(int(0, 9)), [1, 12], 'args[0][1]: 12 is above the maximum 9'],
    [listOf(int(0, 9)), 'x', 'args[0]: expected an array, found "x"'],
    [
      { ...listOf(int(0, 9)), distinct: true } as SpecNode,
      [1, 2, 1],
      'args[0][2]: 1 stands there twice',
    ],
    [
      { ...listOf(int(0, 9)), sorted: 'desc' } as SpecNode,
      [1, 2],
      'args[0][1]: 2 is not in descending order',
    ],
    [
      { ...listOf(int(0, 9)), sum: { expr: '.', max: 5 } } as SpecNode,
      [3, 3],
      'args[0]: the sum of . is 6, above the maximum 5',
    ],
    [{ type: 'tuple', items: [int(0, 1)] }, [1, 1], 'args[0]: expected 1 items, found 2'],
    [
      { type: 'record', fields: { x: int(0, 1) } },
      { x: 1, y: 1 },
      'args[0]: "y" is not one of its fields',
    ],
    [
      { type: 'record', fields: { x: int(0, 1) } },
      {},
      'args[0].x: expected an integer, found undefined',
    ],
    [{ type: 'permutation' }, [1, 3], 'args[0][1]: 3 makes it no permutation of 1 to 2'],
    [
      { type: 'matrix', rows: 2, columns: { min: 1, max: 3 }, of: int(0, 1) },
      [[1], [1, 0]],
      'args[0][1]: expected 1 columns as in the rows before, found 2',
    ],
    [
      { type: 'tree', nodes: 3 },
      [
        [1, 2],
        [2, 1],
      ],
      'args[0][1]: the edge closes a cycle, so it is no tree',
    ],
    [edge, [[0, 3]], 'args[0][0][1]: expected a node from 0 to 2, found 3'],
    [edge, [[0, 0]], 'args[0][0]: an edge from a node to itself is not allowed'],
    [
      edge,
      [
        [0, 1],
        [1, 0],
      ],
      'args[0][1]: the two nodes have an edge already',
    ],
    [
      { ...edge, connected: true } as SpecNode,
      [[0, 1]],
      'args[0]: the graph is in 2 pieces, but it must be connected',
    ],
    [
      { type: 'union', options: [int(0, 1), { type: 'bool' }] },
      'x',
      'args[0]: "x" is of none of the 2 kinds',
    ],
    [{ type: 'convert', to: 'bigint', of: int(0, 9) }, 5n, undefined],
    [{ type: 'convert', to: 'bigint', of: int(0, 9) }, 10n, 'args[0]: 10 is above the maximum 9'],
    [{ type: 'convert', to: 'set', of: listOf(int(0, 9)) }, new Set([1, 2]), undefined],
    [
      { type: 'convert', to: 'set', of: listOf(int(0, 9)) },
      [1, 2],
      'the arguments are of other types',
    ],
    [
      { type: 'convert', to: 'map', of: listOf({ type: 'tuple', items: [int(0, 9), int(0, 9)] }) },
      new Map([[1, 2]]),
      undefined,
    ],
    [{ type: 'convert', to: 'bytes', of: listOf(int(0, 255)) }, new Uint8Array([1, 2]), undefined],
    [
      { type: 'convert', to: 'date', of: int(0, 9) },
      new Date(NaN),
      'the arguments are of other types',
    ],
  ];
  test.each(CASES.map(([node, value, problem]) => [problem ?? 'nothing', node, value] as const))(
    '%s (case %#)',
    (problem, node, value) => {
      expect(createValidator(functionSpec(node))([value]) ?? 'nothing').toBe(problem);
    },
  );
});

test('counts arguments', () => {
  const validate = createValidator(functionSpec(int(0, 9), int(0, 9)));
  expect(validate([1])).toBe('expected 2 arguments, found 1');
  expect(validate('text')).toBe('expected an array, found "text"');
});

test('bounds follow earlier arguments', () => {
  const validate = createValidator(
    functionSpec(int(0, 9), { type: 'list', of: int(0, 'a'), length: 'a + 1' }),
  );
  expect(validate([1, [0, 1]])).toBeUndefined();
  expect(validate([1, [0]])).toBe('args[1]: expected 2 elements, found 1');
  expect(validate([1, [0, 2]])).toBe('args[1][1]: 2 is above the maximum 1');
});

test('a builtin that lies about its kind is no such value', () => {
  const validate = createValidator(
    functionSpec({
      type: 'convert',
      to: 'map',
      of: listOf({ type: 'tuple', items: [int(0, 9), int(0, 9)] }),
    }),
  );
  expect(validate([{ [Symbol.toStringTag]: 'Map' }])).toBe('the arguments are of other types');
});
