import { EXIT } from './exit-code.ts';
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
 * @param say tells the user what the first one does
 * @param leave cleans the terminal up before the process ends
 */
export function listenForInterrupt(
  host: CliHost,
  say: (text: string) => void,
  leave: () => void,
): Interrupt {
  const controller = new AbortController();
  const close = host.onInterrupt(() => {
    if (controller.signal.aborted) {
      leave();
      host.exit(EXIT.interrupted);
      return;
    }
    say('finishing early: the suite is made from what was found; Ctrl-C again stops at once');
    controller.abort();
  });
  return { signal: controller.signal, close };
}
