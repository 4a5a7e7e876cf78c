import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ResolvedOptions, resolveOptions } from '../../src/config/options.ts';
import { UsageError } from '../../src/core/errors.ts';
import { countOption } from '../support/count-option.ts';
import { chooseVariants, type Variant } from './variants.ts';

/** What the benchmark is asked to do. */
export interface Plan {
  readonly variants: readonly Variant[];
  /** Parts of problem ids; empty for all problems. */
  readonly only: readonly string[];
  readonly seeds: number;
  /** All variants over the corpus, the insertion sort rows, or what probes cost. */
  readonly kind: 'corpus' | 'insertion' | 'probe-cost';
  /** Where the figures go; undefined for beside the compiled code. */
  readonly json: string | undefined;
  /** The budget as it was given, for the record. */
  readonly budget: Readonly<Record<'time' | 'execs' | 'steps', string | undefined>>;
  /** Steps that the executions of a trial may take together; undefined for no limit. */
  readonly maxSteps: number | undefined;
  /** Which clock `time` is read from. */
  readonly budgetClock: 'wall' | 'cpu';
  /** Options of a trial from this seed. */
  readonly optionsFor: (seed: number) => ResolvedOptions;
}

const DEFAULT_TIME = '30s';
const PROBE_COST_TIME = '3s';
const INSERTION_SEEDS = '10';

/** @throws UsageError */
export function parseCommandLine(args: readonly string[], cwd: string): Plan {
  const { values } = parse(args);
  const { execs, steps } = values;
  const kind = kindOf(values);
  const usual = kind === 'probe-cost' ? PROBE_COST_TIME : DEFAULT_TIME;
  const time = values.time ?? (execs === undefined ? usual : undefined);
  const optionsFor = (seed: number): ResolvedOptions =>
    resolveOptions({ commandLine: { time, execs, workers: 1, seed } }, { cpuCount: 1 }).options;
  optionsFor(1);
  return {
    variants: chooseVariants(values.variants),
    only: values.only?.split(',') ?? [],
    seeds: countOption('seeds', values.seeds ?? (kind === 'insertion' ? INSERTION_SEEDS : '1')),
    kind,
    json: values.json === undefined ? undefined : resolve(cwd, values.json),
    budget: { time, execs, steps },
    maxSteps: steps === undefined ? undefined : countOption('steps', steps),
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
        steps: { type: 'string' },
        only: { type: 'string' },
        variants: { type: 'string' },
        seeds: { type: 'string' },
        json: { type: 'string' },
        cpu: { type: 'boolean', default: false },
        insertion: { type: 'boolean', default: false },
        'probe-cost': { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function kindOf(values: {
  readonly insertion: boolean;
  readonly 'probe-cost': boolean;
}): Plan['kind'] {
  const isProbeCost = values['probe-cost'];
  if (values.insertion && isProbeCost)
    throw new UsageError(
      '--insertion and --probe-cost are two benchmarks: run one after the other.',
    );
  return values.insertion ? 'insertion' : isProbeCost ? 'probe-cost' : 'corpus';
}
