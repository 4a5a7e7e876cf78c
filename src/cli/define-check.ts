import type { Command } from 'commander';
import type { OptionName } from '../config/options.ts';
import { REPLAY_OPTIONS } from '../pipeline/check-suites.ts';
import { CHECK_FORMAT_NAMES } from './check-report/formats.ts';
import { BASELINE_FILE, checkCommand } from './commands/check.ts';
import type { CommandContext, ParsedOptions } from './commands/command-context.ts';
import { initCommand } from './commands/init.ts';
import { flagsFor } from './option-flags.ts';

/** A run directory knows by itself how its target is loaded and run. */
const CHECK_OPTIONS: readonly OptionName[] = [...REPLAY_OPTIONS, 'json'];

const HELP = `
Compares by deterministic steps: the same verdict on every machine, however busy. CPU time is only shown.

Examples:
  slowpath check --update                        measure slowpath-out/* and write ${BASELINE_FILE}
  slowpath check                                 compare with it
  slowpath check slowpath-out/parse --base main  compare with another commit

Exit codes: 0 nothing slower · 1 slower, or a higher growth class · 2 not everything could be compared · 130 interrupted
`;

/** Adds `slowpath check` to the program, and `slowpath init`, which prepares a project for it. */
export function defineCheck(program: Command, context: CommandContext): void {
  const command = program
    .command('check')
    .argument('[suites...]', 'run or suite directories (default: those of slowpath-out)')
    .summary('Replay stress suites and fail when they became slower')
    .description(
      'Replays stress suites on the working tree and compares their steps, and how they grow with size, with a\n' +
        'baseline file or with another commit of the repository.',
    )
    .option('--baseline <file>', `compare with this file (default: ${BASELINE_FILE})`)
    .option('--update', 'measure, and write the baseline file: accepts what changed')
    .option('--base <git-ref>', 'compare with this commit, checked out beside the working tree')
    .option('--tolerance <percent>', 'increase in steps that is allowed (default: 10)')
    .option('--allow-other-node', 'compare although the baseline is of another Node major')
    .option('--no-timing', 'do not time what became slower')
    .option('--format <name>', `what stdout shows: ${CHECK_FORMAT_NAMES.join(', ')}`)
    .option(
      '--report <format=file>',
      'write the result to a file too; may be repeated',
      (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
    )
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)')
    .option('--no-color', 'print without colours (also: NO_COLOR)')
    .addHelpText('after', HELP)
    .action(
      async (suites: string[], options: ParsedOptions) =>
        await checkCommand(suites, options, context),
    );
  for (const option of flagsFor(CHECK_OPTIONS)) command.addOption(option);

  program
    .command('init')
    .summary('Prepare a project: configuration, a first target, a baseline, a GitHub workflow')
    .description(
      'Writes a configuration, a first target, an empty baseline and a GitHub workflow. Files that are there already\n' +
        'are kept as they are.',
    )
    .option('--no-color', 'print without colours (also: NO_COLOR)')
    .action(() => initCommand(context));
}
