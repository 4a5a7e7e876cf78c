import { describe, expect, it } from 'vitest';
import { leanerGenotypes } from '../../../src/suite/leaner.ts';
import { minimise } from '../../../src/suite/minimise.ts';
import { parseInputSpec } from '../../../src/inputs/spec/schema.ts';
import { compileSpec } from '../../../src/inputs/spec/compile.ts';
import { fakeExecutor, listModel } from './list-model.ts';

function first(count: number, genotype: readonly number[]): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (const one of leanerGenotypes(listModel(), genotype)) {
    if (found.length === count) break;
    found.push(one);
  }
  return found;
}

describe('candidates for a smaller input', () => {
  it('leave out every other element and halves first, quarters and eighths next, then a little of the ends and the middle', () => {
    const lengths = first(
      28,
      Array.from({ length: 200 }, () => 1),
    ).map(({ length }) => length);
    const halves = Array.from({ length: 4 }, () => 100);
    const quarters = Array.from({ length: 4 }, () => 150);
    const eighths = Array.from({ length: 8 }, () => 175);
    const little = [180, 180, 180, 190, 190, 190, 195, 195, 195, 197, 197, 197];
    expect(lengths).toEqual([...halves, ...quarters, ...eighths, ...little]);
  });

  it('leave a little out before small parts where executions are few', () => {
    const found = leanerGenotypes(
      listModel(),
      Array.from({ length: 200 }, () => 1),
      true,
    );
    const lengths = Array.from({ length: 17 }, () => found.next().value?.length);
    expect(lengths.slice(0, 5)).toEqual([100, 100, 100, 100, 180]);
    expect(lengths.slice(-2)).toEqual([197, 150]);
  });

  it('come to a little off the ends of an input whose elements all carry cost, in few executions', async () => {
    const input = JSON.stringify(Array.from({ length: 1000 }, () => 1));
    const model = {
      ...listModel(),
      shrink: (g: readonly number[]) => leanerGenotypes(listModel(), g),
    };
    const executor = fakeExecutor((list) => list.length ** 2);
    const few = { model, executor, maxSteps: 10 ** 7, maxExecutions: 40 };
    const { measurement } = await minimise(input, few);
    // The square root of 0.95 is 0.975.
    expect(measurement.size).toBe(975);
  });

  it('write numbers by rank where that is shorter, fewest distinct ones first', () => {
    const model = compileSpec(
      parseInputSpec(
        {
          version: 1,
          kind: 'function',
          args: [
            {
              name: 'pairs',
              spec: {
                type: 'list',
                maxLength: 100,
                of: {
                  type: 'tuple',
                  items: [
                    { type: 'int', min: -1_000_000, max: 1_000_000 },
                    { type: 'int', min: 0, max: 1_000_000 },
                  ],
                },
              },
            },
          ],
        },
        'test',
      ),
      { maxSize: 1000 },
    );
    const genotype = model.decode('[[[-900000,5000],[-900000,800000],[70000,5000]]]');
    const [one, two, ranks, ...others] = leanerGenotypes(model, genotype);
    expect(one === undefined ? '' : model.encode(one)).toBe('[[[0,0],[0,0],[0,0]]]');
    expect(two === undefined ? '' : model.encode(two)).toBe('[[[0,0],[0,1],[1,0]]]');
    expect(ranks === undefined ? '' : model.encode(ranks)).toBe('[[[0,1],[0,3],[2,1]]]');
    expect(others.map((other) => model.encode(other))).toContain(
      '[[[-900000,1],[-900000,1],[70000,1]]]',
    );
  });
});
