import { EXIT } from './exit-code.ts';
import type { StatusDisplay } from '../report/live-status.ts';
import type { CliHost } from './ports.ts';

/** Ctrl-C, for a job that can end early with what it has. */
export interface Interrupt {
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  close(): void;
}

/**
 * The first Ctrl-C asks the job to finish early, the second ends the process.
 * @param display tells the user what the first one does, and is closed before the process ends
 * @param consequence what becomes of what was done so far
 */
export function listenForInterrupt(
  host: CliHost,
  { say, close: leave }: Pick<StatusDisplay, 'close' | 'say'>,
  consequence = 'the suite is made from what was found',
): Interrupt {
  const controller = new AbortController();
  const close = host.onInterrupt(() => {
    if (controller.signal.aborted) {
      leave();
      host.exit(EXIT.interrupted);
      return;
    }
    say(`finishing early: ${consequence}; Ctrl-C again stops at once`);
    controller.abort();
  });
  return { signal: controller.signal, close };
}
