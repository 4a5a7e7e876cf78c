import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz } from '../../src/api/fuzz.ts';
import { GROWTH_CLASSES } from '../../src/core/finding.ts';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { printTestFile } from '../../src/suite/test-file.ts';
import { type Problem, readProblem } from '../../src/targets/problem.ts';
import { formatTable, percent, seconds } from '../support/table.ts';
import { type QueueSize, queueSizes } from './queue-sizes.ts';
import { median, type SuiteRow, suiteRow, type TestSizes } from './suite-row.ts';
import { runBench } from '../support/run-bench.ts';

const CORPUS = fileURLToPath(new URL('../../../corpus', import.meta.url));

/**
 * `npm run bench:suites -- [--execs 60000] [--only a,b] [--synth none] [--json file]`,
 * `-- --join a.json,b.json`, or `-- --queues <directory of a campaign>`: whether ten tests order the solutions
 * of every problem as declared, where the problem's own tests do not; see bench/README.md.
 */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      execs: { type: 'string', default: '60000' },
      only: { type: 'string' },
      synth: { type: 'string', default: 'profile' },
      json: { type: 'string' },
      join: { type: 'string' },
      queues: { type: 'string' },
    },
  });
  if (values.join !== undefined) {
    process.stdout.write(`${printAll(values.join.split(',').flatMap(readRows))}\n`);
    return;
  }
  if (values.queues !== undefined) {
    await benchQueues(resolve(values.queues));
    return;
  }
  const only = values.only?.split(',');
  const problems = readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (only?.includes(entry.name) ?? true))
    .map(({ name }) => name)
    .toSorted();
  const rows: SuiteRow[] = [];
  const file = resolve(values.json ?? fileURLToPath(new URL('suites.json', import.meta.url)));
  for (const name of problems) {
    const row = await benchProblem(name, Number(values.execs), values.synth);
    rows.push(row);
    process.stdout.write(`${printRows([row])}\n`);
    writeFileSync(file, `${JSON.stringify({ node: process.version, rows }, undefined, 1)}\n`);
  }
  process.stdout.write(`\n${printAll(rows)}\n`);
}

async function benchQueues(directory: string): Promise<void> {
  const all: QueueSize[] = [];
  const header = ['problem', 'inputs', 'size kept', 'bytes kept', 'least cost'];
  const line = (problem: string, inputs: readonly QueueSize[]): readonly string[] => [
    problem,
    String(inputs.length),
    percent(median(inputs.map(({ size }) => size))),
    percent(median(inputs.map(({ bytes }) => bytes))),
    percent(Math.min(1, ...inputs.map(({ cost }) => cost))),
  ];
  const lines: (readonly string[])[] = [];
  for await (const { problem, inputs } of queueSizes(directory, CORPUS)) {
    lines.push(line(problem, inputs));
    all.push(...inputs);
  }
  process.stdout.write(`${formatTable(header, [...lines, line('all', all)])}\n`);
}

function printAll(rows: readonly SuiteRow[]): string {
  return [printRows(rows), printSizes(rows), printVerdict(rows)].join('\n\n');
}

/** Rows that an earlier run wrote. */
function readRows(file: string): readonly SuiteRow[] {
  // Written by this very program.
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly SuiteRow[] }).rows;
}

async function benchProblem(name: string, execs: number, synth: string): Promise<SuiteRow> {
  const directory = join(CORPUS, name);
  const out = mkdtempSync(join(tmpdir(), 'slowpath-suites-'));
  const began = performance.now();
  try {
    const {
      record,
      suite,
      directory: run,
    } = await fuzz({
      target: directory,
      execs,
      workers: 1,
      out: join(out, 'run'),
      synth: synth === 'none' ? 'none' : ['profile'],
    });
    if (record.problem === undefined) throw new RangeError(`${name} was not run as a problem`);
    const own = seedHashes(await readProblem(directory, { parseSpec: parseInputSpec }));
    const ms = performance.now() - began;
    const bytesOf = (file: string): number => statSync(join(run, 'suite', file)).size;
    return suiteRow(name, suite, record.problem, (sha256) => own.has(sha256), bytesOf, ms);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** SHA-256 of the problem's own tests, as a suite would write them. */
function seedHashes({ tests }: Problem): ReadonlySet<string> {
  return new Set(
    tests.map((test) => {
      const text = printTestFile(
        test.kind === 'stdin'
          ? { kind: 'stdin', text: test.input }
          : { kind: 'function', args: test.args },
      );
      return createHash('sha256').update(text).digest('hex');
    }),
  );
}

const HEADER = [
  'problem',
  'classes',
  'tests',
  'own tests',
  'suite',
  'slowest s',
  'size kept',
  'bytes kept',
  'dup',
  'seeds',
  'outputs',
  'aside',
  'took s',
  'not in order',
];

function printRows(rows: readonly SuiteRow[]): string {
  return formatTable(
    HEADER,
    rows.map((row) => [
      row.problem,
      String(row.classes),
      String(row.tests),
      percent(row.before),
      percent(row.after),
      row.slowestSeconds.toFixed(2),
      percent(median(row.sizes.map(({ size }) => size))),
      percent(median(row.sizes.map(({ bytes }) => bytes))),
      String(row.duplicates),
      String(row.seeds),
      String(row.agreed),
      String(row.setAside),
      seconds(row.ms),
      row.lost.join(', '),
    ]),
  );
}

function printVerdict(rows: readonly SuiteRow[]): string {
  const told = rows.filter(({ classes }) => classes > 1);
  const whole = told.filter(({ after }) => after === 1);
  const sum = (of: (row: SuiteRow) => number): number =>
    rows.reduce((all, row) => all + of(row), 0);
  return [
    `${whole.length} of ${told.length} problems with several classes are in order; ${told.filter(({ before }) => before === 1).length} by their own tests`,
    `slowest solution: at most ${Math.max(0, ...rows.map((row) => row.slowestSeconds)).toFixed(2)} s for a suite`,
    `${sum((row) => row.duplicates)} duplicates, ${sum((row) => row.seeds)} seeds`,
    `at most ${seconds(Math.max(0, ...rows.map(({ ms }) => ms)))} s for a problem`,
  ].join('\n');
}

const SIZE_HEADER = [
  'growth',
  'tests',
  'attainable',
  'size kept',
  'bytes kept',
  'size of found',
  'bytes of found',
  'least cost',
];

/** What is left of the inputs that tests came from, by growth: medians over tests. */
function printSizes(rows: readonly SuiteRow[]): string {
  const all = rows.flatMap(({ sizes }) => sizes);
  const groups = [...GROWTH_CLASSES, 'unknown' as const].map((growth) => ({
    name: growth,
    tests: all.filter((test) => test.growth === growth),
  }));
  const cell = (tests: readonly TestSizes[], of: (test: TestSizes) => number | undefined): string =>
    percent(median(tests.flatMap((test) => of(test) ?? [])));
  return formatTable(
    SIZE_HEADER,
    [...groups, { name: 'all', tests: all }]
      .filter(({ tests }) => tests.length > 0)
      .map(({ name, tests }) => [
        name,
        String(tests.length),
        cell(tests, ({ attainable }) => attainable),
        cell(tests, ({ size }) => size),
        cell(tests, ({ bytes }) => bytes),
        cell(tests, ({ foundSize }) => foundSize),
        cell(tests, ({ foundBytes }) => foundBytes),
        percent(Math.min(...tests.map(({ cost }) => cost))),
      ]),
  );
}

await runBench(main);
