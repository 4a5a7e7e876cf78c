import { basename, join, resolve } from 'node:path';
import type { OptionSet } from '../../config/options.ts';
import { parseCount, QuantityFault } from '../../config/quantity.ts';
import { UsageError } from '../../core/errors.ts';
import type { BatchIndex } from '../../pipeline/batch/batch-index.ts';
import {
  type BatchStatusDisplay,
  createPlainBatchStatus,
  createTerminalBatchStatus,
} from '../../report/batch-status.ts';
import { formatCount, formatFactor, plural } from '../../report/figures.ts';
import { printable } from '../../report/printable.ts';
import { apiKeyOf } from '../api-key.ts';
import { closeOnce } from '../close-once.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { liveTerminal } from '../live-terminal.ts';
import { resolveCommandOptions } from '../resolve-options.ts';
import type { BatchResult } from '../../pipeline/batch/run-batch.ts';
import type { CliHost } from '../ports.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

const DEFAULT_OUT = 'slowpath-out';
const MAX_JOBS = 64;

/** `slowpath campaign <directory>`: the campaigns of many problems under one budget. */
export async function campaignCommand(
  directory: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const path = resolve(host.cwd, directory);
  const options = optionsOf(parsed, host);
  const out = resolve(host.cwd, options.options.out ?? join(DEFAULT_OUT, basename(path)));
  const display = createDisplay(context);
  const interrupt = listenForInterrupt(
    host,
    display,
    'finishing early: the same command goes on with the problems that are left',
  );
  try {
    const result = await jobs.campaign(
      {
        directory: path,
        shownDirectory: directory,
        out,
        options,
        jobs: jobCount(parsed['jobs'], host),
        cwd: host.cwd,
      },
      display,
      {
        clock: host.clock,
        now: host.now,
        owner: host.owner,
        versions: host.versions,
        apiKey: apiKeyOf(host.env),
        finishEarly: interrupt.signal,
      },
    );
    display.close();
    host.stdout.write(
      options.options.json
        ? `${JSON.stringify({ out, ...result.index }, null, 2)}\n`
        : inWords(result.index, shownPath(out, host.cwd), context),
    );
    context.end(exitCodeOf(result));
  } finally {
    display.close();
    interrupt.close();
  }
}

/** As for `fuzz`; but problems run beside each other, so each has one worker unless the user wants more. */
function optionsOf(parsed: ParsedOptions, host: CliHost): OptionSet {
  const set = resolveCommandOptions(parsed, host);
  const isDefault = set.origins.workers === 'default';
  return isDefault ? { ...set, options: { ...set.options, workers: 1 } } : set;
}

function jobCount(given: unknown, { cpuCount }: CliHost): number {
  if (given === undefined) return Math.max(1, Math.min(8, cpuCount));
  try {
    const count = parseCount(given);
    if (count >= 1 && count <= MAX_JOBS) return count;
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
  }
  throw new UsageError(`--jobs: expected a number from 1 to ${MAX_JOBS}`);
}

function createDisplay({ host, talkPaint }: CommandContext): BatchStatusDisplay {
  const terminal = liveTerminal(host);
  return closeOnce(
    terminal
      ? createTerminalBatchStatus(terminal, talkPaint, host.clock)
      : createPlainBatchStatus((text) => host.stderr.write(text), host.clock),
  );
}

function exitCodeOf({ index, interrupted, hasBug }: BatchResult): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (hasBug) return EXIT.internal;
  return index.totals.done === 0 ? EXIT.usage : EXIT.ok;
}

function inWords(index: BatchIndex, out: string, { paint }: CommandContext): string {
  const { totals, problems } = index;
  const { slowdown } = totals;
  const failed = problems.filter(({ state }) => state === 'failed');
  const lines = [
    paint('bold', `${totals.done} of ${plural(totals.problems, 'problem')} done`),
    `${plural(totals.tests, 'test')} from ${formatCount(totals.execs)} executions`,
    ...(slowdown
      ? [
          `slowdown over the default tests ${formatFactor(slowdown.geometricMean)} (geometric mean), ${formatFactor(slowdown.median)} (median)`,
        ]
      : []),
    ...failed.map(({ problem, reason = '' }) =>
      paint('red', `failed: ${printable(problem)}: ${printable(reason.split('\n')[0] ?? '')}`),
    ),
    ...(totals.waiting + totals.interrupted === 0
      ? []
      : [
          `${plural(totals.waiting + totals.interrupted, 'problem')} left: the same command goes on`,
        ]),
    '',
    `${out}/report.html      every problem, to look at`,
    `${out}/index.md         the same as text`,
    `${out}/ledger.jsonl     what happened, what failed and why`,
    `${out}/runs/            run directories`,
  ];
  return `${lines.join('\n')}\n`;
}
