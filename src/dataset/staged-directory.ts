import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DataError, UsageError } from '../core/errors.ts';

/** A file that grows while a dataset is written. */
export interface StagedFile {
  append(data: string | Uint8Array): void;
  /** Must be called once before the directory is committed. */
  close(): void;
}

/**
 * A directory that appears whole or not at all: everything is written beside its place, with the SHA-256 of every file in
 * `SHA256SUMS` (as `sha256sum -c` reads it), and renamed at the end.
 */
export interface StagedDirectory {
  /** Absolute path that it will have. */
  readonly path: string;
  readonly fileCount: () => number;
  readonly byteCount: () => number;
  /** Writes a whole file. @param name with forward slashes, inside the directory */
  write(name: string, data: string | Uint8Array): void;
  open(name: string): StagedFile;
  /** Puts the directory in its place. */
  commit(): void;
  /** Removes what was written; harmless after `commit`. */
  discard(): void;
}

export const MANIFEST = 'SHA256SUMS';

/**
 * @param path absolute; a directory that does not exist, or is empty
 * @throws UsageError when something is there already, or it cannot be written.
 */
export function stageDirectory(path: string): StagedDirectory {
  if (existsSync(path) && readdirSync(path).length > 0) {
    throw new UsageError(`${path} exists and is not empty`, {
      hint: 'remove it, or give another directory with --out',
    });
  }
  const staging = join(dirname(path), `.writing-${basename(path)}`);
  return guarded('write', path, () => {
    // What a killed process left.
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
    return new Staging(path, staging);
  });
}

class Staging implements StagedDirectory {
  readonly path: string;
  readonly #staging: string;
  readonly #folders = new Set<string>();
  readonly #open = new Set<StagedFile>();
  readonly #manifest: number;
  #files = 0;
  #bytes = 0;
  #isDone = false;

  constructor(path: string, staging: string) {
    this.path = path;
    this.#staging = staging;
    this.#manifest = openSync(join(staging, MANIFEST), 'wx');
  }

  fileCount = (): number => this.#files;
  byteCount = (): number => this.#bytes;

  write(name: string, data: string | Uint8Array): void {
    guarded('write', this.path, () => {
      const path = this.#place(name);
      writeFileSync(path, data, { flag: 'wx' });
      this.#note(name, createHash('sha256').update(data), Buffer.byteLength(data));
    });
  }

  open(name: string): StagedFile {
    return guarded('write', this.path, () => {
      const descriptor = openSync(this.#place(name), 'wx');
      const hash = createHash('sha256');
      let bytes = 0;
      const file: StagedFile = {
        append: (data) => {
          guarded('write', this.path, () => {
            const buffer = typeof data === 'string' ? Buffer.from(data) : data;
            let done = 0;
            while (done < buffer.length) done += writeSync(descriptor, buffer, done);
            hash.update(buffer);
            bytes += buffer.length;
          });
        },
        close: () => {
          if (!this.#open.delete(file)) return;
          closeSync(descriptor);
          this.#note(name, hash, bytes);
        },
      };
      this.#open.add(file);
      return file;
    });
  }

  commit(): void {
    guarded('write', this.path, () => {
      for (const file of this.#open) file.close();
      fsyncSync(this.#manifest);
      closeSync(this.#manifest);
      // An empty directory may stand in its place.
      if (existsSync(this.path)) rmdirSync(this.path);
      renameSync(this.#staging, this.path);
      this.#isDone = true;
    });
  }

  discard(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    for (const file of this.#open) file.close();
    closeSync(this.#manifest);
    rmSync(this.#staging, { recursive: true, force: true });
  }

  #place(name: string): string {
    if (!isInside(name)) {
      throw new DataError(`"${name}" leads out of ${this.path}`, {
        hint: 'names inside a dataset are relative paths of letters, digits and "._-"',
      });
    }
    const folder = dirname(name);
    if (!this.#folders.has(folder)) {
      mkdirSync(join(this.#staging, folder), { recursive: true });
      this.#folders.add(folder);
    }
    return join(this.#staging, name);
  }

  #note(name: string, hash: Hash, bytes: number): void {
    this.#files++;
    this.#bytes += bytes;
    writeSync(this.#manifest, `${hash.digest('hex')}  ${name}\n`);
  }
}

/** Relative, with forward slashes, without steps upwards. */
export function isInside(name: string): boolean {
  return name
    .split('/')
    .every((part) => /^[A-Za-z0-9_.][A-Za-z0-9._-]*$/.test(part) && part !== '..' && part !== '.');
}

function guarded<T>(verb: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof DataError || cause instanceof UsageError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot ${verb} ${path}: ${reason}`, {
      hint: 'see that the directory can be written and the disk is not full',
      cause,
    });
  }
}
