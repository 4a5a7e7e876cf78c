import { describe, expect, it } from 'vitest';
import { DataError, HarnessError, UsageError } from '../../../src/core/errors.ts';
import type {
  Proposal,
  SynthesisContext,
  SynthesisHistory,
  Synthesizer,
} from '../../../src/core/synthesis.ts';
import { partialRankCorrelation } from '../../../src/evaluate/size-control.ts';
import { uplift } from '../../../src/evaluate/uplift.ts';
import {
  runSynthesis,
  type SynthesisOptions,
  type SynthesisResult,
} from '../../../src/synthesize/synthesize.ts';
import { fakeSynthesis, INSERTION_SORT, TOTAL } from '../../helpers/fake-synthesis.ts';
import { atEntry, sortingContext } from './gate/gate-trial.ts';
import { sortingInputs } from './sorting-inputs.ts';

const GOOD = atEntry('inversions(a) > 0.7', { id: 'inversions' });
const ALSO_GOOD = atEntry('sortedness(a) < -0.5', { id: 'falling' });
const THIRD = atEntry('a[0] > a[len(a) - 1] + 2 * len(a)', { id: 'ends' });
const BAD = atEntry('len(b) > 3', { id: 'stranger' });
const RECIPE = {
  id: 'r1',
  source: 'llm',
  description: 'falling numbers',
  reaches: 'inversions',
  input: { a: 'n - i' },
};

const FIRST_ROUND: SynthesisHistory = { round: 1, accepted: [], rejected: [], scores: [] };

type Answer = Partial<Proposal> | Error;

/** Answers by script, one answer a round, and remembers what it was told. */
class ScriptedSynthesizer implements Synthesizer {
  readonly name: Synthesizer['name'];
  readonly asked: SynthesisHistory[] = [];
  readonly #answers: readonly Answer[];

  constructor(name: Synthesizer['name'], ...answers: readonly Answer[]) {
    this.name = name;
    this.#answers = answers;
  }

  async propose(_: SynthesisContext, history: SynthesisHistory): Promise<Proposal> {
    const answer = this.#answers[this.asked.length] ?? {};
    this.asked.push(history);
    if (answer instanceof Error) throw answer;
    return await Promise.resolve({ constraints: [], recipes: [], notes: [], ...answer });
  }
}

async function run(
  synthesizers: readonly Synthesizer[],
  options: Partial<SynthesisOptions> = {},
  {
    context = sortingContext(),
    history = FIRST_ROUND,
  }: { context?: SynthesisContext; history?: SynthesisHistory } = {},
): Promise<SynthesisResult> {
  return await runSynthesis(
    synthesizers,
    context,
    history,
    {
      correlate: partialRankCorrelation,
      uplift,
      applyRecipe: ({ input }, size) => JSON.stringify([input, size]),
    },
    { measure: { maxSteps: 1_000_000 }, recipes: [], maxConstraints: 8, maxRepairs: 2, ...options },
  );
}

function idsOf(accepted: SynthesisResult['accepted']): readonly string[] {
  return accepted.map(({ constraint }) => constraint.id);
}

