import { z } from 'zod';
import type { TokenUsage } from './budget.ts';

/** What is read of a chat completion; servers differ in everything else. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z
            .union([z.string(), z.array(z.object({ text: z.string().optional() }))])
            .nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: z.number().nonnegative(),
      completion_tokens: z.number().nonnegative(),
    })
    .nullish()
    .catch(undefined),
});

export interface ChatReply {
  /** One for each choice that has text. */
  readonly texts: readonly string[];
  /** Why each choice ended, in the server's words: `stop`, `length`; empty when it does not say. */
  readonly finishReasons: readonly string[];
  /** What the model said instead of an answer; empty when it answered. */
  readonly refusals: readonly string[];
  readonly usage: Omit<TokenUsage, 'isEstimated'> | undefined;
}

/** @returns undefined when it is no chat completion */
export function readCompletion(body: unknown): ChatReply | undefined {
  const parsed = completionSchema.safeParse(typeof body === 'string' ? parseJson(body) : body);
  if (!parsed.success) return undefined;
  const { choices, usage } = parsed.data;
  const texts = choices.map(({ message: { content } }) =>
    typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join(''),
  );
  return {
    texts: texts.filter((text) => text.trim() !== ''),
    finishReasons: choices.map((choice) => choice.finish_reason ?? ''),
    refusals: choices.flatMap(({ message }) => (message.refusal ? [message.refusal] : [])),
    usage: usage
      ? { input: Math.ceil(usage.prompt_tokens), output: Math.ceil(usage.completion_tokens) }
      : undefined,
  };
}

/** Some servers send JSON as plain text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
