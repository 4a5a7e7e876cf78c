import { z } from 'zod';
import { constraintSchema } from '../../constraints/language/schema.ts';
import type { Json } from './run-record.ts';
import { type ConstraintRecord, GATE_CHECKS, STANDINGS } from './synthesis.ts';

const count = z.int().nonnegative();
const json: z.ZodType<Json> = z.json();

const evidence = z
  .object({
    check: z.enum(GATE_CHECKS),
    passed: z.boolean(),
    text: z.string().describe('what was seen, one line'),
    figures: json.exactOptional(),
  })
  .describe('one check of the gate');

const judged = {
  round: z.int().positive().describe('of synthesis, from 1'),
  evidence: z.array(evidence).describe('all checks up to the one that failed, if one did'),
};

const score = z
  .object({
    id: z.string(),
    bestMargin: z.number().min(0).max(1).describe('0 once an execution satisfied it'),
    satisfied: count,
    observed: count,
    finds: count,
    stepsGained: z.number(),
  })
  .describe('how a campaign fared with it');

const uplift = z
  .object({
    ratio: z.number().nonnegative(),
    interval: z.tuple([z.number().nonnegative(), z.number().nonnegative()]).readonly(),
    pValue: z.number().min(0).max(1),
    satisfied: count,
    unsatisfied: count,
  })
  .describe('cost of inputs that satisfy it over that of inputs of like size that do not');

const accepted = z.object({
  verdict: z.literal('accepted'),
  constraint: constraintSchema,
  place: z.object({
    at: z.enum(['line', 'entry', 'exit', 'loop']),
    line: z.int().positive(),
    column: count,
    functionName: z.string(),
  }),
  ...judged,
  standing: z.enum(STANDINGS),
  score: score.exactOptional(),
  uplift: uplift.exactOptional(),
});

const rejected = z.object({
  verdict: z.literal('rejected'),
  document: json.describe('as proposed, or the beginning of its text'),
  id: z.string(),
  source: z.enum(['llm', 'profile', 'user']),
  ...judged,
});

/** A row of the scoreboard and of `run.json`; {@link ConstraintRecord} documents the fields. */
export const constraintRecordSchema = z.discriminatedUnion('verdict', [
  accepted,
  rejected,
]) satisfies z.ZodType<ConstraintRecord>;
