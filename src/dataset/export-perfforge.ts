import type { Exporter, ExportTo } from './exporter.ts';
import { createNamer } from './names.ts';
import {
  mappingSchema,
  PERFFORGE,
  perfforgeSchemas,
  type SlowTestMapping,
} from './perfforge-layout.ts';
import { type NumberedTest, perfforgeResult } from './perfforge-result.ts';
import { printJson } from './problem-directory.ts';
import {
  type DatasetSolution,
  type DatasetTest,
  describeProblem,
  type ProblemRecord,
} from './problem-record.ts';
import type { StagedDirectory } from './staged-directory.ts';

/** Slow tests that the original lists for a solution. */
const SLOW_TESTS = 10;
/** Name under which a mapping is kept that was imported and cannot be made again from costs. */
export const PERFFORGE_EXTRA = 'perfforge';

/** The tree of PERFFORGE, with costs, provenance, validators and schemas that the original lacks. */
export function createPerfforgeExporter({ directory }: ExportTo): Exporter {
  const validity = directory.open('validity.csv');
  validity.append('problem|technique|path|has_output|validity\n');
  return {
    tables: [],
    add(problem) {
      writeProblem(directory, problem);
      for (const row of validityRows(problem)) validity.append(`${row}\n`);
      return true;
    },
    finish() {
      validity.close();
      for (const [name, schema] of perfforgeSchemas()) directory.write(name, printJson(schema));
    },
  };
}

function writeProblem(directory: StagedDirectory, problem: ProblemRecord): void {
  const root = `${PERFFORGE.problems}/${problem.id}`;
  const write = (name: string, text: string): void => directory.write(`${root}/${name}`, text);
  const files = testFiles(problem.tests);
  write(PERFFORGE.statement, problem.statement);
  if (problem.spec !== undefined) write(PERFFORGE.spec, printJson(problem.spec));
  write(
    PERFFORGE.description,
    printJson({
      ...describeProblem(problem),
      files: files.map(({ file, test }) => ({ test: file, output: test.output !== undefined })),
    }),
  );
  for (const { file, test } of files) {
    write(`${PERFFORGE.fullTests}/input/${file}.in`, test.input);
    if (test.output !== undefined) write(`${PERFFORGE.fullTests}/output/${file}.out`, test.output);
  }
  const stems = solutionStems(problem.solutions);
  for (const solution of problem.solutions)
    writeSolution(write, problem, solution, stems.get(solution.name) ?? solution.name, files);
  directory.write(
    `results/slowpath/${problem.id}.json`,
    printJson(perfforgeResult(problem, stems, files)),
  );
}

/** Names of solutions as the tree uses them: without extension, as long as they differ. */
function solutionStems(solutions: readonly DatasetSolution[]): ReadonlyMap<string, string> {
  const stemOf = createNamer();
  return new Map(solutions.map(({ name }) => [name, stemOf(name.replace(/\.[^.]+$/, ''))]));
}

function testFiles(tests: readonly DatasetTest[]): readonly NumberedTest[] {
  return tests.map((test, index) => ({
    file: `test_${String(index + 1).padStart(4, '0')}`,
    test,
  }));
}

function writeSolution(
  write: (name: string, text: string) => void,
  problem: ProblemRecord,
  solution: DatasetSolution,
  folder: string,
  files: readonly NumberedTest[],
): void {
  write(`${PERFFORGE.solutions}/${solution.name}`, solution.code);
  const own = (problem.constraints ?? []).filter((one) => one.solution === solution.name);
  if (own.length > 0) {
    const constraints = own.map(({ constraint }) => constraint);
    write(`${PERFFORGE.constraints}/${folder}/constraints.json`, printJson(constraints));
  }
  const mapping = slowTests(problem, solution, files);
  if (Object.keys(mapping).length === 0) return;
  const slow = `${PERFFORGE.slowTests}/${folder}`;
  write(`${slow}/${PERFFORGE.mapping}`, printJson(mapping));
  write(`${slow}/${solution.name}`, solution.code);
  for (const { file, test } of files) {
    if (!Object.hasOwn(mapping, `${file}.in`)) continue;
    write(`${slow}/input/${file}.in`, test.input);
    if (test.output !== undefined) write(`${slow}/output/${file}.out`, test.output);
  }
}

/** The costliest stress tests of a solution; equal costs share a rank. */
function slowTests(
  { tests, run, extra }: ProblemRecord,
  { name }: DatasetSolution,
  files: readonly NumberedTest[],
): SlowTestMapping {
  const costOf = (test: DatasetTest): number => test.costs?.[name]?.steps ?? 0;
  const slowest = files
    .filter(({ test }) => test.group === 'stress' && costOf(test) > 0)
    .toSorted((a, b) => costOf(b.test) - costOf(a.test))
    .slice(0, SLOW_TESTS);
  if (slowest.length === 0) return importedMapping(extra, name);
  const costs = slowest.map(({ test }) => costOf(test));
  const baseline = tests.filter(({ group }) => group !== 'stress').map(costOf);
  const measured = Math.max(0, ...baseline);
  return Object.fromEntries(
    slowest.map(({ file, test }) => {
      const cost = costOf(test);
      return [
        `${file}.in`,
        {
          original_filename: originalName(test),
          mean_time_seconds: run?.stepsPerSecond === undefined ? null : cost / run.stepsPerSecond,
          rank: costs.indexOf(cost) + 1,
          cost_metric: 'steps',
          cost,
          baseline_cost: measured > 0 ? measured : null,
          ...(test.provenance && { provenance: test.provenance }),
        },
      ];
    }),
  );
}

function importedMapping(extra: ProblemRecord['extra'], solution: string): SlowTestMapping {
  const kept = extra?.[PERFFORGE_EXTRA];
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  const parsed = mappingSchema.safeParse(kept[solution]);
  return parsed.success ? parsed.data : {};
}

/** In the manner of AFL++, as the original has it, but of what really made it. */
function originalName({ name, provenance }: DatasetTest): string {
  if (provenance === undefined) return `${name}.in`;
  const { isSeed, ops, execs } = provenance;
  const chain = isSeed ? 'seed' : ops.join('+');
  return `id:${name},execs:${execs},op:${chain}.in`;
}

function validityRows({ id, tests }: ProblemRecord): readonly string[] {
  return testFiles(tests).map(({ file, test: { group, output, valid } }) => {
    const validity = valid === undefined ? 'unknown' : valid ? 'valid' : 'invalid';
    const path = `${PERFFORGE.problems}/${id}/${PERFFORGE.fullTests}/input/${file}.in`;
    return `${id}|${group}|${path}|${output !== undefined}|${validity}`;
  });
}
