import { z } from 'zod';

const share = z.number().min(0).max(1);
const count = z.int().nonnegative();
const costKind = z.enum(['steps', 'cpuMs']);

/** One line of `rewards.jsonl`: a solution, and a number to reward it with. */
export const rewardRowSchema = z.strictObject({
  version: z.literal(1),
  problem: z.string(),
  solution: z.string(),
  correct: z
    .boolean()
    .describe('labelled so, and right on at least nine tenths of what was judged'),
  passRate: share.nullable().describe('right ones of the outputs that were judged; null for none'),
  efficiency: share
    .nullable()
    .describe('0 the slowest known, 1 the fastest known; null when no test tells solutions apart'),
  reward: share.describe(
    '0 when not correct, else 0.5 + 0.5 × efficiency; 0.5 when that is not known',
  ),
  tests: count.describe('tests that the efficiency is made of'),
  cost: costKind,
});

export type RewardRow = z.infer<typeof rewardRowSchema>;

/** One line of `pairs.jsonl`: of two correct solutions the slower and the faster one, and why. */
export const preferencePairSchema = z.strictObject({
  version: z.literal(1),
  problem: z.string(),
  slow: z.string().describe('name of the solution'),
  fast: z.string().describe('name of the solution'),
  evidence: z.strictObject({
    cost: costKind,
    tests: count.describe('tests on which both can be compared'),
    slower: count.describe('tests that cost the slow one at least twice as much'),
    faster: count.describe('tests that cost the fast one at least twice as much'),
    medianRatio: z.number().positive().describe('slow over fast, over the tests in `slower`'),
    clearest: z
      .strictObject({
        test: z.string(),
        size: count,
        slow: z.number().nonnegative(),
        fast: z.number().nonnegative(),
        isCutOff: z.boolean().describe('the slow one costs at least this'),
      })
      .describe('the test with the largest ratio'),
    efficiency: z.strictObject({ slow: share, fast: share }),
    classes: z.strictObject({
      slow: z.string(),
      fast: z.string(),
      agree: z.boolean().describe('the declared classes say the same; else they are in no order'),
    }),
  }),
});

export type PreferencePair = z.infer<typeof preferencePairSchema>;
