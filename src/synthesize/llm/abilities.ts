import type { ChatBody } from './exchange.ts';
import { type Failure, isTooLong } from './failure.ts';
import type { AnswerFormat, Message } from './completer.ts';

/** What of the protocol a server (and its model) takes. Everything is tried first, and left out once it is objected to. */
export interface Abilities {
  /** `response_format` with a JSON Schema. */
  readonly schema: boolean;
  /** `n`: several replies to one question. */
  readonly samples: boolean;
  readonly temperature: boolean;
  /** The name under which it takes a limit of tokens. */
  readonly limit: 'max_completion_tokens' | 'max_tokens' | 'none';
}

export const ALL_ABILITIES: Abilities = {
  schema: true,
  samples: true,
  temperature: true,
  limit: 'max_completion_tokens',
};

export interface ChatParameters {
  readonly model: string;
  readonly samples: number;
  readonly temperature: number | undefined;
  readonly maxReplyTokens: number;
}

/** The request for one question, as far as the server takes it. */
export function chatBody(
  messages: readonly Message[],
  format: AnswerFormat | undefined,
  parameters: ChatParameters,
  abilities: Abilities,
): ChatBody {
  const { model, samples, temperature, maxReplyTokens } = parameters;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(abilities.limit === 'none' ? {} : { [abilities.limit]: maxReplyTokens }),
    ...(abilities.samples && samples > 1 ? { n: samples } : {}),
    ...(abilities.temperature && temperature !== undefined ? { temperature } : {}),
    ...(abilities.schema && format !== undefined
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: format.name, strict: true, schema: { ...format.schema } },
          },
        }
      : {}),
  };
}

/** What is objected to, by the words that servers use; the first that a body holds is left out. */
const OBJECTIONS: readonly {
  readonly pattern: RegExp;
  readonly used: (body: ChatBody) => boolean;
  readonly without: (abilities: Abilities) => Abilities;
}[] = [
  {
    pattern: /response_format|json_schema|json schema|structured output|grammar/i,
    used: (body) => body.response_format !== undefined,
    without: (abilities) => ({ ...abilities, schema: false }),
  },
  {
    pattern: /max_completion_tokens/i,
    used: (body) => 'max_completion_tokens' in body,
    without: (abilities) => ({ ...abilities, limit: 'max_tokens' }),
  },
  {
    pattern: /max_tokens/i,
    used: (body) => 'max_tokens' in body,
    without: (abilities) => ({ ...abilities, limit: 'none' }),
  },
  {
    pattern: /temperature/i,
    used: (body) => 'temperature' in body,
    without: (abilities) => ({ ...abilities, temperature: false }),
  },
  {
    pattern: /(?:^|[\s'"`])n(?:$|[\s'"`=])|number of (?:choices|completions)/i,
    used: (body) => 'n' in body,
    without: (abilities) => ({ ...abilities, samples: false }),
  },
];

/**
 * What is left of a server's abilities after it refused a request: without what it named, else without the first that
 * not all servers have.
 * @returns undefined when the refusal has another reason
 */
export function afterRefusal(
  abilities: Abilities,
  body: ChatBody,
  failure: Failure,
): Abilities | undefined {
  if (failure.kind !== 'refused' || isTooLong(failure)) return undefined;
  const isBadRequest = failure.status === 400 || failure.status === 422;
  // Some servers fail on what they do not know, with 500 or 501, but say what it was.
  if (!isBadRequest && failure.status < 500) return undefined;
  const words = `${failure.parameter} ${failure.detail}`;
  const open = OBJECTIONS.filter(({ used }) => used(body));
  const named = open.find(({ pattern }) => pattern.test(words));
  return (named ?? (isBadRequest ? open[0] : undefined))?.without(abilities);
}
