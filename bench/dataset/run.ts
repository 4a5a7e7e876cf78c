import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { count, formatTable, seconds } from '../support/table.ts';
import type { DatasetSize } from './generate.ts';
import type { Stage, StageResult } from './stage.ts';

const STAGE = fileURLToPath(new URL('stage.js', import.meta.url));
const FORMATS = ['jsonl', 'codecontests', 'perfforge', 'parquet'] as const;
/** What cannot be read again: only written. */
const ONLY_OUT: ReadonlySet<string> = new Set(['parquet']);

interface Row extends StageResult {
  readonly format: string;
  readonly stage: string;
  /** Whether what came back is what went out; undefined where that is not the question. */
  readonly isSame?: boolean;
}

/**
 * `npm run bench:dataset`: a made-up dataset of 1,000 problems, 10 solutions and 50 tests each, and one of a tenth of it,
 * out, in, and out again in every format: time and peak memory, and whether the bytes are the same.
 */
function main(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: { problems: { type: 'string', default: '1000' }, formats: { type: 'string' } },
  });
  const problems = Number(values.problems);
  const formats = values.formats?.split(',') ?? FORMATS;
  const rows: Row[] = [];
  for (const format of FORMATS.filter((one) => formats.includes(one))) {
    for (const size of [Math.ceil(problems / 10), problems])
      rows.push(...roundTrip(format, { problems: size, solutions: 10, tests: 50 }));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
  const file = fileURLToPath(new URL('dataset.json', import.meta.url));
  writeFileSync(file, `${JSON.stringify({ node: process.version, rows }, undefined, 1)}\n`);
  process.stdout.write(`\n${file}\n`);
}

function roundTrip(format: (typeof FORMATS)[number], size: DatasetSize): readonly Row[] {
  const root = mkdtempSync(join(tmpdir(), 'slowpath-bench-dataset-'));
  const [first, back, again] = ['first', 'back', 'again'].map((name) => join(root, name));
  if (first === undefined || back === undefined || again === undefined) return [];
  try {
    const out = run({ kind: 'generate', format, size, out: first });
    const rows: Row[] = [{ format, stage: 'export', ...out }];
    if (ONLY_OUT.has(format)) return rows;
    rows.push({ format, stage: 'import', ...run({ kind: 'import', from: first, out: back }) });
    const second = run({ kind: 'export', format, from: back, out: again });
    rows.push({ format, stage: 'export again', ...second, isSame: second.digest === out.digest });
    return rows;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function run(stage: Stage): StageResult {
  const text = execFileSync(process.execPath, [STAGE, JSON.stringify(stage)], { encoding: 'utf8' });
  // From stage.ts, which has the same types.
  return JSON.parse(text) as StageResult;
}

function tableOf(rows: readonly Row[]): string {
  return formatTable(
    ['format', 'stage', 'same', 'problems', 'tests', 'data MB', 's', 'peak MB'],
    rows.map((row) => [
      row.format,
      row.stage,
      row.isSame === undefined ? '' : row.isSame ? 'yes' : 'NO',
      count(row.problems),
      count(row.tests),
      row.dataMb === 0 ? '' : row.dataMb.toFixed(1),
      seconds(row.ms),
      row.peakMb.toFixed(0),
    ]),
    3,
  );
}

main(process.argv.slice(2));
