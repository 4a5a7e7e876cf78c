import type { Command } from 'commander';
import { EXPORT_FORMATS } from '../dataset/export-formats.ts';
import { IMPORT_FORMATS } from '../dataset/import-formats.ts';
import type { CommandContext, ParsedOptions } from './commands/command-context.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { flagsFor } from './option-flags.ts';

/** `export` and `import`. */
export function addDatasetCommands(program: Command, context: CommandContext): void {
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
