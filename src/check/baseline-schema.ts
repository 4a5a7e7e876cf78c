import { z } from 'zod';
import { OUTCOMES } from '../../harness/protocol.ts';
import { GROWTH_CLASSES } from '../core/finding.ts';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** JSON has no Infinity: null stands for no bound. */
const growthSchema = z.strictObject({
  class: z.enum(GROWTH_CLASSES),
  exponent: z.number(),
  interval: z.tuple([z.number().nullable(), z.number().nullable()]),
  r2: z.number(),
  axis: z.string().exactOptional().describe('what was scaled, when it was not the size'),
  points: z.array(z.tuple([z.number(), z.number()])).describe('size and steps, ascending size'),
});

const testSchema = z.strictObject({
  steps: count,
  size: count,
  outcome: z.enum(OUTCOMES),
  output: z.string().describe('digest of the result or of what was printed'),
  tolerance: z
    .number()
    .min(0)
    .exactOptional()
    .describe('relative increase that this test may show; written by hand, and kept by --update'),
  functions: z.record(z.string(), count).describe('steps of the costliest functions'),
});

const suiteSchema = z.strictObject({
  target: z.string(),
  suite: sha256.describe('of the files of the tests'),
  growth: growthSchema.exactOptional(),
  tests: z.record(z.string(), testSchema),
});

/** Schema of a baseline file. Nothing in it is measured in time. */
export const baselineSchema = z.strictObject({
  version: z.literal(1),
  hash: sha256.describe('of everything below but tolerances: a change by hand is noticed'),
  nodeMajor: count.describe('steps hold within a Node major'),
  instrumentation: count.describe('version of the instrumentation'),
  suites: z
    .record(z.string(), suiteSchema)
    .describe('by the path of the suite, relative to this file'),
});

export type BaselineDocument = z.infer<typeof baselineSchema>;
export type BaselineSuite = BaselineDocument['suites'][string];

/** The published JSON Schema of a baseline file. */
export function baselineJsonSchema(): object {
  return z.toJSONSchema(baselineSchema, { io: 'input', target: 'draft-2020-12' });
}