describe('one synthesizer', () => {
  it('has what it proposes gated, measured and handed on', async () => {
    const llm = new ScriptedSynthesizer('llm', {
      constraints: [GOOD, ALSO_GOOD],
      recipes: [RECIPE],
      notes: ['asked once'],
    });
    const result = await run([llm]);
    expect([...idsOf(result.accepted)].toSorted()).toEqual(['falling', 'inversions']);
    expect(result.recipes.map(({ recipe }) => recipe)).toEqual([RECIPE]);
    expect(result.uplifts.get('inversions')?.ratio).toBeGreaterThan(1.5);
    expect(result.notes).toEqual(['asked once']);
    expect(result.lastRound).toBe(1);
    expect(llm.asked).toHaveLength(1);
  });

  it('gets its rejected candidates back with the evidence, and may mend them', async () => {
    const mended = { ...BAD, id: 'mended', when: 'inversions(a) > 0.6' };
    const llm = new ScriptedSynthesizer(
      'llm',
      { constraints: [ALSO_GOOD, BAD] },
      { constraints: [mended] },
    );
    const result = await run([llm]);
    expect(llm.asked.map(({ round }) => round)).toEqual([1, 2]);
    expect(llm.asked[1]?.accepted.map(({ constraint }) => constraint.id)).toEqual(['falling']);
    expect(llm.asked[1]?.rejected[0]?.evidence.at(-1)?.text).toMatch(/b is not a variable here/);
    expect(result.accepted.find(({ constraint }) => constraint.id === 'mended')?.round).toBe(2);
    expect(result.rejected.map(({ id, round }) => [id, round])).toEqual([['stranger', 1]]);
    expect(result.lastRound).toBe(2);
  });

  it('is asked no more than it may mend', async () => {
    const bad = (when: string): Answer => ({ constraints: [atEntry(when)] });
    const llm = new ScriptedSynthesizer('llm', bad('b1'), bad('b2'), bad('b3'), bad('b4'));
    const result = await run([llm], { maxRepairs: 2 });
    expect(llm.asked).toHaveLength(3);
    expect(result.rejected).toHaveLength(3);
    expect(result.accepted).toEqual([]);
  });

  it('is not asked again when it repeats itself, whatever it calls it', async () => {
    const again = { ...BAD, id: 'other', description: 'in other words' };
    const llm = new ScriptedSynthesizer(
      'llm',
      { constraints: [BAD, BAD] },
      { constraints: [again] },
      { constraints: [GOOD] },
    );
    const result = await run([llm]);
    expect(llm.asked).toHaveLength(2);
    expect(result.rejected).toHaveLength(1);
  });

  it('may propose nothing', async () => {
    const result = await run([new ScriptedSynthesizer('profile', { notes: ['nothing to see'] })]);
    expect(result).toMatchObject({
      accepted: [],
      rejected: [],
      recipes: [],
      notes: ['nothing to see'],
    });
  });

  it('has malformed documents rejected, not thrown', async () => {
    const llm = new ScriptedSynthesizer('llm', {
      constraints: [null, 3, 'text', [], { when: 5 }],
      recipes: [null, { input: { zz: '1' } }],
    });
    const result = await run([llm]);
    expect(result.rejected).toHaveLength(5);
    expect(result.notes).toHaveLength(2);
    expect(result.notes[0]).toMatch(/^recipe recipe-1 was left out: /);
  });

  it('has a flood of documents cut', async () => {
    const constraints = Array.from({ length: 300 }, (_, i) => atEntry(`len(b) > ${i}`));
    const result = await run([new ScriptedSynthesizer('llm', { constraints })], { maxRepairs: 0 });
    expect(result.rejected).toHaveLength(64);
    expect(result.notes).toEqual([
      'of 300 constraints of one proposal the first 64 were looked at',
    ]);
  });
});

describe('several synthesizers', () => {
  it('add to each other, each beginning with the first round', async () => {
    const llm = new ScriptedSynthesizer('llm', { constraints: [GOOD, BAD] });
    const profile = new ScriptedSynthesizer('profile', { constraints: [ALSO_GOOD] });
    const result = await run([llm, profile]);
    expect(new Set(idsOf(result.accepted))).toEqual(new Set(['inversions', 'falling']));
    expect(profile.asked[0]).toMatchObject({ round: 1 });
    expect(profile.asked[0]?.accepted).toHaveLength(1);
    expect(result.accepted.map(({ constraint }) => constraint.source).toSorted()).toEqual([
      'llm',
      'profile',
    ]);
  });

  it('are not asked when there is enough', async () => {
    const profile = new ScriptedSynthesizer('profile', { constraints: [ALSO_GOOD] });
    const llm = new ScriptedSynthesizer('replay', { constraints: [GOOD] });
    const result = await run([llm, profile], { maxConstraints: 1 });
    expect(profile.asked).toEqual([]);
    expect(result.accepted[0]?.constraint.source).toBe('llm');
  });

  it('do not get each other’s ids, and recipes follow their own constraint', async () => {
    const llm = new ScriptedSynthesizer('llm', { constraints: [GOOD] });
    const profile = new ScriptedSynthesizer('profile', {
      constraints: [{ ...ALSO_GOOD, id: 'inversions' }],
      recipes: [RECIPE],
    });
    const result = await run([llm, profile]);
    expect([...idsOf(result.accepted)].toSorted()).toEqual(['inversions', 'inversions-2']);
    expect(result.recipes[0]?.recipe.reaches).toBe('inversions-2');
  });

  it.each([
    ['usage', new UsageError('no key')],
    ['data', new DataError('no key')],
    ['a time-out', Object.assign(new Error('no key'), { name: 'TimeoutError' })],
  ])('go on after an error of %s, with a note', async (_, error) => {
    const profile = new ScriptedSynthesizer('profile', { constraints: [GOOD] });
    const result = await run([new ScriptedSynthesizer('llm', error), profile]);
    expect(idsOf(result.accepted)).toEqual(['inversions']);
    expect(result.notes).toEqual(['--synth llm gave up: no key']);
  });

  it('fail when the last one cannot work', async () => {
    const llm = new ScriptedSynthesizer('llm', new UsageError('no key'));
    await expect(run([llm])).rejects.toThrow('no key');
  });

  it('keep what they have when mending fails', async () => {
    const llm = new ScriptedSynthesizer(
      'llm',
      { constraints: [GOOD, BAD] },
      new UsageError('out of money'),
    );
    const result = await run([llm]);
    expect(idsOf(result.accepted)).toEqual(['inversions']);
    expect(result.notes).toEqual(['--synth llm gave up: out of money']);
  });

  it('do not hide faults of our own', async () => {
    const profile = new ScriptedSynthesizer('profile', { constraints: [GOOD] });
    for (const error of [new HarnessError('no shard'), new TypeError('a bug')]) {
      await expect(run([new ScriptedSynthesizer('llm', error), profile])).rejects.toBe(error);
    }
  });

  it('stop when the user does', async () => {
    const controller = new AbortController();
    controller.abort(new Error('interrupted'));
    const context = fakeSynthesis(INSERTION_SORT, sortingInputs(), { signal: controller.signal });
    const llm = new ScriptedSynthesizer('llm', new UsageError('cut off'));
    const profile = new ScriptedSynthesizer('profile', { constraints: [GOOD] });
    await expect(run([llm, profile], {}, { context })).rejects.toThrow('interrupted');
    expect(profile.asked).toEqual([]);
  });
});

