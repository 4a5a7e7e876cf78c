import { UsageError } from '../../core/errors.ts';
import type { EvalRequest } from '../../pipeline/eval/run-eval.ts';
import { evaluationText } from '../../report/evaluation/evaluation-text.ts';
import { printable } from '../../report/printable.ts';
import { EXIT } from '../exit-code.ts';
import { resolveCommandOptions } from '../resolve-options.ts';
import { shownPath } from '../shell.ts';
import type { CommandContext, ParsedOptions } from './command-context.ts';

/** Which tests `--tests` may name. */
export const EVAL_TESTS = ['default', 'suite', 'both'] as const;

/** `slowpath eval <problem or solutions…>`: what each solution costs on each test, and what that says. */
export async function evalCommand(
  targets: readonly string[],
  parsed: ParsedOptions,
  context: CommandContext,
): Promise<void> {
  const { host, jobs, paint } = context;
  // `--tests` of other commands is a number.
  const { tests, ...others } = parsed;
  const options = resolveCommandOptions(others, host);
  const request: EvalRequest = {
    targets,
    suite: typeof parsed['suite'] === 'string' ? parsed['suite'] : undefined,
    tests: testsOf(tests),
    timeConfirm: parsed['timeConfirm'] === true,
    options,
    cwd: host.cwd,
  };
  const controller = new AbortController();
  const stop = host.onInterrupt(() => {
    // The second time nothing is waited for.
    if (controller.signal.aborted) host.exit(EXIT.interrupted);
    controller.abort();
  });
  try {
    const { evaluation, file } = await jobs.evaluate(
      request,
      host.versions,
      controller.signal,
      (line) => host.stderr.write(`${printable(line)}\n`),
    );
    host.stdout.write(
      options.options.json
        ? `${JSON.stringify(evaluation, null, 2)}\n`
        : evaluationText(evaluation, paint),
    );
    host.stderr.write(`wrote ${printable(shownPath(file, host.cwd))}\n`);
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    host.stderr.write('interrupted: nothing was written\n');
    context.end(EXIT.interrupted);
  } finally {
    stop();
  }
}

function testsOf(value: unknown): EvalRequest['tests'] {
  if (value === undefined) return 'both';
  const found = EVAL_TESTS.find((name) => name === value);
  if (found !== undefined) return found;
  throw new UsageError(`--tests ${JSON.stringify(value)}: there are ${EVAL_TESTS.join(', ')}`);
}
