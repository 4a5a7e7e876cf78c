import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNAL_HEADER_BYTES } from '../../harness/js/messages.ts';

/** The file through which an input in flight survives the process that runs it. */
export interface JournalFile {
  /** To be inherited by the shard process. */
  readonly fd: number;
  /** @returns the text last written for this request, or undefined when there is none. */
  read(requestId: number): string | undefined;
  close(): void;
}

/** Opens a nameless temporary file: it is gone with its last descriptor, whatever happens to the processes. */
export function openJournal(): JournalFile {
  const directory = mkdtempSync(join(tmpdir(), 'slowpath-'));
  let fd: number;
  try {
    fd = openSync(join(directory, 'journal'), 'w+', 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  let isOpen = true;
  return {
    fd,
    read: (requestId) => {
      const header = Buffer.alloc(JOURNAL_HEADER_BYTES);
      if (readSync(fd, header, 0, header.length, 0) < header.length) return undefined;
      if (header.readUInt32LE(0) !== requestId) return undefined;
      const text = Buffer.alloc(header.readUInt32LE(4));
      const length = readSync(fd, text, 0, text.length, JOURNAL_HEADER_BYTES);
      return text.toString('utf16le', 0, length);
    },
    close: () => {
      if (isOpen) closeSync(fd);
      isOpen = false;
    },
  };
}
