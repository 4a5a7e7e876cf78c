import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { OptionSet } from '../../config/options.ts';
import { AppError } from '../../core/errors.ts';
import type { LiveStatus, RunRecord } from '../../core/run-record.ts';
import { readRunRecord } from '../../report/read-run.ts';
import { RunFiles } from '../../report/run-files.ts';
import { takeLock } from '../../report/run-lock.ts';
import { readSuite } from '../../suite/suite-file.ts';
import type { FuzzContext, FuzzRequest, FuzzSinks } from '../fuzz.ts';
import { searchMs } from '../run-log.ts';
import { batchIndexSchema, type BatchIndex, buildIndex, printIndex } from './batch-index.ts';
import type { BatchRequest } from './batch-request.ts';
import type { DoneEvent, Ledger } from './ledger.ts';
import { openLedger, problemNames } from './open-batch.ts';
import { hashProblem } from './problem-hash.ts';
import { createShares, type Share } from './shares.ts';

/** Where news go while it runs. */
export interface BatchSinks {
  status(problem: string, status: LiveStatus): void;
  /** One line for people; about a problem, or about the whole. */
  say(text: string, problem?: string): void;
  /** A problem has ended. */
  ended(problem: string): void;
}

export interface BatchPorts {
  /** The main job, for one problem. */
  fuzz(
    request: FuzzRequest,
    sinks: FuzzSinks,
    context: FuzzContext,
  ): Promise<{ readonly directory: string; readonly record: RunRecord }>;
}

export interface BatchResult {
  readonly index: BatchIndex;
  readonly interrupted: boolean;
  /** Some problem failed by a bug of slowpath. */
  readonly hasBug: boolean;
}

/**
 * Runs the campaigns of many problems under one budget, some at a time; a problem that fails is written down and does not
 * stop the others. The same request goes on where an earlier process ended: what is done is passed over, what failed is
 * tried again, what was interrupted resumes. No more than the running problems are held in memory.
 * @throws UsageError when there are no problems, or the directory holds a campaign with other options.
 */
export async function runBatch(
  request: BatchRequest,
  sinks: BatchSinks,
  context: FuzzContext,
  ports: BatchPorts,
): Promise<BatchResult> {
  const names = problemNames(request.directory);
  const files = new RunFiles();
  files.makeDirectory(request.out);
  const release = takeLock(files, join(request.out, 'campaign.lock'), context.owner);
  try {
    const ledger = openLedger(request, context, files);
    return await new Batch(names, ledger, files, request, sinks, context, ports).run();
  } finally {
    release();
  }
}

class Batch {
  readonly #names: readonly string[];
  readonly #ledger: Ledger;
  readonly #files: RunFiles;
  readonly #request: BatchRequest;
  readonly #sinks: BatchSinks;
  readonly #context: FuzzContext;
  readonly #ports: BatchPorts;
  readonly #shares: ReturnType<typeof createShares>;
  #hasBug = false;

