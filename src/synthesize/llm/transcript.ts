import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../../core/describe-issues.ts';
import { DataError, UsageError } from '../../core/errors.ts';
import { type Message, PURPOSES } from './completer.ts';

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});

/** What replies are asked with, beside the messages. */
const parametersSchema = z.object({
  samples: count,
  temperature: z.number().nullable().describe("null: the server's own"),
  maxReplyTokens: count,
  format: z.string().nullable().describe('name of the JSON Schema of the answer; null: none'),
});

/** Schema of `transcripts/001.json` and so on: one exchange with a model, without keys and headers. */
export const transcriptSchema = z.object({
  version: z.literal(1),
  purpose: z.enum(PURPOSES),
  subject: z.object({
    name: z.string().describe("the program's file, or what else people call what was asked about"),
    digest: sha256.describe('of its sources'),
  }),
  round: z.int().positive(),
  promptVersion: z.string(),
  model: z.string(),
  answeredBy: z.string().exactOptional().describe('who answered, when it was not the model'),
  parameters: parametersSchema,
  messages: z.array(messageSchema),
  replies: z.array(z.string()),
  finishReasons: z.array(z.string()),
  usage: z.object({ input: count, output: count, isEstimated: z.boolean() }),
  fromCache: z.boolean(),
  hash: sha256.describe('of model, prompt version, parameters and messages'),
});

export type Transcript = z.infer<typeof transcriptSchema>;
export type RecordedParameters = z.infer<typeof parametersSchema>;

/** The content address of a question: the same for the same words asked of the same model in the same way. */
export function questionHash(question: {
  readonly model: string;
  readonly promptVersion: string;
  readonly parameters: RecordedParameters;
  readonly messages: readonly Message[];
}): string {
  const { model, promptVersion, parameters, messages } = question;
  const { samples, temperature, maxReplyTokens, format } = parameters;
  return createHash('sha256')
    .update(
      JSON.stringify([
        model,
        promptVersion,
        [samples, temperature, maxReplyTokens, format],
        messages.map(({ role, content }) => [role, content]),
      ]),
    )
    .digest('hex');
}

const TRANSCRIPT_FILE = /^\d{3,}\.json$/;

/** Names of the transcripts in a directory, in the order of the exchanges. @throws UsageError when it cannot be read */
export function listTranscripts(directory: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch (cause) {
    throw new UsageError(`The transcripts in ${directory} cannot be read: ${reasonOf(cause)}.`, {
      hint: 'Give the directory that a run with --synth llm wrote: <run directory>/transcripts.',
      cause,
    });
  }
  return names
    .filter((name) => TRANSCRIPT_FILE.test(name))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** @throws DataError when the file is no transcript */
export function readTranscript(path: string): Transcript {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new DataError(`${path} is no transcript: ${reasonOf(cause)}`, { cause });
  }
  const parsed = transcriptSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new DataError(`${path} is no transcript of this version: ${describeIssues(parsed.error)}`);
}

/**
 * Adds an exchange to a directory as the next number; the file is there whole or not at all.
 * @throws UsageError when it cannot be written
 */
export function writeTranscript(directory: string, transcript: Transcript): string {
  try {
    mkdirSync(directory, { recursive: true });
    const last = listTranscripts(directory).at(-1);
    const number = last === undefined ? 1 : Number.parseInt(last, 10) + 1;
    const path = join(directory, `${String(number).padStart(3, '0')}.json`);
    writeFileSync(`${path}.new`, `${JSON.stringify(transcript, null, 2)}\n`);
    renameSync(`${path}.new`, path);
    return path;
  } catch (cause) {
    throw new UsageError(`A transcript cannot be written to ${directory}: ${reasonOf(cause)}.`, {
      hint: 'See that the directory can be written and the disk is not full.',
      cause,
    });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
