import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { PROMPTS } from '../../constraints/prompts/prompt-set.ts';
import type { Synthesizer } from '../../src/core/synthesis.ts';
import type { LlmOptions } from '../../src/synthesize/llm/options.ts';
import { createAskingSynthesizer } from '../../src/synthesize/llm/ask-proposal.ts';
import { createLlmCompleter } from '../../src/synthesize/llm/llm-completer.ts';
import { questionHash, readTranscript } from '../../src/synthesize/llm/transcript.ts';
import { createReplayCompleter } from '../../src/synthesize/replay/replay-completer.ts';
import { type LlmServer, replies, type ServerStep, startLlmServer } from '../helpers/llm-server.ts';
import { TEST_SEED } from '../helpers/seed.ts';
import { makeTree } from '../helpers/temp-tree.ts';
import {
  answer,
  constraintAnswer,
  fakeContext,
  FIRST_ROUND,
  recipeAnswer,
  SECOND_ROUND,
} from '../unit/synthesize/llm/fake-context.ts';

function replaying(directory: string): Synthesizer {
  return createAskingSynthesizer('replay', createReplayCompleter(directory));
}

const KEY = 'sk-test-0123456789abcdef';

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(...script: readonly ServerStep[]): Promise<LlmServer> {
  server = await startLlmServer(script);
  return server;
}

function synthesizer(
  { baseUrl }: { readonly baseUrl: string },
  options: Partial<LlmOptions> = {},
): Synthesizer {
  return createAskingSynthesizer(
    'llm',
    createLlmCompleter(
      {
        model: 'test-model',
        baseUrl,
        apiKey: KEY,
        cacheDirectory: undefined,
        transcriptDirectory: undefined,
        limits: {
          calls: 8,
          tokens: undefined,
          cost: undefined,
          price: undefined,
          timeoutMs: 20_000,
        },
        ...options,
      },
      { seed: TEST_SEED, sleep: async () => await Promise.resolve() },
    ),
  );
}

/** Every file below a directory, as text. */
function textsBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

