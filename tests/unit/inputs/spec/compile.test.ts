import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/core/errors.ts';
import type { InputSpec } from '../../../../src/core/input-spec.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import { createValidator } from '../../../../src/inputs/spec/validator.ts';
import { describeInputModel, strangeEdit, TEST_REALM } from '../../../contract/input-model.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { drawFunctionSpec, drawStdinSpec } from './draw-spec.ts';
import { functionSpec, int, listOf, modelOf, modelOfArgs, partAt, stdinSpec } from './specs.ts';

const SPECS: Readonly<Record<string, InputSpec>> = {
  'two ints': functionSpec(int(-9, 9), int(0, 1_000_000)),
  'a float and a flag': functionSpec(
    { type: 'float', min: -0.35, max: 7, decimals: 2 },
    { type: 'bool' },
  ),
  'a string': functionSpec({ type: 'string', alphabet: 'a-f', maxLength: 60 }),
  'a matched string': functionSpec({ type: 'string', regex: '(a|bc)*x[0-9]{1,3}', maxLength: 60 }),
  'a list of ints': functionSpec(listOf(int(-50, 50))),
  'a sorted list without doubles': functionSpec({
    type: 'list',
    of: int(1, 40),
    distinct: true,
    sorted: 'asc',
    maxLength: 40,
  }),
  'a list of records with dependent fields': functionSpec(
    listOf({ type: 'record', fields: { start: int(0, 99), end: int('start', 99) } }, 20),
  ),
  'a length that is an argument': functionSpec(
    int(1, 30),
    { type: 'list', of: int(1, 'a'), length: 'a' },
    { type: 'string', alphabet: 'xy', length: '2 * a' },
  ),
  'a bounded sum': functionSpec({
    type: 'list',
    maxLength: 8,
    of: {
      type: 'record',
      fields: { n: int(1, 20), v: { type: 'list', of: int(0, 9), length: 'n' } },
    },
    sum: { expr: 'n', max: 40 },
  }),
  'a matrix with given sides': functionSpec(int(1, 8), int(1, 8), {
    type: 'matrix',
    rows: 'a',
    columns: 'b',
    of: int(0, 5),
  }),
  'a matrix of any shape': functionSpec({
    type: 'matrix',
    rows: { min: 1, max: 9 },
    columns: { min: 1, max: 9 },
    of: { type: 'enum', values: ['#', '.'] },
  }),
  'a permutation': functionSpec({ type: 'permutation', maxLength: 40, base: 0 }),
  'a weighted tree': functionSpec(int(1, 30), {
    type: 'tree',
    nodes: 'a',
    weight: { type: 'int', min: 1, max: 9 },
  }),
  'a connected graph': functionSpec(int(1, 12), {
    type: 'graph',
    nodes: 'a',
    maxEdges: 60,
    connected: true,
  }),
  'a directed graph with loops and doubles': functionSpec({
    type: 'graph',
    nodes: 5,
    minEdges: 3,
    maxEdges: 40,
    directed: true,
    multi: true,
    loops: true,
  }),
  'values that JSON lacks': functionSpec(
    {
      type: 'convert',
      to: 'map',
      of: listOf({ type: 'tuple', items: [int(0, 5), { type: 'bool' }] }, 5),
    },
    {
      type: 'convert',
      to: 'dictionary',
      of: listOf(
        { type: 'tuple', items: [{ type: 'string', alphabet: 'a-c0-2', maxLength: 2 }, int(0, 5)] },
        5,
      ),
    },
    {
      type: 'union',
      options: [
        int(0, 9),
        { type: 'undefined' },
        { type: 'convert', to: 'bigint', of: int(5, 20) },
      ],
    },
    { type: 'convert', to: 'bytes', of: listOf(int(0, 255), 9) },
    { type: 'convert', to: 'date', of: int(0, 1e12) },
    { type: 'convert', to: 'set', of: listOf(int(0, 9), 5) },
    {
      type: 'record',
      fields: { optional: { type: 'union', options: [int(0, 9), { type: 'undefined' }] } },
    },
  ),
  anything: functionSpec({
    type: 'union',
    options: [
      { type: 'string', maxLength: 9 },
      int(-9, 9),
      { type: 'const', value: null },
      listOf(int(0, 9), 9),
    ],
  }),
  'test cases as text': stdinSpec(
    {
      tests: {
        type: 'list',
        minLength: 1,
        maxLength: 9,
        of: {
          type: 'record',
          fields: { k: int(1, 9), a: { type: 'list', of: int(-9, 9), maxLength: 20 } },
        },
        sum: { expr: 'len(a)', max: 50 },
      },
    },
    { line: ['len(tests)'] },
    { each: 'tests', layout: [{ line: ['len(a)', 'k'] }, { line: ['...a'] }] },
  ),
  'a grid as text': stdinSpec(
    {
      w: int(1, 9),
      rows: {
        type: 'list',
        minLength: 1,
        maxLength: 9,
        of: { type: 'string', length: 'w', alphabet: '#.' },
      },
    },
    { line: ['len(rows)', 'w'] },
    { each: 'rows', line: ['.'] },
  ),
};

