import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../../src/core/executor.ts';
import { createComparison } from '../../../../src/oracle/judge.ts';
import { judgePool, onlyOf, poolInputs } from '../../../../src/pipeline/problem/pool.ts';
import { type ScoredInput, scoreInput } from '../../../../src/suite/problem/scored-input.ts';
import { finding } from '../../suite/problem/scored.ts';

describe('poolInputs', () => {
  it('counts equal inputs of several searches once, for the first of them', () => {
    const pool = poolInputs([
      [finding('same', { steps: 5 }), finding('a', { steps: 9, id: 2 })],
      [finding('same', { steps: 7 }), finding('b', { steps: 1, id: 2 })],
    ]);
    const finders = Object.fromEntries(pool.map((one) => [one.finding.input, one.finder]));
    expect(Object.keys(finders)).toHaveLength(3);
    expect(finders).toMatchObject({ a: 0, b: 1 });
  });

  it('takes from the searches in turns, the costliest first', () => {
    const many = Array.from({ length: 100 }, (_, id) =>
      finding(`many ${id}`, { steps: 1000 - id, id, size: 10 }),
    );
    const pool = poolInputs([many, [finding('only one', { steps: 1 })]]);
    expect(pool.slice(0, 2).map((one) => one.finding.input)).toEqual(['many 0', 'only one']);
  });

  it('has nothing when nothing was found', () => {
    expect(poolInputs([[], []])).toEqual([]);
  });
});

const NAMES = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

function said(input: string, outputs: readonly string[]): ScoredInput {
  const runs = outputs.map((output, k): Measurement => {
    const isOutcome = output === 'threw' || output === 'steps-exceeded';
    return {
      outcome: isOutcome ? output : 'ok',
      steps: 10 + k,
      allocUnits: 0,
      size: 1,
      hits: undefined,
      error: isOutcome ? 'Error: no' : '',
      outputDigest: '',
      ...(isOutcome ? {} : { output }),
    };
  });
  return scoreInput(finding(input), 2, runs);
}

const judge = createComparison('stdin');
const same = (input: string): string => input;

describe('judgePool', () => {
  it('sets aside who contradicts the majority, and forgets what it cost', async () => {
    const { kept, setAside, scored } = await judgePool(
      [said('x', ['1', '2', '1']), said('y', ['1', '1', '1'])],
      NAMES,
      judge,
      same,
    );
    expect(kept.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(setAside).toMatchObject([{ solution: 'b', why: 'disagrees' }]);
    expect(scored.map(({ runs, finder }) => [runs.length, finder])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  it('does not take running out of fuel for disagreement', async () => {
    const { setAside } = await judgePool(
      [said('x', ['1', 'steps-exceeded', '1'])],
      NAMES,
      judge,
      same,
    );
    expect(setAside).toEqual([]);
  });

  it('leaves out inputs on whose output nobody agrees, and says so', async () => {
    const { scored, notes, kept } = await judgePool(
      [said('x', ['1', '2', '3'])],
      NAMES,
      judge,
      same,
    );
    expect(scored).toEqual([]);
    expect(kept).toHaveLength(3);
    expect(notes.join()).toContain('do not agree');
  });

  it('sets aside who fails often, and only notes who fails rarely', async () => {
    const fine = Array.from({ length: 19 }, (_, k) => said(`fine ${k}`, ['1', '1', '1']));
    const once = await judgePool([...fine, said('x', ['1', 'threw', '1'])], NAMES, judge, same);
    expect(once.setAside).toEqual([]);
    expect(once.notes.join()).toContain('b: it fails on 1 of 20');
    const often = await judgePool([said('x', ['1', 'threw', '1'])], NAMES, judge, same);
    expect(often.setAside).toMatchObject([{ solution: 'b', why: 'fails' }]);
  });

  it('compares by tokens, not by characters', async () => {
    const { setAside } = await judgePool(
      [said('x', ['1 2\n', '1 2', ' 1  2'])],
      NAMES,
      judge,
      same,
    );
    expect(setAside).toEqual([]);
  });
});

describe('onlyOf', () => {
  it('counts who found an input among those that stay', () => {
    const [one] = onlyOf([said('x', ['1', '1', '1'])], [true, false, true]);
    expect(one?.finder).toBe(1);
    const [other] = onlyOf([said('x', ['1', '1', '1'])], [true, true, false]);
    expect(other?.finder).toBe(-1);
  });
});
