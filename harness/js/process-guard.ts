import { apply, defineProperty } from './intrinsics.ts';
import type { Output } from './output.ts';
import { openWriter } from './stdio-fs.ts';
import type { Stdin } from './stdin.ts';

type Listener = (...args: unknown[]) => unknown;

/** The `process` object as the program sees it. */
export interface ProcessGuard {
  install(): void;
  /** Before every execution. */
  reset(): void;
  /** Calls the program's own `beforeExit` or `exit` listeners; what they throw comes out. @returns whether there were any. */
  emit(event: 'beforeExit' | 'exit'): boolean;
  /** Takes away the listeners that the program added. */
  dropListeners(): void;
  /** What the process would exit with; undefined when the program did not say. */
  exitCode(): number | undefined;
}

/**
 * @param exit Called when the program ends the process, with its code; does not return.
 * @param entryFile `process.argv[1]`.
 */
export function createProcessGuard(
  stdin: Stdin,
  output: Output,
  exit: (code: number | undefined) => never,
  entryFile: string,
): ProcessGuard {
  const listenersOf: (this: NodeJS.Process, event: string) => Listener[] = process.rawListeners as (
    event: string,
  ) => Listener[];
  const eventNames: (this: NodeJS.Process) => (string | symbol)[] = process.eventNames;
  const removeListener: (
    this: NodeJS.Process,
    event: string | symbol,
    listener: Listener,
  ) => unknown = process.removeListener;
  /** Listeners that were there before the program. */
  const own = Object.create(null) as Record<string | symbol, readonly Listener[] | undefined>;
  const added = (event: string | symbol): Listener[] => {
    const all = apply(listenersOf, process, [event as string]);
    const ours = own[event] ?? [];
    const others: Listener[] = [];
    for (let i = 0; i < all.length; i++) {
      const listener = all[i] as Listener;
      let isOurs = false;
      for (let k = 0; k < ours.length && !isOurs; k++) isOurs = ours[k] === listener;
      if (!isOurs) others[others.length] = listener;
    }
    return others;
  };
  /** As in Node: `exit` inside an `exit` listener ends at once. */
  let isExiting = false;
  let stdout: unknown;
  let stderr: unknown;
  const print = (fd: number, data: unknown, encoding: unknown): number =>
    fd === 1 ? output.write(data, encoding) : 0;

  const callListeners = (event: 'beforeExit' | 'exit'): boolean => {
    const listeners = added(event);
    for (let i = 0; i < listeners.length; i++) {
      apply(listeners[i] as Listener, process, [toExitCode(process.exitCode) ?? 0]);
    }
    return listeners.length > 0;
  };

  return {
    install: () => {
      const getters: Readonly<Record<string, () => unknown>> = {
        stdin: () => stdin.stream(),
        stdout: () => (stdout ??= openWriter(1, print)),
        stderr: () => (stderr ??= openWriter(2, print)),
      };
      for (const key in getters) {
        defineProperty(process, key, {
          get: getters[key] as () => unknown,
          configurable: true,
          enumerable: true,
        });
      }
      const end = (code?: unknown): never => {
        if (code !== undefined) process.exitCode = toExitCode(code);
        if (!isExiting) {
          isExiting = true;
          callListeners('exit');
        }
        return exit(toExitCode(process.exitCode));
      };
      Object.assign(process, {
        exit: end,
        reallyExit: end,
        abort: () => exit(134),
        kill: () => exit(137),
        emitWarning: () => undefined,
        memoryUsage: Object.assign(
          () => ({
            rss: 2 ** 26,
            heapTotal: 2 ** 25,
            heapUsed: 2 ** 24,
            external: 2 ** 20,
            arrayBuffers: 2 ** 14,
          }),
          {
            rss: () => 2 ** 26,
          },
        ),
        argv: [process.execPath, entryFile],
        execArgv: [],
      });
      for (const event of process.eventNames()) {
        own[event] = process.rawListeners(event as string) as Listener[];
      }
    },
    reset: () => {
      stdout = undefined;
      stderr = undefined;
      isExiting = false;
      process.exitCode = undefined;
    },
    emit: callListeners,
    dropListeners: () => {
      const events = apply(eventNames, process, []);
      for (let i = 0; i < events.length; i++) {
        const event = events[i] as string | symbol;
        const listeners = added(event);
        for (let k = 0; k < listeners.length; k++) {
          apply(removeListener, process, [event, listeners[k] as Listener]);
        }
      }
    },
    exitCode: () => toExitCode(process.exitCode),
  };
}

function toExitCode(code: unknown): number | undefined {
  return code === undefined || code === null ? undefined : Number(code) | 0;
}
