import { z } from 'zod';
import { GROWTH_CLASSES } from './finding.ts';

const count = z.int().nonnegative();
const pairs = z.array(z.tuple([z.string(), z.string()]));

/** What tests say of the declared order of solutions; pairs are [slower, faster] as declared. */
const separation = z.object({
  pairs: count.describe('pairs of solutions of different declared classes'),
  agreement: z.number().min(0).max(1).describe('share of them in the declared order'),
  ties: pairs,
  reversed: pairs,
});

/** What `run.json` tells of a campaign over all solutions of a problem; every solution has its own record below `solutions/`. */
export const problemRunSchema = z.object({
  id: z.string(),
  solutions: z.array(
    z.object({
      name: z.string(),
      class: z.string().describe('declared growth of the cost'),
      rank: count.describe('0: the most efficient class'),
      directory: z.string().describe('its own run directory, relative to this one'),
      execs: count,
      best: z.object({ steps: count, size: count }).exactOptional(),
      growth: z
        .enum(GROWTH_CLASSES)
        .exactOptional()
        .describe('of its costliest pattern, as measured'),
    }),
  ),
  setAside: z.array(
    z.object({
      solution: z.string(),
      why: z.enum(['incorrect', 'unusable', 'fails', 'disagrees']),
      reason: z.string(),
    }),
  ),
  slowest: z.string().exactOptional().describe('the solution that the first test costs most'),
  pool: count.describe('inputs that were measured on every solution'),
  stepsPerSecond: z.number().positive().describe('without instrumentation'),
  pace: z.enum(['given', 'measured', 'assumed']).describe('where that figure comes from'),
  separation: z.object({ suite: separation, defaultTests: separation }).exactOptional(),
});

export type ProblemRun = z.infer<typeof problemRunSchema>;
