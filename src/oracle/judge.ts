import { DataError } from '../core/errors.ts';
import type { Json } from '../core/run-record.ts';
import { type ComparisonRules, compareTexts, compareValues } from './compare.ts';

/** One output to be judged. */
export interface OutputQuestion {
  /** What the program was given: the text of stdin, or its argument list in tagged JSON. */
  readonly input: string;
  /** What it should have said, as {@link OutputQuestion.actual}; undefined when nobody knows. */
  readonly expected: string | undefined;
  /** What was printed, or the result in tagged JSON; see Measurement.output. */
  readonly actual: string;
}

/** `unchecked`: nothing can be said, and why. Notes are one line. */
export type Judgement =
  | { readonly verdict: 'right' }
  | { readonly verdict: 'wrong'; readonly note: string }
  | { readonly verdict: 'unchecked'; readonly note: string };

/** Says whether outputs are right: by comparison, or by the checker of a problem with several right answers. */
export interface OutputJudge {
  /** `comparison` needs an expected output; a `checker` may do without. */
  readonly kind: 'comparison' | 'checker';
  judge(question: OutputQuestion): Promise<Judgement>;
}

/** Compares with the expected output: printed text token by token, results value by value. */
export function createComparison(
  target: 'function' | 'stdin',
  rules?: ComparisonRules,
): OutputJudge {
  const compare =
    target === 'stdin'
      ? compareTexts
      : (expected: string, actual: string, given?: ComparisonRules): string | undefined =>
          expected === actual
            ? undefined
            : compareValues(parseResult(expected), parseResult(actual), given);
  return {
    kind: 'comparison',
    judge: async ({ expected, actual }) => {
      if (expected === undefined)
        return { verdict: 'unchecked', note: 'there is no expected output' };
      const note = compare(expected, actual, rules);
      return note === undefined ? { verdict: 'right' } : { verdict: 'wrong', note };
    },
  };
}

function parseResult(text: string): Json {
  try {
    // Whatever JSON.parse gives is Json.
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new DataError('an expected result is no JSON', { cause });
  }
}
