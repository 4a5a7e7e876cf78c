/** What the dataset card says about the files of each format, in Markdown. */
export const EXPORT_LAYOUTS = {
  jsonl: `## Files

\`data/problems.jsonl\` holds one problem a line, with its statement, limits, solutions, tests, costs and provenance;
\`schema/problem-record.schema.json\` is its JSON Schema. Inputs of stdin programs are texts; inputs of functions are the
JSON text of their argument list, outputs the JSON text of the result.`,
  codecontests: `## Files

\`data/problems.jsonl\` holds one problem a line in the columns of CodeContests; \`schema/codecontests-row.schema.json\` is
its JSON Schema. Stress tests stand among \`generated_tests\`. CodeContests numbers its languages and has no number for
JavaScript: \`language_name\` beside the numbers says what a solution is written in, and solutions that nobody judged stand
in \`unjudged_solutions\`. The column \`slowpath\` holds names, costs and provenance of solutions and tests, in the order of
the columns.`,
  perfforge: `## Files

\`problems/<problem>/\` is laid out as in PERFFORGE; what it has no place for stands beside it.

| path | what it is |
| --- | --- |
| \`metadata/problem_statement.txt\` | the statement |
| \`metadata/problem.json\` | limits, labels, costs and provenance of every test and solution |
| \`metadata/input_spec.json\` | the validator: which inputs are valid, as an InputSpec |
| \`metadata/solutions/\` | every solution |
| \`metadata/synthesized_constraints/<solution>/\` | conditions that hold in its slow runs and not in its fast ones |
| \`full_tests/{input,output}/\` | every test |
| \`slow_tests/<solution>/\` | its costliest stress tests, with \`mapping.json\` |
| \`results/slowpath/<problem>.json\` (beside \`problems/\`) | costs by solution and test, as the statistics tools read them |
| \`validity.csv\` | every test: its group, whether it has an output, whether the validator accepts it |

In \`mapping.json\` \`rank\` is by \`cost\`, in steps; equal costs share a rank. \`mean_time_seconds\` is \`cost\` over measured
steps per second, or null. \`baseline_cost\` is the cost of the costliest default test on the same solution, or null where
those were not measured. \`original_filename\` says what made a test. \`schema/\` holds the JSON Schemas.`,
  'effibench-x': `## Files

\`data/dataset/\` holds problem files of EffiBench-X with stress tests added to \`generated_tests\`. All else in them is as
it was, byte for byte. Tests that some measured solution would not finish in time were left out.`,
  evalperf: `## Files

\`pe_inputs.jsonl\` (\`--pe-inputs\`) holds the inputs of a task a line, as argument lists, the costliest first;
\`solutions.jsonl\` (\`--solutions\`) the code of its solutions. EvalPerf chooses among the inputs by itself.`,
  parquet: `## Files

Four tables in \`data/\`: \`problems\`, \`solutions\`, \`tests\` and \`costs\` (steps of each solution on each test), joined by
\`problem\`, \`test\` and \`solution\`. What has structure is JSON text.`,
  pairs: `## Files

\`data/pairs.jsonl\` holds preference pairs: \`chosen\` is the faster of two correct solutions, \`rejected\` the slower one,
\`evidence\` says on which tests and by how much. \`data/rewards.jsonl\` holds a scalar reward for each solution. Their JSON
Schemas are in \`schema/\`.`,
} as const;
