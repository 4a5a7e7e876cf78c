import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Executor } from '../../src/core/executor.ts';

/**
 * What every executor must do. The executor under test runs this program: `f(what, n)` makes n steps more than
 * `f(what, 0)` does and then returns n (`ok`), throws `Error: n` (`throw`), or goes on for ever (`loop`); with `die` it
 * takes its worker with it. Inputs are JSON: `["ok",5]`.
 */
export const CONTRACT_PROGRAM = `
  module.exports = (what, n) => {
    if (what === 'die') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    for (let i = 0; i < n; i++);
    if (what === 'throw') throw new Error(n);
    while (what === 'loop');
    return n;
  };`;

const OPTIONS = { maxSteps: 100_000 };

/** Runs the contract suite on executors of {@link CONTRACT_PROGRAM}. */
export function describeExecutor(name: string, create: () => Promise<Executor>): void {
  describe(`${name} keeps the contract of executors:`, () => {
    let executor: Executor;
    beforeAll(async () => {
      executor = await create();
    });
    afterAll(() => executor.close());

    it('one measurement for each input, in order', async () => {
      const sizes = [3, 1, 2];
      const measurements = await executor.measure(
        sizes.map((n) => `["ok",${n}]`),
        OPTIONS,
      );
      const base = (measurements[1]?.steps ?? 0) - 1;
      expect(measurements.map(({ steps }) => steps - base)).toEqual(sizes);
    });

    it('none for no inputs', async () => {
      expect(await executor.measure([], OPTIONS)).toEqual([]);
    });

    it('the same input costs the same, alone and among others', async () => {
      const among = await executor.measure(['["ok",7]', '["throw",9]', '["ok",7]'], OPTIONS);
      const alone = await executor.measure(['["ok",7]'], OPTIONS);
      expect(among[0]?.steps).toBe(alone[0]?.steps);
      expect(among[2]?.steps).toBe(alone[0]?.steps);
    });

    it('outcomes are values: errors, endless loops and deaths', async () => {
      const inputs = ['["ok",1]', '["throw",2]', '["loop",3]', '["die",4]', '["ok",5]'];
      const measurements = await executor.measure(inputs, OPTIONS);
      expect(measurements.map(({ outcome }) => outcome)).toEqual([
        'ok',
        'threw',
        'steps-exceeded',
        'timed-out',
        'ok',
      ]);
      expect(measurements[1]?.error).toBe('Error: 2');
      expect(measurements[2]?.steps).toBeGreaterThan(OPTIONS.maxSteps);
      expect((measurements[4]?.steps ?? 0) - (measurements[0]?.steps ?? 0)).toBe(4);
    });

    it('several deaths cost nobody else', async () => {
      const inputs = ['["die",1]', '["ok",2]', '["die",3]', '["die",1]', '["ok",4]'];
      const measurements = await executor.measure(inputs, OPTIONS);
      expect(measurements.map(({ outcome }) => outcome)).toEqual([
        'timed-out',
        'ok',
        'timed-out',
        'timed-out',
        'ok',
      ]);
    });

    it('hits only when asked for, ascending and summing to the steps', async () => {
      const [without] = await executor.measure(['["ok",5]'], OPTIONS);
      const [measured] = await executor.measure(['["ok",5]'], { ...OPTIONS, hits: true });
      expect(without?.hits).toBeUndefined();
      const hits = measured?.hits ?? new Int32Array();
      const sites = hits.filter((_, index) => index % 2 === 0);
      const counts = hits.filter((_, index) => index % 2 === 1);
      expect(sites).toEqual(sites.toSorted((a, b) => a - b));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(measured?.steps);
    });

    it('a larger limit lets a run go on', async () => {
      const input = '["ok",2000]';
      const [short] = await executor.measure([input], { maxSteps: 1000 });
      const [long] = await executor.measure([input], { maxSteps: 10_000 });
      expect([short?.outcome, long?.outcome]).toEqual(['steps-exceeded', 'ok']);
    });

    it('digests tell outputs apart and are empty when nothing came back', async () => {
      const measurements = await executor.measure(
        ['["ok",1]', '["ok",1]', '["ok",2]', '["throw",1]'],
        OPTIONS,
      );
      const [first, again, other, thrown] = measurements.map(({ outputDigest }) => outputDigest);
      expect(again).toBe(first);
      expect(other).not.toBe(first);
      expect(thrown).toBe('');
    });
  });
}
