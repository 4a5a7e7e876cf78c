import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DataError, UsageError } from '../../core/errors.ts';
import { formatCount, formatShare, plural } from '../../report/figures.ts';
import { padStart, printable, truncate } from '../../report/printable.ts';
import { resolveCommandOptions } from '../resolve-options.ts';
import type { CliHost, RunInputResult } from '../ports.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** Inputs beyond this are a mistake: the largest that a search makes is a fraction of it. Bytes. */
const MAX_INPUT_BYTES = 1 << 28;

/** `slowpath run <target> --input <file|->`: what one input costs, and where. */
export async function runCommand(
  target: string,
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const options = resolveCommandOptions(parsed, host);
  const { text, name } = await readInput(parsed['input'], host);
  const controller = new AbortController();
  const stop = host.onInterrupt(() => host.exit(130));
  try {
    const request = { target, options, cwd: host.cwd, text, name };
    const result = await jobs.runInput(request, controller.signal);
    for (const note of result.notes) host.stderr.write(`note: ${printable(note)}\n`);
    REPORTERS[options.options.json ? 'json' : 'text'](result, context);
  } finally {
    stop();
  }
}

async function readInput(
  input: unknown,
  host: CliHost,
): Promise<{ readonly text: string; readonly name: string }> {
  if (typeof input !== 'string' || input === '') {
    throw new UsageError('there is no input to run', {
      hint: 'name a file with --input, or --input - for stdin',
    });
  }
  if (input === '-') return { text: await host.readStdin(), name: 'stdin' };
  const path = resolve(host.cwd, input);
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MAX_INPUT_BYTES) {
      throw new DataError(`${input} is larger than ${formatCount(MAX_INPUT_BYTES)} bytes`);
    }
    return { text: bytes.toString('utf8'), name: input };
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot read the input: ${reason}`, {
      hint: 'name a file with --input, or --input - for stdin',
      cause,
    });
  }
}

const REPORTERS: Readonly<
  Record<'text' | 'json', (result: RunInputResult, context: CommandContext) => void>
> = {
  text({ measurement, hotLines }, { host, paint }) {
    const { steps, size, allocUnits, outcome, error } = measurement;
    const lines = [
      paint('bold', `${plural(steps, 'step')} at size ${formatCount(size)}`),
      `outcome ${outcome}${error === '' ? '' : `: ${printable(error)}`}`,
      `allocation ${plural(allocUnits, 'unit')}`,
      ...(hotLines.length === 0 ? [] : ['', paint('bold', 'Hottest lines')]),
      ...hotLines.map(({ file, line, share, steps: own, code }) => {
        const place = `${printable(shownPath(file, host.cwd))}:${line}`;
        const figures = `${padStart(formatShare(share), 7)}  ${padStart(formatCount(own), 13)}`;
        const left = `${figures}  ${place}  `;
        const room = Math.max(20, host.stdout.columns - left.length);
        return left + paint('cyan', truncate(printable(code), room));
      }),
    ];
    host.stdout.write(`${lines.join('\n')}\n`);
  },
  json({ measurement, hotLines }, { host }) {
    const { hits: _, ...figures } = measurement;
    host.stdout.write(`${JSON.stringify({ ...figures, hotLines }, null, 2)}\n`);
  },
};
