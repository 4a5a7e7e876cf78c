import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, createContext, Script } from 'node:vm';
import {
  type MessagePort,
  parentPort,
  moveMessagePortToContext,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import type { Host, Loop } from '../protocol.ts';
import { LoadFailure } from './entry.ts';
import { createHost } from './host.ts';
import type { FromWorker, WorkerData, WorkerRequest } from './messages.ts';
import { PULSE_BUSY, PULSE_REQUESTS } from './messages.ts';
import type { CreateRegexCounter } from './regex/counter.ts';

/** Bundled from regex/counter.ts. */
const REGEX_SCRIPT = join(__dirname, 'regex.js');
import { captureClocks, createRunTimer } from './run-timer.ts';

/** Serves the requests of a shard's main thread; see harness/README.md for the order of things. */
async function main(port: MessagePort, data: WorkerData): Promise<void> {
  const pulse = new Int32Array(data.pulse);
  const clocks = captureClocks();
  const { wait } = Atomics;
  const setImmediate = globalThis.setImmediate;
  const post = port.postMessage.bind(port);
  const send = (message: FromWorker): void => post(message);
  const context = createContext({});
  const loopRealm = {
    integers: new Script('Int32Array').runInContext(context) as Int32ArrayConstructor,
    createCounter: evaluate(REGEX_SCRIPT, context) as CreateRegexCounter,
  };
  // Requests are made of the loop's own arrays and objects, which the program cannot reach.
  const requests = moveMessagePortToContext(data.requests, context);
  // Moving makes a port keep the event loop alive; then it would never be seen to run dry.
  requests.unref();
  const control = createHost(data.image, data.options, pulse, data.journalFd, loopRealm, () =>
    setImmediate(pump),
  );
  const createLoop = evaluate(data.options.loopScript, context) as (host: Host) => Loop;
  let inputSpec: unknown;
  try {
    inputSpec = await control.load();
  } catch (error) {
    return send({ type: 'load-failed', message: describeLoad(error) });
  }
  const timer = data.isTimed ? createRunTimer(clocks) : undefined;
  const { host } = control;
  const loop = createLoop(timer === undefined ? host : { ...host, run: timer.wrap(host.run) });
  let requestId = 0;

  /** @returns false when an execution is pending. */
  const advance = (): boolean => {
    if (!loop.drive()) return false;
    pulse[PULSE_BUSY] = 0;
    const timing = timer?.last();
    const reply = { type: 'reply', id: requestId, value: loop.reply() } as const;
    send(timing === undefined ? reply : { ...reply, timing });
    return true;
  };
  /**
   * Sleeps between requests instead of listening: the event loop then belongs to the program alone, and turns only
   * while an execution is pending.
   */
  const serve = (): void => {
    for (;;) {
      const seen = Atomics.load(pulse, PULSE_REQUESTS);
      const message = receiveMessageOnPort(requests) as { message: WorkerRequest } | undefined;
      if (message === undefined) {
        wait(pulse, PULSE_REQUESTS, seen);
        continue;
      }
      requestId = message.message.id;
      control.journal.begin(requestId);
      pulse[PULSE_BUSY] = 1;
      loop.begin(message.message.payload);
      if (!advance()) return;
    }
  };
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      send({ type: 'broken', message: describe(error) });
    }
  };
  const pump = (): void =>
    guarded(() => {
      if (!control.resume()) return;
      timer?.stop();
      if (advance()) serve();
    });
  pulse[PULSE_BUSY] = 0;
  send({ type: 'ready', ...(inputSpec === undefined ? {} : { inputSpec }) });
  setImmediate(() => guarded(serve));
}

/** The loop lives in a context of its own, whose intrinsics the program cannot reach. @returns a function. */
function evaluate(path: string, context: Context): unknown {
  const script = new Script(readFileSync(path, 'utf8'), { filename: path });
  const made: unknown = script.runInContext(context);
  if (typeof made !== 'function') throw new TypeError(`${path} does not evaluate to a function`);
  return made;
}

/** What went wrong and where in the program; the frames of the harness would only confuse. */
function describeLoad(error: unknown): string {
  if (error instanceof LoadFailure) return error.message;
  const lines = describe(error).split('\n');
  return lines.filter((line) => !/worker\.cjs:|\(node:|at node:/.test(line)).join('\n');
}

function describe(error: unknown): string {
  try {
    const stack = (error as { stack?: unknown } | null | undefined)?.stack;
    return (typeof stack === 'string' && stack !== '' ? stack : String(error)).slice(0, 4000);
  } catch {
    return 'an error that cannot be shown';
  }
}

if (parentPort === null) throw new Error('worker.cjs is started by a shard');
const port = parentPort;
main(port, workerData as WorkerData).catch((error: unknown) => {
  port.postMessage({ type: 'broken', message: describe(error) } satisfies FromWorker);
});
