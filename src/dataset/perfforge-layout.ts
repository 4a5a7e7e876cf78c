import { z } from 'zod';
import { problemDescriptionSchema } from './problem-record.ts';

/** Names of the PERFFORGE tree (github.com/UChiSeclab/perfforge, 2025). Below `problems/<problem>/`. */
export const PERFFORGE = {
  problems: 'problems',
  statement: 'metadata/problem_statement.txt',
  /** Not in the original: what it lacks. */
  description: 'metadata/problem.json',
  spec: 'metadata/input_spec.json',
  /** Not in the original: every solution, also those without slow tests. */
  solutions: 'metadata/solutions',
  constraints: 'metadata/synthesized_constraints',
  fullTests: 'full_tests',
  slowTests: 'slow_tests',
  mapping: 'mapping.json',
} as const;

/** `mapping.json` of a solution: its slow tests by file name, slowest first. */
export const mappingSchema = z.record(
  z.string(),
  z.looseObject({
    original_filename: z.string(),
    mean_time_seconds: z.number().nullable(),
    rank: z.int().positive(),
    cost_metric: z.string().exactOptional(),
    cost: z.number().nonnegative().exactOptional(),
    baseline_cost: z
      .number()
      .nonnegative()
      .nullable()
      .exactOptional()
      .describe('of the costliest default test on the same solution'),
    provenance: z.json().exactOptional(),
  }),
);

export type SlowTestMapping = z.infer<typeof mappingSchema>;

/** `metadata/problem.json`: the description, and which file of `full_tests` each test is. */
export const perfforgeProblemSchema = problemDescriptionSchema.extend({
  files: z
    .array(z.strictObject({ test: z.string(), output: z.boolean() }))
    .describe('names in full_tests without extension, in the order of `tests`'),
});

/** `results/slowpath/<problem>.json`: what the statistics tools of PERFFORGE read, by solution. */
export const perfforgeResultSchema = z
  .looseObject({ time_limit: z.number().nullable(), cost_metric: z.literal('steps') })
  .catchall(
    z.looseObject({
      language: z.string(),
      online_judge_verdict: z.string(),
      verdict: z.array(z.string()),
      average_time: z.array(z.number()),
      max_time: z.array(z.number()),
      time_dict: z.record(z.string(), z.array(z.number())),
      average_instruction_cnt: z.array(z.number()),
      max_instruction_cnt: z.array(z.number()),
      instruction_cnt_dict: z.record(z.string(), z.array(z.number())),
    }),
  );

export function perfforgeSchemas(): readonly (readonly [name: string, schema: object])[] {
  const target = { io: 'input', target: 'draft-2020-12' } as const;
  return [
    ['schema/mapping.schema.json', z.toJSONSchema(mappingSchema, target)],
    ['schema/problem.schema.json', z.toJSONSchema(perfforgeProblemSchema, target)],
    ['schema/result.schema.json', z.toJSONSchema(perfforgeResultSchema, target)],
  ];
}
