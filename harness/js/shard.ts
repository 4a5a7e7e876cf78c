import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ProgramImage, ShardDeath, ShardOptions } from '../protocol.ts';
import type { FromShard, FromWorker, ShardUsage, ToShard, WorkerData } from './messages.ts';
import { JOURNAL_FD, PULSE_BUSY, PULSE_COUNT, PULSE_REQUESTS } from './messages.ts';
import { createWatch } from './watch.ts';

/** How often the watcher looks at the worker. Milliseconds. */
const WATCH_INTERVAL_MS = 50;
/** Loading may take this long without progress, whatever the time-out of executions. Milliseconds. */
const LOAD_TIMEOUT_MS = 10_000;
/** A worker that has not ended this long after `terminate()` is ended with its process. Milliseconds. */
const TERMINATE_GRACE_MS = 2_000;

type Death = Omit<ShardDeath, 'journal'>;

/** One worker and what is known about its end. */
interface Running {
  readonly worker: Worker;
  readonly requests: MessagePort;
  readonly pulse: Int32Array;
  /** Set before the worker is ended on purpose. */
  death: Death | undefined;
  isLoaded: boolean;
  /** It has said itself why it goes no further: its end is no news. */
  isOver: boolean;
}

/** The main thread of a shard process: starts the worker, hands messages on, and ends it when it hangs. */
function main(send: (message: FromShard) => void): void {
  let image: ProgramImage | undefined;
  let options: ShardOptions | undefined;
  let isTimed = false;
  let running: Running | undefined;

  const start = (): void => {
    if (image === undefined || options === undefined) return;
    const requests = new MessageChannel();
    const data: WorkerData = {
      image,
      options,
      pulse: new SharedArrayBuffer(PULSE_COUNT * Int32Array.BYTES_PER_ELEMENT),
      requests: requests.port2,
      journalFd: JOURNAL_FD,
      isTimed,
    };
    const pulse = new Int32Array(data.pulse);
    pulse[PULSE_BUSY] = 1;
    const worker = new Worker(join(__dirname, 'worker.cjs'), {
      workerData: data,
      transferList: [requests.port2],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
      // Never read: the worker replaces both, and nothing that comes through regardless is of interest.
      stdout: true,
      stderr: true,
    });
    const current: Running = {
      worker,
      requests: requests.port1,
      pulse,
      death: undefined,
      isLoaded: false,
      isOver: false,
    };
    running = current;
    let failure: Error | undefined;
    worker.on('message', (message: FromWorker) => {
      current.isLoaded ||= message.type === 'ready';
      current.isOver = message.type === 'broken' || message.type === 'load-failed';
      send(message.type === 'reply' ? { ...message, usage: usage() } : message);
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      requests.port1.close();
      if (running === current) running = undefined;
      if (!current.isOver) send({ type: 'died', death: current.death ?? deathOf(failure) });
    });
  };
  const end = (current: Running, death: Death): void => {
    if (current.death !== undefined) return;
    current.death = death;
    const timer = setTimeout(() => killSelf(), TERMINATE_GRACE_MS);
    void current.worker.terminate().finally(() => clearTimeout(timer));
  };

  process.on('message', (message: ToShard) => {
    switch (message.type) {
      case 'start':
        ({ image, options, isTimed } = message);
        start();
        break;
      case 'restart': {
        const old = running;
        running = undefined;
        if (old === undefined) return start();
        old.worker.removeAllListeners();
        old.worker.on('error', () => undefined);
        void old.worker.terminate().finally(start);
        break;
      }
      case 'request':
        if (running === undefined) return send({ type: 'died', death: deathOf(undefined) });
        running.requests.postMessage({ id: message.id, payload: message.payload });
        running.pulse[PULSE_BUSY] = 1;
        Atomics.add(running.pulse, PULSE_REQUESTS, 1);
        Atomics.notify(running.pulse, PULSE_REQUESTS);
        break;
    }
  });
  // The parent is gone, perhaps killed: nobody is left to work for, and the worker may be past terminating.
  process.on('disconnect', () => killSelf());
  // Ctrl-C reaches the whole process group: the parent decides what becomes of it, and its end is ours (see above).
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

  const watch = createWatch({ cpuMs, rssMb, nowMs: () => performance.now() });
  setInterval(() => {
    const current = running;
    if (current === undefined || options === undefined || current.death !== undefined) return;
    if (current.pulse[PULSE_BUSY] === 1) send({ type: 'alive' });
    const { hangTimeoutMs, memoryMb } = options;
    const death = watch(current.pulse, {
      hangTimeoutMs: current.isLoaded ? hangTimeoutMs : Math.max(hangTimeoutMs, LOAD_TIMEOUT_MS),
      memoryMb,
    });
    if (death !== undefined) end(current, death);
  }, WATCH_INTERVAL_MS);
}

function usage(): ShardUsage {
  return { cpuMs: cpuMs(), rssMb: rssMb() };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function rssMb(): number {
  return process.memoryUsage.rss() / 2 ** 20;
}

function deathOf(error: Error | undefined): Death {
  if (error === undefined) return { outcome: 'crashed', detail: 'the worker ended by itself' };
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { outcome: 'out-of-memory', detail: 'the heap limit was reached' };
  }
  return { outcome: 'crashed', detail: String(error.stack ?? error).slice(0, 2000) };
}

/** `exit` would wait for the worker; this does not, and needs no cooperation of its. */
function killSelf(): void {
  process.kill(process.pid, 'SIGKILL');
}

const send = process.send?.bind(process);
if (send === undefined) throw new Error('shard.cjs is started by slowpath with an IPC channel');
main((message) => {
  // False only says that the channel is busy; a closed one is noticed by 'disconnect'.
  if (process.connected) send(message);
});
