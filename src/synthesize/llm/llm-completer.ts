import { describeSpending, type TokenUsage } from './budget.ts';
import { type ChatPorts, createChatClient } from './client.ts';
import type { Completer, Completion, Message, Question } from './completer.ts';
import type { ChatReply } from './completion-body.ts';
import type { LlmOptions } from './options.ts';
import { createReplyCache } from './reply-cache.ts';
import {
  questionHash,
  type RecordedParameters,
  type Transcript,
  writeTranscript,
} from './transcript.ts';

const FROM_CACHE: TokenUsage = { input: 0, output: 0, isEstimated: false };

/**
 * Asks a language model: what was asked before is answered from the cache, every exchange is recorded, and nothing is
 * asked beyond the budget, which all questions share.
 * @throws UsageError when the base URL cannot be used
 */
export function createLlmCompleter(options: LlmOptions, ports: ChatPorts): Completer {
  const client = createChatClient(options, ports);
  const { model, cacheDirectory, transcriptDirectory } = options;
  const cache =
    cacheDirectory === undefined ? undefined : createReplyCache(cacheDirectory, client.baseUrl);

  const record = (
    { purpose, subject, round, promptVersion }: Question,
    exchange: Pick<Transcript, 'parameters' | 'usage' | 'fromCache' | 'hash'> & {
      readonly messages: readonly Message[];
      readonly reply: Pick<ChatReply, 'texts' | 'finishReasons'>;
    },
  ): void => {
    if (transcriptDirectory === undefined) return;
    const { parameters, messages, reply, usage, fromCache, hash } = exchange;
    writeTranscript(transcriptDirectory, {
      version: 1,
      purpose,
      subject: { ...subject },
      round,
      promptVersion,
      model,
      parameters,
      messages: messages.map((message) => ({ ...message })),
      replies: [...reply.texts],
      finishReasons: [...reply.finishReasons],
      usage,
      fromCache,
      hash,
    });
  };

  return {
    async complete(question): Promise<Completion> {
      const messages = await question.messages();
      const { samples, temperature, maxReplyTokens } = client.parameters;
      const parameters: RecordedParameters = {
        samples,
        temperature: temperature ?? null,
        maxReplyTokens,
        format: question.format?.name ?? null,
      };
      const { promptVersion } = question;
      const hash = questionHash({ model, promptVersion, parameters, messages });
      const kept = cache?.get(hash);
      if (kept !== undefined) {
        record(question, {
          parameters,
          messages,
          reply: kept,
          usage: FROM_CACHE,
          fromCache: true,
          hash,
        });
        return { texts: kept.texts, notes: [`${model}: answered from the cache`] };
      }
      const answer = await client.ask(messages, question.format, question.signal);
      if (answer.kind === 'over-budget') {
        const spent = describeSpending(client.spent());
        return { texts: [], notes: [`${model} was not asked: ${answer.reason} (so far ${spent})`] };
      }
      const { reply, usage } = answer;
      record(question, { parameters, messages, reply, usage, fromCache: false, hash });
      const failed = reply.texts.length === 0 ? undefined : cache?.set(hash, reply);
      return {
        texts: reply.texts,
        notes: [
          `${model}: ${describeSpending(client.spent())}`,
          ...notesOn(reply, model),
          ...(failed === undefined ? [] : [`the answer could not be cached: ${failed}`]),
        ],
      };
    },
  };
}

function notesOn({ texts, refusals, finishReasons }: ChatReply, model: string): readonly string[] {
  const notes: string[] = [];
  if (refusals.length > 0) notes.push(`${model} refused to answer`);
  else if (texts.length === 0) notes.push(`${model} gave an empty answer`);
  if (finishReasons.includes('length')) {
    notes.push(`an answer of ${model} was cut off at its limit of tokens`);
  }
  return notes;
}
