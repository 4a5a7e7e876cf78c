import { UsageError } from '../../core/errors.ts';

/** Why a request brought no answer. */
export type Failure =
  | {
      readonly kind: 'refused';
      /** HTTP status. */
      readonly status: number;
      /** The server's error code or type; empty when it gave none. */
      readonly code: string;
      /** The parameter that the server objects to; empty when it named none. */
      readonly parameter: string;
      /** The server's own words, without secrets. */
      readonly detail: string;
      /** How long the server asks to wait; undefined when it does not say. */
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: 'unreachable'; readonly detail: string; readonly isPassing: boolean }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'broken-off'; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'too-large'; readonly maxBytes: number };

/** A longer wait than this is not waited for. Milliseconds. */
export const MAX_WAIT_MS = 60_000;

/** Whether the same request may fare better in a while. */
export function isPassing(failure: Failure): boolean {
  switch (failure.kind) {
    case 'refused':
      if (isOutOfMoney(failure) || (failure.retryAfterMs ?? 0) > MAX_WAIT_MS) return false;
      return failure.status === 408 || failure.status === 429 || failure.status >= 500;
    case 'unreachable':
      return failure.isPassing;
    case 'timed-out':
    case 'broken-off':
      return true;
    case 'unreadable':
    case 'too-large':
      return false;
  }
}

/** Whether the server may have worked on the request, and so charge for it. */
export function isCharged(failure: Failure): boolean {
  return failure.kind !== 'refused' && failure.kind !== 'unreachable';
}

/** What was asked of whom, for messages. */
export interface Attempted {
  readonly baseUrl: string;
  readonly model: string;
  /** How often it was tried. */
  readonly attempts: number;
  readonly hasKey: boolean;
}

/** What happened, where, and what to do about it. */
export function failureError(failure: Failure, attempted: Attempted): UsageError {
  const { baseUrl, attempts } = attempted;
  const tries = attempts === 1 ? '' : `, tried ${attempts} times`;
  switch (failure.kind) {
    case 'refused':
      return refusalError(failure, attempted);
    case 'unreachable':
      return new UsageError(
        `The language model's server ${baseUrl} cannot be reached${tries}: ${failure.detail}.`,
        {
          hint: 'Start the server, or name another with --base-url; --synth profile needs none.',
        },
      );
    case 'timed-out':
      return new UsageError(
        `The language model at ${baseUrl} gave no answer within ${failure.afterMs / 1000} s${tries}.`,
        { hint: 'Allow more with --llm-timeout, or name a faster --model.' },
      );
    case 'broken-off':
      return new UsageError(`The answer of ${baseUrl} stopped midway${tries}: ${failure.detail}.`, {
        hint: 'Try again; see whether a proxy between here and the server cuts long answers.',
      });
    case 'unreadable':
      return new UsageError(`What ${baseUrl} answered is no chat completion: ${failure.detail}.`, {
        hint: 'Is --base-url the root of an OpenAI-compatible API? It often ends in /v1.',
      });
    case 'too-large':
      return new UsageError(
        `The answer of ${baseUrl} is larger than ${failure.maxBytes} bytes, and was not read on.`,
        { hint: 'Name another --model, or see what the server sends.' },
      );
  }
}

function refusalError(
  failure: Failure & { readonly kind: 'refused' },
  { baseUrl, model, attempts, hasKey }: Attempted,
): UsageError {
  const { status, detail } = failure;
  const said = detail === '' ? '' : `: ${detail}`;
  const tries = attempts === 1 ? '' : `, tried ${attempts} times`;
  const error = (what: string, hint: string): UsageError => new UsageError(what, { hint });
  if (isOutOfMoney(failure)) {
    return error(
      `The account at ${baseUrl} has no credit left (${status}).`,
      'Add credit, use another key or server, or take --synth profile, which needs none.',
    );
  }
  switch (status) {
    case 401:
      return error(
        hasKey
          ? `${baseUrl} does not accept the API key (401).`
          : `${baseUrl} wants an API key (401), and none is set.`,
        'Set SLOWPATH_API_KEY or OPENAI_API_KEY to a key of this server.',
      );
    case 403:
      return error(
        `${baseUrl} does not let this key use the model "${model}" (403).`,
        'Use a key with access to it, or another --model; some servers refuse by region or project.',
      );
    case 404:
      return error(
        `${baseUrl} has no model "${model}", or no chat completions at this address (404)${said}.`,
        'Check --model, and that --base-url is the root of the API; it often ends in /v1.',
      );
    case 408:
    case 429:
      return error(
        `${baseUrl} takes no more requests at present (${status})${tries}${said}.`,
        waitHint(failure.retryAfterMs),
      );
    default:
      return status >= 500
        ? error(
            `The server at ${baseUrl} failed (${status})${tries}${said}.`,
            'Try again later, or see the log of the server if it is yours.',
          )
        : error(
            `${baseUrl} refuses the request (${status})${said}.`,
            isTooLong(failure)
              ? 'The program is too long for this model: name one with a longer context.'
              : 'Name another --model or --base-url; --synth profile needs neither.',
          );
  }
}

function waitHint(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return 'Wait, or ask less at a time with --llm-calls.';
  return `Wait ${Math.ceil(retryAfterMs / 1000)} s, as the server asks.`;
}

function isOutOfMoney({ status, code }: { status: number; code: string }): boolean {
  return status === 402 || (status === 429 && /insufficient_quota|billing/.test(code));
}

export function isTooLong({ code, detail }: { code: string; detail: string }): boolean {
  return /context_length|context length|context window|too many tokens|prompt is too long/i.test(
    `${code} ${detail}`,
  );
}
