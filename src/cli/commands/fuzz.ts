import { GROWTH_CLASSES, type GrowthClass } from '../../core/finding.ts';
import type { RunRecord } from '../../core/run-record.ts';
import { createPlainStatus, createTerminalStatus } from '../../report/live-status.ts';
import type { StatusDisplay } from '../../report/live-status.ts';
import { apiKeyOf } from '../api-key.ts';
import { closeOnce } from '../close-once.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { liveTerminal } from '../live-terminal.ts';
import { publishReport } from '../publish-report.ts';
import { RUN_REPORTERS, reporterFor } from '../reporters.ts';
import { resolveCommandOptions } from '../resolve-options.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** `slowpath fuzz <target>`: the main job, all stages. */
export async function fuzzCommand(
  target: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const options = resolveCommandOptions(parsed, host);
  const display = createDisplay(context);
  const interrupt = listenForInterrupt(host, display);
  try {
    const { directory, record } = await jobs.fuzz({ target, options, cwd: host.cwd }, display, {
      clock: host.clock,
      now: host.now,
      owner: host.owner,
      versions: host.versions,
      apiKey: apiKeyOf(host.env),
      finishEarly: interrupt.signal,
    });
    const report = publishReport(directory, host.cwd);
    display.close();
    for (const gap of report.gaps) host.stderr.write(`note: ${gap}\n`);
    RUN_REPORTERS[reporterFor(options.options.json)](report, directory, context);
    context.end(exitCodeOf(record, options.options.failOn));
  } catch (error) {
    // Ended while there was nothing yet to make a suite of: the user knows why.
    if (!interrupt.signal.aborted || !isAbort(error)) throw error;
    display.say('ended before the search began: nothing was found yet');
    context.end(EXIT.interrupted);
  } finally {
    display.close();
    interrupt.close();
  }
}

/** Live lines on a terminal, else a line every few seconds; closing twice is harmless. */
export function createDisplay({ host, talkPaint }: CommandContext): StatusDisplay {
  const terminal = liveTerminal(host);
  return closeOnce(
    terminal
      ? createTerminalStatus(terminal, talkPaint, host.clock)
      : createPlainStatus((text) => host.stderr.write(text), host.clock),
  );
}

function exitCodeOf(record: RunRecord, failOn: GrowthClass | undefined): ExitCode {
  if (record.status === 'interrupted') return EXIT.interrupted;
  if (failOn === undefined || record.growth === undefined) return EXIT.ok;
  const rank = (kind: GrowthClass): number => GROWTH_CLASSES.indexOf(kind);
  return rank(record.growth.class) >= rank(failOn) ? EXIT.failed : EXIT.ok;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