describe('the llm synthesizer', () => {
  it('proposes what the model says, asked with the schema of proposals', async () => {
    const { baseUrl, requests } = await serve(
      replies(answer([constraintAnswer('few')], [recipeAnswer('ramp', 'few')])),
    );
    const llm = synthesizer({ baseUrl });
    expect(llm.name).toBe('llm');
    expect(await llm.propose(fakeContext(), FIRST_ROUND)).toEqual({
      constraints: [
        {
          id: 'few',
          source: 'llm',
          description: 'different items make the list grow',
          where: { file: 'dedupe.js', line: 3, at: 'loop' },
          let: { share: 'len(seen) / len(items)' },
          when: 'share > 0.5',
          expects: 'slower',
        },
      ],
      recipes: [
        {
          id: 'ramp',
          source: 'llm',
          description: 'all different',
          reaches: 'few',
          input: { items: 'i' },
        },
      ],
      notes: ['test-model: 1 request, 100 tokens of prompts, 10 of answers'],
    });
    expect(requests[0]?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(requests[0]?.body.response_format?.['json_schema']).toEqual({
      ...PROMPTS.proposalSchema,
      strict: true,
    });
  });

  it('gives the second round the evidence of the gate and the scoreboard, and keeps ids apart', async () => {
    const { baseUrl, requests } = await serve(replies(answer([constraintAnswer('long', 'x > 1')])));
    const { constraints } = await synthesizer({ baseUrl }).propose(fakeContext(), SECOND_ROUND);
    const asked = requests[0]?.body.messages.at(-1)?.content;
    expect(asked).toContain('This is round 2.');
    expect(asked).toContain('separates-its-pair: it holds in both runs of pair-1');
    expect(asked).toContain('few-repeats: satisfied by 40 of 900 executions');
    expect(constraints).toMatchObject([{ id: 'long-2', when: 'x > 1' }]);
  });

  it('merges several candidates', async () => {
    const { baseUrl } = await serve(
      replies(answer([constraintAnswer('a')]), 'prose only', answer([constraintAnswer('a', 'y')])),
    );
    const { constraints } = await synthesizer({ baseUrl }, { samples: 3 }).propose(
      fakeContext(),
      FIRST_ROUND,
    );
    expect(constraints).toMatchObject([{ id: 'a' }, { id: 'a-2', when: 'y' }]);
  });

  it.each([
    ['plain text in Markdown', `I think:\n\`\`\`json\n${answer()}\n\`\`\``, 1],
    [
      'a reply that is cut off',
      answer([constraintAnswer('few-distinct'), constraintAnswer('b')]).slice(0, 320),
      1,
    ],
    ['a reply in Markdown without an answer', '**Sorry**, I cannot.', 0],
    ['an empty list', '{"constraints": [], "recipes": []}', 0],
  ])('works with %s', async (_, text, count) => {
    const { baseUrl } = await serve(replies(text));
    const { constraints } = await synthesizer({ baseUrl }).propose(fakeContext(), FIRST_ROUND);
    expect(constraints).toHaveLength(count);
  });

  it('asks once more for a reply in which it can read nothing', async () => {
    const { baseUrl, requests } = await serve(
      replies('I would look at line 6.'),
      replies(answer()),
    );
    const { constraints, notes } = await synthesizer({ baseUrl }).propose(
      fakeContext(),
      FIRST_ROUND,
    );
    expect(constraints).toHaveLength(1);
    expect(requests[1]?.body.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
    ]);
    expect(requests[1]?.body.messages[2]?.content).toBe('I would look at line 6.');
    expect(notes.at(-1)).toMatch(/2 requests/);
  });

  it('gives up with a note when it cannot read the second one either', async () => {
    const { baseUrl, requests } = await serve(replies('no'));
    const { notes } = await synthesizer({ baseUrl }).propose(fakeContext(), FIRST_ROUND);
    expect(requests).toHaveLength(2);
    expect(notes).toContain('no answer could be read in the reply of the model');
  });

  it('notes an answer that was cut off, empty or refused', async () => {
    const steps: ServerStep[] = [
      { kind: 'replies', texts: [answer()], finishReason: 'length' },
      replies(''),
      { kind: 'raw', body: '{"choices":[{"message":{"content":null,"refusal":"I cannot"}}]}' },
    ];
    const { baseUrl } = await serve(...steps);
    const llm = synthesizer({ baseUrl });
    const notes: (string | undefined)[] = [];
    for (const _ of steps) notes.push((await llm.propose(fakeContext(), FIRST_ROUND)).notes[1]);
    expect(notes).toEqual([
      'an answer of test-model was cut off at its limit of tokens',
      'test-model gave an empty answer',
      'test-model refused to answer',
    ]);
  });

  it('fails when the first round gets no answer, and notes it when a later one does not', async () => {
    const { baseUrl } = await serve({ kind: 'error', status: 401 });
    const llm = synthesizer({ baseUrl });
    await expect(llm.propose(fakeContext(), FIRST_ROUND)).rejects.toThrow('API key (401)');
    expect(await llm.propose(fakeContext(), SECOND_ROUND)).toEqual({
      constraints: [],
      recipes: [],
      notes: [`round 2: ${baseUrl} does not accept the API key (401).`],
    });
  });

  it('stops asking when the budget is used up', async () => {
    const { baseUrl, requests } = await serve(replies(answer()));
    const limits = {
      calls: 1,
      tokens: undefined,
      cost: undefined,
      price: undefined,
      timeoutMs: 1e4,
    };
    const llm = synthesizer({ baseUrl }, { limits });
    await llm.propose(fakeContext(), FIRST_ROUND);
    expect((await llm.propose(fakeContext(), SECOND_ROUND)).notes).toEqual([
      'test-model was not asked: all 1 requests are used up (so far 1 request, 100 tokens of prompts, 10 of answers)',
    ]);
    expect(requests).toHaveLength(1);
  });

  it('ends with the run', async () => {
    const { baseUrl } = await serve({ kind: 'silence' });
    const controller = new AbortController();
    const proposed = synthesizer({ baseUrl }).propose(
      fakeContext({ signal: controller.signal }),
      SECOND_ROUND,
    );
    setImmediate(() => controller.abort(new Error('interrupted')));
    await expect(proposed).rejects.toThrow('interrupted');
  });
});

