import { hasFinished, wasCutOff } from '../../core/evaluation.ts';
import type { Measurement } from '../../core/executor.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import { toTaggedJson } from '../../suite/tagged-json.ts';
import type { Problem, ProblemTest } from '../../targets/problem.ts';
import { oneLine, type RunningContestant, type SetAside } from './contestants.ts';
import { agreeOn } from './outputs.ts';

/** Longest output that is compared word for word, characters; longer ones are no witnesses. */
export const OUTPUT_CHARS = 2 ** 20;

export interface Vetting<C> {
  readonly kept: readonly C[];
  readonly setAside: readonly SetAside[];
}

/** Parts contestants by what is wrong with them. @param faults by contestant; undefined: nothing */
export function part<C extends { readonly name: string }>(
  contestants: readonly C[],
  faults: readonly (Omit<SetAside, 'solution'> | undefined)[],
): Vetting<C> {
  return {
    kept: contestants.filter((_, k) => faults[k] === undefined),
    setAside: contestants.flatMap(({ name }, k) => {
      const fault = faults[k];
      return fault === undefined ? [] : [{ solution: name, ...fault }];
    }),
  };
}

/**
 * Runs the tests that came with the problem on every contestant. Who fails on one of them, or says something else than
 * is expected (than the majority, where nothing is), is set aside; who only runs out of fuel is not.
 */
export async function vetOnTests<C extends RunningContestant>(
  contestants: readonly C[],
  { tests }: Pick<Problem, 'tests'>,
  judge: OutputJudge,
  maxSteps: number,
): Promise<Vetting<C>> {
  const [first] = contestants;
  if (first === undefined) return { kept: [], setAside: [] };
  const known = encodeTests(tests, first);
  const inputs = known.map(({ input }) => input);
  const rows = await Promise.all(
    contestants.map(
      async ({ executor }) =>
        await executor.measure(inputs, { maxSteps, outputChars: OUTPUT_CHARS, fresh: true }),
    ),
  );
  const faults: (Omit<SetAside, 'solution'> | undefined)[] = contestants.map(() => undefined);
  for (const [t, { test, text }] of known.entries()) {
    const runs = rows.map((row) => row[t]).filter((run) => run !== undefined);
    const given = expectedOf(test);
    const agreed = given ?? (await agreeOn(text, contestants, runs, judge)).expected;
    for (const [k, run] of runs.entries()) {
      faults[k] ??= await faultOf(run, test.name, text, agreed, judge);
    }
  }
  return part(contestants, faults);
}

async function faultOf(
  run: Measurement,
  test: string,
  input: string,
  expected: string | undefined,
  judge: OutputJudge,
): Promise<Omit<SetAside, 'solution'> | undefined> {
  if (wasCutOff(run.outcome)) return undefined;
  if (!hasFinished(run.outcome))
    return { why: 'fails', reason: `${run.outcome} on test ${test}: ${oneLine(run.error)}` };
  if (run.output === undefined) return undefined;
  const judgement = await judge.judge({ input, expected, actual: run.output });
  return judgement.verdict === 'wrong'
    ? { why: 'disagrees', reason: `test ${test}: ${oneLine(judgement.note)}` }
    : undefined;
}

interface EncodedTest {
  readonly test: ProblemTest;
  /** As the corpus stores it. */
  readonly input: string;
  /** As judges read it. */
  readonly text: string;
}

/** Tests that the input model can hold; the others are told as skipped seeds. */
function encodeTests(
  tests: readonly ProblemTest[],
  { prepared: { local } }: RunningContestant,
): readonly EncodedTest[] {
  return tests.flatMap((test) => {
    const genotype = local.fromValue(test.kind === 'stdin' ? test.input : test.args);
    if (genotype === undefined) return [];
    const text =
      test.kind === 'stdin'
        ? test.input
        : JSON.stringify(test.args.map((arg) => toTaggedJson(arg)));
    return [{ test, input: local.encode(genotype), text }];
  });
}

/** What should come of a test, as judges read it. */
function expectedOf(test: ProblemTest): string | undefined {
  if (test.kind === 'stdin') return test.expected;
  // In JSON already, tagged forms included.
  return test.expected === undefined ? undefined : JSON.stringify(test.expected);
}
