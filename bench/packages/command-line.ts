import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseCount, parseDuration, QuantityFault } from '../../src/config/quantity.ts';
import { UsageError } from '../../src/core/errors.ts';
import { chooseVariants, type Variant } from './variants.ts';

/** What the benchmark is asked to do. */
export interface Plan {
  readonly variants: readonly Variant[];
  /** Parts of ids; empty for the whole catalogue. */
  readonly only: readonly string[];
  /** Budget of each search, milliseconds of CPU time. */
  readonly timeMs: number;
  readonly seed: number;
  /** Search the mended versions instead. */
  readonly fixed: boolean;
  /** Where the figures go; undefined for beside the compiled code. */
  readonly json: string | undefined;
}

/** @throws UsageError */
export function parseCommandLine(args: readonly string[], cwd: string): Plan {
  const values = parse(args);
  return {
    variants: chooseVariants(values.variants),
    only: values.only?.split(',') ?? [],
    timeMs: quantity('--time', values.time ?? '60s', parseDuration),
    seed: quantity('--seed', values.seed ?? '1', parseCount),
    fixed: values.fixed ?? false,
    json: values.json === undefined ? undefined : resolve(cwd, values.json),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        time: { type: 'string' },
        only: { type: 'string' },
        variants: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
        fixed: { type: 'boolean' },
      },
    }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function quantity(name: string, text: string, read: (text: string) => number): number {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof QuantityFault)) throw error;
    throw new UsageError(`${name}: "${text}" – ${error.message}.`, { cause: error });
  }
}
