import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCount, QuantityFault } from '../../src/config/quantity.ts';
import { UsageError } from '../../src/core/errors.ts';

/** What the benchmark is asked to do. */
export interface Plan {
  /** Checks of every planted change. */
  readonly runs: number;
  /** Processes that only burn time, for every processor. */
  readonly load: number;
  /** Where the figures go; undefined for beside the compiled code. */
  readonly json: string | undefined;
}

/** @throws UsageError */
export function parseCommandLine(args: readonly string[], cwd: string): Plan {
  const { runs, load, json } = parse(args);
  return {
    runs: countOf('runs', runs, 1),
    load: countOf('load', load, 0),
    json: json === undefined ? undefined : resolve(cwd, json),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string', default: '20' },
        load: { type: 'string', default: '2' },
        json: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function countOf(option: 'load' | 'runs', text: string, least: number): number {
  try {
    const count = parseCount(text);
    if (count >= least) return count;
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
  }
  throw new UsageError(`--${option}: "${text}" – expected a count, at least ${least}.`);
}
