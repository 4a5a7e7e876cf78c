import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listSolutions } from './cases.ts';
import { parseCommandLine } from './command-line.ts';
import { summariseAll, summariseTrial, type TrialSummary } from './summary.ts';
import { overviewTable, totalsText, trialText } from './tables.ts';
import { type ConstraintTrial, runConstraintTrial } from './trial.ts';
import { runBench } from '../support/run-bench.ts';

/**
 * `npm run bench:constraints`: which constraints the embedded synthesizer finds, and what they are worth; see
 * bench/README.md for the options. Tables on stdout as they come, the figures in a file.
 */
async function main(args: readonly string[]): Promise<void> {
  const { only, all, json, options } = parseCommandLine(args, process.cwd());
  const file = json ?? fileURLToPath(new URL('constraints.json', import.meta.url));
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const trials: ConstraintTrial[] = [];
  const summaries: TrialSummary[] = [];
  for (const solution of await listSolutions(only, all)) {
    const trial = await runConstraintTrial(solution, options, () => performance.now());
    const summary = summariseTrial(trial);
    trials.push(trial);
    summaries.push(summary);
    print(`${trialText(trial, summary)}\n`);
    const { execs, seed, timeMs } = options;
    const record = {
      node: process.version,
      execs,
      timeMs,
      seed,
      totals: summariseAll(summaries),
      trials,
    };
    writeFileSync(file, `${JSON.stringify(record, undefined, 1)}\n`);
  }
  print(overviewTable(summaries));
  print(`\n${totalsText(summariseAll(summaries))}\n\n${file}`);
}

await runBench(main);
