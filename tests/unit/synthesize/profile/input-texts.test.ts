import { expect, it } from 'vitest';
import type { ContrastPair, ProfiledRun } from '../../../../src/core/synthesis.ts';
import { inputTexts } from '../../../../src/synthesize/profile/input-texts.ts';

function runOf(input: string): ProfiledRun {
  return {
    input,
    origin: 'seed',
    outcome: 'ok',
    steps: 1,
    allocUnits: 0,
    size: 1,
    hits: undefined,
    error: '',
    outputDigest: '',
  };
}

function pairOf(slow: string, fast: string): ContrastPair {
  return {
    id: 'p1',
    slow: runOf(slow),
    fast: runOf(fast),
    ratio: 2,
    similarity: 1,
    lines: [],
    slowCoverage: [],
    fastCoverage: [],
  };
}

const show = (input: string): string => input;

it('characters that slow inputs have more or less of are told, most different first', () => {
  const pairs = [pairOf('["aaaaaaab[", 5]', '["abbbbbbcc", 5]')];
  const { telling, common, brackets } = inputTexts({
    pairs,
    show,
    target: { specifier: 'f', kind: 'function' },
  });
  expect(telling).toEqual(['a', 'b', 'c', '[']);
  expect(common[0]).toBe('a');
  expect(brackets).toEqual(['[', ']']);
});

it('of stdin all of the text counts', () => {
  const pairs = [pairOf('xx\nxx', 'yy\nyy')];
  const { telling } = inputTexts({ pairs, show, target: { specifier: 'p', kind: 'stdin' } });
  expect(telling).toEqual(['x', 'y']);
});

it('arguments that are no JSON have no texts', () => {
  const { telling, common } = inputTexts({
    pairs: [pairOf('[Map(1)]', '[Map(2)]')],
    show,
    target: { specifier: 'f', kind: 'function' },
  });
  expect([...telling, ...common]).toEqual([]);
});
