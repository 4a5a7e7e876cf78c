import { createLogUpdate } from 'log-update';
import type { LiveStatus } from '../core/run-record.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { statusLine, statusLines } from './status-line.ts';

/** Shows what a run is doing while it runs. */
export interface StatusDisplay {
  readonly status: (status: LiveStatus) => void;
  /** A line that stays, above the status where there is one. */
  readonly say: (text: string) => void;
  /** Takes the live lines away; the last call. */
  readonly close: () => void;
}

/** What a terminal is written with; `process.stderr` is one. */
export type Terminal = NodeJS.WriteStream;

/** Redrawing more often only flickers. Milliseconds. */
const REDRAW_MS = 100;
/** Logs get a line this often. Milliseconds. */
const LOG_MS = 5000;

/** Status lines that are written over, for a terminal. */
export function createTerminalStatus(
  terminal: Terminal,
  paint: Paint,
  clock: () => number,
): StatusDisplay {
  const draw = createLogUpdate(terminal, { showCursor: true });
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    status(status) {
      const now = clock();
      if (now - last < REDRAW_MS) return;
      last = now;
      // One column is left free: a full line would wrap on some terminals, and the lines would pile up.
      const width = Math.max(20, (terminal.columns || 80) - 1);
      const [time = '', best = '', search = ''] = statusLines(status, width);
      draw([paint('dim', time), paint('bold', best), search].join('\n'));
      shown = true;
    },
    say(text) {
      if (shown) draw.clear();
      terminal.write(`${printable(text)}\n`);
      last = Number.NEGATIVE_INFINITY;
    },
    close() {
      if (shown) draw.clear();
      draw.done();
    },
  };
}

/** One plain line every few seconds, for logs and pipes. */
export function createPlainStatus(
  write: (text: string) => void,
  clock: () => number,
): StatusDisplay {
  let last = clock();
  return {
    status(status) {
      const now = clock();
      if (now - last < LOG_MS) return;
      last = now;
      write(`${statusLine(status)}\n`);
    },
    say: (text) => write(`${printable(text)}\n`),
    close: () => undefined,
  };
}