  constructor(
    names: readonly string[],
    ledger: Ledger,
    files: RunFiles,
    request: BatchRequest,
    sinks: BatchSinks,
    context: FuzzContext,
    ports: BatchPorts,
  ) {
    this.#names = names;
    this.#ledger = ledger;
    this.#files = files;
    this.#request = request;
    this.#sinks = sinks;
    this.#context = context;
    this.#ports = ports;
    this.#shares = createShares({
      ...budgetOf(request.options, names.length, request.jobs),
      problems: names.length,
      jobs: request.jobs,
    });
  }

  async run(): Promise<BatchResult> {
    const waiting: number[] = [];
    this.#names.forEach((name, index) => {
      const progress = this.#ledger.progressOf(name);
      if (progress) this.#shares.settle(index, this.#searchedBefore(name));
      if (progress?.last.event !== 'done' || this.#hasChanged(name)) waiting.push(index);
    });
    const skipped = this.#names.length - waiting.length;
    if (skipped > 0)
      this.#sinks.say(`${skipped} of ${this.#names.length} problems are done already`);
    const lane = async (): Promise<void> => {
      for (;;) {
        if (this.#context.finishEarly.aborted) return;
        const left = waiting.length;
        const index = waiting.shift();
        if (index === undefined) return;
        await this.#runProblem(index, this.#shares.take(index, left));
      }
    };
    this.#writeIndex();
    await Promise.all(Array.from({ length: this.#request.jobs }, lane));
    return {
      index: this.#writeIndex(),
      interrupted: this.#context.finishEarly.aborted,
      hasBug: this.#hasBug,
    };
  }

  #hasChanged(name: string): boolean {
    const before = this.#ledger.progressOf(name);
    return before !== undefined && before.contentHash !== hashProblem(this.#pathOf(name));
  }

  async #runProblem(index: number, share: Share): Promise<void> {
    const name = this.#names[index] ?? '';
    const { clock, finishEarly } = this.#context;
    const begun = clock();
    const at = (): string => this.#context.now().toISOString();
    const isStale = this.#hasChanged(name);
    if (isStale) this.#sinks.say('has changed since it was searched: searched anew', name);
    const options = this.#optionsFor(name, share, isStale);
    const { timeMs, execs } = options.options;
    this.#ledger.append({
      event: 'started',
      at: at(),
      problem: name,
      contentHash: hashProblem(this.#pathOf(name)),
      ...(timeMs !== undefined && { timeMs }),
      ...(execs !== undefined && { execs }),
    });
    const elapsed = (): number => Math.round(clock() - begun);
    const before = options.options.fresh ? 0 : searchedBy(this.#runOf(name));
    try {
      const { directory, record } = await this.#ports.fuzz(
        { target: this.#pathOf(name), options, cwd: this.#request.cwd },
        {
          status: (status) => this.#sinks.status(name, status),
          say: (text) => this.#sinks.say(text, name),
        },
        this.#context,
      );
      this.#ledger.append(
        record.status === 'interrupted'
          ? { event: 'interrupted', at: at(), problem: name, ms: elapsed() }
          : doneEvent(name, at(), elapsed(), directory, record),
      );
    } catch (error) {
      this.#note(name, at(), elapsed(), error, finishEarly.aborted);
    } finally {
      this.#shares.settle(index, searchedBy(this.#runOf(name)) - before);
      this.#sinks.ended(name);
      this.#writeIndex();
    }
  }

  #note(problem: string, at: string, ms: number, error: unknown, isEnding: boolean): void {
    // Ended while there was nothing yet to make a suite of.
    if (isEnding && error instanceof Error && error.name === 'AbortError') {
      this.#ledger.append({ event: 'interrupted', at, problem, ms });
      return;
    }
    const isOurs = error instanceof AppError;
    if (!isOurs) this.#hasBug = true;
    const text = error instanceof Error ? error.message : String(error);
    const hint = isOurs && error.hint !== undefined ? ` (${error.hint})` : '';
    const stack = !isOurs && error instanceof Error ? `\n${error.stack ?? ''}` : '';
    this.#ledger.append({
      event: 'failed',
      at,
      problem,
      ms,
      code: isOurs ? error.code : 'internal',
      reason: `${text}${hint}${stack}`.slice(0, 4000),
    });
  }

  #runOf(name: string): string {
    return join(this.#request.out, 'runs', name);
  }

  #searchedBefore(name: string): number {
    return this.#request.options.options.fresh ? 0 : searchedBy(this.#runOf(name));
  }

  #pathOf(name: string): string {
    return join(this.#request.directory, name);
  }

  /** A run that goes on gets its share on top of what it has used. */
  #optionsFor(name: string, share: Share, isStale: boolean): OptionSet {
    const { options, origins } = this.#request.options;
    const out = this.#runOf(name);
    const fresh = options.fresh || isStale;
    const before = fresh ? 0 : searchedBy(out);
    return {
      options: {
        ...options,
        out,
        fresh,
        timeMs: share.timeMs === undefined ? undefined : share.timeMs + before,
        execs: share.execs,
      },
      origins,
    };
  }

  #writeIndex(): BatchIndex {
    const { shownDirectory, out } = this.#request;
    const index = batchIndexSchema.parse(buildIndex(shownDirectory, this.#names, this.#ledger));
    this.#files.write(join(out, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
    this.#files.write(join(out, 'index.md'), printIndex(index));
    return index;
  }
}

/** Search time of a problem when nobody says how long the whole may take, milliseconds. */
const DEFAULT_PROBLEM_MS = 20_000;

function budgetOf(
  { options: { timeMs, execs }, origins }: OptionSet,
  problems: number,
  jobs: number,
): Share {
  const isDefault = origins.time === 'default' && timeMs !== undefined;
  return {
    timeMs: isDefault ? (DEFAULT_PROBLEM_MS * problems) / Math.min(jobs, problems) : timeMs,
    execs,
  };
}

/** Search time of a run so far, milliseconds; 0 when there is none, or it cannot be read. */
function searchedBy(run: string): number {
  try {
    return existsSync(join(run, 'run.json')) ? searchMs(readRunRecord(run)) : 0;
  } catch (error) {
    // What is wrong with it is told by the campaign that opens it.
    if (error instanceof AppError) return 0;
    throw error;
  }
}

function doneEvent(
  problem: string,
  at: string,
  ms: number,
  directory: string,
  record: RunRecord,
): DoneEvent {
  const { best, seedBest, slowdown, growth, stopReason, execs } = record;
  return {
    event: 'done',
    at,
    problem,
    ms,
    searchMs: searchMs(record),
    run: `runs/${basename(directory)}`,
    ...(stopReason !== undefined && { stopReason }),
    execs,
    tests: readSuite(join(directory, 'suite')).tests.length,
    ...(best && { bestSteps: best.steps }),
    ...(seedBest && { seedSteps: seedBest.steps }),
    ...(slowdown !== undefined && { slowdown }),
    ...(growth && { growth: growth.class }),
  };
}
