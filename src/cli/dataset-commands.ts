import type { Command } from 'commander';
import type { OptionName } from '../config/options.ts';
import { EXPORT_FORMATS } from '../dataset/export-formats.ts';
import { IMPORT_FORMATS } from '../dataset/import-formats.ts';
import { campaignCommand } from './commands/campaign.ts';
import type { CommandContext, ParsedOptions } from './commands/command-context.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { flagsFor } from './option-flags.ts';

const CAMPAIGN_OPTIONS: readonly OptionName[] = [
  'time',
  'execs',
  'maxSize',
  'maxSteps',
  'seed',
  'workers',
  'out',
  'tests',
  'stepsPerSecond',
  'synth',
  'model',
  'baseUrl',
  'llmCalls',
  'llmTokens',
  'llmCost',
  'llmPrice',
  'llmTimeout',
  'transcript',
  'hangTimeout',
  'memory',
  'realClock',
  'fresh',
];

/** `campaign`, `export` and `import`: what deals with many problems. */
export function addDatasetCommands(program: Command, context: CommandContext): void {
  const campaign = program
    .command('campaign')
    .argument('<directory>', 'a directory of problem directories')
    .summary('Search many problems under one budget')
    .description(
      'Runs the campaign of every problem in a directory, some at a time. --time and --execs are for the searches of all\n' +
        'together (default: 20s for each); selecting and confirming come on top. A problem that fails is written down and\n' +
        'does not stop the others. The same command goes on where an earlier one ended, and tries again what failed.',
    )
    .option('--jobs <n>', 'problems at a time (default: the number of processors)')
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)');
  for (const option of flagsFor(CAMPAIGN_OPTIONS)) campaign.addOption(option);
  withJson(campaign).action(
    async (directory: string, options: ParsedOptions) =>
      await campaignCommand(directory, options, context),
  );

  withJson(
    program
      .command('export')
      .argument('<directory>', 'a problem, a run, or a directory of either')
      .summary('Write a dataset')
      .description(
        'Writes what a directory holds as a dataset, with a card, schemas and hashes. The directory is a problem, what\n' +
          '`slowpath fuzz` or `slowpath campaign` wrote, or a directory of problems.',
      )
      .requiredOption('--format <format>', EXPORT_FORMATS.join(', '))
      .requiredOption('--out <directory>', 'the directory to make')
      .option('--base <path>', 'problem file or directory to be patched (effibench-x)')
      .option('--title <text>', 'title of the dataset card (default: the name of the directory)')
      .option('--strict', 'end at the first thing that cannot be taken as it is'),
  ).action(
    async (directory: string, options: ParsedOptions) =>
      await exportCommand(directory, options, context),
  );

  withJson(
    program
      .command('import')
      .argument('<path>', 'a .jsonl file, a dataset tree, or a folder of tests and solutions')
      .summary('Make problem directories of a dataset')
      .description(
        'Reads JSONL in the columns of CodeContests (or of `slowpath export`), PERFFORGE trees, and folders of *.in, *.out\n' +
          'and solutions, and makes a problem directory for each problem. What cannot be read is listed and passed over.',
      )
      .requiredOption('--out <directory>', 'the directory to make')
      .option('--format <format>', `${IMPORT_FORMATS.join(', ')} (default: what it looks like)`)
      .option('--strict', 'end at the first thing that cannot be taken as it is'),
  ).action(
    async (path: string, options: ParsedOptions) => await importCommand(path, options, context),
  );
}

function withJson(command: Command): Command {
  for (const option of flagsFor(['json'])) command.addOption(option);
  return command.option('--no-color', 'print without colours (also: NO_COLOR)');
}
