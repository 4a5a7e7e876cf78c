import { resolve } from 'node:path';
import { groupsInWords } from '../../dataset/dataset-totals.ts';
import { IMPORT_FORMATS, type ImportSummary } from '../../dataset/import-formats.ts';
import { plural } from '../../report/figures.ts';
import { printable } from '../../report/printable.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';
import { oneOfFormats, outDirectory } from './dataset-options.ts';

/** `slowpath import <path> --out <directory>`: problem directories of a dataset. */
export function importCommand(
  from: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const { format } = parsed;
  return jobs
    .importDataset(
      {
        from: resolve(host.cwd, from),
        format: format === undefined ? undefined : oneOfFormats(format, IMPORT_FORMATS),
        out: outDirectory(parsed['out'], host.cwd),
        strict: parsed['strict'] === true,
      },
      (text) => host.stderr.write(`note: ${printable(text)}\n`),
    )
    .then((summary) => {
      const asJson = parsed['json'] === true;
      host.stdout.write(
        asJson ? `${JSON.stringify(summary, null, 2)}\n` : inWords(summary, context),
      );
    });
}

function inWords(summary: ImportSummary, { host, paint }: CommandContext): string {
  const { totals, directory, format, issueCount } = summary;
  const shown = shownPath(directory, host.cwd);
  const others = Object.entries(totals.languages).map(([name, count]) => `${count} ${name}`);
  const lines = [
    paint('bold', `${format}: ${plural(totals.problems, 'problem')} in ${shown}`),
    `${plural(totals.solutions, 'solution')} (${others.join(', ') || 'none'}), ${plural(totals.tests, 'test')} (${groupsInWords(totals.testsByGroup)})`,
    ...(totals.notRunnable === 0
      ? []
      : [
          `${plural(totals.notRunnable, 'solution')} cannot be run here (other languages): kept in the data`,
        ]),
    ...(issueCount === 0
      ? []
      : [`${plural(issueCount, 'note')}: see above, or ${shown}/import-report.json`]),
  ];
  return `${lines.join('\n')}\n`;
}