for (const [name, spec] of Object.entries(SPECS))
  describeInputModel(name, () => compileSpec(spec, { maxSize: 300 }), {
    validate: createValidator(spec),
    runs: 15,
  });

/** Compiles, unless bounds that were drawn exclude each other. */
function tryCompile(spec: InputSpec): ReturnType<typeof compileSpec> | undefined {
  try {
    return compileSpec(spec, { maxSize: 200 });
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

describe.each([
  ['function', drawFunctionSpec],
  ['stdin', drawStdinSpec],
])('random %s specs', (_kind, draw) => {
  const COUNT = 120;

  test('give models whose every operation is valid and can be read back', () => {
    let compiled = 0;
    for (let i = 0; i < COUNT; i++) {
      const rng = createRng(TEST_SEED, i);
      const spec = draw(rng);
      const model = tryCompile(spec);
      if (model === undefined) continue;
      compiled++;
      const validate = createValidator(spec);
      const expectValid = (g: unknown): void => {
        // The spec stands on both sides so that a failure shows it.
        const found = validate(model.build(g, TEST_REALM));
        const read = model.decode(model.encode(g));
        const fits = model.sizeOf(g) <= model.maxSize;
        expect({ spec, found, read, fits }).toEqual({
          spec,
          found: undefined,
          read: g,
          fits: true,
        });
      };
      for (const size of [1, 8, 40]) {
        const g = model.generate(rng, size);
        expectValid(g);
        expectValid(model.scale(rng, g, 2));
        expectValid(model.splice(rng, g, model.generate(rng, size)));
        for (const part of model.parts(g).slice(0, 8))
          expectValid(strangeEdit(model, rng, g, part));
      }
    }
    expect(compiled).toBeGreaterThan(COUNT * 0.9);
  });
});

describe('edits', () => {
  const rng = createRng(TEST_SEED);

  test('clip lengths and clamp numbers', () => {
    const model = modelOfArgs({ type: 'list', of: int(0, 9), maxLength: 3 });
    const g = model.decode('[[1]]');
    const edited = model.edit(g, partAt(model, g, 'args[0]'), [-4, 99, 5.4, 7], rng);
    expect(edited).toEqual([[0, 9, 5]]);
  });

  test('of a sequence move the field that its length follows', () => {
    const model = modelOfArgs(
      int(1, 9),
      { type: 'list', of: int(0, 9), length: 'a' },
      {
        type: 'string',
        alphabet: 'a-z',
        length: '2 * a',
      },
    );
    const g = model.decode('[2,[3,4],"abcd"]');
    expect(model.edit(g, partAt(model, g, 'args[1]'), [1, 2, 3], rng)).toEqual([
      3,
      [1, 2, 3],
      'abcdab',
    ]);
    expect(model.edit(g, partAt(model, g, 'args[2]'), 'xy', rng)).toEqual([1, [3], 'xy']);
  });

  test('of a sequence raise the field that limits its length', () => {
    const model = modelOfArgs(int(1, 9), { type: 'list', of: int(0, 9), maxLength: '3 * a' });
    const g = model.decode('[1,[1,1,1]]');
    expect(model.edit(g, partAt(model, g, 'args[1]'), [1, 2, 3, 4], rng)).toEqual([
      2,
      [1, 2, 3, 4],
    ]);
    expect(model.edit(g, partAt(model, g, 'args[1]'), [5], rng)).toEqual([1, [5]]);
  });

  test('of a row drive a field outside of the list', () => {
    const rows = {
      type: 'list',
      of: { type: 'string', length: 'a', alphabet: '#.' },
      maxLength: 5,
    } as const;
    const model = modelOfArgs(int(1, 5), rows);
    const g = model.decode('[2,["##",".."]]');
    expect(model.edit(g, partAt(model, g, 'args[1][]'), '#.#', rng)).toEqual([3, ['#.#', '...']]);
  });

  test('of a bound bring later values back into it', () => {
    const model = modelOfArgs(int(0, 99), int('a', 99), listOf(int(0, 'a')));
    const g = model.decode('[50,60,[1,50]]');
    expect(model.edit(g, partAt(model, g, 'args[0]'), 70, rng)).toEqual([70, 70, [1, 50]]);
    expect(model.edit(g, partAt(model, g, 'args[0]'), 20, rng)).toEqual([20, 60, [1, 20]]);
  });

  test('keep a sum under its maximum by making later elements smaller', () => {
    const model = modelOfArgs({
      type: 'list',
      of: { type: 'string', alphabet: 'a', minLength: 1, maxLength: 9 },
      sum: { expr: 'len(.)', max: 6 },
      maxLength: 9,
    });
    const g = model.decode('[["aa","aa","aa"]]');
    expect(model.edit(g, partAt(model, g, 'args[0]'), ['aaaa', 'aaaa', 'aa'], rng)).toEqual([
      ['aaaa', 'aa'],
    ]);
  });

  test('replace doubles and sort where the list demands it', () => {
    const model = modelOfArgs({
      type: 'list',
      of: int(1, 4),
      distinct: true,
      sorted: 'desc',
      length: 4,
    });
    const g = model.decode('[[4,3,2,1]]');
    expect(model.edit(g, partAt(model, g, 'args[0]'), [1, 1, 1, 2], rng)).toEqual([[4, 3, 2, 1]]);
  });

  test('make any numbers a permutation of the same order', () => {
    const model = modelOfArgs({ type: 'permutation', maxLength: 9 });
    const g = model.decode('[[1,2]]');
    expect(model.edit(g, partAt(model, g, 'args[0]'), [50, -3, 7.5, 7], rng)).toEqual([
      [4, 1, 3, 2],
    ]);
  });

  test('make any edges a tree, moving only those that close a cycle', () => {
    const model = modelOfArgs({ type: 'tree', nodes: 4 });
    const g = model.decode('[[[1,2],[2,3],[3,4]]]');
    const edited = model.edit(
      g,
      partAt(model, g, 'args[0]'),
      [
        [1, 2],
        [2, 1],
        [9, 3],
      ],
      rng,
    );
    expect(edited).toEqual([
      [
        [1, 2],
        [2, 3],
        [4, 3],
      ],
    ]);
  });

  test('give back the same object when nothing changes', () => {
    const model = modelOfArgs(listOf(int(0, 9)), listOf({ type: 'string', maxLength: 5 }));
    const g = model.generate(rng, 30);
    for (const part of model.parts(g)) expect(model.edit(g, part, part.value, rng)).toBe(g);
  });

  test('share what they do not touch', () => {
    const model = modelOfArgs(listOf(int(0, 9)), listOf(int(0, 9)));
    const g = model.decode('[[1,2],[3,4]]');
    const edited = model.edit(g, partAt(model, g, 'args[0]'), [5], rng);
    expect(Array.isArray(edited) && Array.isArray(g) && edited[1] === g[1]).toBe(true);
  });

  test('never outgrow the size limit, whatever bounds multiply to', () => {
    const square = {
      type: 'list',
      length: 'a',
      of: { type: 'list', length: 'a', of: int(0, 9) },
    } as const;
    const model = modelOf(functionSpec(int(1, 1e9), square), 500);
    const g = model.generate(rng, 20);
    for (const value of [1e9, 600, 23, 22, 21]) {
      const edited = model.edit(g, partAt(model, g, 'args[0]'), value, rng);
      expect(model.sizeOf(edited)).toBeLessThanOrEqual(500);
    }
  });
});

describe('generation', () => {
  test('hits the size that is asked for, within what fits', () => {
    const rng = createRng(TEST_SEED);
    const models = [
      modelOfArgs(listOf(int(0, 9), 1_000)),
      modelOfArgs(int(1, 1_000), { type: 'list', of: int(0, 9), length: 'a' }),
      modelOfArgs(listOf({ type: 'string', maxLength: 1_000 }, 1_000)),
    ];
    for (const model of models) {
      const sizes = Array.from({ length: 200 }, () => model.sizeOf(model.generate(rng, 100)));
      const median = sizes.toSorted((a, b) => a - b)[100] ?? 0;
      expect(median).toBeGreaterThan(60);
      expect(median).toBeLessThan(140);
    }
  });

  test('draws lists of many shapes, not only uniform ones', () => {
    const rng = createRng(TEST_SEED);
    const model = modelOfArgs({ type: 'list', of: int(-1000, 1000), length: 30 });
    const shapes = { constant: 0, rising: 0, falling: 0, fewDistinct: 0, manyDistinct: 0 };
    for (let i = 0; i < 400; i++) {
      const [values = []] = model.build(model.generate(rng, 30), TEST_REALM) as number[][]; // as the spec says
      const distinct = new Set(values).size;
      const rises = values.every((value, k) => k === 0 || value >= (values[k - 1] ?? 0));
      const falls = values.every((value, k) => k === 0 || value <= (values[k - 1] ?? 0));
      if (distinct === 1) shapes.constant++;
      else if (rises) shapes.rising++;
      else if (falls) shapes.falling++;
      else if (distinct <= 5) shapes.fewDistinct++;
      else if (distinct > 20) shapes.manyDistinct++;
    }
    for (const count of Object.values(shapes)) expect(count).toBeGreaterThan(4);
  });
});

test('the largest size is the smaller of the bounds and the limit', () => {
  expect(modelOf(functionSpec(int(0, 1), listOf(int(0, 1), 50))).maxSize).toBe(51);
  expect(modelOf(functionSpec(listOf(int(0, 1), 50)), 20).maxSize).toBe(20);
});

test('parts are bounded in number, elements of long lists shown from end to end', () => {
  const model = modelOfArgs(
    listOf({ type: 'string', maxLength: 5 }),
    listOf({ type: 'string', maxLength: 5 }),
  );
  const g = model.decode(JSON.stringify([Array.from({ length: 90 }, (_, i) => `${i}`), ['x']]));
  const shown = model.parts(g).filter(({ place }) => place === 'args[0][]');
  expect(shown.map(({ path }) => path[1])).toEqual([0, 12, 25, 38, 50, 63, 76, 89]);
  expect(partAt(model, g, 'args[1][]').value).toBe('x');
});

test('places name fields the same in all inputs', () => {
  const model = modelOf(
    stdinSpec(
      { tests: listOf({ type: 'record', fields: { a: listOf(int(0, 9)) } }) },
      { line: ['len(tests)'] },
      { each: 'tests', line: ['len(a)', '...a'] },
    ),
  );
  const g = model.decode('2\n1 5\n0\n');
  expect(model.parts(g).map(({ place }) => place)).toEqual(['tests', 'tests[].a', 'tests[].a']);
});
