import { describe, expect, it } from 'vitest';
import type { SpecNode } from '../../../../src/core/input-spec.ts';
import { createRng } from '../../../../src/core/rng.ts';
import { compileSpec } from '../../../../src/inputs/spec/compile.ts';
import { localRealm } from '../../../helpers/fake-host.ts';

const modelOf = (spec: SpecNode, maxSize: number): ReturnType<typeof compileSpec> =>
  compileSpec({ version: 1, kind: 'function', args: [{ name: 'a', spec }] }, { maxSize });

const EMPTYABLE: readonly (readonly [string, SpecNode, readonly unknown[]])[] = [
  ['strings', { type: 'list', of: { type: 'string' } }, ['', '', '']],
  [
    'lists',
    { type: 'list', of: { type: 'list', of: { type: 'int', min: 0, max: 9 } } },
    [[], [], []],
  ],
];

describe.each(EMPTYABLE)('a list of empty %s', (_, spec, value) => {
  it('is as large as it is long', () => {
    const model = modelOf(spec, 100);
    const g = model.fromValue([value]);
    expect(g).toBeDefined();
    expect(model.sizeOf(g)).toBe(3);
  });

  it('does not outgrow the size limit', () => {
    const model = modelOf(spec, 100);
    const rng = createRng(1);
    const g = model.fromValue([value]);
    for (let k = 0; k < 200; k++) {
      const scaled = model.scale(rng, g, 1000);
      const [made] = model.build(scaled, localRealm);
      expect(made).toHaveProperty(
        'length',
        expect.toSatisfy((length: number) => length <= 100),
      );
    }
  });
});

describe('a list of large lists', () => {
  const spec: SpecNode = { type: 'list', of: { type: 'list', of: { type: 'string' } } };

  it.each([4, 32, 256, 2048])('shrinks to about %i scalars', (size) => {
    const model = modelOf(spec, 10_000);
    const words = Array.from({ length: 1000 }, (_, k) => String(k));
    const g = model.fromValue([[words, words.slice(0, 10), words]]);
    const rng = createRng(2);
    const factor = size / model.sizeOf(g);
    const sizes = Array.from({ length: 40 }, () => model.sizeOf(model.scale(rng, g, factor)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(size / 2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 * size + 2);
  });
});
