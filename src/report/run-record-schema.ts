import { z } from 'zod';
import { OUTCOMES } from '../../harness/protocol.ts';
import { constraintRecordSchema } from '../core/constraint-record-schema.ts';
import { problemRunSchema } from '../core/problem-run.ts';
import { growthSchema, hotLineSchema, slowPathSchema } from '../core/slow-path-schema.ts';
import { type Json, RUN_STATUSES, STOP_REASONS, type RunRecord } from '../core/run-record.ts';

const count = z.int().nonnegative();
const ms = z.number().nonnegative();
const outcome = z.enum(OUTCOMES);
const json: z.ZodType<Json> = z.json();

const costAndSize = z.object({ steps: count, size: count });

const target = z.object({
  specifier: z.string(),
  slug: z.string(),
  kind: z.enum(['function', 'stdin']),
  entryFile: z.string(),
  contentHash: z.string().describe('SHA-256 over the instrumented sources'),
  inputModel: z.string(),
  siteCount: count,
});

const option = z.object({
  value: json,
  from: z.enum(['default', 'command-line', 'config', 'problem', 'environment']),
});

const comparison = z.object({
  slow: costAndSize,
  fast: costAndSize.extend({
    shown: z.string().describe('the input, shortened; of a problem, the solution'),
  }),
  lines: z.array(z.object({ file: z.string(), line: count, slowHits: count, fastHits: count })),
});

const confirmation = z.object({
  input: z.string(),
  size: count,
  cpuMs: z.array(ms),
  outcome,
});

const prize = z.object({
  folder: z.enum(['slow', 'hangs', 'crashes']),
  file: z.string(),
  outcome,
  steps: count,
  size: count,
  error: z.string(),
});

/** Schema of `run.json`; {@link RunRecord} documents the fields. */
export const runRecordSchema = z.object({
  version: z.literal(1),
  target,
  options: z.record(z.string(), option),
  identity: z.record(z.string(), json),
  seed: z.int(),
  budget: z.object({
    timeMs: ms.exactOptional(),
    execs: count.exactOptional(),
    maxSize: z.number().positive(),
    maxSteps: count,
  }),
  status: z.enum(RUN_STATUSES),
  stopReason: z.enum(STOP_REASONS).exactOptional(),
  startedAt: z.string(),
  execs: count,
  execsPerSecond: z.number().nonnegative(),
  wallMs: ms,
  epochs: count,
  seedBest: costAndSize.exactOptional(),
  randomOfSameSize: costAndSize.exactOptional(),
  best: costAndSize.extend({ test: z.string().exactOptional() }).exactOptional(),
  slowdown: z.number().nonnegative().exactOptional(),
  bestAtExecs: count.exactOptional(),
  growth: growthSchema.exactOptional(),
  growthAxis: z.string().exactOptional(),
  findings: z.array(slowPathSchema).exactOptional(),
  sitesHit: count,
  corpus: count,
  outcomes: z.partialRecord(outcome, count),
  hotLines: z.array(hotLineSchema),
  comparison: comparison
    .exactOptional()
    .describe('a slow run beside a fast one, line by line: a random input, or another solution'),
  prizes: z.array(prize),
  confirmations: z.array(confirmation),
  nondeterministic: z.object({ minSteps: count, maxSteps: count }).exactOptional(),
  problem: problemRunSchema.exactOptional(),
  constraints: z.array(constraintRecordSchema),
  mutators: z.array(
    z.object({ name: z.string(), execs: count, finds: count, stepsGained: z.number() }),
  ),
  stages: z.array(z.object({ name: z.string(), execs: count, ms })),
  notes: z.array(z.string()),
  versions: z.object({ slowpath: z.string(), node: z.string(), instrumentation: z.int() }),
}) satisfies z.ZodType<RunRecord>;

/** The published JSON Schema of `run.json`. */
export function runRecordJsonSchema(): object {
  return z.toJSONSchema(runRecordSchema, { io: 'input', target: 'draft-2020-12' });
}
