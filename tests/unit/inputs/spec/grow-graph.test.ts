import { expect, test } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { modelOfArgs } from './specs.ts';

type Edge = readonly [number, number, number];

test('a star grows into a star, with weights that fall as they fell', () => {
  const model = modelOfArgs({
    type: 'graph',
    nodes: 400,
    minEdges: 0,
    maxEdges: 800,
    directed: true,
    weight: { type: 'int', min: 1, max: 1e6 },
  });
  const star = Array.from({ length: 40 }, (_, i): Edge => [1, 10 * i + 2, 900_000 - 9000 * i]);
  const rng = createRng(TEST_SEED);
  const grown = Array.from({ length: 120 }, () => {
    const [edges] = model.scale(rng, [star], 3) as [readonly Edge[]];
    return edges;
  });
  const falls = (edges: readonly Edge[]): boolean =>
    edges.every((edge, i) => i === 0 || edge[2] < (edges[i - 1]?.[2] ?? 0));
  const stars = grown.filter(
    (edges) => edges.length >= 114 && edges.every(([from]) => from === 1) && falls(edges),
  );
  expect(stars.length).toBeGreaterThan(5);
});

test('a path that runs against its order in the list grows into a longer one', () => {
  const model = modelOfArgs({
    type: 'graph',
    nodes: 200,
    minEdges: 0,
    maxEdges: 400,
    directed: true,
  });
  const path = Array.from({ length: 20 }, (_, i) => [20 - i, 21 - i] as const);
  const rng = createRng(TEST_SEED);
  const longest = Array.from({ length: 60 }, () => {
    const [edges] = model.scale(rng, [path], 3) as [readonly (readonly [number, number])[]];
    const next = new Map(edges);
    let node = 1;
    let length = 0;
    while (next.has(node) && length < edges.length) {
      node = next.get(node) ?? 0;
      length++;
    }
    return length;
  });
  expect(Math.max(...longest)).toBeGreaterThanOrEqual(57);
});
