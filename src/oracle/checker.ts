import type { Measurement } from '../core/executor.ts';
import type { Judgement, OutputQuestion } from './judge.ts';

/**
 * What a checker is called with: `check({ input, expected, actual })`. For programs all are texts; for functions `input` is the
 * argument list, the others are results. `expected` is undefined when nobody knows an answer.
 * @returns an argument list in tagged JSON
 */
export function checkerArguments(
  { input, expected, actual }: OutputQuestion,
  target: 'function' | 'stdin',
): string {
  const value = (text: string): string => (target === 'stdin' ? JSON.stringify(text) : text);
  const known = expected === undefined ? '{"$type":"undefined"}' : value(expected);
  return `[{"input":${value(input)},"expected":${known},"actual":${value(actual)}}]`;
}

/**
 * What a checker says: `true`, `false`, or `{ ok, reason }`. One that throws, hangs, or says anything else has not judged,
 * which is no fault of the solution.
 * @param measurement of its call, with its output
 */
export function readAnswer(
  measurement: Pick<Measurement, 'outcome' | 'error' | 'output'> | undefined,
): Judgement {
  if (measurement?.outcome !== 'ok') {
    const { outcome = 'crashed', error = '' } = measurement ?? {};
    const how = error === '' ? outcome : error;
    return { verdict: 'unchecked', note: `the checker did not come to an end: ${how}` };
  }
  const answer = parse(measurement.output);
  const isObject = typeof answer === 'object' && answer !== null && 'ok' in answer;
  const ok: unknown = isObject ? answer.ok : answer;
  if (ok === true) return { verdict: 'right' };
  if (ok !== false) {
    return {
      verdict: 'unchecked',
      note: 'the checker answered neither true nor false nor { ok, reason }',
    };
  }
  const reason: unknown = isObject && 'reason' in answer ? answer.reason : undefined;
  return {
    verdict: 'wrong',
    note: typeof reason === 'string' && reason !== '' ? reason : 'the checker refuses it',
  };
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // What a shard says is JSON; anything else is no answer.
    return undefined;
  }
}
