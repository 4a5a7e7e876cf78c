import { expect, it } from 'vitest';
import type { Measurement } from '../../../src/core/executor.ts';
import type { TextPattern } from '../../../src/core/slow-path.ts';
import type { TextBench } from '../../../src/findings/climb.ts';
import { simplifyPattern } from '../../../src/findings/simplify.ts';

/** Runs texts whose cost is given, stopped by their fuel, and keeps the fuel that was given. */
function benchOf(costOf: (text: string) => number): { bench: TextBench; fuels: number[] } {
  const fuels: number[] = [];
  const bench: TextBench = {
    maxLength: 1000,
    fit: () => undefined,
    measure: async (texts, { maxSteps }) =>
      await Promise.resolve(
        texts.map((text): Measurement => {
          fuels.push(maxSteps);
          const steps = costOf(text);
          return {
            outcome: steps > maxSteps ? 'steps-exceeded' : 'ok',
            steps: Math.min(steps, maxSteps),
            allocUnits: 0,
            size: text.length,
            hits: undefined,
            error: '',
            outputDigest: '',
          };
        }),
      ),
  };
  return { bench, fuels };
}

const PATTERN: TextPattern = [
  { kind: 'literal', text: 'some prefix' },
  { kind: 'repeat', unit: 'xay', more: 0 },
  { kind: 'literal', text: '!' },
];

const count = (text: string): number => text.split('a').length - 1;

it('leaves only what the cost needs', async () => {
  const { bench } = benchOf((text) => count(text) ** 2 * (text.endsWith('!') ? 10 : 1));
  const simple = await simplifyPattern(PATTERN, bench, { length: 42, steps: 1000 });
  expect(simple).toEqual([
    { kind: 'repeat', unit: 'a', more: 0 },
    { kind: 'literal', text: '!' },
  ]);
});

it('gives an explosion no more fuel the simpler its pattern becomes', async () => {
  const { bench, fuels } = benchOf((text) => 2 ** count(text));
  const steps = 2 ** 10;
  const simple = await simplifyPattern(PATTERN, bench, { length: 42, steps });
  expect(simple).toEqual([{ kind: 'repeat', unit: 'a', more: 0 }]);
  expect(Math.max(...fuels)).toBeLessThanOrEqual(64 * steps);
});
