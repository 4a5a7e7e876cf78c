import { z } from 'zod';
import {
  type PreferencePair,
  preferencePairSchema,
  type RewardRow,
  rewardRowSchema,
} from '../core/reward-rows.ts';
import type { Exporter, ExportTo } from './exporter.ts';
import { printJson } from './problem-directory.ts';
import type { ProblemRecord } from './problem-record.ts';

/** A pair with its texts, under the names that preference tuning reads. */
const pairRowSchema = preferencePairSchema.extend({
  prompt: z.string().describe('the statement'),
  chosen: z.string().describe('code of the fast one'),
  rejected: z.string().describe('code of the slow one'),
  language: z.string().describe('of the fast one'),
});

const completionRowSchema = rewardRowSchema.extend({
  prompt: z.string().describe('the statement'),
  completion: z.string().describe('code of the solution'),
  language: z.string(),
});

/** Preference pairs and scalar rewards, a line each. */
export function createPairsExporter({ directory, report, rewardsOf }: ExportTo): Exporter {
  const pairs = directory.open('data/pairs.jsonl');
  const rewards = directory.open('data/rewards.jsonl');
  return {
    tables: [
      { name: 'pairs', files: ['data/pairs.jsonl'] },
      { name: 'rewards', files: ['data/rewards.jsonl'] },
    ],
    add(problem) {
      const found = rewardsOf(problem);
      if (found.rewards.length === 0) {
        const message = 'no two of its solutions were measured on its stress tests, left out';
        report({ where: problem.id, message });
      }
      for (const row of found.pairs.flatMap((pair) => pairRow(problem, pair) ?? []))
        pairs.append(`${JSON.stringify(row)}\n`);
      for (const row of found.rewards.flatMap((reward) => completionRow(problem, reward) ?? []))
        rewards.append(`${JSON.stringify(row)}\n`);
      return found.rewards.length > 0;
    },
    finish() {
      pairs.close();
      rewards.close();
      const target = { io: 'input', target: 'draft-2020-12' } as const;
      const schemas = { pairs: pairRowSchema, rewards: completionRowSchema };
      for (const [name, schema] of Object.entries(schemas))
        directory.write(`schema/${name}.schema.json`, printJson(z.toJSONSchema(schema, target)));
    },
  };
}

function pairRow(
  { statement, solutions }: ProblemRecord,
  pair: PreferencePair,
): z.infer<typeof pairRowSchema> | undefined {
  const slow = solutions.find(({ name }) => name === pair.slow);
  const fast = solutions.find(({ name }) => name === pair.fast);
  return slow && fast
    ? {
        ...pair,
        prompt: statement,
        chosen: fast.code,
        rejected: slow.code,
        language: fast.language,
      }
    : undefined;
}

function completionRow(
  { statement, solutions }: ProblemRecord,
  reward: RewardRow,
): z.infer<typeof completionRowSchema> | undefined {
  const solution = solutions.find(({ name }) => name === reward.solution);
  return (
    solution && {
      ...reward,
      prompt: statement,
      completion: solution.code,
      language: solution.language,
    }
  );
}
