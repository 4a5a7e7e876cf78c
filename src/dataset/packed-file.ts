import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../core/errors.ts';

/** What files begin with that hold a dataset in a form that is not read here, bytes as Latin-1. */
const SIGNATURES: readonly (readonly [begins: string, what: string, hint: string])[] = [
  ['\u001f\u008b', 'packed with gzip', 'unpack it first: gzip --decompress --keep'],
  ['PK\u0003\u0004', 'a ZIP archive', 'unpack it first: unzip'],
  ['\u0028\u00b5\u002f\u00fd', 'packed with Zstandard', 'unpack it first: zstd --decompress'],
  ['\u00fd7zXZ', 'packed with xz', 'unpack it first: xz --decompress --keep'],
  ['BZh', 'packed with bzip2', 'unpack it first: bzip2 --decompress --keep'],
  ['PAR1', 'a Parquet file', 'write its rows as JSON, one a line, in a .jsonl file'],
];
const LONGEST = 8;

/**
 * Nothing is unpacked here, so that no file can be larger than it looks.
 * @throws UsageError when a file is packed, or of a form that only other tools read.
 */
export function refusePackedFile(path: string): void {
  const bytes = Buffer.alloc(LONGEST);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, LONGEST, 0);
  } finally {
    closeSync(file);
  }
  const begins = bytes.toString('latin1');
  const known = SIGNATURES.find(([signature]) => begins.startsWith(signature));
  if (known !== undefined) throw new UsageError(`${path} is ${known[1]}`, { hint: known[2] });
}
