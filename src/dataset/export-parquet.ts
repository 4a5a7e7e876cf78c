import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import type { Exporter, ExportTo } from './exporter.ts';
import { isRunnable } from './languages.ts';
import type { ProblemRecord } from './problem-record.ts';
import type { StagedFile } from './staged-directory.ts';

type Cell = string | boolean | bigint | number | undefined;
type Row = Readonly<Record<string, Cell>>;
type ColumnType = 'STRING' | 'BOOLEAN' | 'INT64' | 'DOUBLE';

/** Columns of each table. What has structure is JSON text: every reader of Parquet takes texts. */
const TABLES = {
  problems: {
    problem: 'STRING',
    name: 'STRING',
    title: 'STRING',
    kind: 'STRING',
    entry: 'STRING',
    statement: 'STRING',
    spec: 'STRING',
    time_limit_ms: 'DOUBLE',
    memory_limit_mb: 'DOUBLE',
    tags: 'STRING',
    licence: 'STRING',
    constraints: 'STRING',
    run: 'STRING',
    extra: 'STRING',
  },
  solutions: {
    problem: 'STRING',
    solution: 'STRING',
    language: 'STRING',
    runnable: 'BOOLEAN',
    correct: 'BOOLEAN',
    class: 'STRING',
    note: 'STRING',
    code: 'STRING',
  },
  tests: {
    problem: 'STRING',
    test: 'STRING',
    group: 'STRING',
    size: 'INT64',
    input: 'STRING',
    output: 'STRING',
    growth: 'STRING',
    constraints: 'STRING',
    recipe: 'STRING',
    provenance: 'STRING',
  },
  costs: {
    problem: 'STRING',
    test: 'STRING',
    solution: 'STRING',
    steps: 'INT64',
    outcome: 'STRING',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ColumnType>>>>;

type TableName = keyof typeof TABLES;
const TABLE_NAMES: readonly TableName[] = ['problems', 'solutions', 'tests', 'costs'];

/** Four tables, one file each: problems, solutions, tests, and what tests cost solutions. */
export function createParquetExporter({ directory }: ExportTo): Exporter {
  const path = (name: TableName): string => `data/${name}.parquet`;
  const tables = new Map(
    TABLE_NAMES.map((name) => [name, new Table(TABLES[name], directory.open(path(name)))]),
  );
  return {
    tables: TABLE_NAMES.map((name) => ({ name, files: [path(name)] })),
    async add(problem) {
      for (const [name, rows] of rowsOf(problem))
        for (const row of rows) await tables.get(name)?.add(row);
      return true;
    },
    async finish() {
      for (const table of tables.values()) await table.finish();
    },
  };
}

function rowsOf(problem: ProblemRecord): readonly (readonly [TableName, readonly Row[]])[] {
  const { id, limits, solutions, tests } = problem;
  return [
    [
      'problems',
      [
        {
          problem: id,
          name: problem.name,
          title: problem.title,
          kind: problem.kind,
          entry: problem.entry,
          statement: problem.statement,
          spec: json(problem.spec),
          time_limit_ms: limits.timeMs,
          memory_limit_mb: limits.memoryMb,
          tags: json(problem.tags),
          licence: problem.licence,
          constraints: json(problem.constraints),
          run: json(problem.run),
          extra: json(problem.extra),
        },
      ],
    ],
    [
      'solutions',
      solutions.map(({ name, language, correct, class: growth, note, code }) => ({
        problem: id,
        solution: name,
        language,
        runnable: isRunnable(language),
        correct,
        class: growth,
        note,
        code,
      })),
    ],
    [
      'tests',
      tests.map((test) => ({
        problem: id,
        test: test.name,
        group: test.group,
        size: test.size === undefined ? undefined : BigInt(test.size),
        input: test.input,
        output: test.output,
        growth: test.growth?.class,
        constraints: json(test.constraints),
        recipe: json(test.recipe),
        provenance: json(test.provenance),
      })),
    ],
    [
      'costs',
      tests.flatMap((test) =>
        Object.entries(test.costs ?? {}).map(([solution, { steps, outcome }]) => ({
          problem: id,
          test: test.name,
          solution,
          steps: BigInt(steps),
          outcome,
        })),
      ),
    ],
  ];
}

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** A row group is written when it holds so much. Characters. */
const GROUP_CHARACTERS = 4 << 20;
const GROUP_ROWS = 10_000;

/** A Parquet file that grows by row groups; holds one of them at a time. */
class Table {
  readonly #columns: readonly (readonly [name: string, type: ColumnType])[];
  readonly #writer: ParquetWriter;
  #rows: Row[] = [];
  #characters = 0;

  constructor(columns: Readonly<Record<string, ColumnType>>, file: StagedFile) {
    this.#columns = Object.entries(columns);
    this.#writer = new ParquetWriter({
      writer: new FileWriter(file),
      schema: schemaFromColumnData({ columnData: this.#columnData() }),
    });
  }

  async add(row: Row): Promise<void> {
    this.#rows.push(row);
    for (const cell of Object.values(row))
      this.#characters += typeof cell === 'string' ? cell.length : 8;
    if (this.#characters >= GROUP_CHARACTERS || this.#rows.length >= GROUP_ROWS)
      await this.#flush();
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.#writer.finish();
  }

  async #flush(): Promise<void> {
    if (this.#rows.length === 0) return;
    const columnData = this.#columnData();
    this.#rows = [];
    this.#characters = 0;
    await this.#writer.write({ columnData, rowGroupSize: GROUP_ROWS });
  }

  #columnData(): ColumnSource[] {
    return this.#columns.map(([name, type]) => ({
      name,
      type,
      data: this.#rows.map((row) => row[name] ?? null),
    }));
  }
}

/** Passes on what is written whenever a row group ends. */
class FileWriter extends ByteWriter {
  readonly #file: StagedFile;

  constructor(file: StagedFile) {
    super();
    this.#file = file;
  }

  flush(): void {
    this.#file.append(new Uint8Array(this.buffer, 0, this.index));
    this.index = 0;
  }

  override finish(): void {
    this.flush();
    this.#file.close();
  }
}
