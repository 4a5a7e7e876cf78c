import { z } from 'zod';
import { OUTCOMES } from '../../harness/protocol.ts';
import { GROWTH_CLASSES } from './finding.ts';
import type { SlowPath } from './slow-path.ts';

const count = z.int().nonnegative();
const outcome = z.enum(OUTCOMES);

const piece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), text: z.string() }),
  z.object({ kind: z.literal('repeat'), unit: z.string(), more: z.int() }),
  z.object({
    kind: z.literal('series'),
    parts: z.array(z.string()),
    first: z.array(z.int()),
    step: z.array(z.int()),
    more: z.int(),
  }),
]);

const inputs = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pattern'),
    place: z.string().describe('where the text stands: args[0], stdin'),
    pattern: z.array(piece),
    expression: z.string().describe('the text as a JavaScript expression in n'),
    counts: z.array(count).describe('values of n that were timed, ascending'),
  }),
  z.object({ kind: z.literal('inputs'), file: z.string() }),
]);

const timed = z.object({ size: count, cpuMs: z.array(z.number().nonnegative()), outcome });

/** How cost grows; see Growth. */
export const growthSchema = z
  .object({
    class: z.enum(GROWTH_CLASSES),
    exponent: z.number().describe('for exponential: doublings per unit of size'),
    // JSON has no Infinity; an interval without a bound is written as null.
    interval: z
      .tuple([z.number().nullable(), z.number().nullable()])
      .transform(
        ([low, high]) =>
          [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY] as const,
      )
      .describe('95 % interval of the exponent; null where it has no bound'),
    r2: z.number(),
    points: z.array(z.object({ size: z.number().positive(), steps: z.number().nonnegative() })),
  })
  .describe('cost as a function of size, fitted on step counts');

/** See HotLine. */
export const hotLineSchema = z.object({
  file: z.string(),
  line: z.int().positive(),
  functionName: z.string(),
  what: z.array(z.string()),
  steps: count,
  share: z.number().min(0).max(1),
  code: z.string(),
});

/** Schema of what `run.json` tells of a slow path; {@link SlowPath} documents the fields. */
export const slowPathSchema = z.object({
  id: z.string(),
  growth: growthSchema,
  inputs,
  size: count,
  steps: count,
  hotLines: z.array(hotLineSchema),
  timed: z.array(timed),
  snippet: z.string().describe('path relative to the run directory'),
  against: z
    .object({
      target: z.string(),
      steps: count,
      outcome,
      growth: growthSchema.exactOptional(),
      timed: z.array(timed),
      cpuRatio: z.number().nonnegative().exactOptional(),
    })
    .exactOptional(),
}) satisfies z.ZodType<SlowPath>;
