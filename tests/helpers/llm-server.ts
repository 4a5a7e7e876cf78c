import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** What the server does with one request. */
export type ServerStep =
  /** A chat completion with these replies; token counts unless `usage` is null. */
  | {
      readonly kind: 'replies';
      readonly texts: readonly string[];
      readonly finishReason?: string;
      readonly usage?: {
        readonly prompt_tokens: number;
        readonly completion_tokens: number;
      } | null;
    }
  /** An HTTP status with the body that OpenAI's errors have. */
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly error?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Any body, as it is. */
  | { readonly kind: 'raw'; readonly body: string; readonly type?: string }
  /** Begins to answer and closes the connection. */
  | { readonly kind: 'break-off' }
  /** Closes the connection before a byte is sent. */
  | { readonly kind: 'hang-up' }
  /** Takes the request and never answers; `headers`: begins to. */
  | { readonly kind: 'silence'; readonly headers?: boolean };

const requestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  n: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: z.infer<typeof requestSchema>;
}

export interface LlmServer {
  /** Root of the API. */
  readonly baseUrl: string;
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

/** One reply, as models that keep to the format give it. */
export function replies(...texts: readonly string[]): ServerStep {
  return { kind: 'replies', texts };
}

/**
 * An OpenAI-compatible server on the loopback interface that answers by script.
 * @param script steps in order of requests, the last one for all that follow; or a function of the request
 */
export async function startLlmServer(
  script: readonly ServerStep[] | ((request: SeenRequest, index: number) => ServerStep),
): Promise<LlmServer> {
  const requests: SeenRequest[] = [];
  const stepFor =
    typeof script === 'function'
      ? script
      : (_: SeenRequest, index: number): ServerStep =>
          script[Math.min(index, script.length - 1)] ?? { kind: 'error', status: 500 };
  const server = createServer((request, response) => {
    void (async (): Promise<void> => {
      const seen: SeenRequest = {
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body: requestSchema.parse(JSON.parse(await textOf(request))),
      };
      requests.push(seen);
      perform(stepFor(seen, requests.length - 1), response);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function perform(step: ServerStep, response: ServerResponse): void {
  switch (step.kind) {
    case 'replies':
      send(response, 200, completion(step));
      return;
    case 'error':
      for (const [name, value] of Object.entries(step.headers ?? {}))
        response.setHeader(name, value);
      send(response, step.status, { error: { message: `status ${step.status}`, ...step.error } });
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': step.type ?? 'application/json' });
      response.end(step.body);
      return;
    case 'break-off':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"id":"1","choices":[{"message":{"content":"{', () => response.destroy());
      return;
    case 'hang-up':
      response.destroy();
      return;
    case 'silence':
      if (step.headers === true) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"id":');
      }
  }
}

function completion(step: ServerStep & { readonly kind: 'replies' }): object {
  const { texts, finishReason = 'stop' } = step;
  const usage =
    step.usage === undefined ? { prompt_tokens: 100, completion_tokens: 10 } : step.usage;
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: texts.map((content, index) => ({
      index,
      message: { role: 'assistant', content },
      finish_reason: finishReason,
    })),
    ...(usage === null ? {} : { usage }),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
