import { appendFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { replaceFile } from '../../check/replace-file.ts';
import type { CheckResult, CheckVerdict } from '../../check/result.ts';
import { readConfigFile } from '../../config/config-file.ts';
import { UsageError } from '../../core/errors.ts';
import { closest } from '../../core/suggest.ts';
import type { CheckRequest } from '../../pipeline/check.ts';
import { createPaint } from '../../report/paint.ts';
import { printable } from '../../report/printable.ts';
import type { CheckPlace } from '../check-report/check-format.ts';
import { headline } from '../check-report/describe-check.ts';
import {
  CHECK_FORMAT_NAMES,
  CHECK_FORMATS,
  type CheckFormatName,
} from '../check-report/formats.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { listenForInterrupt, plainTalk } from '../interrupt.ts';
import { commandLineOptions, environmentOptions } from '../option-flags.ts';
import type { CliHost } from '../ports.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** Looked for when neither `--baseline` nor `--base` is given. */
export const BASELINE_FILE = 'slowpath-baseline.json';

const DEFAULT_TOLERANCE = 0.1;
/** More suites at a time would only wait for each other. */
const MAX_CONCURRENCY = 8;

const CODES: Readonly<Record<CheckVerdict, ExitCode>> = {
  ok: EXIT.ok,
  regression: EXIT.failed,
  inconclusive: EXIT.usage,
};

/** `slowpath check [run or suite …]`: compares the cost of stress suites with a baseline or another commit. */
export async function checkCommand(
  paths: readonly string[],
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs } = context;
  const format = formatOf(parsed);
  const reports = reportsOf(parsed['report']);
  const request = requestOf(paths, parsed, host);
  const talk = plainTalk(host);
  const interrupt = listenForInterrupt(host, talk, 'stopping: what was measured is not kept');
  let result: CheckResult;
  try {
    result = await jobs.check(request, {
      versions: host.versions,
      concurrency: Math.min(MAX_CONCURRENCY, host.cpuCount),
      signal: interrupt.signal,
      say: talk.say,
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    context.end(EXIT.interrupted);
    return;
  } finally {
    interrupt.close();
  }
  // Before anything is written: whoever reads our output may have gone.
  context.end(CODES[result.verdict]);
  const place = placeOf(request, context);
  for (const { name, file } of reports)
    replaceFile(resolve(host.cwd, file), CHECK_FORMATS[name](result, plain(place)));
  if (format === 'github') writeStepSummary(result, place, host);
  host.stdout.write(CHECK_FORMATS[format](result, place));
  if (format !== 'table' && format !== 'github')
    host.stderr.write(`${printable(headline(result))}\n`);
}

function formatOf(parsed: ParsedOptions): CheckFormatName {
  if (parsed['json'] === true) return 'json';
  const given = parsed['format'];
  return given === undefined ? 'table' : formatName(textOf(given), '--format');
}

function formatName(given: string, flag: string): CheckFormatName {
  const name = CHECK_FORMAT_NAMES.find((candidate) => candidate === given);
  if (name !== undefined) return name;
  const near = closest(given, CHECK_FORMAT_NAMES);
  throw new UsageError(`${flag}: there is no format "${given}"`, {
    hint:
      near === undefined
        ? `formats are ${CHECK_FORMAT_NAMES.join(', ')}`
        : `did you mean "${near}"? Formats are ${CHECK_FORMAT_NAMES.join(', ')}`,
  });
}

/** What commander parsed of an option with a value is a text. */
function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

interface ReportFile {
  readonly name: CheckFormatName;
  readonly file: string;
}

/** `markdown=comment.md`, as often as it is given. */
function reportsOf(given: unknown): readonly ReportFile[] {
  const texts = Array.isArray(given) ? (given as unknown[]).map(textOf) : [];
  return texts.map((text) => {
    const [, name, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || file === undefined)
      throw new UsageError(`--report "${text}": expected <format>=<file>`, {
        hint: 'as in --report markdown=comment.md',
      });
    return { name: formatName(name, '--report'), file };
  });
}

function requestOf(paths: readonly string[], parsed: ParsedOptions, host: CliHost): CheckRequest {
  const config = parsed['config'];
  return {
    paths,
    against: againstOf(parsed, host),
    cwd: host.cwd,
    sources: {
      commandLine: commandLineOptions({ ...parsed, json: undefined }),
      environment: environmentOptions(host.env),
      config: readConfigFile(host.cwd, typeof config === 'string' ? config : undefined),
    },
    tolerance: toleranceOf(parsed['tolerance']),
    allowOtherNode: parsed['allowOtherNode'] === true,
    isTimed: parsed['timing'] !== false,
  };
}

function againstOf(parsed: ParsedOptions, { cwd }: CliHost): CheckRequest['against'] {
  const { baseline, base, update } = parsed;
  if (base !== undefined && baseline !== undefined)
    throw new UsageError('--base and --baseline both say what to compare with', {
      hint: 'give one',
    });
  if (base !== undefined) {
    if (update === true)
      throw new UsageError('--update writes a baseline file, and --base needs none', {
        hint: 'give --baseline <file> with --update',
      });
    const isThere = existsSync(join(cwd, BASELINE_FILE));
    const tolerances = isThere ? BASELINE_FILE : undefined;
    return { kind: 'base', ref: textOf(base), tolerances };
  }
  const file = baseline === undefined ? BASELINE_FILE : textOf(baseline);
  if (baseline === undefined && update !== true && !existsSync(join(cwd, BASELINE_FILE)))
    throw new UsageError('there is nothing to compare with', {
      hint: `give --base <git ref>, or --baseline <file>; --update writes ${BASELINE_FILE}`,
    });
  return { kind: 'baseline', file, update: update === true };
}

/** `15`, `15%`: percent. */
function toleranceOf(given: unknown): number {
  if (given === undefined) return DEFAULT_TOLERANCE;
  const [, number] = /^(\d+(?:\.\d+)?)\s*%?$/.exec(textOf(given)) ?? [];
  if (number !== undefined) return Number(number) / 100;
  throw new UsageError(`--tolerance "${textOf(given)}": expected a percentage, as 10 or 12.5%`);
}

function placeOf(
  { against, cwd }: CheckRequest,
  { paint, host }: Pick<CommandContext, 'host' | 'paint'>,
): CheckPlace {
  const root = against.kind === 'baseline' ? dirname(resolve(cwd, against.file)) : cwd;
  return {
    cwd,
    paint,
    width: host.stdout.columns,
    directoryOf: (suite) => relative(cwd, resolve(root, suite)) || '.',
  };
}

/** Files have no colours. */
function plain(place: CheckPlace): CheckPlace {
  return { ...place, paint: createPaint(false) };
}

/** What GitHub shows on the page of the run. */
function writeStepSummary(result: CheckResult, place: CheckPlace, { env }: CliHost): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    // Earlier steps of the job may have written to it.
    appendFileSync(file, CHECK_FORMATS.markdown(result, plain(place)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot write the step summary: ${reason}`, { cause });
  }
}
