import type { ExitCode } from '../exit-code.ts';
import type { CliHost, Jobs } from '../ports.ts';
import type { Paint } from '../../report/paint.ts';

/** What every command gets. */
export interface CommandContext {
  readonly host: CliHost;
  readonly jobs: Jobs;
  /** Colours for stdout and for stderr, as each of them can show. */
  readonly paint: Paint;
  readonly talkPaint: Paint;
  /** Sets what the process ends with. */
  readonly end: (code: ExitCode) => void;
}

/** What commander parsed, by option name. */
export type ParsedOptions = Readonly<Record<string, unknown>>;
