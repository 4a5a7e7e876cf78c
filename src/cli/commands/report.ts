import { resolve } from 'node:path';
import { plural } from '../../report/figures.ts';
import { publishBatchReport, publishReport, readBatchIndex } from '../publish-report.ts';
import { RUN_REPORTERS, reporterFor } from '../reporters.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** `slowpath report <run directory>`: writes report.html again and prints the summary; of a campaign, its totals. */
export function reportCommand(
  directory: string,
  parsed: ParsedOptions,
  context: CommandContext,
): void {
  const { host } = context;
  const path = resolve(host.cwd, directory);
  const index = readBatchIndex(path);
  if (index !== undefined) {
    const written = publishBatchReport(path, index);
    const { done, problems } = index.totals;
    host.stdout.write(
      parsed['json'] === true
        ? `${JSON.stringify(index, null, 2)}\n`
        : `${done} of ${plural(problems, 'problem')} done\nReport  ${shownPath(written, host.cwd)}\n`,
    );
    return;
  }
  const report = publishReport(path, host.cwd);
  for (const gap of report.gaps) host.stderr.write(`note: ${gap}\n`);
  RUN_REPORTERS[reporterFor(parsed['json'] === true)](report, path, context);
}
