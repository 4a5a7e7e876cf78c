import { Command, CommanderError } from 'commander';
import type { OptionName } from '../config/options.ts';
import { createPaint } from '../report/paint.ts';
import type { CommandContext, ParsedOptions } from './commands/command-context.ts';
import { doctorCommand } from './commands/doctor.ts';
import { fuzzCommand } from './commands/fuzz.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { suiteCommand } from './commands/suite.ts';
import { synthCommand } from './commands/synth.ts';
import { defineCheck } from './define-check.ts';
import { addDatasetCommands } from './dataset-commands.ts';
import { defineEval } from './define-eval.ts';
import { describeError, EXIT, type ExitCode } from './exit-code.ts';
import { flagsFor } from './option-flags.ts';
import type { CliHost, Jobs } from './ports.ts';

/** What decides how a target is loaded and what its inputs are. */
const TARGET_OPTIONS: readonly OptionName[] = ['stdin', 'args', 'spec', 'instrument', 'realClock'];
const LIMIT_OPTIONS: readonly OptionName[] = ['maxSteps', 'hangTimeout', 'memory'];
const SYNTH_OPTIONS: readonly OptionName[] = [
  'synth',
  'constraints',
  'model',
  'baseUrl',
  'llmCalls',
  'llmTokens',
  'llmCost',
  'llmPrice',
  'llmTimeout',
  'transcript',
];
const SEARCH_OPTIONS: readonly OptionName[] = [
  'time',
  'execs',
  'maxSize',
  'seed',
  'workers',
  'out',
  'seeds',
  ...TARGET_OPTIONS,
  ...LIMIT_OPTIONS,
  ...SYNTH_OPTIONS,
];
const FUZZ_OPTIONS: readonly OptionName[] = [
  ...SEARCH_OPTIONS,
  'tests',
  'stepsPerSecond',
  'against',
  'fresh',
  'failOn',
  'json',
];
const RUN_OPTIONS: readonly OptionName[] = [
  'seeds',
  ...TARGET_OPTIONS,
  ...LIMIT_OPTIONS,
  'seed',
  'json',
];

const TARGET_HELP = `
Targets:
  path/mod.js#name      a function; without #name the default export
  pkg#name              a function of a package, resolved from here
  path/prog.js --stdin  a program that reads stdin and writes stdout
  path/problem/         a problem directory (has problem.json)
  path/x.slowpath.ts    a target defined in code
`;

const EXAMPLES = `${TARGET_HELP}
Examples:
  slowpath fuzz src/parse.ts#parse --time 20s
  slowpath fuzz 'semver#coerce' --args '[string]'
  slowpath fuzz solution.js --stdin --seeds tests/
  slowpath run src/parse.ts#parse --input slowpath-out/…/suite/tests/0001.json

Exit codes: 0 done · 1 --fail-on met · 2 usage or data · 70 a bug · 130 interrupted
`;

/**
 * Runs one command line.
 * @param args without the interpreter and the script
 * @returns what the process should end with
 */
export async function runCli(
  args: readonly string[],
  host: CliHost,
  jobs: Jobs,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const useColour = !args.includes('--no-color') && isUnset(host.env['NO_COLOR']);
  const context: CommandContext = {
    host,
    jobs,
    paint: createPaint(useColour && host.stdout.isTty),
    talkPaint: createPaint(useColour && host.stderr.isTty),
    end: (next) => {
      code = next;
    },
  };
  try {
    await buildProgram(context).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const described = describeError(error);
    host.stderr.write(described.text);
    return described.code;
  }
}

/** NO_COLOR counts when it is set to anything but the empty string (no-color.org). */
function isUnset(value: string | undefined): boolean {
  return value === undefined || value === '';
}

function buildProgram(context: CommandContext): Command {
  const { host } = context;
  const program = new Command('slowpath')
    .description('Finds the inputs that make a JavaScript or TypeScript program slow.')
    .version(host.versions.slowpath)
    .option('--no-color', 'print without colours (also: NO_COLOR)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      getOutHelpWidth: () => Math.min(100, host.stdout.columns),
      getErrHelpWidth: () => Math.min(100, host.stderr.columns),
    })
    .showHelpAfterError('(--help lists what there is)')
    .addHelpText('after', EXAMPLES);

  const fuzz = program
    .command('fuzz')
    .argument('<target>', 'the function or program to slow down')
    .summary('Search for the inputs that make a target slow')
    .description(
      'Searches for inputs that maximise the cost of a target, and leaves a stress suite, a report and a\n' +
        'self-describing run directory. The same command resumes a run that was ended.',
    )
    .addHelpText('after', TARGET_HELP);
  addOptions(fuzz, FUZZ_OPTIONS)
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)')
    .action(
      async (target: string, options: ParsedOptions) => await fuzzCommand(target, options, context),
    );

  const synth = program
    .command('synth')
    .argument('<target>', 'the function or program')
    .summary('Find the conditions that make a target slow, and what each is worth')
    .description(
      'Searches until there are slow and fast inputs to compare, proposes constraints (conditions that hold in slow\n' +
        'runs and not in fast ones), checks each, and tells what those that passed are worth. With --out, exchanges with a\n' +
        'language model are recorded there.',
    )
    .addHelpText('after', TARGET_HELP);
  addOptions(synth, [...SEARCH_OPTIONS, 'json'])
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)')
    .action(
      async (target: string, options: ParsedOptions) =>
        await synthCommand(target, options, context),
    );

  const run = program
    .command('run')
    .argument('<target>', 'the function or program')
    .summary('Run one input: its cost, outcome and hottest lines')
    .description('Runs one input and tells its cost in steps, how it ended, and its hottest lines.')
    .requiredOption('--input <file>', 'the input: a test file, or - for stdin');
  addOptions(run, RUN_OPTIONS)
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)')
    .action(
      async (target: string, options: ParsedOptions) => await runCommand(target, options, context),
    );

  addOptions(
    program
      .command('suite')
      .argument('<run-directory>', 'what `slowpath fuzz` wrote')
      .description('Select and minimise the suite of a run again'),
    ['json'],
  ).action(
    async (directory: string, options: ParsedOptions) =>
      await suiteCommand(directory, options, context),
  );

  defineCheck(program, context);
  defineEval(program, context);

  addOptions(
    program
      .command('report')
      .argument('<run-directory>', 'what `slowpath fuzz` wrote')
      .description('Write report.html of a run again and print its summary'),
    ['json'],
  ).action((directory: string, options: ParsedOptions) =>
    reportCommand(directory, options, context),
  );

  addDatasetCommands(program, context);

  addOptions(
    program
      .command('doctor')
      .description('Tell whether slowpath can work here, and what protects this machine'),
    ['json'],
  ).action(async (options: ParsedOptions) => await doctorCommand(options, context));

  return program;
}

function addOptions(command: Command, names: readonly OptionName[]): Command {
  for (const option of flagsFor(names)) command.addOption(option);
  return command.option('--no-color', 'print without colours (also: NO_COLOR)');
}
