import { Buffer } from 'node:buffer';
import { writeSync } from 'node:fs';
import { JOURNAL_HEADER_BYTES } from './messages.ts';

/** Records the input in flight in a file that outlives this process. */
export interface Journal {
  /** Says which request the texts to come belong to. */
  begin(requestId: number): void;
  write(text: string): void;
}

/**
 * The text is kept as UTF-16, so that lone surrogates survive, and written by one positioned write over the last one.
 * @param fd An open descriptor, or -1 to keep no journal.
 */
export function createJournal(fd: number): Journal {
  // Captured: the program may replace what it finds on the prototypes.
  const encode = Buffer.prototype.write;
  let buffer = Buffer.allocUnsafe(1 << 12);
  let requestId = 0;
  return {
    begin: (id) => {
      requestId = id;
    },
    write: (text) => {
      if (fd < 0) return;
      const length = text.length * 2;
      const total = JOURNAL_HEADER_BYTES + length;
      if (buffer.length < total) buffer = Buffer.allocUnsafe(total * 2);
      writeUint32(buffer, 0, requestId);
      writeUint32(buffer, 4, length);
      Reflect.apply(encode, buffer, [text, JOURNAL_HEADER_BYTES, length, 'utf16le']);
      writeSync(fd, buffer, 0, total, 0);
    },
  };
}

function writeUint32(bytes: Uint8Array, offset: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[offset + i] = value >>> (8 * i);
}
