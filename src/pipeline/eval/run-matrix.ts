import type { ResolvedOptions } from '../../config/options.ts';
import {
  type EvaluatedTest,
  type EvaluationCell,
  type EvaluationMatrix,
  hasFinished,
  type TestOracle,
  wasCutOff,
} from '../../core/evaluation.ts';
import type { Executor, Measurement } from '../../core/executor.ts';
import { createExecutor } from '../../execute/executor.ts';
import { agreeOnOutput, type Witness } from '../../oracle/agreement.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import { shardOptions } from '../search-options.ts';
import { type LoadedSolution, reasonOf, type SetAside } from './eval-solutions.ts';
import type { EvalTest } from './eval-tests.ts';

/** Longest output that is judged. Characters. */
const OUTPUT_CHARS = 1 << 22;
/** Of a note in the matrix. Characters. */
const NOTE_CHARS = 200;

type RunOptions = Pick<
  ResolvedOptions,
  'hangTimeoutMs' | 'maxSteps' | 'memoryMb' | 'realClock' | 'seed'
>;

export interface MatrixRun {
  readonly matrix: EvaluationMatrix;
  readonly solutions: readonly LoadedSolution[];
  /** Solutions that could not even be started. */
  readonly setAside: readonly SetAside[];
}

/** One execution; outputs are kept once a test, whoever said them. */
interface Run {
  readonly measurement: Measurement;
  /** Index into the outputs of its test; undefined when there is none to judge. */
  readonly output: number | undefined;
}

/**
 * Runs every solution on every test in a fresh instance, judges what it says, and makes expected outputs out of what correct
 * solutions agree on where a test has none.
 * @param tell is told what is going on, one line
 */
export async function runMatrix(
  solutions: readonly LoadedSolution[],
  tests: readonly EvalTest[],
  judge: OutputJudge,
  options: RunOptions,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<MatrixRun> {
  const outputs = tests.map((): string[] => []);
  const rows: (readonly Run[])[] = [];
  const ran: LoadedSolution[] = [];
  const setAside: SetAside[] = [];
  for (const solution of solutions) {
    tell(`running ${solution.label.name} on ${tests.length} tests`);
    try {
      rows.push(await runSolution(solution, tests, outputs, options, signal));
      ran.push(solution);
    } catch (error) {
      signal.throwIfAborted();
      setAside.push({ solution: solution.label.name, reason: reasonOf(error) });
    }
  }
  const judged = await Promise.all(
    tests.map(async (test, t) => {
      const runs = rows.map((row) => row[t]);
      return await judgeTest(test, ran, runs, outputs[t] ?? [], judge);
    }),
  );
  return {
    solutions: ran,
    setAside,
    matrix: {
      solutions: ran.map(({ label }) => label),
      tests: judged.map(({ test }) => test),
      cells: ran.map((_, s) => judged.map(({ cells }) => cells[s] ?? missingCell())),
    },
  };
}

function missingCell(): never {
  throw new RangeError('a test has a cell for every solution');
}

async function runSolution(
  { loaded }: LoadedSolution,
  tests: readonly EvalTest[],
  outputs: readonly string[][],
  options: RunOptions,
  signal: AbortSignal,
): Promise<readonly Run[]> {
  const executor = await createExecutor(
    loaded,
    { kind: 'literal', target: loaded.kind },
    { shard: shardOptions(options) },
  );
  try {
    const row: Run[] = [];
    for (const [t, test] of tests.entries()) {
      signal.throwIfAborted();
      const measurement = await runOnce(executor, test.input, options.maxSteps);
      const known = outputs[t];
      let output: number | undefined;
      if (measurement.output !== undefined && known !== undefined) {
        output = known.indexOf(measurement.output);
        if (output < 0) output = known.push(measurement.output) - 1;
      }
      // The text itself stays in one place only: outputs may be large.
      row.push({ measurement: { ...measurement, output: undefined }, output });
    }
    return row;
  } finally {
    await executor.close();
  }
}

async function runOnce(executor: Executor, input: string, maxSteps: number): Promise<Measurement> {
  const [measurement] = await executor.measure([input], {
    maxSteps,
    fresh: true,
    outputChars: OUTPUT_CHARS,
  });
  if (measurement === undefined) throw new RangeError('an executor answers every input');
  return measurement;
}

interface JudgedTest {
  readonly test: EvaluatedTest;
  /** By solution. */
  readonly cells: readonly EvaluationCell[];
}

async function judgeTest(
  { name, set, input, size, expected: given }: EvalTest,
  solutions: readonly LoadedSolution[],
  runs: readonly (Run | undefined)[],
  outputs: readonly string[],
  judge: OutputJudge,
): Promise<JudgedTest> {
  const { expected, oracle } =
    given === undefined
      ? await findExpected(input, solutions, runs, outputs, judge)
      : { expected: given, oracle: { kind: 'given' } satisfies TestOracle };
  const judgements = await Promise.all(
    outputs.map(async (actual) => await judge.judge({ input, expected, actual })),
  );
  const cells = runs.map((run): EvaluationCell => {
    if (run === undefined) return missingCell();
    const { outcome, steps, error } = run.measurement;
    if (wasCutOff(outcome)) return { outcome, steps, verdict: 'unfinished' };
    if (!hasFinished(outcome))
      return { outcome, steps, verdict: 'failed', note: short(error === '' ? outcome : error) };
    const judgement = run.output === undefined ? undefined : judgements[run.output];
    if (judgement === undefined) return { outcome, steps, verdict: 'unchecked', note: UNREADABLE };
    const { verdict } = judgement;
    return verdict === 'right'
      ? { outcome, steps, verdict }
      : { outcome, steps, verdict, note: short(judgement.note) };
  });
  const bytes = Buffer.byteLength(input);
  return { test: { name, set, size, bytes, oracle }, cells };
}

const UNREADABLE = 'its output is too long to be judged, or holds what JSON cannot say';

function short(note: string): string {
  const line = note.replaceAll(/\s*\n\s*/g, ' ');
  return line.length > NOTE_CHARS ? `${line.slice(0, NOTE_CHARS)}…` : line;
}

/** What correct solutions agree on; a checker may judge without. */
async function findExpected(
  input: string,
  solutions: readonly LoadedSolution[],
  runs: readonly (Run | undefined)[],
  outputs: readonly string[],
  judge: OutputJudge,
): Promise<{ readonly expected: string | undefined; readonly oracle: TestOracle }> {
  if (judge.kind === 'checker') return { expected: undefined, oracle: { kind: 'checker' } };
  const witnesses = solutions.flatMap(({ label }, s): readonly Witness[] => {
    const run = runs[s];
    if (!label.correct || run === undefined) return [];
    const { outcome, steps } = run.measurement;
    const output = run.output === undefined ? undefined : outputs[run.output];
    return [{ solution: label.name, outcome, steps, output }];
  });
  return await agreeOnOutput(witnesses, async (expected, actual) => {
    const { verdict } = await judge.judge({ input, expected, actual });
    return verdict === 'right';
  });
}
