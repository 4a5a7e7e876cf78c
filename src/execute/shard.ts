import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromShard, RunTiming, ShardUsage, ToShard } from '../../harness/js/messages.ts';
import type { ProgramImage, ShardDeath, ShardOptions } from '../../harness/protocol.ts';
import { HarnessError, UsageError } from '../core/errors.ts';
import { loadFailure } from './load-failure.ts';
import { openJournal } from './journal-file.ts';
import { deathOfProcess, isByInterrupt } from './process-death.ts';

/** What a request came to. */
export type ShardReply =
  | {
      readonly kind: 'reply';
      readonly value: unknown;
      /** Of the request's last execution, when the shard was asked to time; see {@link ShardSettings.isTimed}. */
      readonly timing?: RunTiming;
      /** What the process has used since it was started. */
      readonly usage: ShardUsage;
    }
  | { readonly kind: 'died'; readonly death: ShardDeath };

/** A process that runs one program under one loop. */
export interface Shard {
  /** The InputSpec in the program's `*.slowpath` definition: unchecked plain data; undefined when it has none. */
  readonly inputSpec: unknown;
  /**
   * Sends one request to the loop; one at a time.
   * @returns its reply, or how the program killed the worker. After a death {@link restart} must come first.
   * @throws HarnessError when the loop itself failed, or the shard is closed or dead.
   */
  request(payload: unknown): Promise<ShardReply>;
  /**
   * Starts a new worker, or a new process when that is gone: a new program instance and a new loop that knows nothing.
   * @throws UsageError when the program cannot be loaded.
   */
  restart(): Promise<void>;
  /** Ends the process; idempotent. */
  close(): Promise<void>;
}

/** Where the built harness is and how its processes are started; the defaults are right outside tests. */
export interface ShardSettings {
  /** Directory of `shard.cjs` and `worker.cjs`. */
  readonly harnessDirectory?: string;
  /** Environment variables of the program, all of them. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory of the program. */
  readonly cwd?: string;
  /** Time every execution. Default false. */
  readonly isTimed?: boolean;
  /** Further flags of the process, for V8. */
  readonly v8Flags?: readonly string[];
}

/** The built harness: beside the compiled engine, or in `dist` when the engine runs from its sources. */
export function harnessDirectory(moduleUrl: string = import.meta.url): string {
  const isSource = moduleUrl.endsWith('.ts');
  return fileURLToPath(
    new URL(isSource ? '../../dist/harness/js/' : '../../harness/js/', moduleUrl),
  );
}

/** A fixed environment: programs that look at language or time zone cost the same everywhere. Keys of the user stay out. */
export const PROGRAM_ENV: Readonly<Record<string, string>> = { TZ: 'UTC', LANG: 'en_US.UTF-8' };

/** Starts shards: {@link createShard}, or something around it that keeps accounts. */
export type ShardFactory = typeof createShard;

/** Missing signs of life that make a process count as stuck; each is twice the interval at which they are sent. */
const STUCK_BEATS = 60;
const BEAT_MS = 100;

/**
 * Starts a shard and loads the program into it.
 * @throws UsageError when the program cannot be loaded: what it threw, or which export is missing.
 * @throws HarnessError when the process cannot be started.
 */
