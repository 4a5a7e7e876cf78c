/** What a run may ask of a language model. The same shape as the options that users give. */
export interface LlmLimits {
  /** Requests at most that the server may have worked on. */
  readonly calls: number;
  /** Tokens at most, prompts and answers together; undefined for no limit. */
  readonly tokens: number | undefined;
  /** Money at most, in the currency of the prices; counts only when they are known. */
  readonly cost: number | undefined;
  /** Price of a million tokens: of prompts, of answers. */
  readonly price: readonly [number, number] | undefined;
  /** Of one request, milliseconds. */
  readonly timeoutMs: number;
}

/** How to reach a language model, and within which limits. */
export interface LlmOptions {
  /** Name of the model, as the server knows it. */
  readonly model: string;
  /** Of an OpenAI-compatible server, without credentials; undefined for OpenAI's own. */
  readonly baseUrl: string | undefined;
  /** From the environment. Sent to the server and to nobody else: never logged, cached or written. */
  readonly apiKey: string | undefined;
  readonly limits: LlmLimits;
  /** Replies to each question. Default 1; servers that give one only are asked for one. */
  readonly samples?: number;
  /** Default: the server's. */
  readonly temperature?: number;
  /** Tokens of one reply at most, thinking included. Default 8,192. */
  readonly maxReplyTokens?: number;
  /** Where answers are kept, to be had again without a request; undefined for nowhere. */
  readonly cacheDirectory: string | undefined;
  /** Where every exchange is written, `001.json` and so on; undefined for nowhere. */
  readonly transcriptDirectory: string | undefined;
}

export const DEFAULT_BASE_URL = 'https://api.openai.com/v1';
export const DEFAULT_REPLY_TOKENS = 8192;
