import type { APIError, OpenAI } from 'openai';
import { UsageError } from '../../core/errors.ts';
import type { Failure } from './failure.ts';
import { BodyTooLargeError, limitBodies } from './limit-bodies.ts';

export type ChatBody = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

export type ExchangeOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** One request to the server, one outcome; nothing is tried twice here. */
export type Exchange = (body: ChatBody, signal: AbortSignal) => Promise<ExchangeOutcome>;

export interface ExchangeOptions {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** Until the whole answer is there, milliseconds. */
  readonly timeoutMs: number;
  /** Of an answer. */
  readonly maxBytes: number;
}

/** Where `fetch` gives up by itself when not a byte arrives. Milliseconds. */
const FETCH_PATIENCE_MS = 300_000;
/** Characters of the server's own words that are kept. */
const MAX_DETAIL = 300;
/** What fails now and may not in a while; a refused connection or an unknown name stays that way. */
const PASSING_CODES =
  /^(?:ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_(?:SOCKET|CONNECT_TIMEOUT))$/;

/** @throws UsageError when the address is none, or holds credentials, which would be shown and stored with it. */
export function createExchange(options: ExchangeOptions): Exchange {
  checkBaseUrl(options.baseUrl);
  // Loaded with the first request: only runs that ask a model pay for it.
  let connection: Promise<Connection> | undefined;
  return async (body, signal) => {
    connection ??= connect(options);
    const { client, isApiError } = await connection;
    const stop = new AbortController();
    let isTimedOut = false;
    const abort = (): void => stop.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', abort);
    // The package's own limit ends with the headers; this one covers the body.
    const timer = setTimeout(() => {
      isTimedOut = true;
      stop.abort();
    }, options.timeoutMs);
    try {
      return {
        kind: 'answered',
        body: await client.chat.completions.create(body, { signal: stop.signal }),
      };
    } catch (error) {
      signal.throwIfAborted();
      const afterMs = isTimedOut ? options.timeoutMs : FETCH_PATIENCE_MS;
      if (isTimedOut || /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/.test(systemCode(error) ?? '')) {
        return { kind: 'failed', failure: { kind: 'timed-out', afterMs } };
      }
      const failure = isApiError(error)
        ? apiFailure(error, options.apiKey)
        : bodyFailure(error, options.maxBytes);
      return { kind: 'failed', failure };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };
}

function checkBaseUrl(baseUrl: string): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const hint = 'Give the root of the API, as https://host/v1; keys come from the environment.';
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError('The address of the language model is no http or https URL.', { hint });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new UsageError(
      'The address of the language model holds a password or a query, which would be stored with the run.',
      { hint },
    );
  }
}

interface Connection {
  readonly client: OpenAI;
  readonly isApiError: (error: unknown) => error is APIError;
}

async function connect({
  baseUrl,
  apiKey,
  timeoutMs,
  maxBytes,
}: ExchangeOptions): Promise<Connection> {
  const { APIError: ApiErrorClass, OpenAI: Client } = await import('openai');
  const client = new Client({
    baseURL: baseUrl,
    // The package insists on some key; without one, no header is sent.
    apiKey: apiKey ?? 'none',
    ...(apiKey === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    // Nothing is taken from the environment behind the caller's back.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: timeoutMs,
    fetch: limitBodies(maxBytes),
  });
  return { client, isApiError: (error) => error instanceof ApiErrorClass };
}

function apiFailure(error: APIError, apiKey: string | undefined): Failure {
  const { status } = error;
  if (typeof status !== 'number') {
    const code = systemCode(error);
    const detail = clean(code ?? error.message, apiKey);
    return { kind: 'unreachable', detail, isPassing: PASSING_CODES.test(code ?? '') };
  }
  return {
    kind: 'refused',
    status,
    code: [error.code, error.type].filter((part) => typeof part === 'string').join(' '),
    parameter: typeof error.param === 'string' ? error.param : '',
    detail: clean(error.message.replace(/^\d{3} /, ''), apiKey),
    retryAfterMs: retryAfter(error.headers),
  };
}

/** Errors of reading the body, which the package passes on as they are. */
function bodyFailure(error: unknown, maxBytes: number): Failure {
  if (error instanceof BodyTooLargeError) return { kind: 'too-large', maxBytes };
  if (error instanceof SyntaxError) {
    return { kind: 'unreadable', detail: 'its JSON is cut off or damaged' };
  }
  const code = systemCode(error);
  if (code !== undefined || (error instanceof TypeError && error.message === 'terminated')) {
    return { kind: 'broken-off', detail: code ?? 'the connection was closed' };
  }
  throw error;
}

/** Seconds, as servers send it; a date is as good as no word. */
function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** The code of the system error at the root of an error, as `ECONNREFUSED`. */
function systemCode(error: unknown): string | undefined {
  let cause = error;
  for (let depth = 0; depth < 6 && cause instanceof Error; depth++) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
    const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
    cause = inner;
  }
  return undefined;
}

/** Words of a server, fit to be shown: one line, shortened, without the key should it echo it. */
export function clean(text: string, apiKey: string | undefined): string {
  const safe = apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '(key)');
  const line = safe.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > MAX_DETAIL ? `${line.slice(0, MAX_DETAIL)}…` : line;
}
