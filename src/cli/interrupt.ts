import { EXIT } from './exit-code.ts';
import { printable } from '../report/printable.ts';
import type { StatusDisplay } from '../report/live-status.ts';
import type { CliHost } from './ports.ts';

/** Ctrl-C, for a job that can end early with what it has. */
export interface Interrupt {
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  close(): void;
}

/** For commands that show no live status. */
export function plainTalk({ stderr }: CliHost): Pick<StatusDisplay, 'close' | 'say'> {
  return { say: (text) => stderr.write(`${printable(text)}\n`), close: () => undefined };
}

/**
 * The first Ctrl-C asks the job to finish early, the second ends the process.
 * @param display tells the user what the first one does, and is closed before the process ends
 * @param consequence what happens then, and what becomes of what was done so far
 */
export function listenForInterrupt(
  host: CliHost,
  { say, close: leave }: Pick<StatusDisplay, 'close' | 'say'>,
  consequence = 'finishing early: the suite is made from what was found',
): Interrupt {
  const controller = new AbortController();
  const close = host.onInterrupt(() => {
    if (controller.signal.aborted) {
      leave();
      host.exit(EXIT.interrupted);
      return;
    }
    say(`${consequence}; Ctrl-C again stops at once`);
    controller.abort();
  });
  return { signal: controller.signal, close };
}
