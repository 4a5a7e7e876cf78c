import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../constraints/language/parse.ts';
import { parseConstraint, parseRecipe } from '../../constraints/language/schema.ts';
import { resolveOptions, type UserOptions } from '../../src/config/options.ts';
import { runSynth, type SynthResult } from '../../src/pipeline/synth.ts';
import { readReply } from '../../src/synthesize/llm/reply.ts';
import { readTranscript } from '../../src/synthesize/llm/transcript.ts';
import { replies, startLlmServer } from '../helpers/llm-server.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const REPOSITORY = new URL('../..', import.meta.url).pathname;
const ROOT = join(REPOSITORY, 'constraints/transcripts');
const PROBLEMS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const ANSWERED_BY = 'written by hand, served by a local script';
/** Enough for a search to tell slow inputs from fast ones. */
const BUDGET: UserOptions = { execs: 20_000, workers: 1, seed: 1, maxSize: 1000 };

/** `slowpath synth` in a directory of its own, with a clock that no machine has a say in. */
async function synth(problem: string, options: UserOptions): Promise<SynthResult> {
  let ticks = 0;
  return await runSynth(
    {
      target: `corpus/${problem}/`,
      options: resolveOptions({ commandLine: { ...BUDGET, ...options } }, { cpuCount: 2 }),
      cwd: makeTree({ corpus: { link: join(REPOSITORY, 'corpus') } }),
    },
    { status: () => undefined, say: () => undefined },
    { clock: () => ++ticks, apiKey: undefined, finishEarly: new AbortController().signal },
  );
}

/** The same run with a model, whose part a script plays. @returns what came of it, and its transcripts by name */
async function ask(
  problem: string,
): Promise<{ readonly result: SynthResult; readonly transcripts: ReadonlyMap<string, string> }> {
  const out = makeTree({});
  const server = await startLlmServer(answersTo(problem).map((text) => replies(text)));
  try {
    const llm = { synth: 'llm', model: 'scripted', baseUrl: server.baseUrl, out };
    const result = await synth(problem, llm);
    const files = readdirSync(out).map((name): [string, string] => {
      const transcript = { ...readTranscript(join(out, name)), answeredBy: ANSWERED_BY };
      return [name, `${JSON.stringify(transcript, null, 2)}\n`];
    });
    return { result, transcripts: new Map(files) };
  } finally {
    await server.close();
  }
}

const replays = new Map<string, Promise<SynthResult>>();

/** Each problem's transcripts are replayed once. */
async function replay(problem: string): Promise<SynthResult> {
  const known = replays.get(problem);
  if (known !== undefined) return await known;
  const result = synth(problem, { synth: 'replay', transcript: join(ROOT, problem) });
  replays.set(problem, result);
  return await result;
}

function standingsOf({ records }: SynthResult): readonly string[] {
  return records.flatMap((record) => (record.verdict === 'accepted' ? [record.standing] : []));
}

function answersTo(problem: string): readonly string[] {
  const directory = join(ROOT, problem, 'answers');
  return readdirSync(directory)
    .toSorted()
    .map((name) => readFileSync(join(directory, name), 'utf8'));
}

function transcriptsOf(problem: string): readonly string[] {
  return readdirSync(join(ROOT, problem)).filter((name) => name.endsWith('.json'));
}

describe.each(PROBLEMS)('the answers for %s', (problem) => {
  it('are documents of the language', () => {
    for (const text of answersTo(problem)) {
      const { constraints, recipes, notes } = readReply(text);
      expect(notes).toEqual([]);
      for (const document of constraints) {
        const parsed = parseConstraint(document);
        if (!parsed.ok) throw new Error(parsed.reason);
        const { when, let: lets = {} } = parsed.constraint;
        expect(parseExpression(when, { lets })).toMatchObject({ ok: true });
      }
      for (const document of recipes) {
        const parsed = parseRecipe(document);
        if (!parsed.ok) throw new Error(parsed.reason);
        for (const part of Object.values(parsed.recipe.input)) {
          expect(parseExpression(part)).toMatchObject({ ok: true });
        }
      }
    }
  });

  it.runIf(process.env['UPDATE_TRANSCRIPTS'] === '1')('are recorded anew', async () => {
    const { transcripts } = await ask(problem);
    for (const name of transcriptsOf(problem)) rmSync(join(ROOT, problem, name));
    for (const [name, text] of transcripts) writeFileSync(join(ROOT, problem, name), text);
    expect(transcripts.size).toBe(answersTo(problem).length);
  });
});

describe.each(PROBLEMS)('the transcripts of %s', (problem) => {
  it('say who answered, and answer what the answers say', () => {
    const recorded = transcriptsOf(problem).map((name) =>
      readTranscript(join(ROOT, problem, name)),
    );
    expect(recorded.map(({ replies: texts }) => texts)).toEqual(
      answersTo(problem).map((text) => [text]),
    );
    expect(recorded.map(({ purpose }) => purpose)).toEqual(['propose', 'repair']);
    for (const { answeredBy, messages } of recorded) {
      expect(answeredBy).toBe(ANSWERED_BY);
      expect(JSON.stringify(messages)).not.toMatch(/\/(?:home|root|tmp|work|Users)\//);
    }
  });

  it('replay offline, and constraints of theirs pass the gate', async () => {
    const result = await replay(problem);
    expect(standingsOf(result)).not.toEqual([]);
    expect(result.notes.filter((note) => note.includes('recorded with'))).toEqual([]);
  });
});

describe('a replay', () => {
  it('comes to the same as the run with a model that it was recorded from', async () => {
    const problem = 'sort-bad-pivot';
    const [asked, replayed] = [(await ask(problem)).result, await replay(problem)];
    expect(replayed.records).toEqual(asked.records);
    expect(replayed.execs).toBe(asked.execs);
  });
});

it('lead to constraints that are strong beyond doubt on nearly all problems', async () => {
  const strong: string[] = [];
  for (const problem of PROBLEMS)
    if (standingsOf(await replay(problem)).includes('strong')) strong.push(problem);
  expect(strong.length).toBeGreaterThanOrEqual(PROBLEMS.length - 1);
});
