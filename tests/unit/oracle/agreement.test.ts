import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../harness/protocol.ts';
import { agreeOnOutput, type Witness } from '../../../src/oracle/agreement.ts';
import { compareTexts } from '../../../src/oracle/compare.ts';

const same = async (a: string, b: string): Promise<boolean> => compareTexts(a, b) === undefined;

function witness(
  solution: string,
  steps: number,
  output: string | undefined,
  outcome: Outcome = 'ok',
): Witness {
  return { solution, steps, output, outcome };
}

describe('agreeOnOutput', () => {
  it('takes the output of the cheapest solution among the most', async () => {
    const agreement = await agreeOnOutput(
      [witness('slow', 900, '1.0\n'), witness('fast', 10, '1\n'), witness('odd', 5, '2\n')],
      same,
    );
    expect(agreement).toEqual({
      expected: '1\n',
      oracle: {
        kind: 'agreement',
        from: 'fast',
        agree: ['fast', 'slow'],
        disagree: ['odd'],
        unfinished: [],
        failed: [],
      },
    });
  });

  it('does not count a time-out as disagreement', async () => {
    const agreement = await agreeOnOutput(
      [
        witness('a', 1e9, undefined, 'steps-exceeded'),
        witness('b', 0, undefined, 'timed-out'),
        witness('c', 10, 'yes'),
        witness('d', 20, undefined, 'threw'),
      ],
      same,
    );
    expect(agreement).toMatchObject({
      expected: 'yes',
      oracle: { agree: ['c'], disagree: [], unfinished: ['a', 'b'], failed: ['d'] },
    });
  });

  it('expects nothing when no output has more than half of the voices', async () => {
    const agreement = await agreeOnOutput([witness('a', 1, 'x'), witness('b', 2, 'y')], same);
    expect(agreement).toEqual({
      expected: undefined,
      oracle: { kind: 'none', reason: 'no majority: 2 correct solutions finished and disagree' },
    });
  });

  it('says so when nobody finished', async () => {
    expect(
      (await agreeOnOutput([witness('a', 9, undefined, 'steps-exceeded')], same)).oracle,
    ).toEqual({ kind: 'none', reason: 'every correct solution ran out of fuel or time' });
    expect((await agreeOnOutput([witness('a', 9, undefined, 'crashed')], same)).oracle).toEqual({
      kind: 'none',
      reason: 'no correct solution finished',
    });
    expect((await agreeOnOutput([], same)).expected).toBeUndefined();
  });
});
