import { z } from 'zod';
import { OUTCOMES } from '../../harness/protocol.ts';
import { oracleSchema } from '../core/evaluation.ts';
import { GROWTH_CLASSES } from '../core/finding.ts';

const count = z.int().nonnegative();

/** A path inside the suite that cannot leave it. */
const testPath = z.string().regex(/^tests\/[A-Za-z0-9][A-Za-z0-9._-]*$/);

const growthSchema = z.object({
  class: z.enum(GROWTH_CLASSES),
  exponent: z.number(),
  // JSON has no Infinity: null stands for no bound.
  interval: z.tuple([z.number().nullable(), z.number().nullable()]),
  r2: z.number(),
  points: z.array(z.object({ size: z.number(), steps: z.number() })),
});

const originSchema = z.object({
  size: count,
  steps: count,
  bytes: count.exactOptional().describe('of its file, as a test'),
});

const testSchema = z.object({
  file: testPath.describe('input, relative to the suite'),
  output: testPath.exactOptional().describe('expected output, where an oracle gave one'),
  role: z
    .enum(['costliest', 'path', 'size', 'representative'])
    .describe(
      'why it is here: the costliest input; the costliest of another slow path; a further size of one; ' +
        'a small input of the same pattern',
    ),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('of the file, hex'),
  size: count.describe('scalars: characters, elements, numbers'),
  steps: count.describe('deterministic cost'),
  allocUnits: count,
  outcome: z.enum(OUTCOMES),
  outputDigest: z.string().describe('digest of the result or of what was printed'),
  isSeed: z.boolean().describe("one of the user's own inputs, unchanged"),
  provenance: z.object({
    id: count.describe('corpus number'),
    parents: z.array(count),
    ops: z.array(z.string()).describe('what made it, last first: the chain back to a seed'),
    execs: count.describe('executions of the search before it was found'),
    solution: z
      .string()
      .exactOptional()
      .describe('of a problem: whose search found it; absent for what all of them found together'),
  }),
  minimisedFrom: originSchema
    .exactOptional()
    .describe('the input as it was selected, before what costs nothing was left out'),
  hot: z.array(
    z.object({
      site: z.string().describe('file:line'),
      kind: z.string(),
      share: z.number().min(0).max(1),
    }),
  ),
  growth: z.int().nonnegative().exactOptional().describe('index into growths'),
  calibratedFrom: originSchema
    .exactOptional()
    .describe(
      'the input as it was found, before its pattern was brought to a size that takes long enough',
    ),
  costs: z
    .record(z.string(), z.object({ steps: count, outcome: z.enum(OUTCOMES) }))
    .exactOptional()
    .describe('of a problem: what it costs each solution'),
  contrast: z
    .object({ slower: z.string(), faster: z.string(), ratio: z.number().positive() })
    .exactOptional()
    .describe(
      'the two solutions of different declared classes that it sets furthest apart, and their steps, divided',
    ),
  oracle: oracleSchema.exactOptional().describe('where the expected output comes from'),
  constraints: z
    .array(z.object({ solution: z.string(), id: z.string(), margin: z.number().min(0).max(1) }))
    .exactOptional()
    .describe('constraints of the solutions, with margins: 0 is satisfied'),
  recipe: z
    .object({ id: z.string(), input: z.record(z.string(), z.string()) })
    .exactOptional()
    .describe('the parametric input that it descends from: expressions by place'),
});

const pairs = z.array(z.tuple([z.string(), z.string()]));

const problemSchema = z.object({
  id: z.string(),
  solutions: z.array(
    z.object({
      name: z.string(),
      class: z.string().describe('declared growth of the cost'),
      rank: count.describe('0: the most efficient class'),
    }),
  ),
  stepsPerSecond: z.number().positive().describe('the pace that sizes were calibrated by'),
  separation: z
    .object({
      pairs: count.describe('pairs of solutions of different classes'),
      agreement: z.number().min(0).max(1).describe('share of them in the declared order'),
      ties: pairs,
      reversed: pairs,
    })
    .describe('what the tests say of the declared order; pairs are [slower, faster] as declared'),
});

/** Schema of `suite/suite.json`. Nothing in it is measured in time. */
export const suiteSchema = z.object({
  version: z.literal(1),
  target: z.object({
    specifier: z.string(),
    kind: z.enum(['function', 'stdin']),
    contentHash: z.string(),
    inputModel: z.string(),
  }),
  nodeMajor: count.describe('steps hold within a Node major'),
  instrumentation: count.describe('version of the instrumentation'),
  seed: z.int(),
  validator: z
    .object({
      tests: count,
      accepted: count.describe('tests that the input spec accepts'),
      variants: count.describe('inputs made from them that break one rule each'),
      rejected: z.number().min(0).max(1).describe('share of these that the spec rejects'),
    })
    .exactOptional()
    .describe('the input spec held against the tests, in both directions'),
  problem: problemSchema.exactOptional().describe('of a suite that tells solutions apart'),
  tests: z.array(testSchema),
  growths: z.array(growthSchema),
});

export type Suite = z.infer<typeof suiteSchema>;
export type SuiteTest = Suite['tests'][number];

/** The published JSON Schema of `suite.json`. */
export function suiteJsonSchema(): object {
  return z.toJSONSchema(suiteSchema, { io: 'input', target: 'draft-2020-12' });
}
