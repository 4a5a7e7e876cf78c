import { expect, it } from 'vitest';
import { affordableTerms } from '../../../../src/synthesize/profile/affordable-terms.ts';
import { createSurvey, type Scope } from '../../../../src/synthesize/profile/survey.ts';
import { instantiateTerms, type Term } from '../../../../src/synthesize/profile/terms.ts';
import { fakeSynthesis } from '../../../helpers/fake-synthesis.ts';
import { simulate } from './fake-programs.ts';

/** A growing list in a busy loop, and a counter. */
const PROGRAM = simulate<readonly [number]>({
  places: { 'solve:loop': ['list', 'k'] },
  inputs: [],
  run: ({ look }, n) => {
    const list: number[] = [];
    for (let k = 0; k < n; k++) {
      list.push(k);
      look('solve:loop', [list, k]);
    }
  },
});

async function prepare(): Promise<{ readonly scope: Scope; readonly terms: readonly Term[] }> {
  const context = fakeSynthesis(PROGRAM, [[50], [100], [200]]);
  const { watch, read } = createSurvey(context.places, context.sources);
  const inputs = context.runs.map(({ input }) => input);
  const [scope] = read(await context.observe(watch, inputs, { maxSteps: 1e6 }));
  if (scope === undefined) throw new Error('one place');
  return { scope, terms: instantiateTerms([scope], []) };
}

it('terms that go through lists are left out when there is no budget, the costliest first', async () => {
  const { scope, terms } = await prepare();
  const textsWithin = (budget: number): readonly string[] =>
    affordableTerms(terms, scope, budget).map(({ text }) => text);
  expect(textsWithin(0)).toContain('len(list)');
  expect(textsWithin(0)).not.toContain('max(list)');
  expect(textsWithin(70_000)).toContain('max(list)');
  expect(textsWithin(70_000)).not.toContain('inversions(list)');
  expect(textsWithin(1e9)).toEqual(terms.map(({ text }) => text));
});
