import { resolve } from 'node:path';
import { EXPORT_FORMATS, type ExportSummary } from '../../dataset/export-formats.ts';
import { groupsInWords } from '../../dataset/dataset-totals.ts';
import { formatCount, plural } from '../../report/figures.ts';
import { printable } from '../../report/printable.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';
import { oneOfFormats, outDirectory } from './dataset-options.ts';

/** `slowpath export <directory> --format <format> --out <directory>`: a dataset of what is there. */
export async function exportCommand(
  from: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const summary = await jobs.exportDataset(
    {
      from: resolve(host.cwd, from),
      cwd: host.cwd,
      format: oneOfFormats(parsed['format'], EXPORT_FORMATS),
      out: outDirectory(parsed['out'], host.cwd),
      base: typeof parsed['base'] === 'string' ? resolve(host.cwd, parsed['base']) : undefined,
      title: typeof parsed['title'] === 'string' ? parsed['title'] : undefined,
      strict: parsed['strict'] === true,
      slowpathVersion: host.versions.slowpath,
    },
    (text) => host.stderr.write(`note: ${printable(text)}\n`),
  );
  host.stdout.write(
    parsed['json'] === true ? `${JSON.stringify(summary, null, 2)}\n` : inWords(summary, context),
  );
}

function inWords(summary: ExportSummary, { host, paint }: CommandContext): string {
  const { totals, directory, format, files, bytes, issueCount } = summary;
  const lines = [
    paint(
      'bold',
      `${format}: ${plural(totals.problems, 'problem')} in ${shownPath(directory, host.cwd)}`,
    ),
    `${plural(totals.solutions, 'solution')}, ${plural(totals.tests, 'test')} (${groupsInWords(totals.testsByGroup)})`,
    `${plural(files, 'file')}, ${formatCount(bytes)} bytes`,
    ...(issueCount === 0 ? [] : [`${plural(issueCount, 'note')}: see above, or --json`]),
  ];
  return `${lines.join('\n')}\n`;
}
