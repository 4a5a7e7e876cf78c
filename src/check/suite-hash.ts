import { createHash } from 'node:crypto';

/** What a suite's tests are, whatever else its file says of them: SHA-256 over their names and hashes, hex. */
export function suiteHash(
  tests: readonly { readonly file: string; readonly sha256: string }[],
): string {
  const hash = createHash('sha256');
  for (const { file, sha256 } of tests) hash.update(`${file}\0${sha256}\n`);
  return hash.digest('hex');
}
