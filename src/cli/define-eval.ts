import type { Command } from 'commander';
import type { OptionName } from '../config/options.ts';
import type { CommandContext, ParsedOptions } from './commands/command-context.ts';
import { EVAL_TESTS, evalCommand } from './commands/eval.ts';
import { flagsFor } from './option-flags.ts';

const OPTIONS: readonly OptionName[] = [
  'stdin',
  'instrument',
  'realClock',
  'maxSteps',
  'seed',
  'hangTimeout',
  'memory',
  'json',
];

const HELP = `
Examples:
  slowpath eval corpus/next-greater
  slowpath eval corpus/next-greater --suite slowpath-out/corpus-next-greater
  slowpath eval a.js b.ts --stdin --suite slowpath-out/a

Exit codes: 0 done, whatever was found · 2 usage or data · 130 interrupted
`;

/** Adds `slowpath eval` to the program. */
export function defineEval(program: Command, context: CommandContext): void {
  const command = program
    .command('eval')
    .argument('<targets...>', 'a problem directory, or several solutions')
    .summary('Run solutions on tests: what each costs, and what the tests are worth')
    .description(
      'Runs every solution on every test, judges what it says, and prints what it costs, whether the tests tell efficient\n' +
        'solutions from inefficient ones, and the scores of published benchmarks. Writes eval.json, rewards.jsonl, pairs.jsonl.',
    )
    .option(
      '--suite <directory>',
      'what `slowpath fuzz` wrote, or the suite in it (default: slowpath-out/<target>, if there)',
    )
    .option('--tests <which>', `${EVAL_TESTS.join(', ')} (default: both)`)
    .option('--time-confirm', 'measure CPU time too, without instrumentation')
    .option('--out <directory>', 'where the files go (default: slowpath-out/<target>-eval)')
    .addHelpText('after', HELP);
  for (const option of flagsFor(OPTIONS)) command.addOption(option);
  command
    .option('--no-color', 'print without colours (also: NO_COLOR)')
    .option('--config <file>', 'read options from this file (default: slowpath.config.json)')
    .action(
      async (targets: readonly string[], options: ParsedOptions) =>
        await evalCommand(targets, options, context),
    );
}
