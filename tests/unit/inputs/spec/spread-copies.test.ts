import { describe, expect, test } from 'vitest';
import { createRng } from '../../../../src/core/rng.ts';
import { spreadCopies } from '../../../../src/inputs/spec/nodes/spread-copies.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { int, listOf, modelOfArgs } from './specs.ts';

describe('copies of rows', () => {
  test('get numbers between their row and the next, where the row had one of its own', () => {
    const rows = [
      [10, 'x', 7],
      [20, 'y', 7],
      [40, 'z', 7],
    ];
    expect(spreadCopies(rows, [0, 0, 1, 1, 2, 2])).toEqual([
      [10, 'x', 7],
      [15, 'x', 7],
      [20, 'y', 7],
      [30, 'y', 7],
      // Above the last there is as much room as below it.
      [40, 'z', 7],
      [50, 'z', 7],
    ]);
  });

  test('fall where their column falls, and keep fractions only where there are some', () => {
    const rows = [{ a: 9 }, { a: 6 }, { a: 3.5 }];
    expect(spreadCopies(rows, [0, 1, 1, 1, 2, 2])).toEqual([
      { a: 9 },
      { a: 8 },
      { a: 7 },
      { a: 6 },
      { a: 4.75 },
      { a: 3.5 },
    ]);
  });

  test('stay copies where the values have no room between them', () => {
    const rows = [[1], [2], [3]];
    expect(spreadCopies(rows, [0, 0, 1, 1, 2])).toEqual([[1], [1], [2], [2], [3]]);
  });

  test('leave intervals apart that lay apart when a list of them grows', () => {
    const model = modelOfArgs(
      listOf({ type: 'record', fields: { start: int(0, 1e6), end: int('start', 1e6) } }, 400),
    );
    const apart = Array.from({ length: 20 }, (_, i) => ({ start: 3000 * i, end: 3000 * i + 900 }));
    const rng = createRng(TEST_SEED);
    const isApart = (list: readonly { start: number; end: number }[]): boolean =>
      list.every((one, i) => i === 0 || (list[i - 1]?.end ?? 0) < one.start);
    const grown = Array.from({ length: 60 }, () => {
      const [longer] = model.scale(rng, [apart], 3) as [{ start: number; end: number }[]];
      return longer;
    });
    const kept = grown.filter((list) => list.length >= 57 && isApart(list));
    expect(kept.length).toBeGreaterThan(5);
  });
});
