import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../constraints/language/parse.ts';
import { recipeProblem } from '../../../constraints/language/recipe.ts';
import { PATTERNS } from '../../../constraints/patterns/catalogue.ts';
import { fillHoles } from '../../../constraints/patterns/pattern.ts';

const FILLINGS = { x: 'list', y: 'other.items', m: 'count', n: 'limit', c: '"("' };
const SLOTS = {
  ...FILLINGS,
  low: '(-5)',
  high: '1000',
  range: '1005',
  c: '"a"',
  d: '"b"',
  open: '"("',
  close: '")"',
};

describe('every pattern', () => {
  it('has an id of its own', () => {
    const ids = PATTERNS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    '%s is an expression once its holes are filled',
    (_, { term, holes, character }) => {
      const filled = fillHoles(term, FILLINGS);
      expect(parseExpression(filled)).toMatchObject({ ok: true });
      expect(filled).not.toMatch(/\{\w+\}/);
      for (const hole of [...Object.keys(holes), ...(character === undefined ? [] : [character])]) {
        expect(term).toContain(`{${hole}}`);
      }
    },
  );

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    '%s speaks of its own holes only',
    (_, { holes, guard, symmetric = [], steady = [], scales = [] }) => {
      const named = [...symmetric, ...steady, ...scales, ...(guard === undefined ? [] : [guard])];
      expect(Object.keys(holes)).toEqual(expect.arrayContaining(named));
    },
  );

  it.each(PATTERNS.flatMap(({ id, sides }) => sides.map((side) => [id, side] as const)))(
    '%s: description and recipe can be written out',
    (_, { description, recipe }) => {
      expect(fillHoles(description, FILLINGS)).not.toMatch(/[{}]/);
      for (const template of Object.values(recipe ?? {}).flatMap(Object.values<string>)) {
        const parsed = parseExpression(fillHoles(template, SLOTS));
        expect(parsed).toMatchObject({ ok: true });
        if (parsed.ok) expect(recipeProblem(parsed.expression, [])).toBeUndefined();
      }
    },
  );

  it('comes in order of the number of its holes', () => {
    const counts = PATTERNS.map(({ holes }) => Object.keys(holes).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});
