import type { Synthesizer } from '../../core/synthesis.ts';
import { createAskingSynthesizer } from '../llm/ask-proposal.ts';
import { createReplayCompleter } from './replay-completer.ts';

export interface ReplayOptions {
  /** Holds transcripts, `001.json` and so on. */
  readonly directory: string;
}

/**
 * Proposes what was recorded: offline and deterministic.
 * @throws UsageError when there are no transcripts; DataError when one is damaged
 */
export function createReplaySynthesizer({ directory }: ReplayOptions): Synthesizer {
  return createAskingSynthesizer('replay', createReplayCompleter(directory));
}
