import { basename } from 'node:path';
import { reportMissingOutputs } from './data-issues.ts';
import type { DatasetFiles } from './dataset-files.ts';
import type { ReadFrom } from './importer.ts';
import { languageOfFile } from './languages.ts';
import { createNamer } from './names.ts';
import type { DatasetSolution, DatasetTest, ProblemRecord } from './problem-record.ts';

/** What expected outputs are called, beside `1.in`. */
const OUTPUT_EXTENSIONS = ['.out', '.ans', '.a', '.expected'];
/** Folders in which tests and solutions are looked for, beside the problem's own. */
const TEST_FOLDERS = ['', 'tests', 'test', 'data', 'data/sample', 'data/secret'];
const SOLUTION_FOLDERS: readonly (readonly [folder: string, correct: boolean | undefined])[] = [
  ['', undefined],
  ['solutions', undefined],
  ['solutions/correct', true],
  ['solutions/incorrect', false],
  ['submissions/accepted', true],
  ['submissions/wrong_answer', false],
];
const STATEMENTS = ['statement.md', 'statement.txt', 'problem.md', 'README.md'];

/** A folder with `*.in`, `*.out` and programs, or a folder of such folders: a problem each. */
export function* readPlain(from: ReadFrom): Generator<ProblemRecord> {
  const { files, report, id } = from;
  const here = readFolder(from, '', basename(files.root));
  if (here.tests.length > 0) {
    yield { ...here, id: id(here.name) };
    return;
  }
  for (const folder of files.directories('')) {
    const problem = readFolder(from, folder, folder);
    if (problem.tests.length > 0) yield { ...problem, id: id(problem.name) };
    else report({ where: folder, message: 'holds no *.in files, passed over' });
  }
}

function readFolder(from: ReadFrom, folder: string, name: string): ProblemRecord {
  const { files } = from;
  const at = (part: string): string => [folder, part].filter((piece) => piece !== '').join('/');
  const testName = createNamer();
  const solutionName = createNamer();
  const statement = STATEMENTS.map((file) => files.readIfPresent(at(file))).find(
    (text) => text !== undefined,
  );
  return {
    version: 1,
    id: name,
    name,
    title: name,
    statement: statement ?? '',
    kind: 'stdio',
    limits: {},
    tags: [],
    solutions: SOLUTION_FOLDERS.flatMap(([part, correct]) =>
      readSolutions(files, at(part), correct, solutionName),
    ),
    tests: TEST_FOLDERS.flatMap((part) => readTests(from, at(part), part, testName)),
  };
}

function readSolutions(
  files: DatasetFiles,
  folder: string,
  correct: boolean | undefined,
  nameOf: (wanted: string) => string,
): DatasetSolution[] {
  return files.files(folder).flatMap((file) => {
    const language = languageOfFile(file);
    const code = language === undefined ? undefined : files.read(join(folder, file));
    if (language === undefined || code === undefined) return [];
    return [{ name: nameOf(file), language, code, ...(correct !== undefined && { correct }) }];
  });
}

function readTests(
  { files, report }: ReadFrom,
  folder: string,
  part: string,
  nameOf: (wanted: string) => string,
): DatasetTest[] {
  const names = files.files(folder);
  const inputs = names.filter((name) => name.endsWith('.in'));
  const tests = inputs.flatMap((file) => {
    const input = files.read(join(folder, file));
    if (input === undefined) return [];
    const stem = file.slice(0, -'.in'.length);
    const output = OUTPUT_EXTENSIONS.map((extension) =>
      files.readIfPresent(join(folder, stem + extension)),
    ).find((text) => text !== undefined);
    const group = part === 'data/secret' ? 'private' : 'public';
    return [{ name: nameOf(stem), group, input, ...(output !== undefined && { output }) }] as const;
  });
  const where = folder === '' ? basename(files.root) : folder;
  const missing = tests.filter(({ output }) => output === undefined).length;
  reportMissingOutputs(report, where, { missing, tests: tests.length });
  // Without any inputs, these are no outputs.
  for (const file of inputs.length === 0 ? [] : names) {
    const extension = OUTPUT_EXTENSIONS.find((end) => file.endsWith(end));
    const input = extension === undefined ? file : `${file.slice(0, -extension.length)}.in`;
    if (extension !== undefined && !names.includes(input))
      report({ where: join(folder, file), message: `has no ${input}, passed over` });
  }
  return tests;
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
