import { join } from 'node:path';
import { expect, it } from 'vitest';
import { searchMs } from '../../src/pipeline/run-log.ts';
import { fuzz } from '../helpers/fuzz.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const PROGRAM = `exports.f = function f(list) {
  let n = 0;
  for (const x of list) for (const y of list) if (x < y) n++;
  return n;
};
`;

it('a time budget holds for the search of all sessions together, and for the search only', async () => {
  const cwd = makeTree({ 'p.cjs': PROGRAM });
  const options = { args: '[number[]]', maxSize: 60, time: '2s', workers: 1 };
  const run = async (out: string, stopAfterTicks?: number): ReturnType<typeof fuzz> =>
    await fuzz(
      'p.cjs#f',
      cwd,
      { ...options, out: join(cwd, out) },
      { tickMs: 10, ...(stopAfterTicks === undefined ? {} : { stopAfterTicks }) },
    );
  const alone = await run('alone');
  expect(alone.record).toMatchObject({ status: 'finished', stopReason: 'time' });

  const first = await run('parts', 60);
  expect(first.record).toMatchObject({ status: 'interrupted', stopReason: 'interrupt' });
  expect(searchMs(first.record)).toBeLessThan(1000);
  const second = await run('parts');
  expect(second.said).toContainEqual(expect.stringContaining('resuming after'));
  expect(second.record).toMatchObject({ status: 'finished', stopReason: 'time' });
  expect(second.record.epochs).toBeGreaterThan(first.record.epochs);
  // What the work-ups took is not taken from the search.
  expect(second.record.epochs).toBeGreaterThan(0.7 * alone.record.epochs);
  expect(second.record.epochs).toBeLessThan(1.1 * alone.record.epochs);

  const third = await run('parts');
  expect(third.record).toMatchObject({ stopReason: 'time', epochs: second.record.epochs });
  expect(third.record.wallMs).toBeGreaterThan(second.record.wallMs);
});
