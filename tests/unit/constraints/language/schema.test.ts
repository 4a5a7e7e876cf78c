import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type {
  Constraint,
  ConstraintFile,
  Recipe,
} from '../../../../constraints/language/constraint.ts';
import {
  constraintsJsonSchema,
  parseConstraint,
  parseConstraintFile,
  parseRecipe,
} from '../../../../constraints/language/schema.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

const CONSTRAINT: Constraint = {
  id: 'c1',
  source: 'user',
  description: 'many equal keys degrade the partition to one side',
  where: { file: 'quicksort.js', function: 'partition', line: 12, at: 'line' },
  let: { u: 'distinct(a)' },
  when: 'len(a) > 50 && u < len(a) / 10',
  expects: 'slower',
};
const RECIPE: Recipe = {
  id: 'r1',
  source: 'llm',
  description: 'two values',
  reaches: 'c1',
  input: { a: 'i % 2', 'args[1]': 'N' },
};

const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/);
const text = fc.string({ minLength: 1, maxLength: 50 });
const source = fc.constantFrom('llm' as const, 'profile' as const, 'user' as const);
const constraint: fc.Arbitrary<Constraint> = fc.record(
  {
    id,
    source,
    description: text,
    where: fc.record(
      {
        file: text,
        function: text,
        line: fc.integer({ min: 1, max: 1e7 }),
        at: fc.constantFrom('line' as const, 'entry' as const, 'exit' as const, 'loop' as const),
      },
      { requiredKeys: ['file', 'line', 'at'] },
    ),
    let: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, { maxKeys: 5 }),
    when: text,
    expects: fc.constant('slower' as const),
  },
  { requiredKeys: ['id', 'source', 'description', 'where', 'when', 'expects'] },
);
const recipe: fc.Arbitrary<Recipe> = fc.record(
  {
    id,
    source,
    description: text,
    reaches: id,
    input: fc.dictionary(text, text, { minKeys: 1, maxKeys: 5 }),
  },
  { requiredKeys: ['id', 'source', 'description', 'input'] },
);
const file: fc.Arbitrary<ConstraintFile> = fc
  .record({
    version: fc.constant(1 as const),
    constraints: fc.array(constraint, { maxLength: 5 }),
    recipes: fc.array(recipe, { maxLength: 5 }),
  })
  .filter(({ constraints, recipes }) => {
    const ids = [...constraints, ...recipes].map((entry) => entry.id);
    return new Set(ids).size === ids.length;
  });

