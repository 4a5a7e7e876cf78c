import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { apply } from './intrinsics.ts';

/** A pipe holds as much; programs see their input in pieces of this size. Bytes. */
const CHUNK_BYTES = 65_536;

/** The standard input of one execution. What one way of reading has taken, the others no longer see. */
export interface Stdin {
  /** Gives the next execution its input. */
  begin(text: string): void;
  /** Takes all that is left, as text when an encoding is given. */
  readAll(encoding: string | undefined): string | Buffer;
  /** Takes at most `length` bytes into a buffer. @returns how many; 0 at the end. */
  readInto(target: Uint8Array, offset: number, length: number): number;
  /** `process.stdin`: the same object for the whole of an execution. */
  stream(): Readable;
  /** A further stream over what is left, for `fs.createReadStream`. */
  openStream(options: { encoding?: BufferEncoding; highWaterMark?: number }): Readable;
}

export function createStdin(): Stdin {
  const encode = Buffer.from;
  const decode: (this: Uint8Array, encoding: string, start: number) => string =
    Buffer.prototype.toString;
  const copyBytes: (this: Uint8Array, source: Uint8Array, offset: number) => void =
    Uint8Array.prototype.set;
  const view: (this: Uint8Array, start: number, end: number) => Uint8Array =
    Uint8Array.prototype.subarray;
  const allocate = Buffer.allocUnsafe;
  const isWellFormed = textCheck();
  /** Stands for an input that has been handed out whole. */
  const empty = allocate(0);
  let text = '';
  let bytes: Buffer | undefined;
  let position = 0;
  let current: Readable | undefined;

  const all = (): Buffer => (bytes ??= encode(text, 'utf8'));
  const take = (length: number): Buffer => {
    const source = all();
    const end = Math.min(source.length, position + length);
    const chunk = allocate(end - position);
    apply(copyBytes, chunk, [apply(view, source, [position, end]), 0]);
    position = end;
    return chunk;
  };
  const openStream: Stdin['openStream'] = ({ encoding, highWaterMark = CHUNK_BYTES }) =>
    new Readable({
      highWaterMark,
      ...(encoding === undefined ? {} : { encoding }),
      read() {
        const chunk = take(highWaterMark);
        this.push(chunk.length === 0 ? null : chunk);
      },
    });
  return {
    begin: (next) => {
      text = next;
      bytes = undefined;
      position = 0;
      current = undefined;
    },
    readAll: (encoding) => {
      const isUtf8 = encoding === 'utf8' || encoding === 'utf-8';
      if (isUtf8 && position === 0 && bytes === undefined && isWellFormed(text)) {
        bytes = empty;
        return text;
      }
      const rest = take(Infinity);
      return encoding === undefined ? rest : apply(decode, rest, [encoding, 0]);
    },
    readInto: (target, offset, length) => {
      const source = all();
      const end = Math.min(source.length, position + Math.min(length, CHUNK_BYTES));
      const piece = apply(view, source, [position, end]);
      apply(copyBytes, target, [piece, offset]);
      const count = end - position;
      position = end;
      return count;
    },
    stream: () => {
      if (current !== undefined) return current;
      current = openStream({});
      Object.assign(current, { fd: 0 });
      return current;
    },
    openStream,
  };
}

/** Whether a text survives UTF-8 unchanged; a text that cannot be checked counts as one that does not. */
function textCheck(): (text: string) => boolean {
  const check: unknown = (String.prototype as { isWellFormed?: unknown }).isWellFormed;
  if (typeof check !== 'function') return () => false;
  return (text) => apply(check as (this: string) => boolean, text, []);
}
