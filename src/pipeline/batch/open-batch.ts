import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import type { RunFiles } from '../../report/run-files.ts';
import type { FuzzContext } from '../fuzz.ts';
import type { BatchRequest } from './batch-request.ts';
import { Ledger } from './ledger.ts';

/**
 * Names of the problem directories in a directory, sorted.
 * @throws UsageError when there are none.
 */
export function problemNames(directory: string): readonly string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new UsageError(`${directory} is no directory`);
  const names = readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, 'problem.json')))
    .toSorted();
  if (names.length > 0) return names;
  const isProblem = existsSync(join(directory, 'problem.json'));
  throw new UsageError(`${directory} holds no problem directories`, {
    hint: isProblem
      ? `it is one itself: slowpath fuzz ${basename(directory)}/`
      : 'a problem directory has a problem.json; `slowpath import` makes them of datasets',
  });
}

/**
 * The ledger of a campaign: a new one, or that of an earlier process with the same options.
 * @throws UsageError when the options are others; DataError when the ledger is damaged.
 */
export function openLedger(
  { out, options, shownDirectory }: Pick<BatchRequest, 'out' | 'options' | 'shownDirectory'>,
  { now, versions }: Pick<FuzzContext, 'now' | 'versions'>,
  files: RunFiles,
): Ledger {
  const path = join(out, 'ledger.jsonl');
  if (options.options.fresh && files.exists(path)) {
    let number = 1;
    while (files.exists(join(out, `ledger.${number}.jsonl`))) number++;
    files.move(path, join(out, `ledger.${number}.jsonl`));
  }
  const ledger = new Ledger(path, files);
  const { seed, maxSize, maxSteps, workers, synth, tests, realClock } = options.options;
  const identity = Object.fromEntries(
    Object.entries({
      directory: shownDirectory,
      seed,
      maxSize,
      maxSteps,
      workers,
      synth,
      tests,
      realClock,
      slowpath: versions.slowpath,
    }).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  const before = ledger.identity;
  if (before === undefined) {
    ledger.append({ event: 'begun', version: 1, at: now().toISOString(), identity });
    return ledger;
  }
  for (const [name, value] of Object.entries(identity)) {
    if (before[name] === value) continue;
    throw new UsageError(
      `${out} holds a campaign with another ${name}: ${before[name] ?? 'none'}, not ${value}`,
      { hint: 'give the same options to resume it, another --out, or --fresh to start over' },
    );
  }
  return ledger;
}