describe('a document', () => {
  test('survives JSON and the schema', () => {
    fc.assert(
      fc.property(file, (document) => {
        const again: unknown = JSON.parse(JSON.stringify(document));
        expect(parseConstraintFile(again)).toEqual({ ok: true, file: again });
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });

  it.each([
    [{ ...CONSTRAINT, extra: 1 }, /extra/],
    [{ ...CONSTRAINT, id: 'a b' }, /^id: /],
    [{ ...CONSTRAINT, id: '../x' }, /^id: /],
    [{ ...CONSTRAINT, source: 'me' }, /^source: /],
    [{ ...CONSTRAINT, description: '' }, /^description: /],
    [{ ...CONSTRAINT, description: 'x'.repeat(501) }, /^description: /],
    [{ ...CONSTRAINT, when: 'x'.repeat(1001) }, /^when: .*1000/],
    [{ ...CONSTRAINT, when: 5 }, /^when: /],
    [{ ...CONSTRAINT, when: undefined }, /^when: /],
    [{ ...CONSTRAINT, expects: 'faster' }, /^expects: /],
    [{ ...CONSTRAINT, let: { 'a b': '1' } }, /^let\.a b: /],
    [{ ...CONSTRAINT, let: { u: 1 } }, /^let\.u: /],
    [
      {
        ...CONSTRAINT,
        let: Object.fromEntries(Array.from({ length: 21 }, (_, k) => [`u${k}`, '1'])),
      },
      /20 names/,
    ],
    [{ ...CONSTRAINT, where: { file: 'a.js', at: 'line' } }, /^where: needs a line/],
    [{ ...CONSTRAINT, where: { file: 'a.js', at: 'entry' } }, /^where: needs a line/],
    [{ ...CONSTRAINT, where: { file: 'a.js', line: 0, at: 'loop' } }, /^where\.line: /],
    [{ ...CONSTRAINT, where: { file: 'a.js', line: 1.5, at: 'loop' } }, /^where\.line: /],
    [{ ...CONSTRAINT, where: { file: 'a.js', line: 1, at: 'here' } }, /^where\.at: /],
    [{ ...CONSTRAINT, where: { file: 'a.js', line: 1, at: 'loop', column: 1 } }, /column/],
    [null, /the document: /],
    ['constraint', /the document: /],
    [[CONSTRAINT], /the document: /],
    [{}, /and \d more/],
  ])('that is no constraint is turned away with the reason: %#', (document, reason) => {
    const parsed = parseConstraint(document);
    expect(parsed.ok ? '(it is read)' : parsed.reason).toMatch(reason);
    expect(parsed.ok ? '\n' : parsed.reason).not.toContain('\n');
  });

  test('may leave the line out for the entry and exit of a function', () => {
    for (const at of ['entry', 'exit'] as const) {
      const where = { file: 'a.js', function: 'f', at };
      expect(parseConstraint({ ...CONSTRAINT, where })).toMatchObject({ ok: true });
    }
  });

  it.each([
    [{ ...RECIPE, input: {} }, /^input: /],
    [{ ...RECIPE, input: { a: '' } }, /^input\.a: /],
    [{ ...RECIPE, input: { '': 'i' } }, /^input/],
    [{ ...RECIPE, input: ['i'] }, /^input: /],
    [{ ...RECIPE, reaches: '' }, /^reaches: /],
    [{ ...RECIPE, code: 'x' }, /code/],
    [undefined, /the document: /],
  ])('that is no recipe is turned away with the reason: %#', (document, reason) => {
    const parsed = parseRecipe(document);
    expect(parsed.ok ? '(it is read)' : parsed.reason).toMatch(reason);
    expect(parseRecipe(RECIPE)).toEqual({ ok: true, recipe: RECIPE });
  });

  it.each([
    [{ version: 2, constraints: [], recipes: [] }, /^version: /],
    [{ version: 1, constraints: [] }, /^recipes: /],
    [{ version: 1, constraints: [CONSTRAINT, CONSTRAINT], recipes: [] }, /same id/],
    [{ version: 1, constraints: [CONSTRAINT], recipes: [{ ...RECIPE, id: 'c1' }] }, /same id/],
    [{ version: 1, constraints: Array(501).fill(CONSTRAINT), recipes: [] }, /constraints: /],
    [
      { version: 1, constraints: [{ ...CONSTRAINT, when: '' }], recipes: [] },
      /^constraints\[0\]\.when: /,
    ],
    [{ version: 1, constraints: [], recipes: [], more: 1 }, /more/],
  ])('that is no file of constraints is turned away with the reason: %#', (document, reason) => {
    const parsed = parseConstraintFile(document);
    expect(parsed.ok ? '(it is read)' : parsed.reason).toMatch(reason);
  });

  test('is turned away in one short line, whatever it holds', () => {
    const hostile = Object.fromEntries(
      Array.from({ length: 50 }, (_, k) => [`\u001b\n${k}`.repeat(99), 1]),
    );
    for (const document of [
      { ...CONSTRAINT, ...hostile },
      { ...CONSTRAINT, let: hostile },
    ]) {
      const parsed = parseConstraint(document);
      expect(parsed.ok ? '' : parsed.reason).toMatch(/^\P{C}{1,500}$/u);
    }
  });

  test('cannot reach a prototype', () => {
    const hostile = JSON.stringify({ ...CONSTRAINT, let: {} }).replace(
      '"let":{}',
      '"let":{"__proto__":"1"}',
    );
    const parsed = parseConstraint(JSON.parse(hostile));
    const lets = parsed.ok ? (parsed.constraint.let ?? {}) : {};
    expect(Object.keys(lets)).toEqual([]);
    expect(Object.getPrototypeOf(lets)).toBe(Object.prototype);
  });

  test('is described by a JSON Schema', () => {
    const schema = JSON.stringify(constraintsJsonSchema());
    expect(schema).toContain('"additionalProperties":false');
    expect(schema).toContain('"maxLength":1000');
    expect(schema).toContain('before the statement');
  });
});
