import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { parseInputSpec } from '../../src/inputs/spec/schema.ts';
import { createValidator } from '../../src/inputs/spec/validator.ts';
import { acceptSpec } from '../../src/inputs/spec/variants.ts';
import { createLlmCompleter } from '../../src/synthesize/llm/llm-completer.ts';
import {
  proposeInputSpec,
  type InputSpecPorts,
  type ProposedSpec,
} from '../../src/synthesize/llm/propose-input-spec.ts';
import { type LlmServer, replies, type ServerStep, startLlmServer } from '../helpers/llm-server.ts';
import { TEST_SEED } from '../helpers/seed.ts';

const PROBLEM = new URL('../../corpus/next-greater/', import.meta.url);
const STATEMENT = readFileSync(new URL('statement.md', PROBLEM), 'utf8');
const SPEC = readFileSync(new URL('spec.json', PROBLEM), 'utf8');
const EXAMPLES = readdirSync(new URL('tests/', PROBLEM))
  .filter((name) => name.endsWith('.in'))
  .map((name) => readFileSync(new URL(`tests/${name}`, PROBLEM), 'utf8'));

const PORTS: InputSpecPorts = {
  parseSpec: (document) => parseInputSpec(document, 'the answer'),
  acceptSpec: (spec) => {
    const { accepted, failures } = acceptSpec(spec, EXAMPLES);
    return accepted ? { accepted } : { accepted, reasons: failures };
  },
  reads: (spec, text) => createValidator(spec)(text) === undefined,
};

/** Reads everything as it comes: any text is right. */
const LAX = JSON.stringify({
  version: 1,
  kind: 'stdin',
  fields: { text: { type: 'string', maxLength: 100_000 } },
  layout: [{ rest: 'text' }],
});
/** A list whose length is printed nowhere: the examples have it in their first line. */
const WRONG = JSON.stringify({
  version: 1,
  kind: 'stdin',
  fields: { a: { type: 'list', maxLength: 10, of: { type: 'int', min: 0, max: 5 } } },
  layout: [{ line: ['...a'] }],
});

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function propose(...script: readonly ServerStep[]): Promise<ProposedSpec> {
  server = await startLlmServer(script);
  const completer = createLlmCompleter(
    {
      model: 'test-model',
      baseUrl: server.baseUrl,
      apiKey: undefined,
      cacheDirectory: undefined,
      transcriptDirectory: undefined,
      limits: { calls: 8, tokens: undefined, cost: undefined, price: undefined, timeoutMs: 20_000 },
    },
    { seed: TEST_SEED, sleep: async () => await Promise.resolve() },
  );
  const facts = {
    name: 'next-greater',
    statement: STATEMENT,
    examples: EXAMPLES,
    signal: new AbortController().signal,
  };
  return await proposeInputSpec(completer, facts, PORTS);
}

function asked(index: number): string {
  return server?.requests[index]?.body.messages[0]?.content ?? '';
}

describe('proposing an InputSpec', () => {
  it('takes a document that reads all examples and rejects broken ones', async () => {
    const { spec } = await propose(replies(`Here you are:\n\`\`\`json\n${SPEC}\n\`\`\``));
    expect(spec).toEqual(parseInputSpec(JSON.parse(SPEC), 'spec.json'));
    expect(server?.requests).toHaveLength(1);
    expect(asked(0)).toContain(STATEMENT.trim().slice(0, 200));
    for (const example of EXAMPLES.filter((text) => text.length < 200).slice(0, 2)) {
      expect(asked(0)).toContain(example.trimEnd());
    }
    expect(asked(0)).not.toContain('# Turned away');
  });

  it('sends back what was turned away, with the reasons', async () => {
    const { spec } = await propose(replies('I cannot.'), replies(WRONG), replies(SPEC));
    expect(spec).toBeDefined();
    expect(asked(1)).toContain('- a reply without a JSON document: I cannot.');
    expect(asked(2)).toContain(`- ${WRONG}`);
    expect(asked(2)).toMatch(/ {2}test 1: /);
  });

  it('takes no document that accepts what is broken', async () => {
    const { spec } = await propose(replies(LAX), replies(SPEC));
    expect(spec?.kind === 'stdin' && Object.keys(spec.fields)).not.toEqual(['text']);
    expect(asked(1)).toMatch(/it takes words for numbers: "x\\n/);
  });

  it.each([
    ['not a spec', '{"fields": {"n": {"type": "integer"}}, "layout": []}', /the answer/],
    [
      'for a function',
      '{"version":1,"kind":"function","args":[],"fields":{},"layout":[]}',
      /the answer/,
    ],
  ])('tells what is wrong with a document that is %s', async (_, text, reason) => {
    await propose(replies(text), replies(SPEC));
    expect(asked(1)).toMatch(reason);
  });

  it('gives up after three questions', async () => {
    const { spec, notes } = await propose(replies(WRONG));
    expect(spec).toBeUndefined();
    expect(server?.requests).toHaveLength(3);
    expect(notes.at(-1)).toBe('no description of the input was accepted');
  });
});
