import { z } from 'zod';
import { DataError } from '../core/errors.ts';
import { describeIssues } from '../core/describe-issues.ts';
import type { CampaignState } from './campaign.ts';

const count = z.int().nonnegative();
const counts = z.array(count);

const cost = z.looseObject({ steps: count, size: count });
const arms = z.array(z.looseObject({ execs: count, recentExecs: z.number() }));

const entry = z.looseObject({
  id: count,
  input: z.string(),
  steps: count,
  size: count,
  level: count,
  outcome: count,
  op: z.string(),
  parents: counts,
  reasons: z.array(z.string()),
});

const level = z.looseObject({
  contenders: counts,
  rate: count.exactOptional(),
  alloc: count.exactOptional(),
  sites: counts,
});

const search = z.looseObject({
  version: z.literal(1),
  totals: z.looseObject({ execs: count, steps: count, outcomes: counts }),
  entries: z.array(entry),
  levels: z.array(level),
  efforts: z.array(z.looseObject({ execs: count, steps: count })),
  sitesHit: counts,
  sequenceArms: arms,
  numberArms: arms,
  stageArms: arms,
  sourceArms: arms,
  prizes: z.array(z.string()),
});

/** Loose: what the search adds to its state must come back, or a resumed run would go another way. */
const campaignStateSchema = z.looseObject({
  epoch: count,
  execs: count,
  steps: count,
  shards: z.array(search),
  offers: z.array(z.array(z.looseObject({ input: z.string(), id: count }))),
  quarantine: z.array(z.array(z.string())),
  plan: z.looseObject({
    stage: z.enum(['search', 'final']),
    finalExecs: count,
    finalSteps: count,
  }),
  last: z.array(
    z.looseObject({
      execs: count,
      totals: z.looseObject({ execs: count, steps: count }),
      frontier: z.array(cost),
    }),
  ),
  seedBest: cost.exactOptional(),
  notes: z.array(z.string()),
});

/**
 * What a checkpoint holds, checked.
 * @param path Of the checkpoint, for the message.
 * @param workers Shards that the state must be of.
 * @throws DataError when it is not the state of such a campaign.
 */
export function parseCampaignState(value: unknown, path: string, workers: number): CampaignState {
  const hint = 'delete it to search again from the start, or add --fresh';
  const parsed = campaignStateSchema.safeParse(value);
  if (!parsed.success)
    throw new DataError(
      `${path} does not hold the state of a search: ${describeIssues(parsed.error)}`,
      { hint, cause: parsed.error },
    );
  const lengths = [parsed.data.shards, parsed.data.offers, parsed.data.quarantine];
  if (lengths.some(({ length }) => length !== workers))
    throw new DataError(`${path} does not hold the state of ${workers} workers`, { hint });
  // The schema looks at what a restart reads first; the rest is what the search wrote, or its own checks refuse it.
  return parsed.data as unknown as CampaignState;
}
