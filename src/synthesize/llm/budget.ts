import type { LlmLimits } from './options.ts';

export interface TokenUsage {
  /** Tokens of the prompt. */
  readonly input: number;
  /** Tokens of all replies. */
  readonly output: number;
  /** The server did not count, so characters were. */
  readonly isEstimated: boolean;
}

export interface Spending {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Undefined when prices are unknown. */
  readonly cost: number | undefined;
}

/** What a run spends on a language model, against its limits. Never over the calls; over tokens and money by one reply at most. */
export interface Budget {
  /** Why a prompt of so many tokens may not be sent, in words; undefined when it may. */
  refusal(promptTokens: number): string | undefined;
  /** A request that the server worked on. */
  charge(usage: TokenUsage): void;
  spent(): Spending;
}

const MILLION = 1_000_000;
/** Rule of thumb for English and code in the common tokenizers. */
const CHARACTERS_PER_TOKEN = 4;

export function estimateTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

export function createBudget(limits: LlmLimits): Budget {
  let [calls, inputTokens, outputTokens] = [0, 0, 0];
  const costOf = (input: number, output: number): number | undefined =>
    limits.price && (input * limits.price[0] + output * limits.price[1]) / MILLION;
  return {
    refusal(promptTokens) {
      if (calls >= limits.calls) return `all ${limits.calls} requests are used up`;
      const tokens = inputTokens + outputTokens + promptTokens;
      if (limits.tokens !== undefined && tokens > limits.tokens) {
        return `the next prompt would take it to ${tokens} of ${limits.tokens} tokens`;
      }
      const cost = costOf(inputTokens + promptTokens, outputTokens);
      if (limits.cost !== undefined && cost !== undefined && cost > limits.cost) {
        return `the next prompt would take its cost to ${cost.toFixed(4)} of ${limits.cost}`;
      }
      return undefined;
    },
    charge({ input, output }) {
      calls++;
      inputTokens += input;
      outputTokens += output;
    },
    spent: () => ({ calls, inputTokens, outputTokens, cost: costOf(inputTokens, outputTokens) }),
  };
}

/** `2 requests, 5,210 tokens of prompts, 900 of answers, cost 0.0210`. */
export function describeSpending({ calls, inputTokens, outputTokens, cost }: Spending): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  const money = cost === undefined ? '' : `, cost ${cost.toFixed(4)}`;
  const requests = calls === 1 ? '1 request' : `${number(calls)} requests`;
  return `${requests}, ${number(inputTokens)} tokens of prompts, ${number(outputTokens)} of answers${money}`;
}
