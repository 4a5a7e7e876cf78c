import type { Terminal } from '../report/live-status.ts';
import type { CliHost } from './ports.ts';

/**
 * The terminal that lines can be written over on; undefined where they pile up: in files and pipes, in the logs of
 * continuous integration, which may pretend to be terminals, and on terminals that say they cannot, or have no size.
 */
export function liveTerminal({ terminal, env }: CliHost): Terminal | undefined {
  const isCi = !['', '0', 'false', undefined].includes(env['CI']);
  const hasSize = terminal?.rows !== 0 && terminal?.columns !== 0;
  return isCi || env['TERM'] === 'dumb' || !hasSize ? undefined : terminal;
}
