import { z } from 'zod';
import { describeIssues } from '../../core/describe-issues.ts';
import { DataError } from '../../core/errors.ts';
import { GROWTH_CLASSES } from '../../core/finding.ts';
import { RunFiles } from '../../report/run-files.ts';

const count = z.int().nonnegative();
const at = z.string().describe('ISO 8601');
const ms = z.number().nonnegative().describe('wall time, milliseconds');
const problem = z.string().min(1).describe('name of its directory');

const doneSchema = z.strictObject({
  event: z.literal('done'),
  at,
  problem,
  ms,
  searchMs: z.number().nonnegative().describe('search time over all attempts, milliseconds'),
  run: z.string().describe('its run directory, relative to the ledger'),
  stopReason: z.string().exactOptional(),
  execs: count,
  tests: count,
  bestSteps: count.exactOptional(),
  seedSteps: count.exactOptional(),
  slowdown: z.number().nonnegative().exactOptional(),
  growth: z.enum(GROWTH_CLASSES).exactOptional(),
});

const eventSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('begun'),
    version: z.literal(1),
    at,
    identity: z
      .record(z.string(), z.string())
      .describe('what must be equal to be resumed, as JSON text'),
  }),
  z.strictObject({
    event: z.literal('started'),
    at,
    problem,
    contentHash: z.string().describe('SHA-256 of the problem directory'),
    timeMs: z.number().exactOptional().describe('its share of the search time'),
    execs: count.exactOptional().describe('its share of the executions'),
  }),
  doneSchema,
  z.strictObject({
    event: z.literal('failed'),
    at,
    problem,
    ms,
    code: z.string().describe('usage, data, harness; internal for a bug of slowpath'),
    reason: z.string(),
  }),
  z.strictObject({ event: z.literal('interrupted'), at, problem, ms }),
]);

/** What happened, one line of `ledger.jsonl` each. */
export type LedgerEvent = z.infer<typeof eventSchema>;
export type DoneEvent = z.infer<typeof doneSchema>;

/** How far a problem is. */
export interface ProblemProgress {
  readonly contentHash: string;
  /** The last thing that happened to it; `started` when the process was killed meanwhile. */
  readonly last: Exclude<LedgerEvent, { event: 'begun' }>;
  /** Wall time over all attempts, milliseconds. */
  readonly ms: number;
}

/** `ledger.jsonl`: what was done, what failed and why; only ever appended to. */
export class Ledger {
  readonly #files: RunFiles;
  readonly #path: string;
  readonly #progress = new Map<string, ProblemProgress>();
  #identity: Readonly<Record<string, string>> | undefined;

  /**
   * @throws DataError when a line is damaged; a last line that a killed process left unfinished is taken away.
   */
  constructor(path: string, files: RunFiles = new RunFiles()) {
    this.#files = files;
    this.#path = path;
    const text = files.exists(path) ? files.read(path) : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) files.truncate(path, Buffer.byteLength(whole));
    whole.split('\n').forEach((line, index) => {
      if (line !== '') this.#apply(readEvent(line, `${path}:${index + 1}`));
    });
  }

  /** Undefined for a new ledger. */
  get identity(): Readonly<Record<string, string>> | undefined {
    return this.#identity;
  }

  progressOf(name: string): ProblemProgress | undefined {
    return this.#progress.get(name);
  }

  append(event: LedgerEvent): void {
    this.#files.append(this.#path, `${JSON.stringify(event)}\n`);
    this.#apply(event);
  }

  #apply(event: LedgerEvent): void {
    if (event.event === 'begun') {
      this.#identity = event.identity;
      return;
    }
    const before = this.#progress.get(event.problem);
    this.#progress.set(event.problem, {
      contentHash: event.event === 'started' ? event.contentHash : (before?.contentHash ?? ''),
      last: event,
      ms: (before?.ms ?? 0) + ('ms' in event ? event.ms : 0),
    });
  }
}

function readEvent(line: string, where: string): LedgerEvent {
  const hint = 'mend the line, or start over with --fresh';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new DataError(`${where} is not JSON`, { hint, cause });
  }
  const parsed = eventSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${where}: ${describeIssues(parsed.error)}`, { hint });
}
