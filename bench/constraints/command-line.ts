import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ResolvedOptions, resolveOptions } from '../../src/config/options.ts';
import { UsageError } from '../../src/core/errors.ts';

/** What the benchmark is asked to do. */
export interface Plan {
  /** Parts of problem ids; empty for all problems. */
  readonly only: readonly string[];
  /** Every solution of a problem, not just the first. */
  readonly all: boolean;
  /** Where the figures go; undefined for beside the compiled code. */
  readonly json: string | undefined;
  readonly options: ResolvedOptions;
}

const DEFAULT_EXECS = '60k';

/** @throws UsageError */
export function parseCommandLine(args: readonly string[], cwd: string): Plan {
  const { execs, time, seed, only, all, json } = parse(args);
  const budget = time === undefined ? { execs: execs ?? DEFAULT_EXECS } : { time, execs };
  return {
    only: only?.split(',') ?? [],
    all,
    json: json === undefined ? undefined : resolve(cwd, json),
    options: resolveOptions({ commandLine: { ...budget, seed, workers: 1 } }, { cpuCount: 1 })
      .options,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        execs: { type: 'string' },
        time: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        all: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
