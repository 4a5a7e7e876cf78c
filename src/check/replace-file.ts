import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { faultMeaning } from '../core/file-faults.ts';

/** The calls to the file system that replacing a file makes. */
export type ReplaceFileSystem = Pick<
  typeof nodeFs,
  | 'existsSync'
  | 'mkdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'writeFileSync'
>;

/**
 * Writes a whole file beside its place and renames it: readers see the old text or the new one, never a part. Where the path
 * leads to is replaced, not the link; a device or a pipe is written to.
 * @throws UsageError that says which file and why; nothing is left behind then.
 */
export function replaceFile(path: string, text: string, fs: ReplaceFileSystem = nodeFs): void {
  let temporary: string | undefined;
  try {
    const place = fs.existsSync(path) ? fs.realpathSync(path) : path;
    if (isStream(place, fs)) {
      fs.writeFileSync(place, text);
      return;
    }
    fs.mkdirSync(dirname(place), { recursive: true });
    temporary = join(dirname(place), `.writing-${basename(place)}`);
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, place);
  } catch (cause) {
    if (temporary !== undefined) removeQuietly(temporary, fs);
    throw new UsageError(`cannot write ${path}: ${faultMeaning(cause)}`, {
      hint: 'nothing was changed; name a file that can be written',
      cause,
    });
  }
}

/** A terminal, `/dev/null`, a pipe: renaming a file over it would take it from everybody. */
function isStream(path: string, fs: ReplaceFileSystem): boolean {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

/** Where nothing could be written there is often nothing to remove either: the first error is the one that tells. */
function removeQuietly(path: string, fs: ReplaceFileSystem): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // See above.
  }
}
