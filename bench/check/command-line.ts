import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../../src/core/errors.ts';
import { countOption } from '../support/count-option.ts';

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
    runs: countOption('runs', runs),
    load: countOption('load', load, 0),
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
