import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Credit } from '../../../../src/fuzz/constraints/credit.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';

/** What one size band begins with, generously. */
const INITIAL = 400_000;
/** What an execution earns at most for each of its steps and scalars, and besides. */
const RATE = { step: 0.025, scalar: 4, execution: 16 };
/** What each step of an execution with probes costs. */
const PROBED_STEP = 0.05;

const executions = fc.array(
  fc.record({
    steps: fc.nat(1_000_000),
    size: fc.integer({ min: 1, max: 5000 }),
    /** What looking at it would cost. */
    units: fc.nat(500_000),
    wanted: fc.boolean(),
  }),
  { maxLength: 300 },
);

test('what is spent stays below what was earned, but for one execution', () => {
  fc.assert(
    fc.property(executions, (list) => {
      const credit = new Credit();
      let spent = 0;
      let earned = INITIAL;
      for (const { steps, size, units, wanted } of list) {
        const isSeen = credit.affords(0, wanted);
        if (isSeen) spent += units + PROBED_STEP * steps;
        credit.book(0, steps, size, isSeen ? units : undefined);
        earned += RATE.execution + RATE.step * steps + RATE.scalar * size;
        expect(spent).toBeLessThanOrEqual(earned + 600_000);
      }
    }),
    { seed: TEST_SEED },
  );
});

test('debts are paid off by executions that are not looked at', () => {
  const credit = new Credit();
  credit.book(3, 0, 1, 450_000);
  expect(credit.affords(3, true)).toBe(false);
  for (let k = 0; k < 100 && !credit.affords(3, true); k++) credit.book(3, 100_000, 1, undefined);
  expect(credit.affords(3, true)).toBe(true);
  expect(credit.affords(3, false)).toBe(false);
});

test('size bands do not live at the expense of each other', () => {
  const credit = new Credit();
  credit.book(9, 0, 1, 10_000_000);
  expect([credit.affords(9, true), credit.affords(0, false)]).toEqual([false, true]);
});

test('is the same after it was stored', () => {
  const credit = new Credit();
  credit.book(2, 1234, 77, 350_001);
  const again = new Credit(credit.state());
  credit.book(2, 10, 1, undefined);
  again.book(2, 10, 1, undefined);
  expect(again.state()).toEqual(credit.state());
});
