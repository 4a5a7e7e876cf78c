import { AppError, HarnessError } from '../core/errors.ts';
import { printable } from '../report/printable.ts';

/** What the process ends with. */
export const EXIT = {
  ok: 0,
  /** A regression was found, or what `--fail-on` forbids. */
  failed: 1,
  /** Usage, configuration or data. */
  usage: 2,
  /** A bug of slowpath. */
  internal: 70,
  /** Ended by the user. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error as the user should see it: what happened, what to do; a stack only for bugs. */
export function describeError(error: unknown): { readonly text: string; readonly code: ExitCode } {
  if (error instanceof AppError) {
    const hint = error.hint === undefined ? '' : `hint: ${printable(error.hint)}\n`;
    const isOurs = error instanceof HarnessError;
    return {
      // Code frames have several lines, which stay.
      text: `error: ${error.message.split('\n').map(printable).join('\n')}\n${hint}`,
      code: isOurs ? EXIT.internal : EXIT.usage,
    };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `error: this is a bug in slowpath, please report it\n${stack}\n`,
    code: EXIT.internal,
  };
}
