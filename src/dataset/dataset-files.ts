import {
  type Dirent,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { DataError } from '../core/errors.ts';
import type { ReportIssue } from './data-issues.ts';
import type { DatasetLimits } from './limits.ts';

export interface DatasetEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory';
}

/** One line of a text file; `number` is 1-based. */
export interface DatasetLine {
  readonly number: number;
  readonly text: string;
}

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;
const LINE_BREAK = 10;
/** Not through a link; a pipe does not make us wait. */
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a dataset that nobody vouches for: only regular files, never through a symbolic link below the root, nothing
 * larger than the limits, nothing but UTF-8. What is wrong with one file is reported, and the file is passed over.
 */
export class DatasetFiles {
  readonly root: string;
  readonly #limits: DatasetLimits;
  readonly #report: ReportIssue;
  #bytesRead = 0;

  /** @param root absolute path; it may itself be reached through links. */
  constructor(root: string, limits: DatasetLimits, report: ReportIssue) {
    this.root = root;
    this.#limits = limits;
    this.#report = report;
  }

  /** Files and directories of a folder, sorted by name; none when there is no such folder. Links are reported. */
  list(folder: string): readonly DatasetEntry[] {
    const entries: DatasetEntry[] = [];
    for (const entry of this.#directory(folder)) {
      if (entry.isFile()) entries.push({ name: entry.name, kind: 'file' });
      else if (entry.isDirectory()) entries.push({ name: entry.name, kind: 'directory' });
      else {
        const what = entry.isSymbolicLink() ? 'is a symbolic link' : 'is no regular file';
        this.#report({ where: join(folder, entry.name), message: `${what}, passed over` });
      }
    }
    // By code units: the same order on every system and in every locale.
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Names of the files of a folder. */
  files(folder: string): readonly string[] {
    return this.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  }

  directories(folder: string): readonly string[] {
    return this.list(folder).flatMap(({ name, kind }) => (kind === 'directory' ? [name] : []));
  }

  /** Text of a file exactly as it is, line ends and byte order mark included; undefined when it was reported. */
  read(name: string): string | undefined {
    const file = this.#open(name);
    if (file === 'missing') this.#report({ where: name, message: 'does not exist' });
    return typeof file === 'number' ? this.#text(file, name) : undefined;
  }

  /** As `read`, but a file that does not exist is no issue. */
  readIfPresent(name: string): string | undefined {
    const file = this.#open(name);
    return typeof file === 'number' ? this.#text(file, name) : undefined;
  }

  /** Lines of a file of any size, without their ends. Lines that are too long or no UTF-8 are reported. */
  *lines(name: string): Generator<DatasetLine> {
    const file = this.#open(name);
    if (file === 'missing') this.#report({ where: name, message: 'does not exist' });
    if (typeof file !== 'number') return;
    try {
      yield* this.#linesOf(file, name);
    } finally {
      closeSync(file);
    }
  }

  *#linesOf(file: number, name: string): Generator<DatasetLine> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let parts: Buffer[] = [];
    let bytes = 0;
    let number = 1;
    const take = (): DatasetLine | undefined => {
      const line = Buffer.concat(parts);
      const where = `${name}:${number}`;
      const isTooLong = bytes > this.#limits.lineBytes;
      parts = [];
      bytes = 0;
      if (isTooLong) {
        const message = `is longer than ${this.#limits.lineBytes} bytes, skipped`;
        this.#report({ where, message });
      } else {
        try {
          return { number, text: decoder.decode(line) };
        } catch {
          this.#report({ where, message: 'is not UTF-8 text, skipped' });
        }
      }
      return undefined;
    };
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const length = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (length === 0) break;
      this.#count(length, name);
      let from = 0;
      while (from < length) {
        const end = chunk.subarray(0, length).indexOf(LINE_BREAK, from);
        const to = end < 0 ? length : end;
        bytes += to - from;
        // What is over the limit is not kept: the line is only measured to its end.
        if (bytes <= this.#limits.lineBytes) parts.push(chunk.subarray(from, to));
        else parts = [];
        from = to + 1;
        if (end < 0) break;
        const line = take();
        if (line !== undefined) yield line;
        number++;
      }
    }
    if (bytes > 0) {
      const line = take();
      if (line !== undefined) yield line;
    }
  }

  /** Reads and closes a file. */
  #text(file: number, name: string): string | undefined {
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return this.#passOver(name, 'is no regular file');
      if (stats.size > this.#limits.fileBytes)
        return this.#passOver(name, `is larger than ${this.#limits.fileBytes} bytes`);
      this.#count(stats.size, name);
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    } catch (error) {
      if (error instanceof TypeError) return this.#passOver(name, 'is not UTF-8 text');
      throw error;
    } finally {
      closeSync(file);
    }
  }

  #passOver(name: string, reason: string): undefined {
    this.#report({ where: name, message: `${reason}, passed over` });
  }

  #open(name: string): number | 'missing' | undefined {
    try {
      return openSync(join(this.root, name), READ_ONLY);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
      return this.#passOver(
        name,
        code === 'ELOOP' ? 'is a symbolic link' : `cannot be read (${code})`,
      );
    }
  }

  #directory(folder: string): readonly Dirent[] {
    try {
      return readEntries(join(this.root, folder));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        this.#report({ where: folder, message: `cannot be read (${code}), passed over` });
      return [];
    }
  }

  #count(bytes: number, name: string): void {
    this.#bytesRead += bytes;
    if (this.#bytesRead > this.#limits.totalBytes) {
      throw new DataError(
        `${join(this.root, name)}: the dataset is larger than ${this.#limits.totalBytes} bytes`,
        { hint: 'import it in parts' },
      );
    }
  }
}

function readEntries(path: string): readonly Dirent[] {
  return readdirSync(path, { withFileTypes: true });
}
