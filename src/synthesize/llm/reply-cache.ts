import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ChatReply } from './completion-body.ts';

const cachedSchema = z.object({
  version: z.literal(1),
  texts: z.array(z.string()),
  finishReasons: z.array(z.string()),
});

/** What is kept of a reply. */
export type CachedReply = Pick<ChatReply, 'texts' | 'finishReasons'>;

/** Replies by what was asked of whom. Losing one costs a request, nothing else, so trouble with files is no error. */
export interface ReplyCache {
  get(hash: string): CachedReply | undefined;
  /** @returns why it could not be kept; undefined when it was */
  set(hash: string, reply: CachedReply): string | undefined;
}

/**
 * A directory with a file for each question, named by SHA-256 of the question and the server's address.
 * @param baseUrl without credentials
 */
export function createReplyCache(directory: string, baseUrl: string): ReplyCache {
  const fileOf = (hash: string): string => {
    const address = createHash('sha256').update(`${baseUrl.replace(/\/+$/, '')}\n${hash}`);
    return join(directory, `${address.digest('hex')}.json`);
  };
  return {
    get(hash) {
      try {
        const parsed = cachedSchema.safeParse(JSON.parse(readFileSync(fileOf(hash), 'utf8')));
        return parsed.success ? parsed.data : undefined;
      } catch {
        // Missing or damaged: asked for again, and written anew.
        return undefined;
      }
    },
    set(hash, { texts, finishReasons }) {
      const file = fileOf(hash);
      try {
        mkdirSync(directory, { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify({ version: 1, texts, finishReasons }));
        renameSync(`${file}.new`, file);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}
