import { resolve } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { closest } from '../../core/suggest.ts';

/** @throws UsageError naming the formats that there are. */
export function oneOfFormats<T extends string>(value: unknown, formats: readonly T[]): T {
  const found = formats.find((format) => format === value);
  if (found !== undefined) return found;
  const given = typeof value === 'string' ? value : '';
  const near = closest(given, formats);
  throw new UsageError(`--format "${given}" is none of ${formats.join(', ')}`, {
    ...(near !== undefined && { hint: `did you mean ${near}?` }),
  });
}

/** Absolute path of `--out`. */
export function outDirectory(value: unknown, cwd: string): string {
  if (typeof value === 'string' && value !== '') return resolve(cwd, value);
  throw new UsageError('there is no directory to write to', { hint: 'name one with --out' });
}
