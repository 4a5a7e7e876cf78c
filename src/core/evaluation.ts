import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../../harness/protocol.ts';

/**
 * What a test says about a solution.
 * `right`: the output is the expected one, or the checker accepts it · `wrong`: it is not · `failed`: the solution threw,
 * exited, crashed, ran out of memory or stack · `unfinished`: it ran out of fuel or time, which says nothing about its
 * output · `unchecked`: it finished, but nobody knows what it should have said.
 */
export const VERDICTS = ['right', 'wrong', 'failed', 'unfinished', 'unchecked'] as const;

/** Which tests: those that the problem came with, or those of a stress suite. */
export const TEST_SETS = ['default', 'suite'] as const;
export type TestSet = (typeof TEST_SETS)[number];

const count = z.int().nonnegative();
const names = z.array(z.string());

/** Where the expected output of a test comes from. */
export const oracleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('given') }).describe('the test came with its expected output'),
  z
    .strictObject({
      kind: z.literal('agreement'),
      from: z
        .string()
        .describe('solution whose output is the expected one: the cheapest of those that agree'),
      agree: names,
      disagree: names,
      unfinished: names.describe(
        'ran out of fuel or time, or said more than is kept: no disagreement',
      ),
      failed: names,
    })
    .describe('the output that most of the correct solutions gave'),
  z
    .strictObject({ kind: z.literal('checker') })
    .describe('no expected output; the checker of the problem judges by itself'),
  z.strictObject({ kind: z.literal('none'), reason: z.string() }),
]);

const solutionSchema = z.strictObject({
  name: z.string().describe('path inside the problem directory'),
  language: z.string().describe('js or ts'),
  correct: z.boolean().describe('as labelled'),
  class: z.string().describe('declared growth of the cost, as O(n^2)'),
});

const testSchema = z.strictObject({
  name: z.string().describe('file, relative to the problem or to the suite'),
  set: z.enum(TEST_SETS),
  size: count.describe('scalars: characters, elements, numbers'),
  bytes: count.describe('of the input as text'),
  oracle: oracleSchema,
});

const cellSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  steps: count.describe('deterministic cost; of an unfinished run what was used up of the fuel'),
  cpuMs: z
    .array(z.number().nonnegative())
    .exactOptional()
    .describe('CPU time of calls in fresh processes, without instrumentation'),
  verdict: z.enum(VERDICTS),
  note: z.string().exactOptional().describe('why the verdict is not `right`, one line'),
});

/** Solutions × tests: what each solution did and cost on each test. Plain data. */
export const matrixSchema = z
  .strictObject({
    solutions: z.array(solutionSchema),
    tests: z.array(testSchema),
    cells: z.array(z.array(cellSchema)).describe('cells[solution][test]'),
  })
  .refine(
    ({ solutions, tests, cells }) =>
      cells.length === solutions.length && cells.every((row) => row.length === tests.length),
    { error: 'must hold a row for every solution and in it a cell for every test' },
  );

export type EvaluationMatrix = z.infer<typeof matrixSchema>;
export type EvaluatedSolution = EvaluationMatrix['solutions'][number];
export type EvaluatedTest = EvaluationMatrix['tests'][number];
export type EvaluationCell = EvaluationMatrix['cells'][number][number];
/** Where a test's expected output comes from. */
export type TestOracle = EvaluatedTest['oracle'];

/** Whether a run ended by itself, so that its output can be judged. */
export function hasFinished(outcome: Outcome): boolean {
  return outcome === 'ok';
}

/** Whether a run was cut off by fuel or time: its cost is at least what it was allowed, its output unknown. */
export function wasCutOff(outcome: Outcome): boolean {
  return outcome === 'steps-exceeded' || outcome === 'timed-out';
}
