import { join, resolve } from 'node:path';
import type { ResolvedOptions } from '../config/options.ts';
import type { Completer } from '../synthesize/llm/completer.ts';
import { createLlmCompleter } from '../synthesize/llm/llm-completer.ts';
import { createReplayCompleter } from '../synthesize/replay/replay-completer.ts';

/** What it takes to ask a language model. */
export interface ModelAccess {
  readonly options: ResolvedOptions;
  readonly cwd: string;
  /** Key of the model's server, from the environment; handed to its client and to nobody else. */
  readonly apiKey: string | undefined;
  /** Where exchanges are written; undefined for nowhere. */
  readonly transcriptDirectory: string | undefined;
}

/** Kept beside the runs: answers by what was asked, and what was asked before there was a run directory. */
const HOME = join('slowpath-out', '.llm');

/** Where the exchanges go that come before there is a run directory. */
export function earlyTranscripts(cwd: string, slug: string): string {
  return resolve(cwd, HOME, slug);
}

/** A server's answers, or recorded ones. @throws UsageError or DataError when there can be none */
export function createCompleter(kind: 'llm' | 'replay', access: ModelAccess): Completer {
  const { options, cwd, apiKey, transcriptDirectory } = access;
  if (kind === 'replay') return createReplayCompleter(resolve(cwd, options.transcript ?? ''));
  return createLlmCompleter(
    {
      model: options.model ?? '',
      baseUrl: options.baseUrl,
      apiKey,
      limits: options.llm,
      cacheDirectory: resolve(cwd, HOME, 'cache'),
      transcriptDirectory,
    },
    { seed: options.seed },
  );
}
