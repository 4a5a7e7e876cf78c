import { z } from 'zod';
import { describeIssues } from '../core/describe-issues.ts';
import { AppError } from '../core/errors.ts';
import { type ReportIssue, reportMissingOutputs } from './data-issues.ts';
import type { DatasetFiles } from './dataset-files.ts';
import { PERFFORGE_EXTRA } from './export-perfforge.ts';
import type { ReadFrom } from './importer.ts';
import { languageOfFile } from './languages.ts';
import { createNamer } from './names.ts';
import {
  mappingSchema,
  PERFFORGE,
  perfforgeProblemSchema,
  type SlowTestMapping,
} from './perfforge-layout.ts';
import { parseJson } from './problem-directory.ts';
import type { DatasetSolution, DatasetTest, ProblemRecord } from './problem-record.ts';

/** Problems of a PERFFORGE tree: of the original, or of ours with all that we put beside it. */
export function* readPerfforge({ files, report, id }: ReadFrom): Generator<ProblemRecord> {
  for (const name of files.directories(PERFFORGE.problems)) {
    const root = `${PERFFORGE.problems}/${name}`;
    const description = readDescription(files, root, report);
    const problem =
      description === undefined
        ? readOriginal(files, root, name, report)
        : readOurs(files, root, description);
    yield { ...problem, id: id(problem.id) };
  }
}

type Description = ReturnType<typeof perfforgeProblemSchema.parse>;

function readDescription(
  files: DatasetFiles,
  root: string,
  report: ReportIssue,
): Description | undefined {
  const where = `${root}/${PERFFORGE.description}`;
  const text = files.readIfPresent(where);
  if (text === undefined) return undefined;
  const parsed = perfforgeProblemSchema.safeParse(jsonOr(text, where, report));
  if (parsed.success) return parsed.data;
  report({ where, message: `${describeIssues(parsed.error)}; costs and provenance are left out` });
  return undefined;
}

function readOurs(files: DatasetFiles, root: string, description: Description): ProblemRecord {
  const { files: names, ...record } = description;
  const solutions = record.solutions.flatMap((solution) => {
    const code = files.read(`${root}/${PERFFORGE.solutions}/${solution.name}`);
    return code === undefined ? [] : [{ ...solution, code }];
  });
  const tests = record.tests.flatMap((test, index) => {
    const file = names[index];
    if (file === undefined || !/^test_\d+$/.test(file.test)) return [];
    const stem = `${root}/${PERFFORGE.fullTests}`;
    const input = files.read(`${stem}/input/${file.test}.in`);
    const output = file.output ? files.read(`${stem}/output/${file.test}.out`) : undefined;
    if (input === undefined) return [];
    return [{ ...test, input, ...(output !== undefined && { output }) }];
  });
  const statement = files.readIfPresent(`${root}/${PERFFORGE.statement}`) ?? '';
  return { ...record, statement, solutions, tests };
}

/** A problem as the original has it: tests are generated, those that are slow for some solution are stress tests. */
function readOriginal(
  files: DatasetFiles,
  root: string,
  name: string,
  report: ReportIssue,
): ProblemRecord {
  const slow = `${root}/${PERFFORGE.slowTests}`;
  const solutionName = createNamer();
  const solutions: DatasetSolution[] = [];
  const mappings: Record<string, SlowTestMapping> = {};
  const tests = new Map<string, DatasetTest>();
  const testName = createNamer();
  const from = { files, report };
  readFolder(from, `${root}/${PERFFORGE.fullTests}`, 'generated', tests, testName);
  for (const folder of files.directories(slow)) {
    const mapping = readMapping(files, `${slow}/${folder}/${PERFFORGE.mapping}`, report);
    const inputs = readFolder(from, `${slow}/${folder}`, 'stress', tests, testName);
    const lost = Object.keys(mapping ?? {}).filter((file) => !inputs.has(file));
    if (lost.length > 0) {
      const message = `${lost.length} of its tests are not in input/, such as ${JSON.stringify(lost[0])}; their ranks are kept`;
      report({ where: `${slow}/${folder}/${PERFFORGE.mapping}`, message });
    }
    for (const file of files.files(`${slow}/${folder}`)) {
      const language = languageOfFile(file);
      if (language === undefined) continue;
      const code = files.read(`${slow}/${folder}/${file}`);
      if (code === undefined) continue;
      const safe = solutionName(file);
      solutions.push({ name: safe, language, code });
      if (mapping !== undefined) mappings[safe] = mapping;
    }
  }
  for (const technique of files.directories(`${root}/tests`))
    readFolder(from, `${root}/tests/${technique}`, 'generated', tests, testName);
  const hasMappings = Object.keys(mappings).length > 0;
  return {
    version: 1,
    id: name,
    name,
    title: name,
    statement: files.readIfPresent(`${root}/${PERFFORGE.statement}`) ?? '',
    kind: 'stdio',
    limits: {},
    tags: [],
    solutions,
    tests: [...tests.values()],
    ...(hasMappings && { extra: { [PERFFORGE_EXTRA]: z.json().parse(mappings) } }),
  };
}

/**
 * `input/*.in` with `output/*.out`; a test that is there already under its name only changes its group.
 * @returns names of the inputs
 */
function readFolder(
  { files, report }: Pick<ReadFrom, 'files' | 'report'>,
  folder: string,
  group: DatasetTest['group'],
  tests: Map<string, DatasetTest>,
  nameOf: (wanted: string) => string,
): ReadonlySet<string> {
  const inputs = files.files(`${folder}/input`).filter((file) => file.endsWith('.in'));
  const outputs = new Set(files.files(`${folder}/output`));
  const missing = inputs.filter((file) => !outputs.has(file.replace(/in$/, 'out'))).length;
  reportMissingOutputs(report, folder, { missing, tests: inputs.length });
  for (const file of inputs) {
    const stem = file.slice(0, -'.in'.length);
    const known = tests.get(stem);
    const input = files.read(`${folder}/input/${file}`);
    if (input === undefined) continue;
    if (known?.input === input) {
      tests.set(stem, { ...known, group });
      continue;
    }
    const output = files.readIfPresent(`${folder}/output/${stem}.out`);
    const name = nameOf(stem);
    // Another input under a name that is taken: it stays apart, under its folder.
    const key = known === undefined ? stem : `${folder}/${stem}`;
    tests.set(key, { name, group, input, ...(output !== undefined && { output }) });
  }
  return new Set(inputs);
}

function readMapping(
  files: DatasetFiles,
  where: string,
  report: ReportIssue,
): SlowTestMapping | undefined {
  const text = files.readIfPresent(where);
  if (text === undefined) return undefined;
  const parsed = mappingSchema.safeParse(jsonOr(text, where, report));
  if (parsed.success) return parsed.data;
  report({ where, message: `${describeIssues(parsed.error)}; ranks are left out` });
  return undefined;
}

function jsonOr(text: string, where: string, report: ReportIssue): unknown {
  try {
    return parseJson(text, where);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    report({ where, message: error.message });
    return undefined;
  }
}
