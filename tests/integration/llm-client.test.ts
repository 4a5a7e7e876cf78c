import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors.ts';
import {
  type ChatAnswer,
  type ChatClient,
  createChatClient,
} from '../../src/synthesize/llm/client.ts';
import { DEFAULT_BASE_URL, type LlmOptions } from '../../src/synthesize/llm/options.ts';
import { type LlmServer, replies, type ServerStep, startLlmServer } from '../helpers/llm-server.ts';
import { TEST_SEED } from '../helpers/seed.ts';

const KEY = 'sk-test-0123456789abcdef';
const FORMAT = { name: 'answer', schema: { type: 'object', properties: {}, required: [] } };
const MESSAGES = [{ role: 'user', content: 'What is slow here?' }] as const;

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(...script: readonly ServerStep[]): Promise<LlmServer> {
  server = await startLlmServer(script);
  return server;
}

interface TestClient extends ChatClient {
  /** Waits between tries, milliseconds. */
  readonly waits: readonly number[];
  askOnce(signal?: AbortSignal): Promise<ChatAnswer>;
}

function clientOf(
  { baseUrl }: { readonly baseUrl: string },
  options: Partial<Omit<LlmOptions, 'limits'>> = {},
  limits: Partial<LlmOptions['limits']> = {},
  isPatient = false,
): TestClient {
  const waits: number[] = [];
  const client = createChatClient(
    {
      model: 'test-model',
      baseUrl,
      apiKey: KEY,
      cacheDirectory: undefined,
      transcriptDirectory: undefined,
      ...options,
      limits: {
        calls: 20,
        tokens: undefined,
        cost: undefined,
        price: undefined,
        timeoutMs: 20_000,
        ...limits,
      },
    },
    isPatient
      ? { seed: TEST_SEED }
      : {
          seed: TEST_SEED,
          sleep: async (ms) => {
            waits.push(ms);
            await Promise.resolve();
          },
        },
  );
  return {
    ...client,
    waits,
    askOnce: async (signal = new AbortController().signal) =>
      await client.ask(MESSAGES, FORMAT, signal),
  };
}

function textsOf(answer: ChatAnswer): readonly string[] {
  return answer.kind === 'reply' ? answer.reply.texts : [];
}

async function errorOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was expected to fail');
}

const error = (
  status: number,
  fields: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): ServerStep => ({ kind: 'error', status, error: fields, headers });

describe('a chat client', () => {
  it('sends model, messages, schema and key to the server, and returns its reply', async () => {
    const { baseUrl, requests } = await serve(replies('{"constraints": []}'));
    const answer = await clientOf({ baseUrl }, { temperature: 0.8 }).askOnce();
    expect(textsOf(answer)).toEqual(['{"constraints": []}']);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.path).toBe('/v1/chat/completions');
    expect(requests[0]?.authorization).toBe(`Bearer ${KEY}`);
    expect(requests[0]?.body).toEqual({
      model: 'test-model',
      messages: MESSAGES,
      max_completion_tokens: 8192,
      temperature: 0.8,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: FORMAT.schema },
      },
    });
  });

  it('sends no authorization when there is no key', async () => {
    const { baseUrl, requests } = await serve(replies('hello'));
    await clientOf({ baseUrl }, { apiKey: undefined }).askOnce();
    expect(requests[0]?.authorization).toBeUndefined();
  });

  it('asks for several replies at once', async () => {
    const { baseUrl, requests } = await serve(replies('one', 'two', ' '));
    const answer = await clientOf({ baseUrl }, { samples: 3 }).askOnce();
    expect(requests[0]?.body.n).toBe(3);
    expect(textsOf(answer)).toEqual(['one', 'two']);
  });

  it('leaves the schema out for servers that lack it, from then on', async () => {
    const refusal = error(400, { message: "'response_format.type' must be 'text'" });
    const { baseUrl, requests } = await serve(refusal, replies('plain'), replies('again'));
    const client = clientOf({ baseUrl });
    const first = await client.askOnce();
    expect(first).toMatchObject({ kind: 'reply', isFormatted: false });
    expect(textsOf(await client.askOnce())).toEqual(['again']);
    expect(requests.map(({ body }) => body.response_format !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
    expect(client.waits).toEqual([]);
    expect(client.spent().calls).toBe(2);
  });

  it.each([
    ['n', { message: 'n must be 1 for this model', param: 'n' }, 'n'],
    ['temperature', { message: "'temperature' does not support 0.5" }, 'temperature'],
    [
      'max_completion_tokens',
      { message: 'extra field', param: 'max_completion_tokens' },
      'max_completion_tokens',
    ],
    [
      'a schema that makes it fail',
      { message: 'json_schema is not implemented' },
      'response_format',
      500,
    ],
    ['nothing that it names', { message: 'bad request' }, 'response_format', 422],
  ])('leaves out %s when the server objects to it', async (_, fields, missing, status = 400) => {
    const { baseUrl, requests } = await serve(error(status, fields), replies('ok'));
    const options = { samples: 2, temperature: 0.5 };
    expect(textsOf(await clientOf({ baseUrl }, options).askOnce())).toEqual(['ok']);
    const names = requests.map(({ body }) => Object.keys(body).toSorted());
    expect(names[0]).toContain(missing);
    expect(names[1]).not.toContain(missing);
    const limit = missing === 'max_completion_tokens' ? 'max_tokens' : 'max_completion_tokens';
    expect(names[1]).toContain(limit);
  });

  it('waits longer and longer while a server is busy, and as long as it asks', async () => {
    const busy = error(429);
    const { baseUrl } = await serve(
      busy,
      error(503),
      error(429, {}, { 'retry-after': '7' }),
      replies('ok'),
    );
    const client = clientOf({ baseUrl });
    expect(textsOf(await client.askOnce())).toEqual(['ok']);
    const [first = 0, second = 0, third] = client.waits;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThan(750);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(second).toBeLessThan(1500);
    expect(third).toBe(7000);
  });

  it('waits equally long with the same seed', async () => {
    const { baseUrl } = await serve(error(500));
    const [a, b] = [clientOf({ baseUrl }), clientOf({ baseUrl })];
    await errorOf(a.askOnce());
    await errorOf(b.askOnce());
    expect(a.waits).toHaveLength(4);
    expect(a.waits).toEqual(b.waits);
  });

  it('tries again after a broken-off answer', async () => {
    const { baseUrl } = await serve({ kind: 'break-off' }, { kind: 'hang-up' }, replies('ok'));
    const client = clientOf({ baseUrl });
    expect(textsOf(await client.askOnce())).toEqual(['ok']);
    // What began to answer may have worked, and is counted; what closed at once is not.
    expect(client.spent().calls).toBe(2);
  });
});

