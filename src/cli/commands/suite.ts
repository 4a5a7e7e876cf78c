import { resolve } from 'node:path';
import { EXIT } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { publishReport } from '../publish-report.ts';
import { RUN_REPORTERS, reporterFor } from '../reporters.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';
import { createDisplay } from './fuzz.ts';

/** `slowpath suite <run directory>`: selects and minimises the suite anew from what the search kept. */
export async function suiteCommand(
  directory: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const path = resolve(host.cwd, directory);
  const display = createDisplay(context);
  const interrupt = listenForInterrupt(host, display);
  try {
    await jobs.rebuildSuite({ directory: path, cwd: host.cwd }, display, {
      clock: host.clock,
      now: host.now,
      owner: host.owner,
      versions: host.versions,
      // A suite is made of what was found: nobody is asked.
      apiKey: undefined,
      finishEarly: interrupt.signal,
    });
    display.close();
    const report = publishReport(path, host.cwd);
    for (const gap of report.gaps) host.stderr.write(`note: ${gap}\n`);
    RUN_REPORTERS[reporterFor(parsed['json'] === true)](report, path, context);
    if (interrupt.signal.aborted) context.end(EXIT.interrupted);
  } finally {
    display.close();
    interrupt.close();
  }
}