export async function createShard(
  image: ProgramImage,
  options: ShardOptions,
  settings: ShardSettings = {},
): Promise<Shard> {
  const journal = openJournal();
  let child: ShardProcess | undefined;
  let requestId = 0;
  let isBusy = false;
  let isClosed = false;
  let isDead = false;
  let inputSpec: unknown;

  const startAnew = async (): Promise<FromShard> => {
    child = startProcess(settings, journal.fd);
    const isTimed = settings.isTimed ?? false;
    return await child.exchange({ type: 'start', image, options, isTimed });
  };
  const start = async (): Promise<void> => {
    let result: FromShard;
    if (child !== undefined && child.isAlive()) {
      result = await child.exchange({ type: 'restart' });
    } else {
      result = await startAnew();
      // Ctrl-C reached a process that was not yet listening for it: the parent decides what becomes of the run.
      if (result.type === 'died' && isByInterrupt(result.death)) result = await startAnew();
    }
    switch (result.type) {
      case 'ready':
        inputSpec = result.inputSpec;
        isDead = false;
        return;
      case 'load-failed':
        throw loadFailure(result.message);
      case 'died':
        throw new UsageError(
          `the program did not finish loading (${result.death.outcome}: ${result.death.detail})`,
          { hint: 'its top level must end by itself before a function of it can be called' },
        );
      case 'broken':
        throw new HarnessError(result.message);
      case 'alive':
      case 'reply':
        throw new HarnessError(`a shard answered a start with "${result.type}"`);
    }
  };
  const close = async (): Promise<void> => {
    isClosed = true;
    await child?.kill();
    journal.close();
  };
  try {
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    inputSpec,
    request: async (payload) => {
      if (isClosed) throw new HarnessError('the shard is closed');
      if (isBusy) throw new HarnessError('a shard takes one request at a time');
      if (child === undefined || isDead) {
        throw new HarnessError('the shard died and was not restarted');
      }
      const id = ++requestId;
      isBusy = true;
      try {
        const result = await child.exchange({ type: 'request', id, payload });
        switch (result.type) {
          case 'reply':
            return replyOf(result);
          case 'died':
            isDead = true;
            return { kind: 'died', death: { ...result.death, journal: journal.read(id) } };
          case 'broken':
            isDead = true;
            throw new HarnessError(result.message);
          case 'alive':
          case 'ready':
          case 'load-failed':
            throw new HarnessError(`a shard answered a request with "${result.type}"`);
        }
      } finally {
        isBusy = false;
      }
    },
    restart: start,
    close,
  };
}

function replyOf(message: Extract<FromShard, { type: 'reply' }>): ShardReply {
  const { value, usage, timing } = message;
  return timing === undefined
    ? { kind: 'reply', value, usage }
    : { kind: 'reply', value, usage, timing };
}

interface ShardProcess {
  isAlive(): boolean;
  /** Sends one message and waits for what it came to; the end of the process is a death. */
  exchange(message: ToShard): Promise<FromShard>;
  kill(): Promise<void>;
}

function startProcess(settings: ShardSettings, journalFd: number): ShardProcess {
  const directory = settings.harnessDirectory ?? harnessDirectory();
  const child = fork(`${directory}/shard.cjs`, [], {
    execArgv: [...permissionFlags(), ...(settings.v8Flags ?? [])],
    env: { ...(settings.env ?? PROGRAM_ENV) },
    ...(settings.cwd === undefined ? {} : { cwd: settings.cwd }),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', journalFd],
  });
  const stderr = keepTail(child);
  let settle: ((result: FromShard) => void) | undefined;
  let missedBeats = 0;
  let isStuck = false;
  let isAlive = true;

  const finish = (result: FromShard): void => {
    const waiting = settle;
    settle = undefined;
    waiting?.(result);
  };
  child.on('message', (message: FromShard) => {
    missedBeats = 0;
    if (message.type !== 'alive') finish(message);
  });
  const exited = new Promise<void>((resolve) => {
    const end = (death: Omit<ShardDeath, 'journal'>): void => {
      if (!isAlive) return;
      isAlive = false;
      finish({ type: 'died', death });
      resolve();
    };
    child.on('error', (error) => end({ outcome: 'crashed', detail: error.message }));
    // 'close' comes after 'exit', when stderr has been read to its end.
    child.on('close', (code, signal) => end(deathOfProcess(code, signal, stderr(), isStuck)));
  });
  return {
    isAlive: () => isAlive,
    exchange: async (message) => {
      const result = new Promise<FromShard>((resolve) => {
        settle = resolve;
      });
      // A failure to send means that the process is going; its 'close' says why.
      child.send(message, () => undefined);
      missedBeats = 0;
      // Ticks are counted, not time: a parent that was itself held up does not blame its shards.
      const timer = setInterval(() => {
        if (++missedBeats < STUCK_BEATS) return;
        isStuck = true;
        child.kill('SIGKILL');
      }, BEAT_MS);
      try {
        return await result;
      } finally {
        clearInterval(timer);
      }
    },
    kill: async () => {
      if (isAlive) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Flags of the permission model: reads and our own worker are allowed, writes and child processes are not. */
function permissionFlags(): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const name = known.has('--permission') ? '--permission' : '--experimental-permission';
  return [
    name,
    '--allow-fs-read=*',
    '--allow-worker',
    '--no-warnings',
    // The harness survives errors that programs throw in ticks; Node's book-keeping for async hooks does not expect that.
    '--no-force-async-hooks-checks',
  ];
}

/** Keeps the end of what a process writes to stderr, at most 8,192 characters. */
function keepTail(child: ChildProcess): () => string {
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    tail = (tail + chunk).slice(-8192);
  });
  return () => tail;
}
