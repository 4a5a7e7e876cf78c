import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCommandLine, type Plan } from './command-line.ts';
import { type BenchOutput, benchCorpus } from './corpus-bench.ts';
import { benchInsertion } from './insertion.ts';
import { benchProbeCost } from './probe-cost.ts';
import { runBench } from '../support/run-bench.ts';

interface Kind {
  /** Of the file with the figures, unless the command line says otherwise. */
  readonly name: string;
  readonly bench: (plan: Plan, clock: () => number, out: BenchOutput) => Promise<void>;
}

const KINDS: Readonly<Record<Plan['kind'], Kind>> = {
  corpus: { name: 'search.json', bench: benchCorpus },
  insertion: { name: 'insertion.json', bench: benchInsertion },
  'probe-cost': { name: 'probe-cost.json', bench: benchProbeCost },
};

/**
 * `npm run bench:search`: how near searches come to worst cases that are known; see bench/README.md for the options.
 * Tables on stdout as they come, the figures in a file.
 */
async function main(args: readonly string[]): Promise<void> {
  const plan = parseCommandLine(args, process.cwd());
  const { name, bench } = KINDS[plan.kind];
  const file = plan.json ?? fileURLToPath(new URL(name, import.meta.url));
  const out: BenchOutput = {
    print: (text) => void process.stdout.write(`${text}\n`),
    save: (record) =>
      writeFileSync(
        file,
        `${JSON.stringify({ node: process.version, ...Object(record) }, undefined, 1)}\n`,
      ),
  };
  const clock = (): number => performance.now();
  await bench(plan, clock, out);
  out.print(`\n${file}`);
}

await runBench(main);
