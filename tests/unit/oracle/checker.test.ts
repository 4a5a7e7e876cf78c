import { describe, expect, it } from 'vitest';
import { checkerArguments, readAnswer } from '../../../src/oracle/checker.ts';
import { createComparison } from '../../../src/oracle/judge.ts';

describe('checkerArguments', () => {
  it('hands over texts for programs and values for functions', () => {
    const question = { input: '1\n', expected: undefined, actual: '2\r\n' };
    expect(JSON.parse(checkerArguments(question, 'stdin'))).toEqual([
      { input: '1\n', expected: { $type: 'undefined' }, actual: '2\r\n' },
    ]);
    const call = { input: '[[1]]', expected: '3', actual: '{"a":4}' };
    expect(JSON.parse(checkerArguments(call, 'function'))).toEqual([
      { input: [[1]], expected: 3, actual: { a: 4 } },
    ]);
  });
});

describe('readAnswer', () => {
  const ok = (output: string | undefined): ReturnType<typeof readAnswer> =>
    readAnswer({ outcome: 'ok', error: '', output });

  it.each([
    ['true', { verdict: 'right' }],
    ['{"ok":true}', { verdict: 'right' }],
    ['false', { verdict: 'wrong', note: 'the checker refuses it' }],
    ['{"ok":false,"reason":"not a path"}', { verdict: 'wrong', note: 'not a path' }],
    ['{"ok":false,"reason":7}', { verdict: 'wrong', note: 'the checker refuses it' }],
  ])('takes %s', (output, expected) => {
    expect(ok(output)).toEqual(expected);
  });

  it.each(['1', '"yes"', 'null', '{}', '{"ok":"true"}', '[', undefined])(
    'takes %j for no judgement',
    (output) => {
      expect(ok(output).verdict).toBe('unchecked');
    },
  );

  it('does not blame a solution for a checker that fails', () => {
    expect(readAnswer({ outcome: 'threw', error: 'TypeError: x', output: undefined })).toEqual({
      verdict: 'unchecked',
      note: 'the checker did not come to an end: TypeError: x',
    });
    expect(readAnswer({ outcome: 'timed-out', error: '', output: undefined })).toEqual({
      verdict: 'unchecked',
      note: 'the checker did not come to an end: timed-out',
    });
    expect(readAnswer(undefined).verdict).toBe('unchecked');
  });
});

describe('createComparison', () => {
  it('compares printed text by tokens and results by value', async () => {
    const texts = createComparison('stdin');
    expect(await texts.judge({ input: '', expected: '1 2\n', actual: '1\r\n2' })).toEqual({
      verdict: 'right',
    });
    const values = createComparison('function');
    expect(
      await values.judge({ input: '[]', expected: '{"a": 1, "b": 2}', actual: '{"b":2,"a":1}' }),
    ).toEqual({ verdict: 'right' });
    expect(await values.judge({ input: '[]', expected: '["1 2"]', actual: '["1  2"]' })).toEqual({
      verdict: 'wrong',
      note: 'result[0] is "1  2", not "1 2"',
    });
  });

  it('judges nothing without an expected output', async () => {
    expect(
      await createComparison('stdin').judge({ input: '', expected: undefined, actual: 'x' }),
    ).toEqual({ verdict: 'unchecked', note: 'there is no expected output' });
  });

  it('says when an expected result is no JSON', async () => {
    await expect(
      createComparison('function').judge({ input: '[]', expected: '{', actual: '1' }),
    ).rejects.toThrow('an expected result is no JSON');
  });
});
