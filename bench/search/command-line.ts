import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ResolvedOptions, resolveOptions } from '../../src/config/options.ts';
import { parseCount, QuantityFault } from '../../src/config/quantity.ts';
import { UsageError } from '../../src/core/errors.ts';
import { chooseVariants, type Variant } from './variants.ts';

/** What the benchmark is asked to do. */
export interface Plan {
  readonly variants: readonly Variant[];
  /** Parts of problem ids; empty for all problems. */
  readonly only: readonly string[];
  readonly seeds: number;
  /** The insertion sort rows instead of the corpus. */
  readonly insertion: boolean;
  /** Where the figures go; undefined for beside the compiled code. */
  readonly json: string | undefined;
  /** The budget as it was given, for the record. */
  readonly budget: Readonly<Record<'time' | 'execs', string | undefined>>;
  /** Which clock `time` is read from. */
  readonly budgetClock: 'wall' | 'cpu';
  /** Options of a trial from this seed. */
  readonly optionsFor: (seed: number) => ResolvedOptions;
}

const DEFAULT_TIME = '30s';
const INSERTION_SEEDS = '10';

/** @throws UsageError */
export function parseCommandLine(args: readonly string[], cwd: string): Plan {
  const { values } = parse(args);
  const { execs } = values;
  const time = values.time ?? (execs === undefined ? DEFAULT_TIME : undefined);
  const optionsFor = (seed: number): ResolvedOptions =>
    resolveOptions({ commandLine: { time, execs, workers: 1, seed } }, { cpuCount: 1 }).options;
  optionsFor(1);
  return {
    variants: chooseVariants(values.variants),
    only: values.only?.split(',') ?? [],
    seeds: seedsOf(values.seeds ?? (values.insertion ? INSERTION_SEEDS : '1')),
    insertion: values.insertion,
    json: values.json === undefined ? undefined : resolve(cwd, values.json),
    budget: { time, execs },
    budgetClock: values.cpu ? 'cpu' : 'wall',
    optionsFor,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        time: { type: 'string' },
        execs: { type: 'string' },
        only: { type: 'string' },
        variants: { type: 'string' },
        seeds: { type: 'string' },
        json: { type: 'string' },
        cpu: { type: 'boolean', default: false },
        insertion: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function seedsOf(text: string): number {
  try {
    const seeds = parseCount(text);
    if (seeds >= 1) return seeds;
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
  }
  throw new UsageError(`--seeds: "${text}" – expected how many seeds, at least 1.`);
}
