import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ResolvedOptions, resolveOptions } from '../../src/config/options.ts';
import { type CatalogueEntry, readCatalogue } from './catalogue.ts';
import { parseCommandLine, type Plan } from './command-line.ts';
import { installEntry } from './install.ts';
import { type Row, rowLine, rowTable, totalsText } from './tables.ts';
import { runTrial } from './trial.ts';
import type { Variant } from './variants.ts';
import { runBench } from '../support/run-bench.ts';

/**
 * `npm run bench:packages`: which known slow paths of published packages are found from a bare function; see
 * bench/README.md for the options. Lines on stdout as they come, the figures in a file.
 */
async function main(args: readonly string[]): Promise<void> {
  const plan = parseCommandLine(args, process.cwd());
  const file = plan.json ?? fileURLToPath(new URL('packages.json', import.meta.url));
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const rows: Row[] = [];
  for (const entry of readCatalogue(plan.only)) {
    for (const variant of plan.variants) {
      const row = await runRow(entry, variant, plan);
      rows.push(row);
      print(rowLine(row));
      const { timeMs, seed, fixed } = plan;
      const record = { node: process.version, timeMs, seed, fixed, rows };
      writeFileSync(file, `${JSON.stringify(record, undefined, 1)}\n`);
    }
  }
  print(`\n${rowTable(rows)}\n`);
  for (const { id } of plan.variants) print(totalsText(id, rows));
  print(`\n${file}`);
}

async function runRow(entry: CatalogueEntry, variant: Variant, plan: Plan): Promise<Row> {
  const { id, class: kind, maxLen } = entry;
  const named = { entry: { id, class: kind, maxLen }, variant: variant.id };
  try {
    const installed = await installEntry(entry);
    const version = plan.fixed ? installed.good : installed.bad;
    const options = optionsFor(entry, version.directory, plan);
    return {
      ...named,
      result: await runTrial({ installed, target: version.wrapper, options, variant }),
    };
  } catch (error) {
    // One package that cannot be run is no reason to leave the others out.
    const reason = error instanceof Error ? error.message : String(error);
    return { ...named, failure: reason.split('\n', 1)[0] ?? '' };
  }
}

const DEFAULT_MAX_SIZE = 65_536;

/** What a user would write: the type of the arguments, the package and what it depends on, nothing else. */
function optionsFor(
  { args = '[string]', maxLen }: CatalogueEntry,
  directory: string,
  { timeMs, seed }: Plan,
): ResolvedOptions {
  const commandLine = {
    args,
    instrument: [`${directory}/node_modules`],
    time: `${timeMs}ms`,
    maxSize: Math.min(maxLen, DEFAULT_MAX_SIZE),
    workers: 1,
    seed,
  };
  return resolveOptions({ commandLine }, { cpuCount: 1 }).options;
}

await runBench(main);
