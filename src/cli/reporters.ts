import { join } from 'node:path';
import { printSummary } from '../report/summary.ts';
import type { CommandContext } from './commands/command-context.ts';
import type { GatheredReport } from './gather-report.ts';
import { rerunCommand } from './shell.ts';

/** Prints the result of a run on stdout. */
export type RunReporter = (
  report: GatheredReport,
  directory: string,
  context: CommandContext,
) => void;

export const RUN_REPORTERS: Readonly<Record<'text' | 'json', RunReporter>> = {
  text(report, _directory, { host, paint }) {
    const [first] = report.tests;
    const test = first && join(report.directory, 'suite', first.file);
    const rerun = test === undefined ? undefined : rerunCommand(report.record, test);
    host.stdout.write(printSummary(report, { width: host.stdout.columns, paint, rerun }));
  },
  json(report, directory, { host }) {
    const result = { directory, run: report.record, tests: report.tests };
    host.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  },
};

export function reporterFor(asJson: boolean): keyof typeof RUN_REPORTERS {
  return asJson ? 'json' : 'text';
}
