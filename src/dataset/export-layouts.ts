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
} as const;
