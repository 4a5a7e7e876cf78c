import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveOptions, type UserOptions } from '../../src/config/options.ts';
import { type FuzzResult, runFuzz } from '../../src/pipeline/fuzz.ts';
import { currentVersions } from '../../src/pipeline/versions.ts';
import { readReply } from '../../src/synthesize/llm/reply.ts';
import { readTranscript } from '../../src/synthesize/llm/transcript.ts';
import { type LlmServer, replies, type ServerStep, startLlmServer } from '../helpers/llm-server.ts';
import { makeTree, type TreeEntry } from '../helpers/temp-tree.ts';

const REPOSITORY = new URL('../..', import.meta.url).pathname;
const ANSWERS = join(REPOSITORY, 'constraints/transcripts/insert-into-list/answers');
const KEY = 'sk-test-0123456789abcdef';

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function answer(round: number): ServerStep {
  return replies(readFileSync(join(ANSWERS, `${round}.json`), 'utf8'));
}

/** A problem of two solutions, of which the first has a slow path. */
function twoSolutions(): Readonly<Record<string, TreeEntry>> {
  const textOf = (file: string): string =>
    readFileSync(join(REPOSITORY, 'corpus/insert-into-list', file), 'utf8');
  return {
    'two/problem.json': {
      version: 1,
      id: 'two',
      title: 'Insert into a list',
      kind: 'function',
      entry: 'solve',
      spec: 'spec.json',
      solutions: [
        { file: 'solutions/insertion.js', correct: true, class: 'O(n^2)' },
        { file: 'solutions/counts.js', correct: true, class: 'O(n log n)' },
      ],
    },
    'two/spec.json': textOf('spec.json'),
    'two/solutions/insertion.js': textOf('solutions/insertion.js'),
    'two/solutions/counts.js': textOf('solutions/counts.js'),
    'two/tests/1.json': { args: [[3, 1, 2]], expected: [3, 1, 2] },
  };
}

/** The main job with a key, a clock that goes by ticks, and a server that answers by script. */
async function fuzz(
  script: readonly ServerStep[],
  options: UserOptions = {},
  target = 'corpus/insert-into-list/solutions/insertion.js',
): Promise<FuzzResult & { readonly out: string }> {
  server = await startLlmServer(script);
  const cwd = makeTree({ corpus: { link: join(REPOSITORY, 'corpus') }, ...twoSolutions() });
  const out = join(cwd, 'run');
  const commandLine = {
    synth: 'llm',
    model: 'scripted',
    baseUrl: server.baseUrl,
    out,
    execs: 20_000,
    workers: 1,
    maxSize: 500,
    ...options,
  };
  let ticks = 0;
  const result = await runFuzz(
    {
      target,
      options: resolveOptions({ commandLine }, { cpuCount: 2 }),
      cwd,
    },
    { status: () => undefined, say: () => undefined },
    {
      clock: () => ++ticks,
      now: () => new Date(0),
      owner: { pid: process.pid, host: 'here', isAlive: () => true },
      versions: currentVersions(process.versions.node),
      apiKey: KEY,
      finishEarly: new AbortController().signal,
    },
  );
  return { ...result, out };
}

function acceptedBy({ record }: FuzzResult, source: string): readonly string[] {
  return record.constraints.flatMap((one) =>
    one.verdict === 'accepted' && one.constraint.source === source ? [one.constraint.id] : [],
  );
}

describe('a whole run with a language model', () => {
  it('asks, repairs, records, and tells nobody the key', async () => {
    const result = await fuzz([answer(1), answer(2)]);
    expect(acceptedBy(result, 'llm')).toEqual(
      expect.arrayContaining(['mostly-inverted', 'medians-fall']),
    );
    expect(server?.requests[0]?.authorization).toBe(`Bearer ${KEY}`);
    expect(server?.requests[1]?.body.messages.at(-1)?.content).toContain('# Turned away, and why');
    const transcripts = join(result.out, 'transcripts');
    const purposes = readdirSync(transcripts)
      .toSorted()
      .map((name) => readTranscript(join(transcripts, name)).purpose);
    expect(purposes.slice(0, 2)).toEqual(['propose', 'repair']);
    const files = readdirSync(join(result.out, '..'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      if (readFileSync(file, 'utf8').includes(KEY)) throw new Error(`${file} holds the key`);
    }
  });

  it('goes on with what passes of a reply full of what does not', async () => {
    const { constraints } = readReply(readFileSync(join(ANSWERS, '1.json'), 'utf8'));
    const bad = {
      id: 'x',
      when: "require('fs')",
      where: { file: 'insertion.js', line: 1, at: 'line' },
    };
    const documents = [bad, 7, constraints[0], { id: 'cut off here' }].map((one) =>
      JSON.stringify(one),
    );
    const text = `\`\`\`json\n{"constraints": [${documents.join(', ').slice(0, -8)}`;
    const result = await fuzz([replies(text), replies('{"constraints": []}')]);
    expect(acceptedBy(result, 'llm')).toEqual(['mostly-inverted']);
    expect(result.record.constraints).toContainEqual(
      expect.objectContaining({ verdict: 'rejected', id: 'x' }),
    );
    expect(result.record.status).toBe('finished');
  });

  it('falls back to the embedded synthesizer when the server fails', async () => {
    const result = await fuzz([{ kind: 'error', status: 401 }], { synth: 'llm,profile' });
    expect(result.record.notes.join('\n')).toMatch(/llm gave up: .*does not accept the API key/);
    expect(acceptedBy(result, 'profile').length).toBeGreaterThanOrEqual(1);
  });

  it('ends with the message when nobody else is asked', async () => {
    await expect(fuzz([{ kind: 'error', status: 401 }])).rejects.toThrow(
      /does not accept the API key/,
    );
  });
});

describe('a problem with a language model', () => {
  const short: UserOptions = { execs: 16_000, maxSize: 300, tests: 2, llmTimeout: '200ms' };

  it.each([
    [{ kind: 'error', status: 401 }, /does not accept the API key/],
    [{ kind: 'error', status: 404 }, /has no model/],
    [{ kind: 'error', status: 429, headers: { 'retry-after': '3600' } }, /takes no more requests/],
    [{ kind: 'error', status: 500 }, /failed \(500\)/],
    [{ kind: 'silence' }, /gave no answer/],
  ] as const)('ends with the message, and blames no solution: %j', async (step, message) => {
    await expect(fuzz([step], short, 'two')).rejects.toThrow(message);
  });

  it('falls back to the embedded synthesizer when the server fails', async () => {
    const { record } = await fuzz(
      [{ kind: 'error', status: 401 }],
      { ...short, synth: 'llm,profile' },
      'two',
    );
    expect(record.problem?.setAside).toEqual([]);
    expect(record.problem?.solutions.length).toBeGreaterThan(1);
    expect(record.notes.join('\n')).toMatch(/llm gave up: .*does not accept the API key/);
  });
});
