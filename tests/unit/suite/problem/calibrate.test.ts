import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../src/suite/problem/calibrate.ts';
import { listModel } from '../list-model.ts';

const model = listModel(4096);

/** Quadratic in the length; cut off past the limit, as by fuel. */
function quadratic(limit: number): (inputs: readonly string[]) => Promise<readonly number[]> {
  return async (inputs) =>
    inputs.map((input) => Math.min(limit + 1, model.decode(input).length ** 2));
}

function list(length: number): string {
  return model.encode(Array.from({ length }, (_, i) => i % 3));
}

const OPTIONS = {
  model,
  low: 300_000,
  high: 900_000,
  maxSize: 4096,
  seed: 1,
  isSpent: () => false,
};

describe('calibrate', () => {
  it('brings a pattern that takes too long down between the limits', async () => {
    const costOf = quadratic(900_000);
    const found = await calibrate(list(4000), 900_001, { ...OPTIONS, costOf });
    const cost = model.decode(found ?? '[]').length ** 2;
    expect(cost).toBeGreaterThanOrEqual(300_000);
    expect(cost).toBeLessThanOrEqual(900_000);
  });

  it('brings a pattern that takes no time up between the limits', async () => {
    const costOf = quadratic(900_000);
    const found = await calibrate(list(20), 400, { ...OPTIONS, costOf });
    const cost = model.decode(found ?? '[]').length ** 2;
    expect(cost).toBeGreaterThanOrEqual(300_000);
    expect(cost).toBeLessThanOrEqual(900_000);
  });

  it('ends when what it may spend is spent, with the best until then', async () => {
    const costOf = quadratic(900_000);
    let sizes = 0;
    const found = await calibrate(list(20), 400, {
      ...OPTIONS,
      costOf,
      isSpent: () => ++sizes > 1,
    });
    const cost = model.decode(found ?? '[]').length ** 2;
    expect(cost).toBeGreaterThan(400);
    expect(cost).toBeLessThan(300_000);
  });

  it('ends at the largest size where nothing takes long', async () => {
    const costOf = quadratic(900_000);
    const found = await calibrate(list(20), 400, { ...OPTIONS, maxSize: 64, costOf });
    expect(model.decode(found ?? '[]')).toHaveLength(64);
  });

  it('gives up where the smallest inputs take too long already', async () => {
    const costOf = async (inputs: readonly string[]) => inputs.map(() => 900_001);
    expect(await calibrate(list(200), 900_001, { ...OPTIONS, costOf })).toBeUndefined();
  });

  it('meets a wall that is steep: exponential cost', async () => {
    const costOf = async (inputs: readonly string[]) =>
      inputs.map((input) => Math.min(900_001, 2 ** Math.min(40, model.decode(input).length)));
    const found = await calibrate(list(30), 900_001, { ...OPTIONS, costOf });
    expect(model.decode(found ?? '[]')).toHaveLength(19);
  });
});
