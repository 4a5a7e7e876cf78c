import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { resolveOptions } from '../../src/config/options.ts';
import type { Executor } from '../../src/core/executor.ts';
import type { Finding } from '../../src/core/finding.ts';
import { type PreparedTarget, prepareTarget } from '../../src/pipeline/prepare-target.ts';
import { openExecutor } from '../../src/pipeline/work-up.ts';
import { readInputs, readRunRecord } from '../../src/report/read-run.ts';
import { leanerGenotypes } from '../../src/suite/leaner.ts';
import { minimise } from '../../src/suite/minimise.ts';
import { testFileBytes } from '../../src/suite/test-file.ts';

/** An input that a search kept, made smaller at 95 % of its cost: shares of it that are left. */
export interface QueueSize {
  readonly size: number;
  readonly bytes: number;
  readonly cost: number;
}

interface QueueRow {
  readonly problem: string;
  readonly inputs: readonly QueueSize[];
}

/** Inputs of one problem's queue that are looked at. */
const INPUTS = 10;
/** Smaller ones have nothing to lose. Scalars. */
const LEAST_SIZE = 32;
const MAX_STEPS = 2 ** 26;
const MAX_EXECUTIONS = 300;
const KEPT = 0.95;

/**
 * Inputs as searches keep them, whatever for (a new place, the most hits of one, a band of sizes), made smaller as tests are: of
 * the slowest solution of each problem, evenly over the order in which they were found. These are what a fuzzer without a
 * selection by cost would offer as tests.
 * @param directory where a campaign over the corpus was written
 */
export async function* queueSizes(directory: string, corpus: string): AsyncGenerator<QueueRow> {
  const { options } = resolveOptions({}, { cpuCount: 1 });
  for (const problem of readdirSync(join(directory, 'runs')).toSorted()) {
    const run = join(directory, 'runs', problem);
    if (!existsSync(join(run, 'run.json'))) continue;
    const { problem: told } = readRunRecord(run);
    const slowest = told?.solutions.find(({ name }) => name === told.slowest);
    if (slowest === undefined) continue;
    const found = sample(readInputs(join(run, slowest.directory), 'queue'));
    const file = join(corpus, problem, slowest.name);
    const prepared = await prepareTarget(file, options, '/', new AbortController().signal);
    const executor = await openExecutor(prepared, options);
    try {
      const inputs: QueueSize[] = [];
      for (const { input } of found) inputs.push(await sizeLeft(input, prepared, executor));
      yield { problem, inputs };
    } finally {
      await executor.close();
      await prepared.close();
    }
  }
}

function sample(findings: readonly Finding[]): readonly Finding[] {
  const eligible = findings.filter(
    ({ outcome, size, provenance }) =>
      outcome === 'ok' && size >= LEAST_SIZE && provenance.op !== 'seed',
  );
  const count = Math.min(INPUTS, eligible.length);
  return Array.from({ length: count }, (_, k) =>
    Math.floor(((k + 0.5) * eligible.length) / count),
  ).flatMap((at) => eligible.slice(at, at + 1));
}

async function sizeLeft(
  input: string,
  prepared: PreparedTarget,
  executor: Executor,
): Promise<QueueSize> {
  const { local } = prepared;
  const {
    input: small,
    measurement,
    original,
  } = await minimise(input, {
    model: {
      decode: (encoded) => local.decode(encoded),
      encode: (genotype) => local.encode(genotype),
      shrink: (genotype) => leanerGenotypes(local, genotype),
    },
    executor,
    keepShare: KEPT,
    maxSteps: MAX_STEPS,
    maxExecutions: MAX_EXECUTIONS,
    maxTotalSteps: MAX_STEPS,
    fresh: true,
  });
  const bytesOf = (encoded: string): number => testFileBytes(prepared.render(encoded));
  return {
    size: measurement.size / original.size,
    bytes: bytesOf(small) / bytesOf(input),
    cost: measurement.steps / original.steps,
  };
}
