import fs from 'node:fs';
import { Writable } from 'node:stream';
import { URL } from 'node:url';
import { apply } from './intrinsics.ts';
import type { Output } from './output.ts';
import type { Stdin } from './stdin.ts';

type AnyFunction = (...args: never[]) => unknown;
type Callback = (error: unknown, ...results: unknown[]) => void;

const STANDARD_PATHS: Readonly<Record<string, number>> = {
  '/dev/stdin': 0,
  '/dev/stdout': 1,
  '/dev/stderr': 2,
  '/dev/fd/0': 0,
  '/dev/fd/1': 1,
  '/dev/fd/2': 2,
  '/proc/self/fd/0': 0,
  '/proc/self/fd/1': 1,
  '/proc/self/fd/2': 2,
};

/** The standard descriptor that a path or descriptor stands for, or -1. */
function standardFd(file: unknown): number {
  if (typeof file === 'number') return file >= 0 && file <= 2 ? file : -1;
  const path = file instanceof URL && file.protocol === 'file:' ? file.pathname : file;
  return typeof path === 'string' ? (STANDARD_PATHS[path] ?? -1) : -1;
}

/** The encoding in the options of a read, which may be the encoding itself. */
function encodingOf(options: unknown): string | undefined {
  if (typeof options === 'string') return options;
  if (typeof options !== 'object' || options === null) return undefined;
  const encoding = (options as { encoding?: unknown }).encoding;
  return typeof encoding === 'string' ? encoding : undefined;
}

/** Makes `node:fs` read the emulated stdin and print to the emulated output, however a program names them. */
export function installStandardFiles(stdin: Stdin, output: Output): void {
  const { nextTick } = process;
  const print = (fd: number, data: unknown, encoding: unknown): number =>
    fd === 1 ? output.write(data, encoding) : 0;
  /** Wraps `fs[name]`: standard files go to `emulate`, all others to the real function. */
  const wrap = (
    target: object,
    name: string,
    emulate: (fd: number, args: readonly unknown[]) => unknown,
  ): void => {
    const methods = target as Record<string, AnyFunction>;
    const real = methods[name] as AnyFunction;
    methods[name] = function (this: unknown, ...args: unknown[]): unknown {
      const fd = standardFd(args[0]);
      return fd < 0 ? apply(real, this, args) : emulate(fd, args);
    };
  };
  /** The same for a function whose last argument is a callback. */
  const wrapCallback = (
    name: string,
    emulate: (fd: number, args: readonly unknown[]) => unknown[],
  ): void =>
    wrap(fs, name, (fd, args) => {
      const callback = args[args.length - 1] as Callback;
      let results: unknown[];
      try {
        results = emulate(fd, args);
      } catch (error) {
        nextTick(callback, error);
        return;
      }
      nextTick(callback, null, ...results);
    });

  const readAll = (fd: number, args: readonly unknown[]): unknown =>
    fd === 0 ? stdin.readAll(encodingOf(args[1])) : '';
  const readInto = (fd: number, args: readonly unknown[]): number => {
    if (fd !== 0) return 0;
    const { buffer, offset, length } = readRange(args);
    return stdin.readInto(buffer, offset, length);
  };
  const writeRange = (fd: number, args: readonly unknown[]): number =>
    print(fd, selectedBytes(args), args[3]);
  const writeAll = (fd: number, args: readonly unknown[]): void => {
    print(fd, args[1], encodingOf(args[2]));
  };
  const openFd = (fd: number): number => fd;
  const nothing = (): void => undefined;

  wrap(fs, 'readFileSync', readAll);
  wrap(fs, 'readSync', readInto);
  wrap(fs, 'writeSync', writeRange);
  wrap(fs, 'writeFileSync', writeAll);
  wrap(fs, 'appendFileSync', writeAll);
  wrap(fs, 'openSync', openFd);
  wrap(fs, 'closeSync', nothing);
  wrap(fs, 'fsyncSync', nothing);
  wrapCallback('readFile', (fd, args) => [readAll(fd, args)]);
  wrapCallback('read', (fd, args) => {
    const { buffer } = readRange(args);
    return [readInto(fd, args), buffer];
  });
  wrapCallback('write', (fd, args) => [writeRange(fd, args), args[1]]);
  wrapCallback('writeFile', (fd, args) => [writeAll(fd, args)]);
  wrapCallback('appendFile', (fd, args) => [writeAll(fd, args)]);
  wrapCallback('open', (fd) => [fd]);
  wrapCallback('close', () => []);
  wrap(fs.promises, 'readFile', async (fd, args) => readAll(fd, args));
  wrap(fs.promises, 'writeFile', async (fd, args) => writeAll(fd, args));
  wrap(fs.promises, 'appendFile', async (fd, args) => writeAll(fd, args));
  installStreams(stdin, (fd, data, encoding) => print(fd, data, encoding));
}

