import { z } from 'zod';
import { preferencePairSchema, rewardRowSchema } from './reward-rows.ts';
import { matrixSchema, TEST_SETS } from './evaluation.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Costs may be cut off by fuel or time: then they are at least this. */
const worstSchema = z.strictObject({
  solution: z.string(),
  cost: z.number().nonnegative().describe('of its costliest test'),
  isCutOff: z.boolean().describe('it ran out of fuel or time there: the cost is at least this'),
});

const separationSchema = z
  .strictObject({
    pairs: count.describe('pairs of solutions that the known order tells apart'),
    ordered: count,
    tied: count,
    reversed: count,
    separation: share.describe('(ordered + tied / 2) / pairs'),
    tau: z.number().min(-1).max(1).nullable().describe("Kendall's tau-b of both orders"),
  })
  .nullable();

const ratesSchema = z.strictObject({
  good: count,
  bad: count,
  truePositive: share.nullable().describe('good ones that are accepted'),
  trueNegative: share.nullable().describe('others that at least one test rejects'),
});

const scoreSchema = z.strictObject({
  solution: z.string(),
  efficiency: z
    .number()
    .nullable()
    .describe('e of ENAMEL: 1 for the cheapest known cost of every test'),
  dps: z
    .number()
    .min(0)
    .max(100)
    .describe('EvalPerf: percent of references that it is at least as fast as'),
  dpsNorm: z.number().min(0).max(100).describe('EvalPerf: the same by clusters'),
  beyond: share.nullable().describe('Mercury: place between the slowest and the fastest'),
});

const filterSchema = z.strictObject({
  name: z.enum(['solutions', 'cost', 'variation', 'clusters']),
  isPassed: z.boolean(),
  value: z
    .number()
    .nullable()
    .describe('null when nothing was measured; of `cost` in steps, or in nanoseconds'),
  limit: z.number(),
});

const setMetricsSchema = z.strictObject({
  set: z.enum(TEST_SETS),
  tests: count,
  solved: z
    .strictObject({ solutions: count, of: count })
    .describe('solutions that are right on every test whose output can be judged'),
  worst: z.array(worstSchema),
  byClass: separationSchema.describe('against the declared classes'),
  byBestKnown: separationSchema.describe('against the costliest that any test of any set showed'),
  correctness: ratesSchema.describe('over solutions labelled correct and incorrect'),
  efficiency: ratesSchema.describe(
    'over correct solutions whose class is the best (but for a logarithm) or a worse one',
  ),
  efficiencyLimit: z
    .number()
    .positive()
    .describe(
      'a solution counts as accepted while no test costs it more than this times the cheapest',
    ),
  inefficientOverEfficient: z
    .strictObject({ p: share, a12: share, cliffsDelta: z.number().min(-1).max(1) })
    .nullable()
    .describe('Mann–Whitney of the costliest tests of both, two-sided'),
  effAt: z.array(z.strictObject({ k: count, value: z.number() })).describe('eff@k of ENAMEL'),
  beyondAt1: share.nullable(),
  scores: z.array(scoreSchema),
  filters: z.array(filterSchema).describe("EvalPerf's filters of a task"),
});

const slowdownSchema = z.strictObject({
  k: count,
  ratios: z.array(z.strictObject({ solution: z.string(), ratio: z.number().positive() })),
  mean: z.number().positive().describe('arithmetic: slowdown_k of WEDGE'),
  median: z.number().positive(),
  geometricMean: z.number().positive(),
  interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe(
      '95 %, of the geometric mean: t interval of the logarithms; null for fewer than 3 solutions',
    ),
  losses: count.describe('solutions that the suite slows down less than the default tests do'),
  winRate: share,
});

const costlierSchema = z.strictObject({
  solution: z.string(),
  p: share,
  a12: share,
  cliffsDelta: z.number().min(-1).max(1),
});

export const metricsSchema = z.strictObject({
  cost: z.enum(['steps', 'cpuMs']),
  compared: z
    .array(z.string())
    .describe(
      'correct solutions that none of the tests found wrong or failing: those that costs are compared of',
    ),
  leftOut: z.array(z.strictObject({ solution: z.string(), reason: z.string() })),
  contested: z
    .array(z.string())
    .describe('tests that most of the correct solutions fail: they count nowhere'),
  unreadClasses: z
    .array(z.string())
    .describe('declared classes that cannot be read: they are in no order'),
  sets: z.array(setMetricsSchema),
  slowdown: z
    .array(slowdownSchema)
    .describe('of the suite against the default tests; empty without both'),
  costlier: z
    .array(costlierSchema)
    .describe('Mann–Whitney of the costs of suite and default tests, by solution, two-sided'),
});

export type EvaluationMetrics = z.infer<typeof metricsSchema>;
export type SetMetrics = EvaluationMetrics['sets'][number];

/** Schema of `eval.json`. Without `--time-confirm` nothing in it is measured in time: equal inputs give equal bytes. */
export const evaluationSchema = z.strictObject({
  version: z.literal(1),
  problem: z.strictObject({
    id: z.string(),
    title: z.string(),
    kind: z.enum(['function', 'stdin']),
  }),
  nodeMajor: count.describe('steps hold within a Node major'),
  instrumentation: count.describe('version of the instrumentation'),
  maxSteps: count.describe('fuel of an execution'),
  judge: z.enum(['comparison', 'checker']),
  matrix: matrixSchema,
  setAside: z
    .array(z.strictObject({ solution: z.string(), reason: z.string() }))
    .describe('solutions that could not be run here'),
  rewards: z.array(rewardRowSchema).describe('by steps'),
  pairs: z.array(preferencePairSchema).describe('by steps'),
  metrics: z.array(metricsSchema).describe('by steps, then by CPU time if that was confirmed'),
});

export type Evaluation = z.infer<typeof evaluationSchema>;

/** The published JSON Schema of `eval.json`. */
export function evaluationJsonSchema(): object {
  return z.toJSONSchema(evaluationSchema, { io: 'input', target: 'draft-2020-12' });
}