describe('what goes wrong with a server', () => {
  it.each<[string, readonly ServerStep[], RegExp, RegExp]>([
    [
      '401',
      [error(401)],
      /does not accept the API key \(401\)/,
      /SLOWPATH_API_KEY or OPENAI_API_KEY/,
    ],
    ['403', [error(403)], /does not let this key use the model "test-model"/, /another --model/],
    [
      '404',
      [error(404, { message: 'no such model' })],
      /no model "test-model".*: no such model/,
      /--base-url is the root/,
    ],
    ['429', [error(429)], /takes no more requests at present \(429\), tried 5 times/, /Wait/],
    [
      '429 for long',
      [error(429, {}, { 'retry-after': '3600' })],
      /no more requests/,
      /Wait 3600 s/,
    ],
    [
      '429 without credit',
      [error(429, { code: 'insufficient_quota' })],
      /no credit left \(429\)/,
      /--synth profile/,
    ],
    ['500', [error(500)], /failed \(500\), tried 5 times: status 500/, /Try again later/],
    [
      'a prompt that is too long',
      [error(400, { code: 'context_length_exceeded' })],
      /refuses the request \(400\)/,
      /longer context/,
    ],
    ['an answer that stops', [{ kind: 'break-off' }], /stopped midway, tried 5 times/, /proxy/],
    [
      'a page',
      [{ kind: 'raw', body: '<html>', type: 'text/html' }],
      /is no chat completion: "<html>"/,
      /ends in \/v1/,
    ],
    [
      'damaged JSON',
      [{ kind: 'raw', body: '{"choices": [' }],
      /cut off or damaged/,
      /ends in \/v1/,
    ],
    [
      'other JSON',
      [{ kind: 'raw', body: '{"error":{"message":"no"}}' }],
      /no chat completion.*"no"/,
      /--base-url/,
    ],
    [
      'an endless answer',
      [{ kind: 'raw', body: `"${'x'.repeat(5 << 20)}"` }],
      /larger than 4194304 bytes/,
      /another --model/,
    ],
    [
      'a closed connection',
      [{ kind: 'hang-up' }],
      /cannot be reached, tried 5 times: UND_ERR_SOCKET/,
      /Start the server/,
    ],
  ])('is told with what to do about it: %s', async (_, script, message, hint) => {
    const { baseUrl } = await serve(...script);
    const { code, message: told, hint: advice } = await errorOf(clientOf({ baseUrl }).askOnce());
    expect(code).toBe('usage');
    expect(told).toMatch(message);
    expect(told).toContain(baseUrl);
    expect(advice).toMatch(hint);
  });

  it('is told when nobody listens', async () => {
    const { baseUrl } = await serve(replies('ok'));
    await server?.close();
    server = undefined;
    const client = clientOf({ baseUrl });
    const { message, hint } = await errorOf(client.askOnce());
    expect(message).toMatch(/cannot be reached: ECONNREFUSED/);
    expect(hint).toMatch(/Start the server/);
    expect(client.waits).toEqual([]);
  });

  it("is told before anything is sent when OpenAI's own server is asked without a key", () => {
    const open = (): unknown =>
      clientOf({ baseUrl: DEFAULT_BASE_URL }, { baseUrl: undefined, apiKey: undefined });
    expect(open).toThrow(/wants an API key, and none is set/);
  });

  it('is told when a key is wanted and none is set', async () => {
    const { baseUrl } = await serve(error(401));
    const { message } = await errorOf(clientOf({ baseUrl }, { apiKey: undefined }).askOnce());
    expect(message).toMatch(/wants an API key \(401\), and none is set/);
  });

  it.each([{}, { headers: true }])('is told when there is no answer in time: %o', async (how) => {
    const { baseUrl, requests } = await serve({ kind: 'silence', ...how });
    const { message, hint } = await errorOf(
      clientOf({ baseUrl }, {}, { timeoutMs: 150 }).askOnce(),
    );
    expect(message).toMatch(/no answer within 0\.15 s, tried 2 times/);
    expect(hint).toMatch(/--llm-timeout/);
    expect(requests).toHaveLength(2);
  });

  it('never tells the key, even when the server echoes it', async () => {
    const { baseUrl } = await serve(error(400, { message: `bad key ${KEY}, ${KEY}` }));
    const { message, hint, cause } = await errorOf(clientOf({ baseUrl }).askOnce());
    expect(message).toMatch(/bad key \(key\), \(key\)/);
    expect(`${message}${hint}${String(cause)}`).not.toContain(KEY);
  });

  it('shows nothing of a server that could take over a terminal', async () => {
    const { baseUrl } = await serve(error(400, { message: 'a\u001B[31m\u202Eb\nc' }));
    const { message } = await errorOf(clientOf({ baseUrl }).askOnce());
    expect(message).toMatch(/: a \[31m b c\.$/);
  });

  it.each(['ftp://host/v1', 'host', 'http://user:secret@host/v1', 'http://host/v1?key=secret'])(
    'is told before anything is sent when the address is %s',
    (baseUrl) => {
      let told: unknown;
      try {
        clientOf({ baseUrl });
      } catch (thrown) {
        told = thrown;
      }
      expect(told).toBeInstanceOf(AppError);
      expect(String(told)).not.toContain('secret');
    },
  );
});

describe('aborting', () => {
  it('ends a request that is under way', async () => {
    const { baseUrl } = await serve({ kind: 'silence', headers: true });
    const controller = new AbortController();
    const asked = clientOf({ baseUrl }).askOnce(controller.signal);
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(asked).rejects.toThrow('enough');
  });

  it('ends the wait between two tries', async () => {
    const controller = new AbortController();
    server = await startLlmServer(() => {
      setImmediate(() => controller.abort(new Error('enough')));
      return error(429, {}, { 'retry-after': '50' });
    });
    const { baseUrl } = server;
    const client = clientOf({ baseUrl }, {}, {}, true);
    await expect(client.askOnce(controller.signal)).rejects.toThrow('enough');
  });

  it('ends before the first request', async () => {
    const { baseUrl, requests } = await serve(replies('ok'));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(clientOf({ baseUrl }).askOnce(signal)).rejects.toThrow('enough');
    expect(requests).toHaveLength(0);
  });
});

describe('the budget', () => {
  it('ends with the requests', async () => {
    const { baseUrl, requests } = await serve(replies('ok'));
    const client = clientOf({ baseUrl }, {}, { calls: 2 });
    await client.askOnce();
    await client.askOnce();
    expect(await client.askOnce()).toEqual({
      kind: 'over-budget',
      reason: 'all 2 requests are used up',
    });
    expect(requests).toHaveLength(2);
  });

  it('ends with the tokens that the server counts', async () => {
    const { baseUrl } = await serve(replies('ok'));
    const client = clientOf({ baseUrl }, {}, { tokens: 114 });
    await client.askOnce();
    expect(client.spent()).toEqual({
      calls: 1,
      inputTokens: 100,
      outputTokens: 10,
      cost: undefined,
    });
    expect(await client.askOnce()).toMatchObject({ kind: 'over-budget' });
  });

  it('ends with the money, where prices are known', async () => {
    const { baseUrl } = await serve(replies('ok'));
    const price = [100, 500] as const;
    const client = clientOf({ baseUrl }, {}, { cost: 0.0152, price });
    await client.askOnce();
    expect(client.spent().cost).toBeCloseTo(0.015, 10);
    expect(await client.askOnce()).toMatchObject({
      kind: 'over-budget',
      reason: expect.stringMatching('cost to 0.01'),
    });
    const unpriced = clientOf({ baseUrl }, {}, { cost: 0 });
    await unpriced.askOnce();
    expect(await unpriced.askOnce()).toMatchObject({ kind: 'reply' });
  });

  it('counts characters when the server does not count', async () => {
    const { baseUrl } = await serve({ kind: 'replies', texts: ['x'.repeat(40)], usage: null });
    const client = clientOf({ baseUrl });
    const answer = await client.askOnce();
    expect(answer).toMatchObject({ usage: { input: 5, output: 10, isEstimated: true } });
  });
});
