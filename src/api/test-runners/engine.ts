/** Entry of the engine's process: one job as JSON on stdin, its answer as JSON on stdout. */
import { writeSync } from 'node:fs';
import { AppError } from '../../core/errors.ts';
import type { EngineAnswer, EngineJob } from './messages.ts';
import { doJob } from './engine-jobs.ts';

async function readJob(): Promise<EngineJob> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  // It comes from the test runner's side of this very package.
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as EngineJob;
}

async function answer(): Promise<EngineAnswer> {
  try {
    return { ok: true, value: await doJob(await readJob()) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message, hint: error.hint };
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: false, message: `this is a bug in slowpath: ${text}`, hint: undefined };
  }
}

/** Whole, before the process ends: stdout is a pipe, which takes a part at a time. */
function print(text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const isFull = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!isFull) throw error;
    }
  }
}

print(JSON.stringify(await answer()));
process.exit(0);