describe('later rounds', () => {
  it('count what was accepted before, and do not accept it again', async () => {
    const before = await run([
      new ScriptedSynthesizer('profile', { constraints: [GOOD], recipes: [RECIPE] }),
    ]);
    const history: SynthesisHistory = {
      round: before.lastRound + 1,
      accepted: before.accepted,
      rejected: before.rejected,
      scores: [],
    };
    const profile = new ScriptedSynthesizer('profile', {
      constraints: [GOOD, ALSO_GOOD, THIRD],
      recipes: [RECIPE],
    });
    const result = await run(
      [profile],
      { maxConstraints: 2, recipes: before.recipes },
      { history },
    );
    expect(result.accepted).toHaveLength(1);
    expect([...idsOf(result.accepted), ...idsOf(result.spare)].toSorted()).toEqual([
      'ends',
      'falling',
    ]);
    expect(result.accepted[0]?.round).toBe(2);
    expect(result.recipes).toEqual([]);
    expect(profile.asked).toHaveLength(1);
  });

  it('judge again what an earlier sample turned away', async () => {
    const poor = fakeSynthesis(INSERTION_SORT, sortingInputs([8], 0).slice(0, 3));
    const before = await run(
      [new ScriptedSynthesizer('profile', { constraints: [GOOD] })],
      {},
      { context: poor },
    );
    expect(before.accepted).toEqual([]);
    const history = { round: 2, accepted: [], rejected: before.rejected, scores: [] };
    const result = await run(
      [new ScriptedSynthesizer('profile', { constraints: [GOOD] })],
      {},
      { history },
    );
    expect(result.accepted[0]?.constraint.id).toBe('inversions-2');
  });
});

describe('constraints on size alone', () => {
  const where = { file: 'sum.js', at: 'entry', line: 1 };
  const larger = ['len(a) > 10', 'len(a) > 20', 'len(a) > 30'].map((when, i) =>
    atEntry(when, { id: `size-${i}`, where }),
  );

  it('are taken when nothing better passes, two at most', async () => {
    const context = fakeSynthesis(TOTAL, sortingInputs());
    const result = await run(
      [new ScriptedSynthesizer('profile', { constraints: larger })],
      {},
      { context },
    );
    expect(idsOf(result.accepted)).toEqual(['size-0', 'size-1']);
    expect(result.rejected.map(({ id }) => id)).toEqual(['size-2']);
    expect(result.uplifts.size).toBe(0);
  });

  it('are left out when something better passes', async () => {
    const size = atEntry('len(a) > 10', { id: 'size' });
    const result = await run([new ScriptedSynthesizer('profile', { constraints: [size, GOOD] })]);
    expect(idsOf(result.accepted)).toEqual(['inversions']);
    expect(result.rejected.map(({ id }) => id)).toEqual(['size']);
  });
});

describe('which constraints go to the search', () => {
  it('is decided by users first, then by places, then by strength', async () => {
    const loop = atEntry('i < 2 && a[0] + a[1] > 4 * len(a)', {
      id: 'loop',
      where: { file: 'sort.js', at: 'loop', line: 3 },
    });
    const user = new ScriptedSynthesizer('user', { constraints: [THIRD] });
    const profile = new ScriptedSynthesizer('profile', { constraints: [GOOD, ALSO_GOOD, loop] });
    const { accepted, spare, rejected, uplifts } = await run([user, profile], {
      maxConstraints: 3,
    });
    expect(rejected).toEqual([]);
    const order = [...idsOf(accepted), ...idsOf(spare)];
    expect(order[0]).toBe('ends');
    expect(order.indexOf('loop')).toBeLessThan(3);
    expect(spare).toHaveLength(1);
    for (const id of order) expect(uplifts.get(id)?.ratio).toBeGreaterThan(1);
  });
});
