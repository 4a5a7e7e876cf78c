import { hasFinished, type TestOracle, wasCutOff } from '../core/evaluation.ts';
import type { Outcome } from '../../harness/protocol.ts';

/** A solution, believed to be correct, that was run on an input. */
export interface Witness {
  readonly solution: string;
  readonly outcome: Outcome;
  readonly steps: number;
  /** What it said; undefined when it did not finish, or its output could not be kept. */
  readonly output: string | undefined;
}

export interface Agreement {
  /** The output of the cheapest solution of those that agree; undefined without a majority. */
  readonly expected: string | undefined;
  readonly oracle: TestOracle;
}

/**
 * The expected output of an input from the solutions that were run on it. Solutions that ran out of fuel or time are no
 * witnesses: counting them as disagreement would drop just the tests that are most stressful. Of those that finished more than half
 * must say the same; what the one that is most efficient *on this input* said is taken, so that the costly ones, which are
 * the likelier to overflow or to round, do not decide how it is written.
 * @param isSame whether an output is as good as an expected one
 */
export async function agreeOnOutput(
  witnesses: readonly Witness[],
  isSame: (expected: string, actual: string) => Promise<boolean>,
): Promise<Agreement> {
  const groups: { readonly output: string; readonly members: Witness[] }[] = [];
  const byCost = witnesses
    .filter(({ outcome }) => hasFinished(outcome))
    .toSorted((a, b) => a.steps - b.steps);
  const speaking = byCost.filter(({ output }) => output !== undefined);
  for (const witness of speaking) {
    const { output = '' } = witness;
    let home: (typeof groups)[number] | undefined;
    for (const group of groups) {
      if (home === undefined && (await isSame(group.output, output))) home = group;
    }
    if (home === undefined) groups.push({ output, members: [witness] });
    else home.members.push(witness);
  }
  const unfinished = namesOf(
    witnesses.filter(
      ({ outcome, output }) => wasCutOff(outcome) || (hasFinished(outcome) && output === undefined),
    ),
  );
  const most = groups.find(({ members }) => 2 * members.length > speaking.length);
  const [cheapest] = most?.members ?? [];
  if (most === undefined || cheapest === undefined)
    return { expected: undefined, oracle: { kind: 'none', reason: whyNot(speaking, unfinished) } };
  const agree = namesOf(most.members);
  return {
    expected: most.output,
    oracle: {
      kind: 'agreement',
      from: cheapest.solution,
      agree,
      disagree: namesOf(speaking).filter((name) => !agree.includes(name)),
      unfinished,
      failed: namesOf(
        witnesses.filter(({ outcome }) => !hasFinished(outcome) && !wasCutOff(outcome)),
      ),
    },
  };
}

function namesOf(witnesses: readonly Witness[]): string[] {
  return witnesses.map(({ solution }) => solution).toSorted();
}

function whyNot(speaking: readonly Witness[], unfinished: readonly string[]): string {
  if (speaking.length > 0)
    return `no majority: ${speaking.length} correct solutions finished and disagree`;
  return unfinished.length > 0
    ? 'every correct solution ran out of fuel or time'
    : 'no correct solution finished';
}
