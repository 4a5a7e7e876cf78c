import { z } from 'zod';
import { problemDescriptionSchema } from './problem-record.ts';

/**
 * Rows of CodeContests, one JSON object a line: `contest_problem.proto` and the columns of its JSON form
 * (github.com/google-deepmind/code_contests, 2022). Columns that are not listed here are kept as they are.
 */
const testColumns = z.object({ input: z.array(z.string()), output: z.array(z.string()) });

const solutionColumns = z.object({
  language: z
    .array(z.union([z.int(), z.string()]))
    .describe('0 unknown, 1 Python 2, 2 C++, 3 Python 3, 4 Java; or a name'),
  solution: z.array(z.string()),
  language_name: z
    .array(z.string())
    .exactOptional()
    .describe('by name: the numbers know no JavaScript'),
});

export const codecontestsRowSchema = z.looseObject({
  name: z.string().min(1),
  description: z.string(),
  public_tests: testColumns.exactOptional(),
  private_tests: testColumns.exactOptional(),
  generated_tests: testColumns.exactOptional(),
  solutions: solutionColumns.exactOptional(),
  incorrect_solutions: solutionColumns.exactOptional(),
  unjudged_solutions: solutionColumns.exactOptional(),
  time_limit: z
    .object({ seconds: z.number().nonnegative(), nanos: z.number().nonnegative().default(0) })
    .nullish(),
  memory_limit_bytes: z.number().nonnegative().nullish(),
  cf_tags: z.array(z.string()).nullish(),
  slowpath: z.json().exactOptional().describe('what has no column of its own'),
});

export type CodecontestsRow = z.infer<typeof codecontestsRowSchema>;
export type TestColumns = z.infer<typeof testColumns>;
export type SolutionColumns = z.infer<typeof solutionColumns>;

/** Columns that become parts of a problem record; all others go along unread. */
export const READ_COLUMNS: ReadonlySet<string> = new Set(Object.keys(codecontestsRowSchema.shape));

export const SOLUTION_COLUMNS = [
  ['solutions', true],
  ['incorrect_solutions', false],
  ['unjudged_solutions', undefined],
] as const;

/** The published JSON Schema of a row as we write it. */
export function codecontestsJsonSchema(): object {
  return z.toJSONSchema(codecontestsRowSchema.extend({ slowpath: problemDescriptionSchema }), {
    io: 'input',
    target: 'draft-2020-12',
  });
}