function installStreams(
  stdin: Stdin,
  print: (fd: number, data: unknown, encoding: unknown) => number,
): void {
  const { createReadStream, createWriteStream } = fs;
  const fdOf = (path: unknown, options: unknown): number => {
    const fd = (options as { fd?: unknown } | undefined)?.fd;
    return standardFd(typeof fd === 'number' ? fd : path);
  };
  Object.assign(fs, {
    createReadStream: (...args: Parameters<typeof createReadStream>): unknown => {
      if (fdOf(args[0], args[1]) !== 0) return apply(createReadStream, fs, args);
      const encoding = encodingOf(args[1]) as BufferEncoding | undefined;
      return stdin.openStream(encoding === undefined ? {} : { encoding });
    },
    createWriteStream: (...args: Parameters<typeof createWriteStream>): unknown => {
      const fd = fdOf(args[0], args[1]);
      if (fd < 1) return apply(createWriteStream, fs, args);
      return openWriter(fd, print);
    },
  });
}

/** A stream that prints what is written to it at once, whatever its state. */
export function openWriter(
  fd: number,
  print: (fd: number, data: unknown, encoding: unknown) => number,
): Writable {
  const writer = new Writable({ decodeStrings: false, write: (_chunk, _encoding, done) => done() });
  const { nextTick } = process;
  const { end } = writer;
  const write = (chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    print(fd, chunk, encoding);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') nextTick(done as () => void);
    return true;
  };
  return Object.assign(writer, {
    fd,
    write,
    // Contest programs ask for blocking writes in this way; these are.
    _handle: { setBlocking: () => 0 },
    end: (chunk?: unknown, encoding?: unknown, callback?: unknown): Writable => {
      const done = [chunk, encoding, callback].find((value) => typeof value === 'function');
      if (chunk !== undefined && chunk !== null && chunk !== done) write(chunk, encoding);
      return apply(end as (callback?: unknown) => Writable, writer, [done]);
    },
  });
}

/** Arguments of `fs.read` and `fs.readSync` in their three forms. */
function readRange(args: readonly unknown[]): {
  buffer: Uint8Array;
  offset: number;
  length: number;
} {
  const isOptions = typeof args[1] === 'object' && !ArrayBuffer.isView(args[1]);
  const options = (isOptions ? args[1] : args[2]) as
    { buffer?: Uint8Array; offset?: number; length?: number } | number | undefined;
  const fallback = typeof options === 'object' ? options : undefined;
  const buffer = (isOptions ? fallback?.buffer : args[1]) as Uint8Array | undefined;
  const target = buffer ?? Buffer.alloc(16_384);
  const offset = typeof options === 'number' ? options : (fallback?.offset ?? 0);
  const given = typeof args[3] === 'number' ? args[3] : fallback?.length;
  return { buffer: target, offset, length: given ?? target.byteLength - offset };
}

/** The part of a buffer that `fs.write` is asked to write; a text as it is. */
function selectedBytes(args: readonly unknown[]): unknown {
  const data = args[1];
  if (!ArrayBuffer.isView(data)) return data;
  const offset = typeof args[2] === 'number' ? args[2] : 0;
  const length = typeof args[3] === 'number' ? args[3] : data.byteLength - offset;
  return Buffer.from(data.buffer, data.byteOffset + offset, length);
}
