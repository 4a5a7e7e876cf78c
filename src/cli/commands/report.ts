import { resolve } from 'node:path';
import { publishReport } from '../publish-report.ts';
import { RUN_REPORTERS, reporterFor } from '../reporters.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** `slowpath report <run directory>`: writes report.html again and prints the summary. */
export function reportCommand(
  directory: string,
  parsed: ParsedOptions,
  context: CommandContext,
): void {
  const { host } = context;
  const path = resolve(host.cwd, directory);
  const report = publishReport(path, host.cwd);
  for (const gap of report.gaps) host.stderr.write(`note: ${gap}\n`);
  RUN_REPORTERS[reporterFor(parsed['json'] === true)](report, path, context);
}