describe('cache and transcripts', () => {
  it('answers from the cache what was asked before, of the same model at the same address', async () => {
    const cacheDirectory = join(makeTree({}), 'cache');
    const { baseUrl, requests } = await serve(replies(answer()));
    const first = await synthesizer({ baseUrl }, { cacheDirectory }).propose(
      fakeContext(),
      FIRST_ROUND,
    );
    const again = await synthesizer({ baseUrl: `${baseUrl}/` }, { cacheDirectory }).propose(
      fakeContext(),
      FIRST_ROUND,
    );
    expect(requests).toHaveLength(1);
    expect(again.constraints).toEqual(first.constraints);
    expect(again.notes).toEqual(['test-model: answered from the cache']);
    const others: Partial<LlmOptions>[] = [{ model: 'other' }, { temperature: 1 }, { samples: 2 }];
    for (const options of others) {
      await synthesizer({ baseUrl }, { cacheDirectory, ...options }).propose(
        fakeContext(),
        FIRST_ROUND,
      );
    }
    await synthesizer({ baseUrl }, { cacheDirectory }).propose(fakeContext(), SECOND_ROUND);
    expect(requests).toHaveLength(5);
  });

  it('asks again when the cache is damaged, and goes on when it cannot be written', async () => {
    const cacheDirectory = makeTree({});
    const { baseUrl, requests } = await serve(replies(answer()));
    const propose = async (directory: string): Promise<readonly string[]> =>
      (
        await synthesizer({ baseUrl }, { cacheDirectory: directory }).propose(
          fakeContext(),
          FIRST_ROUND,
        )
      ).notes;
    await propose(cacheDirectory);
    const [file = ''] = readdirSync(cacheDirectory);
    writeFileSync(join(cacheDirectory, file), '{"version": 1, "texts": ["');
    await propose(cacheDirectory);
    await propose(cacheDirectory);
    expect(requests).toHaveLength(2);
    const blocked = join(makeTree({ file: 'x' }), 'file', 'cache');
    expect((await propose(blocked)).at(-1)).toMatch(/could not be cached: ENOTDIR/);
  });

  it('records every exchange as it was, and the key nowhere', async () => {
    const root = makeTree({});
    const directories = { cacheDirectory: join(root, 'c'), transcriptDirectory: join(root, 't') };
    const { baseUrl, requests } = await serve(
      replies(answer()),
      replies(answer([], [recipeAnswer('r')])),
      { kind: 'error', status: 400, error: { message: `bad key ${KEY}` } },
    );
    const llm = synthesizer({ baseUrl }, directories);
    await llm.propose(fakeContext(), FIRST_ROUND);
    await llm.propose(fakeContext(), SECOND_ROUND);
    await llm.propose(fakeContext(), { ...SECOND_ROUND, round: 3 });
    expect(readdirSync(directories.transcriptDirectory)).toEqual(['001.json', '002.json']);
    const first = readTranscript(join(directories.transcriptDirectory, '001.json'));
    expect(first).toMatchObject({
      version: 1,
      purpose: 'propose',
      subject: { name: 'dedupe.js' },
      round: 1,
      promptVersion: PROMPTS.version,
      model: 'test-model',
      messages: requests[0]?.body.messages,
      replies: [answer()],
      finishReasons: ['stop'],
      usage: { input: 100, output: 10, isEstimated: false },
      fromCache: false,
    });
    expect(first.hash).toBe(questionHash(first));
    expect(readTranscript(join(directories.transcriptDirectory, '002.json'))).toMatchObject({
      purpose: 'repair',
      round: 2,
    });
    const written = textsBelow(root);
    expect(written).toHaveLength(4);
    for (const text of written) {
      expect(text).not.toContain(KEY);
      expect(text).not.toMatch(/authorization|127\.0\.0\.1/i);
    }
  });

  it('goes on numbering where an earlier run ended', async () => {
    const transcriptDirectory = makeTree({ '009.json': '{}', 'notes.txt': 'x' });
    const { baseUrl } = await serve(replies(answer()));
    await synthesizer({ baseUrl }, { transcriptDirectory }).propose(fakeContext(), FIRST_ROUND);
    expect(readdirSync(transcriptDirectory)).toContain('010.json');
  });

  it('says so when a transcript cannot be written', async () => {
    const transcriptDirectory = join(makeTree({ file: 'x' }), 'file');
    const { baseUrl } = await serve(replies(answer()));
    const proposed = synthesizer({ baseUrl }, { transcriptDirectory }).propose(
      fakeContext(),
      FIRST_ROUND,
    );
    await expect(proposed).rejects.toThrow(/transcript cannot be written/);
  });
});

