import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DataError, UsageError } from '../core/errors.ts';
import { faultCode, faultMeaning } from '../core/file-faults.ts';

/** The calls to the file system that a run directory makes; `node:fs` is one. */
export type FileSystem = Pick<
  typeof nodeFs,
  | 'appendFileSync'
  | 'existsSync'
  | 'mkdirSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'truncateSync'
  | 'writeFileSync'
>;

/** Temporary files begin with this; whoever opens the directory next removes what a killed process left. */
export const TEMPORARY_PREFIX = '.writing-';

const ANOTHER = 'give another directory with --out';
const WRITABLE = 'give a directory that can be written with --out';
/** What to do, by code. */
const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space, then run the same command again: it resumes',
  EDQUOT: 'free some space, then run the same command again',
  EROFS: WRITABLE,
  EACCES: WRITABLE,
  EPERM: WRITABLE,
  ENOENT: WRITABLE,
  ENOTDIR: ANOTHER,
  EISDIR: ANOTHER,
  ENAMETOOLONG: 'give a shorter directory with --out',
  EMFILE: 'raise the limit of open files (ulimit -n)',
};

/** Turns what the file system threw into an error that says which file, what happened and what to do. */
export function fileError(verb: string, path: string, cause: unknown): UsageError {
  const hint = HINTS[faultCode(cause)] ?? `look at the file, or ${ANOTHER}`;
  return new UsageError(`cannot ${verb} ${path}: ${faultMeaning(cause)}`, { hint, cause });
}

/** File operations with clear errors. Every path is absolute. */
export class RunFiles {
  readonly #fs: FileSystem;

  constructor(fs: FileSystem = nodeFs) {
    this.#fs = fs;
  }

  exists(path: string): boolean {
    return this.#fs.existsSync(path);
  }

  makeDirectory(path: string): void {
    this.#guard('create', path, () => this.#makeWithParents(path));
  }

  /** One by one: in places that know no directories, as `/proc`, Node's own recursive way never ends. */
  #makeWithParents(path: string): void {
    const fs = this.#fs;
    if (fs.existsSync(path) && fs.statSync(path).isDirectory()) return;
    if (!fs.existsSync(dirname(path))) this.#makeWithParents(dirname(path));
    try {
      fs.mkdirSync(path);
    } catch (error) {
      // Made by somebody else since.
      if (!fs.existsSync(path) || !fs.statSync(path).isDirectory()) throw error;
    }
  }

  /** Names in a directory, sorted; none when it does not exist. */
  list(path: string): readonly string[] {
    if (!this.#fs.existsSync(path)) return [];
    return this.#guard('read', path, () => this.#fs.readdirSync(path).toSorted());
  }

  isDirectory(path: string): boolean {
    return this.#guard('read', path, () => this.#fs.statSync(path).isDirectory());
  }

  /** Size in bytes; 0 when the file does not exist. */
  size(path: string): number {
    if (!this.#fs.existsSync(path)) return 0;
    return this.#guard('read', path, () => this.#fs.statSync(path).size);
  }

  read(path: string): string {
    return this.#guard('read', path, () => this.#fs.readFileSync(path, 'utf8'));
  }

  /**
   * Parsed JSON of a file that `write` made.
   * @throws DataError when it is not JSON, e.g. because the disk was full.
   */
  readJson(path: string, hint: string): unknown {
    const text = this.read(path);
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      const message =
        text.trim() === '' ? `${path} is empty` : `${path} is not JSON: it is cut off or damaged`;
      throw new DataError(message, { hint, cause });
    }
  }

  /** Writes a whole file so that readers, and this process when killed, see the old or the new text, never a part. */
  write(path: string, text: string): void {
    const temporary = join(dirname(path), TEMPORARY_PREFIX + basename(path).slice(-200));
    this.#guard('write', path, () => {
      try {
        this.#fs.writeFileSync(temporary, text);
        this.#fs.renameSync(temporary, path);
      } catch (error) {
        this.#discard(temporary);
        throw error;
      }
    });
  }

  /** A half file takes space that a full disk lacks. What cannot be removed either goes when the run is opened next. */
  #discard(path: string): void {
    try {
      this.#fs.rmSync(path, { force: true });
    } catch {
      // The first error is the one that tells.
    }
  }

  /** @returns false when the file is there already. */
  createExclusive(path: string, text: string): boolean {
    if (this.#fs.existsSync(path)) return false;
    return this.#guard('write', path, () => {
      try {
        this.#fs.writeFileSync(path, text, { flag: 'wx' });
        return true;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
        throw error;
      }
    });
  }

  append(path: string, text: string): void {
    this.#guard('write', path, () => this.#fs.appendFileSync(path, text));
  }

  truncate(path: string, bytes: number): void {
    this.#guard('write', path, () => this.#fs.truncateSync(path, bytes));
  }

  move(from: string, to: string): void {
    this.#guard('move', from, () => this.#fs.renameSync(from, to));
  }

  remove(path: string): void {
    this.#guard('remove', path, () => this.#fs.rmSync(path, { recursive: true, force: true }));
  }

  #guard<T>(verb: string, path: string, action: () => T): T {
    try {
      return action();
    } catch (cause) {
      throw fileError(verb, path, cause);
    }
  }
}
