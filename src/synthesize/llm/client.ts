import { setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../../core/errors.ts';
import { createRng } from '../../core/rng.ts';
import { type Abilities, afterRefusal, ALL_ABILITIES, chatBody } from './abilities.ts';
import type { ChatParameters } from './abilities.ts';
import { createBudget, estimateTokens, type Spending, type TokenUsage } from './budget.ts';
import type { AnswerFormat, Message } from './completer.ts';
import { type ChatReply, readCompletion } from './completion-body.ts';
import { clean, createExchange, type Exchange } from './exchange.ts';
import { type Failure, failureError, isCharged, isPassing, MAX_WAIT_MS } from './failure.ts';
import { DEFAULT_BASE_URL, DEFAULT_REPLY_TOKENS, type LlmOptions } from './options.ts';

/** A chat with a server, whatever it takes to get an answer: retries, left-out parameters, within the budget. */
export interface ChatClient {
  readonly baseUrl: string;
  readonly parameters: ChatParameters;
  /**
   * @throws UsageError when there is no answer to be had; the signal's reason when it aborts.
   */
  ask(
    messages: readonly Message[],
    format: AnswerFormat | undefined,
    signal: AbortSignal,
  ): Promise<ChatAnswer>;
  spent(): Spending;
}

export type ChatAnswer =
  | {
      readonly kind: 'reply';
      readonly reply: ChatReply;
      readonly usage: TokenUsage;
      /** The server was held to the format, instead of only told of it. */
      readonly isFormatted: boolean;
    }
  /** Nothing was sent: the budget does not allow it. */
  | { readonly kind: 'over-budget'; readonly reason: string };

export interface ChatPorts {
  /** Waits between tries. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Of the jitter. */
  readonly seed: number;
}

const MAX_TRIES = 5;
/** A model that is too slow once is too slow; but a server may have been loading it. */
const MAX_TIMEOUTS = 2;
const FIRST_WAIT_MS = 500;
/** Of one answer. Replies of tens of thousands of tokens are well below it. */
const MAX_ANSWER_BYTES = 4 << 20;

const sleepUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await wait(ms, undefined, { signal });
  } finally {
    // The timer rejects with an error of its own.
    signal.throwIfAborted();
  }
};

/** @throws UsageError when the base URL cannot be used, or OpenAI's own server is asked without a key. */
export function createChatClient(options: LlmOptions, ports: ChatPorts): ChatClient {
  if (options.baseUrl === undefined && options.apiKey === undefined) {
    throw new UsageError("OpenAI's server wants an API key, and none is set.", {
      hint: 'Set SLOWPATH_API_KEY or OPENAI_API_KEY, or name a server that needs none with --base-url.',
    });
  }
  const { model, apiKey, limits, baseUrl = DEFAULT_BASE_URL } = options;
  const parameters: ChatParameters = {
    model,
    samples: options.samples ?? 1,
    temperature: options.temperature,
    maxReplyTokens: options.maxReplyTokens ?? DEFAULT_REPLY_TOKENS,
  };
  const { timeoutMs } = limits;
  const exchange = createExchange({ baseUrl, apiKey, timeoutMs, maxBytes: MAX_ANSWER_BYTES });
  const budget = createBudget(limits);
  const { sleep = sleepUntil } = ports;
  const rng = createRng(ports.seed);
  let abilities: Abilities = ALL_ABILITIES;

  const waitMs = (failure: Failure, tries: number): number => {
    const asked = failure.kind === 'refused' ? failure.retryAfterMs : undefined;
    // Exponential with jitter, so that several runs do not come back all at once.
    return asked ?? Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** tries * (0.5 + rng.unit()));
  };

  return {
    baseUrl,
    parameters,
    spent: () => budget.spent(),
    async ask(messages, format, signal) {
      const promptTokens = estimateTokens(characters(messages.map(({ content }) => content)));
      let [tries, timeouts] = [0, 0];
      for (;;) {
        const reason = budget.refusal(promptTokens);
        if (reason !== undefined) return { kind: 'over-budget', reason };
        const body = chatBody(messages, format, parameters, abilities);
        const outcome = await answerOf(exchange, body, signal, apiKey);
        if (outcome.kind === 'reply') {
          const { reply } = outcome;
          const usage = usageOf(reply, promptTokens);
          budget.charge(usage);
          return { kind: 'reply', reply, usage, isFormatted: 'response_format' in body };
        }
        const { failure } = outcome;
        if (isCharged(failure)) {
          budget.charge({ input: promptTokens, output: 0, isEstimated: true });
        }
        const fewer = afterRefusal(abilities, body, failure);
        if (fewer !== undefined) {
          abilities = fewer;
          continue;
        }
        tries++;
        if (failure.kind === 'timed-out') timeouts++;
        if (!isPassing(failure) || tries >= MAX_TRIES || timeouts >= MAX_TIMEOUTS) {
          const hasKey = apiKey !== undefined;
          throw failureError(failure, { baseUrl, model, attempts: tries, hasKey });
        }
        await sleep(waitMs(failure, tries - 1), signal);
      }
    },
  };
}

async function answerOf(
  exchange: Exchange,
  body: Parameters<Exchange>[0],
  signal: AbortSignal,
  apiKey: string | undefined,
): Promise<
  | { readonly kind: 'reply'; readonly reply: ChatReply }
  | { readonly kind: 'failed'; readonly failure: Failure }
> {
  const outcome = await exchange(body, signal);
  if (outcome.kind === 'failed') return outcome;
  const reply = readCompletion(outcome.body);
  if (reply !== undefined) return { kind: 'reply', reply };
  const detail = clean(JSON.stringify(outcome.body) ?? 'nothing', apiKey);
  return { kind: 'failed', failure: { kind: 'unreadable', detail } };
}

function usageOf({ usage, texts }: ChatReply, promptTokens: number): TokenUsage {
  if (usage !== undefined) return { ...usage, isEstimated: false };
  return { input: promptTokens, output: estimateTokens(characters(texts)), isEstimated: true };
}

function characters(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
