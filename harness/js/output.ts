import { Buffer } from 'node:buffer';
import { formatWithOptions } from 'node:util';
import { apply } from './intrinsics.ts';

/** Most characters of output kept of one execution; a program that prints more is stopped. */
const OUTPUT_LIMIT = 1 << 24;

/** What the program prints: kept for stdin programs, dropped for functions. */
export interface Output {
  /** Takes text or bytes. @returns their number of bytes, near enough for those who ask. */
  write(chunk: unknown, encoding?: unknown): number;
  /** All that was printed since the last reset. */
  text(): string;
  reset(): void;
}

/**
 * @param traces `traces[0]` is set to 1 once something was printed.
 * @param isKept Whether `text` is of interest.
 * @param overflow Called when an execution printed more than the limit; does not return.
 */
export function createOutput(traces: Int32Array, isKept: boolean, overflow: () => never): Output {
  const decode: (this: Uint8Array) => string = Buffer.prototype.toString;
  const fromView = Buffer.from;
  const { isView } = ArrayBuffer;
  let text = '';
  let printed = 0;
  return {
    write: (chunk, encoding) => {
      let piece: string;
      if (typeof chunk === 'string') {
        const isEncoded = encoding === 'hex' || encoding === 'base64' || encoding === 'latin1';
        piece = isEncoded ? apply(decode, fromView(chunk, encoding), []) : chunk;
      } else if (isView(chunk)) {
        piece = apply(decode, fromView(chunk.buffer, chunk.byteOffset, chunk.byteLength), []);
      } else {
        const error: TypeError & { code?: string } = new TypeError(
          `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received type ${typeof chunk}`,
        );
        error.code = 'ERR_INVALID_ARG_TYPE';
        throw error;
      }
      traces[0] = 1;
      printed += piece.length;
      if (printed > OUTPUT_LIMIT) overflow();
      // Appending makes a rope: no copy until somebody reads it.
      if (isKept) text += piece;
      return piece.length;
    },
    text: () => text,
    reset: () => {
      text = '';
      printed = 0;
    },
  };
}

/** Points the console's methods at the output; those that go to stderr do nothing. @returns forgets groups and counts. */
export function installConsole(output: Output): () => void {
  const format = formatWithOptions;
  let indentation = '';
  const log = (...args: unknown[]): void => {
    const only = args[0];
    const isPlain = args.length === 1 && typeof only === 'string' && indentation === '';
    const line = isPlain ? only : indent(apply(format, undefined, [{}, ...args]), indentation);
    output.write(`${line}\n`);
  };
  const counts = new Map<string, number>();
  const silent = (): void => undefined;
  const methods: Partial<Console> = {
    log,
    info: log,
    debug: log,
    dirxml: log,
    dir: (value: unknown, options?: object) => {
      output.write(
        `${indent(format({ customInspect: false, ...options }, '%O', value), indentation)}\n`,
      );
    },
    table: log,
    group: (...args: unknown[]) => {
      if (args.length > 0) log(...args);
      indentation += '  ';
    },
    groupEnd: () => {
      indentation = indentation.slice(2);
    },
    count: (label = 'default') => {
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      log(`${label}: ${count}`);
    },
    countReset: (label = 'default') => {
      counts.delete(label);
    },
    // Durations differ from run to run in a real console; here they print as nothing.
    time: silent,
    timeEnd: silent,
    timeLog: silent,
    error: silent,
    warn: silent,
    trace: silent,
    assert: silent,
  };
  Object.assign(methods, { groupCollapsed: methods.group });
  Object.assign(globalThis.console, methods);
  return () => {
    indentation = '';
    counts.clear();
  };
}

function indent(text: string, indentation: string): string {
  return indentation === '' ? text : indentation + text.replaceAll('\n', `\n${indentation}`);
}