describe('a replay', () => {
  async function record(...script: readonly ServerStep[]): Promise<string> {
    const transcriptDirectory = makeTree({});
    const { baseUrl } = await serve(...script);
    const llm = synthesizer({ baseUrl }, { transcriptDirectory });
    await llm.propose(fakeContext(), FIRST_ROUND);
    await llm.propose(fakeContext(), SECOND_ROUND);
    return transcriptDirectory;
  }

  it('proposes what was recorded, offline and without running the program', async () => {
    const directory = await record(
      replies('first in prose'),
      replies(answer([constraintAnswer('a')])),
      replies(answer([constraintAnswer('b', 'x > 2')], [recipeAnswer('r', 'b')])),
    );
    await server?.close();
    server = undefined;
    const context = fakeContext();
    const replay = replaying(directory);
    expect(replay.name).toBe('replay');
    expect(await replay.propose(context, FIRST_ROUND)).toMatchObject({
      constraints: [{ id: 'a', source: 'llm' }],
      notes: [],
    });
    expect(await replay.propose(context, SECOND_ROUND)).toMatchObject({
      constraints: [{ id: 'b' }],
      recipes: [{ id: 'r', reaches: 'b' }],
      notes: [],
    });
    expect(context.watches).toEqual([]);
    expect((await replay.propose(context, { ...SECOND_ROUND, round: 3 })).notes).toEqual([
      `${directory} holds no further answer for round 3 (repair) of dedupe.js`,
    ]);
  });

  it('takes the answers for a changed program, and says so', async () => {
    const directory = await record(replies(answer()));
    const [source] = fakeContext().sources;
    if (source === undefined) throw new Error('the fake has one');
    const context = fakeContext({ sources: [{ ...source, code: `${source.code}// changed\n` }] });
    const { constraints, notes } = await replaying(directory).propose(context, FIRST_ROUND);
    expect(constraints).toHaveLength(1);
    expect(notes).toEqual(['001.json was recorded with another version of dedupe.js']);
  });

  it('gives no answer for another program', async () => {
    const directory = await record(replies(answer()));
    const context = fakeContext({ sources: [{ file: '/p/other.js', name: 'other.js', code: '' }] });
    const { constraints, notes } = await replaying(directory).propose(context, FIRST_ROUND);
    expect(constraints).toEqual([]);
    expect(notes).toEqual([`${directory} holds answers for dedupe.js, none for other.js`]);
  });

  it('keeps programs of one directory apart that share a name', async () => {
    const directory = await record(replies(answer([constraintAnswer('a')])));
    const path = join(directory, '001.json');
    const text = readFileSync(path, 'utf8');
    const other = { ...readTranscript(path), replies: [answer([constraintAnswer('z')])] };
    writeFileSync(
      path,
      JSON.stringify({ ...other, subject: { name: 'dedupe.js', digest: '0'.repeat(64) } }),
    );
    writeFileSync(join(directory, '003.json'), text);
    const { constraints } = await replaying(directory).propose(fakeContext(), FIRST_ROUND);
    expect(constraints).toMatchObject([{ id: 'a' }]);
  });

  it('notes that the prompts have changed', async () => {
    const directory = await record(replies(answer()));
    const path = join(directory, '001.json');
    writeFileSync(path, JSON.stringify({ ...readTranscript(path), promptVersion: 'v0' }));
    const { notes } = await replaying(directory).propose(fakeContext(), FIRST_ROUND);
    expect(notes).toEqual([`001.json was recorded with prompts v0, these are ${PROMPTS.version}`]);
  });

  it('says what is wrong with a directory', () => {
    const root = makeTree({ 'a.txt': 'x' });
    mkdirSync(join(root, 'damaged'));
    writeFileSync(join(root, 'damaged', '001.json'), '{"version": 1, "purp');
    mkdirSync(join(root, 'other'));
    writeFileSync(join(root, 'other', '001.json'), '{"version": 2}');
    const open = (directory: string) => () => replaying(directory);
    expect(open(join(root, 'missing'))).toThrow(/cannot be read: ENOENT/);
    expect(open(root)).toThrow(/There are no transcripts in/);
    expect(open(join(root, 'damaged'))).toThrow(/001\.json is no transcript: /);
    expect(open(join(root, 'other'))).toThrow(/no transcript of this version: version: /);
  });
});
