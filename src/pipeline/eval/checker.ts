import { join } from 'node:path';
import type { ResolvedOptions } from '../../config/options.ts';
import { UsageError } from '../../core/errors.ts';
import { createExecutor } from '../../execute/executor.ts';
import { stripModule } from '../../instrument/instrument.ts';
import { checkerArguments, readAnswer } from '../../oracle/checker.ts';
import { createComparison, type OutputJudge } from '../../oracle/judge.ts';
import { containedFile } from '../../targets/contained-file.ts';
import { loadPlainImage } from '../../targets/load.ts';
import { parseTarget } from '../../targets/parse-target.ts';
import { isFile } from '../../targets/path-kind.ts';
import { shardOptions } from '../search-options.ts';

/** Names that a checker may have, in order of preference. */
const CHECKER_FILES = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts'].map((ext) => `checker.${ext}`);
/** Of what a checker answers. Characters. */
const ANSWER_CHARS = 10_000;
/** Checkers have no counters: the time-out ends what goes on for too long. Steps. */
const ANY_STEPS = 2 ** 30;

type CheckerOptions = Pick<
  ResolvedOptions,
  'hangTimeoutMs' | 'instrument' | 'memoryMb' | 'realClock' | 'seed'
>;

/**
 * Works with what judges the outputs of a problem: its checker, run where programs under test are run, or a comparison.
 * @param directory of the problem; undefined when there is none
 * @throws UsageError or DataError when there is a checker that cannot be loaded.
 */
export async function withJudge<T>(
  directory: string | undefined,
  kind: 'function' | 'stdin',
  options: CheckerOptions,
  signal: AbortSignal,
  work: (judge: OutputJudge) => Promise<T>,
): Promise<T> {
  const name = CHECKER_FILES.find(
    (file) => directory !== undefined && isFile(join(directory, file)),
  );
  if (directory === undefined || name === undefined) return await work(createComparison(kind));
  const path = containedFile(directory, name, directory);
  const target = parseTarget(path, { stdin: false, cwd: directory });
  if (target.kind !== 'function') throw new UsageError(`${path} is no checker`);
  const image = await loadPlainImage(
    { target, cwd: directory, instrument: options.instrument, signal },
    { strip: stripModule },
  );
  const executor = await createExecutor(
    { image, kind: 'function', dictionary: { strings: [], numbers: [] } },
    { kind: 'literal', target: 'function' },
    { shard: shardOptions(options) },
  );
  // A shard runs one input at a time.
  let last: Promise<unknown> = Promise.resolve();
  const judge: OutputJudge = {
    kind: 'checker',
    judge: (question) => {
      const answer = last.then(async () => {
        const [measurement] = await executor.measure([checkerArguments(question, kind)], {
          maxSteps: ANY_STEPS,
          fresh: true,
          outputChars: ANSWER_CHARS,
        });
        return readAnswer(measurement);
      });
      last = answer.catch(() => undefined);
      return answer;
    },
  };
  try {
    return await work(judge);
  } finally {
    await executor.close();
  }
}
