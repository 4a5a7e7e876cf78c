import { z } from 'zod';

/** Where a test comes from: shown with the statement, kept back by the judge, generated beside them, found by a search. */
export const TEST_GROUPS = ['public', 'private', 'generated', 'stress'] as const;
export type TestGroup = (typeof TEST_GROUPS)[number];

const count = z.int().nonnegative();

/** A name that is safe as the name of a file on any system, and cannot leave its folder. */
export const fileName = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, { error: 'must be letters, digits and "._-"' })
  .refine((name) => !name.endsWith('.') && !RESERVED.test(name), { error: 'is a reserved name' });

/** Names that some system keeps for itself, with any extension, and what objects have of their own. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|__proto__)(?:\.|$)/i;

const extra = z.record(z.string(), z.json()).describe('what a source format holds beyond this');

const costSchema = z.strictObject({
  steps: count.describe('deterministic cost: executed places and work in builtins'),
  outcome: z.string().min(1).describe('ok, threw, steps-exceeded, timed-out, …'),
});

const constraintMarkSchema = z.strictObject({
  solution: z.string().exactOptional().describe('whose constraint it is'),
  id: z.string().min(1),
  margin: z.number().min(0).max(1).exactOptional().describe('0 holds, 1 is farthest from it'),
});

const originSchema = z.strictObject({
  size: count.describe('scalars'),
  steps: count,
  bytes: count.exactOptional().describe('of its file, as a test'),
});

const provenanceSchema = z.strictObject({
  isSeed: z.boolean().describe('one of the default tests, unchanged'),
  ops: z.array(z.string()).describe('what made it, last first: the chain back to a seed'),
  execs: count.describe('executions of the search before it was found'),
  solution: z.string().exactOptional().describe('whose search found it'),
  minimisedFrom: originSchema
    .exactOptional()
    .describe('the input as it was selected, before what costs nothing was left out'),
  calibratedFrom: originSchema
    .exactOptional()
    .describe('the input as it was found, before its pattern was brought to another size'),
});

const testSchema = z.strictObject({
  name: fileName.describe('unique within its problem, without extension'),
  group: z.enum(TEST_GROUPS),
  input: z.string().describe('text of stdin, or the JSON text of the argument list'),
  output: z
    .string()
    .exactOptional()
    .describe('text of stdout, or the JSON text of the result; absent when it is not known'),
  size: count.exactOptional().describe('scalars: characters, elements, numbers'),
  costs: z.record(z.string(), costSchema).exactOptional().describe('by name of the solution'),
  constraints: z.array(constraintMarkSchema).exactOptional().describe('constraints that it meets'),
  growth: z
    .strictObject({ class: z.string(), exponent: z.number() })
    .exactOptional()
    .describe('growth of the pattern that it belongs to'),
  contrast: z
    .strictObject({ slower: z.string(), faster: z.string(), ratio: z.number().positive() })
    .exactOptional()
    .describe('the two solutions that it sets furthest apart, and their steps, divided'),
  recipe: z.json().exactOptional().describe('generator of its pattern at any size'),
  oracle: z.json().exactOptional().describe('where the expected output comes from'),
  provenance: provenanceSchema.exactOptional(),
  valid: z.boolean().exactOptional().describe('what the validator (spec) says of the input'),
  extra: extra.exactOptional(),
});

const solutionSchema = z.strictObject({
  name: fileName.describe('unique within its problem, with extension'),
  language: z.string().min(1),
  code: z.string(),
  correct: z.boolean().exactOptional().describe('absent when nobody has judged it'),
  class: z.string().exactOptional().describe('expected growth of its cost, O(…)'),
  note: z.string().exactOptional(),
  extra: extra.exactOptional(),
});

const runSchema = z.strictObject({
  slowpath: z.string(),
  node: z.string(),
  instrumentation: count.describe('version of the instrumentation'),
  status: z.string(),
  seed: z.int(),
  execs: count,
  target: z.string(),
  contentHash: z.string(),
  stepsPerSecond: z
    .number()
    .positive()
    .exactOptional()
    .describe('measured once; turns steps into seconds'),
});

/** A problem with everything that a dataset knows of it: what every format is written from and read into. */
export const problemRecordSchema = z.strictObject({
  version: z.literal(1),
  id: z
    .string()
    .max(100)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  name: z.string().min(1).describe('what the source calls it'),
  title: z.string().min(1),
  statement: z.string(),
  kind: z.enum(['function', 'stdio']),
  entry: z.string().exactOptional().describe('export of every solution; functions only'),
  spec: z
    .record(z.string(), z.json())
    .exactOptional()
    .describe('InputSpec: generator and validator'),
  limits: z.strictObject({
    timeMs: z.number().positive().exactOptional(),
    memoryMb: z.number().positive().exactOptional(),
  }),
  tags: z.array(z.string().min(1)),
  licence: z.string().min(1).exactOptional(),
  solutions: z.array(solutionSchema),
  tests: z.array(testSchema),
  constraints: z
    .array(z.strictObject({ solution: z.string().exactOptional(), constraint: z.json() }))
    .exactOptional()
    .describe('conditions that hold in slow runs of a solution and not in fast ones'),
  run: runSchema.exactOptional().describe('the search that made the stress tests'),
  extra: extra.exactOptional(),
});

export type ProblemRecord = z.infer<typeof problemRecordSchema>;
export type DatasetTest = ProblemRecord['tests'][number];
export type DatasetSolution = ProblemRecord['solutions'][number];

/** The published JSON Schema of a problem record: one line of a `jsonl` dataset. */
export function problemRecordJsonSchema(): object {
  return z.toJSONSchema(problemRecordSchema, { io: 'input', target: 'draft-2020-12' });
}

const describedTest = testSchema.omit({ input: true, output: true });
const describedSolution = solutionSchema.omit({ code: true });

/** A problem without its texts, which a format holds in places of its own, in the same order. */
export const problemDescriptionSchema = problemRecordSchema
  .omit({ statement: true, solutions: true, tests: true })
  .extend({ solutions: z.array(describedSolution), tests: z.array(describedTest) });

export type ProblemDescription = z.infer<typeof problemDescriptionSchema>;

/** What a format writes beside the texts so that nothing is lost. */
export function describeProblem(record: ProblemRecord): ProblemDescription {
  const { statement: _, ...rest } = record;
  return {
    ...rest,
    solutions: record.solutions.map(({ code: _code, ...solution }) => solution),
    tests: record.tests.map(({ input: _input, output: _output, ...test }) => test),
  };
}
