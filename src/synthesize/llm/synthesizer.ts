import type { Synthesizer } from '../../core/synthesis.ts';
import { createAskingSynthesizer } from './ask-proposal.ts';
import type { ChatPorts } from './client.ts';
import { createLlmCompleter } from './llm-completer.ts';
import type { LlmOptions } from './options.ts';

/**
 * Proposes what a language model says, on any OpenAI-compatible server. One synthesizer serves a whole run: budget,
 * cache and transcripts are shared by its rounds.
 * @throws UsageError when the base URL cannot be used
 */
export function createLlmSynthesizer(options: LlmOptions, ports: ChatPorts): Synthesizer {
  return createAskingSynthesizer('llm', createLlmCompleter(options, ports));
}
