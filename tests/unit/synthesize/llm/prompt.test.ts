import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../../constraints/language/catalogue.ts';
import { languageReference } from '../../../../constraints/prompts/language-reference.ts';
import { fillTemplate } from '../../../../constraints/prompts/template.ts';
import { renderQuestion, renderReformat } from '../../../../src/synthesize/llm/prompt.ts';
import { fakeContext, FIRST_ROUND, SECOND_ROUND } from './fake-context.ts';

describe('a template', () => {
  it('takes values once, and never reads them for placeholders', () => {
    expect(fillTemplate('a {{x}} b {{y}}', { x: '{{y}}', y: '$& {{x}}' })).toBe(
      'a {{y}} b $& {{x}}',
    );
  });

  it('leaves out what is empty, with its heading', () => {
    const template = '# One\n\n{{one}}\n\n# Two\n\n{{two}}\n\nThe end.\n';
    expect(fillTemplate(template, { one: '', two: '\n  x \n' })).toBe('# Two\n\n  x\n\nThe end.');
  });

  it('wants exactly its values', () => {
    expect(() => fillTemplate('{{x}}', {})).toThrow('the prompt wants x');
    expect(() => fillTemplate('x', { x: '1' })).toThrow('the prompt has no place for x');
  });
});

describe('the language reference', () => {
  it('names every function of the catalogue with what it does', () => {
    const reference = languageReference();
    for (const { name, doc } of CATALOGUE.values()) {
      expect(reference).toMatch(new RegExp(`^- ${name}\\(`, 'm'));
      expect(reference).toContain(doc);
    }
  });
});

describe('a question', () => {
  it('shows program, input, pairs and values in the first round', async () => {
    const [system, user, ...more] = await renderQuestion(fakeContext(), FIRST_ROUND);
    expect(more).toEqual([]);
    expect(system?.role).toBe('system');
    expect(system?.content).toContain(languageReference());
    expect(user?.role).toBe('user');
    expect(user?.content).toMatchSnapshot();
  });

  it('tells in later rounds what was accepted, turned away and how the search fared', async () => {
    const [, user] = await renderQuestion(fakeContext(), SECOND_ROUND);
    expect(user?.content).toMatchSnapshot();
  });

  it('stays within bounds for a program of any length and inputs of any size', async () => {
    const { pairs, sources, places } = fakeContext();
    const [pair] = pairs;
    const [source] = sources;
    const [place] = places;
    if (!pair || !source || !place) throw new Error('the fake has them');
    const long = JSON.stringify([Array.from({ length: 60_000 }, (_, i) => i)]);
    const variables = Array.from({ length: 40 }, (_, i) => `variable${i}`);
    const context = fakeContext({
      sources: [{ ...source, code: source.code.repeat(3000) }],
      pairs: Array.from({ length: 9 }, () => ({
        ...pair,
        slow: { ...pair.slow, input: long },
        fast: { ...pair.fast, input: long },
      })),
      places: Array.from({ length: 50 }, (_, i) => ({ ...place, line: i + 1, variables })),
    });
    const rejected = Array.from({ length: 100 }, (_, i) => ({
      id: `r${i}`,
      source: 'llm' as const,
      round: 1,
      document: { when: 'x'.repeat(2000) },
      evidence: [{ check: 'parses' as const, passed: false, text: 'y'.repeat(5000) }],
    }));
    const messages = await renderQuestion(context, { ...SECOND_ROUND, rejected });
    const length = messages.reduce((sum, { content }) => sum + content.length, 0);
    expect(length).toBeLessThan(110_000);
  });

  it('asks the program for values once, of a bounded number of expressions', async () => {
    const context = fakeContext();
    await renderQuestion(context, FIRST_ROUND);
    expect(context.watches).toHaveLength(1);
    expect(context.watches[0]?.probes).toHaveLength(1);
    expect(context.watches[0]?.expressions).toHaveLength(18);
  });

  it('is asked without pairs and places, too', async () => {
    const context = fakeContext({ pairs: [], places: [] });
    const [, user] = await renderQuestion(context, FIRST_ROUND);
    expect(context.watches).toEqual([]);
    expect(user?.content).not.toContain('# Slow and fast runs');
    expect(user?.content).not.toContain('# Values at hot places');
  });

  it('shows a reply that could not be read, shortened, when it asks again', async () => {
    const question = await renderQuestion(fakeContext(), FIRST_ROUND);
    const messages = renderReformat(question, 'x'.repeat(10_000), 'there is no JSON object in it.');
    expect(messages.slice(0, 2)).toEqual(question);
    expect(messages[2]).toEqual({ role: 'assistant', content: 'x'.repeat(4000) });
    expect(messages[3]?.content).toContain('there is no JSON object in it.');
  });
});
