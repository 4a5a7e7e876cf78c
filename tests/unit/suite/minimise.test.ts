import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimise } from '../../../src/suite/minimise.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { fakeExecutor, listModel } from './list-model.ts';

const model = listModel();
const maxSteps = 1_000_000;
const nines = (list: readonly number[]): number => list.filter((x) => x === 9).length;

describe('minimise', () => {
  it('drops everything that costs nothing', async () => {
    const executor = fakeExecutor((list) => 100 * nines(list));
    const input = JSON.stringify([1, 9, 2, 9, 3, 4, 9, 5]);
    const result = await minimise(input, { model, executor, maxSteps });
    expect(result.input).toBe('[9,9,9]');
    expect(result.measurement.steps).toBe(300);
    expect(result.isMinimal).toBe(true);
    expect(result.executions).toBe(executor.inputs.length);
  });

  it('gives up to five percent of the cost for a smaller input, not more', async () => {
    const executor = fakeExecutor((list) => list.length ** 2);
    const input = JSON.stringify(Array.from({ length: 200 }, () => 7));
    const { measurement } = await minimise(input, { model, executor, maxSteps });
    expect(measurement.size).toBe(195);
    expect(measurement.steps).toBeGreaterThanOrEqual(0.95 * 40_000);
  });

  it('keeps the last step when the whole cost is asked for', async () => {
    const executor = fakeExecutor((list) => list.length ** 2);
    const input = JSON.stringify([5, 5, 5, 5]);
    const result = await minimise(input, { model, executor, maxSteps, keepShare: 1 });
    expect(result.input).toBe('[0,0,0,0]');
  });

  it('finds a small representative of a growing pattern', async () => {
    const executor = fakeExecutor((list) => 50 + nines(list) ** 2);
    const input = JSON.stringify(Array.from({ length: 512 }, () => 9));
    const keep = { kind: 'rate', exponent: 2, floorSteps: 1000 } as const;
    const result = await minimise(input, { model, executor, maxSteps, keep });
    expect(result.measurement.steps).toBeGreaterThanOrEqual(1000);
    expect(result.measurement.size).toBeLessThan(50);
    expect(result.input).toMatch(/^\[9(,9)*\]$/);
  });

  it('does not trade one outcome for another', async () => {
    const executor = fakeExecutor(
      (list) => 100 * list.length,
      (list) => (list.includes(9) ? { outcome: 'threw' } : {}),
    );
    const result = await minimise('[9,1,1]', { model, executor, maxSteps, keepShare: 0.1 });
    expect(result.input).toBe('[9]');
    expect(result.measurement.outcome).toBe('threw');
  });

  it('keeps an input that runs out of fuel running out of it', async () => {
    const executor = fakeExecutor((list) => 1000 * nines(list));
    const result = await minimise('[9,1,9,2,9,9]', { model, executor, maxSteps: 2500 });
    expect(result.measurement).toMatchObject({ outcome: 'steps-exceeded', size: 3 });
  });

  it('stops at its limits with what it has', async () => {
    const input = JSON.stringify(Array.from({ length: 64 }, (_, i) => i % 9));
    const executions = fakeExecutor(() => 1000);
    const few = await minimise(input, {
      model,
      executor: executions,
      maxSteps,
      maxExecutions: 5,
    });
    expect(executions.inputs).toHaveLength(5);
    expect(few).toMatchObject({ executions: 5, isMinimal: false });
    const steps = fakeExecutor((list) => 1000 + list.length);
    await minimise(input, { model, executor: steps, maxSteps, maxTotalSteps: 3000 });
    expect(steps.inputs.length).toBeLessThan(8);
  });

  it('never asks for one input twice in a descent that fails', async () => {
    const executor = fakeExecutor((list) => (list.length === 6 ? 100 : 1));
    await minimise('[1,1,1,1,1,1]', { model, executor, maxSteps });
    expect(new Set(executor.inputs).size).toBe(executor.inputs.length);
  });

  it('never loses the kept share, never grows, and does the same again', async () => {
    const list = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 });
    const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 10, maxLength: 10 });
    const share = fc.constantFrom(0.5, 0.95, 1);
    await fc.assert(
      fc.asyncProperty(list, weights, share, async (items, weight, keepShare) => {
        const cost = (of: readonly number[]): number =>
          of.reduce((sum, x, i) => sum + (weight[x] ?? 0) * (1 + (i % 3)), 10);
        const input = JSON.stringify(items);
        const run = () =>
          minimise(input, { model, executor: fakeExecutor(cost), maxSteps, keepShare });
        const result = await run();
        expect(result.measurement.steps).toBeGreaterThanOrEqual(keepShare * cost(items));
        expect(result.measurement.size).toBeLessThanOrEqual(items.length);
        expect(cost(JSON.parse(result.input) as number[])).toBe(result.measurement.steps);
        expect(await run()).toEqual(result);
      }),
      { seed: TEST_SEED, numRuns: 60 },
    );
  });
});
