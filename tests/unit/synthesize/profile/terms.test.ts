import { describe, expect, it } from 'vitest';
import { printExpression } from '../../../../constraints/language/print.ts';
import { createSurvey, type Scope } from '../../../../src/synthesize/profile/survey.ts';
import { instantiateTerms, type Term } from '../../../../src/synthesize/profile/terms.ts';
import { type FakeProgram, fakeSynthesis } from '../../../helpers/fake-synthesis.ts';
import { simulate } from './fake-programs.ts';

const VARIABLES = [
  'size',
  'counter',
  'constant',
  'text',
  'words',
  'rows',
  'table',
  'part',
  'nothing',
  'self',
];

/** One variable of each kind, at an entry and in a loop. */
const PROGRAM: FakeProgram = simulate<readonly [number[], number]>({
  places: { solve: VARIABLES, 'solve:loop': VARIABLES, inner: ['values'] },
  inputs: [],
  code: 'self.left = self.items; self.size.huge;',
  run: ({ step, look }, values, n) => {
    const text = 'ab'.repeat(values.length);
    const words = values.map(String);
    const rows = values.map((value) => ({ value }));
    const self = { left: values.length, items: values };
    const at = (k: number): readonly unknown[] => [
      n,
      k,
      32,
      text,
      words,
      rows,
      new Map(rows.entries()),
      values.slice(k),
      undefined,
      self,
    ];
    look('solve', at(0));
    for (let k = 0; k < values.length; k++) {
      step();
      look('solve:loop', at(k));
      for (let depth = 1; depth <= 3; depth++) look('inner', [values], depth);
    }
  },
});

const INPUTS = [12, 20, 40, 80].map(
  (n) => [Array.from({ length: n }, (_, i) => i), n / 4] as const,
);

async function scopesOf(): Promise<readonly Scope[]> {
  const context = fakeSynthesis(PROGRAM, INPUTS);
  const { watch, read } = createSurvey(context.places, context.sources);
  const inputs = context.runs.map(({ input }) => input);
  return read(await context.observe(watch, inputs, { maxSteps: 1e6 }));
}

function textsOf(terms: readonly Term[], place: string): readonly string[] {
  return terms
    .filter(({ place: { functionName, at } }) => `${functionName} ${at}` === place)
    .map(({ text }) => text);
}

describe('a survey', () => {
  it('tells kinds from values, properties included', async () => {
    const [entry] = await scopesOf();
    const kinds = Object.fromEntries(
      (entry?.variables ?? []).map(({ path, kind }) => [path, kind]),
    );
    expect(kinds).toEqual({
      size: 'number',
      text: 'text',
      words: 'texts',
      rows: 'list',
      table: 'collection',
      part: 'numbers',
      'self.left': 'number',
      'self.items': 'numbers',
    });
  });

  it('tells what changes in the course of a run, and what grows with the input', async () => {
    const [, loop] = await scopesOf();
    const steady = loop?.variables.filter(({ isSteady }) => isSteady).map(({ path }) => path);
    expect(steady).toEqual(['size', 'text', 'words', 'rows', 'table', 'self.left', 'self.items']);
    expect(loop?.variables.find(({ path }) => path === 'counter')?.isSteady).toBe(false);
    expect(loop?.variables.find(({ path }) => path === 'words')?.isScale).toBe(true);
    expect(loop?.hits).toBe(80);
  });

  it('tells recursion from how deep calls are', async () => {
    const scopes = await scopesOf();
    expect(scopes.map(({ isRecursive }) => isRecursive)).toEqual([false, false, true]);
  });
});

describe('terms', () => {
  it('are patterns over variables of fitting kinds', async () => {
    const texts = textsOf(instantiateTerms(await scopesOf(), []), 'solve entry');
    expect(texts).toContain('duplicates(text)');
    expect(texts).toContain('sortedness(words)');
    expect(texts).toContain('max(part) / size');
    expect(texts).toContain('len(rows)');
    expect(texts).not.toContain('sortedness(rows)');
    expect(texts).not.toContain('max(words)');
  });

  it('of what changes are compared with nothing that has to stay the same', async () => {
    const texts = textsOf(instantiateTerms(await scopesOf(), []), 'solve loop');
    expect(texts).toContain('counter / len(words)');
    expect(texts).not.toContain('counter / size');
    expect(texts).not.toContain('size % counter');
  });

  it('of what stays the same are looked at once in each function', async () => {
    const terms = instantiateTerms(await scopesOf(), []);
    expect(textsOf(terms, 'solve entry')).toContain('sortedness(words)');
    expect(textsOf(terms, 'solve loop')).not.toContain('sortedness(words)');
  });

  it('about hits and depth need a place that is reached often, or recursion', async () => {
    const terms = instantiateTerms(await scopesOf(), []);
    expect(textsOf(terms, 'solve entry')).not.toContain('hits()');
    expect(textsOf(terms, 'solve loop')).toContain('hits() / len(words)');
    expect(textsOf(terms, 'solve loop')).not.toContain('callDepth()');
    expect(textsOf(terms, 'inner entry')).toContain('callDepth() / len(values)');
  });

  it('that are shares have a guard', async () => {
    const terms = instantiateTerms(await scopesOf(), ['(']);
    const share = terms.find(({ text }) => text === 'count(text, "(") / len(text)');
    expect(share?.guard).toEqual({ path: 'text', length: 8 });
    expect(share && printExpression(share.expression)).toBe(
      'len(text) > 8 ? count(text, "(") / len(text) : undefined',
    );
  });

  it('are not too many', async () => {
    const names = Array.from({ length: 24 }, (_, k) => `v${k}`);
    const places = Object.fromEntries(Array.from({ length: 12 }, (_, k) => [`f${k}:loop`, names]));
    const program = simulate<readonly [number]>({
      places,
      inputs: [],
      run: ({ look }, n) => {
        for (const place of Object.keys(places)) {
          for (const extra of [0, 1]) {
            const values = names.map((_, k) =>
              k % 2 === 0 ? Array.from({ length: n + k + extra }, (__, i) => i) : n * k + extra,
            );
            look(place, values);
          }
        }
      },
    });
    const context = fakeSynthesis(program, [[10], [20], [30]]);
    const { watch, read } = createSurvey(context.places, context.sources);
    const inputs = context.runs.map(({ input }) => input);
    const scopes = read(await context.observe(watch, inputs, { maxSteps: 1e6 }));
    const terms = instantiateTerms(scopes, []);
    expect(terms.length).toBeLessThanOrEqual(1500);
    const places12 = new Set(terms.map(({ place }) => place.functionName));
    expect(places12.size).toBe(12);
    for (const { variables } of scopes) expect(variables.length).toBeLessThanOrEqual(10);
  });
});
