import { createLogUpdate } from 'log-update';
import type { LiveStatus } from '../core/run-record.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { aged, statusLine, statusLines } from './status-line.ts';

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
/** Time goes on while nothing is told. Milliseconds. */
const TICK_MS = 1000;
/** Logs get a line this often. Milliseconds. */
const LOG_MS = 5000;

/** Status lines that are written over, for a terminal. They go on while a stage has nothing to tell. */
export function createTerminalStatus(
  terminal: Terminal,
  paint: Paint,
  clock: () => number,
): StatusDisplay {
  const draw = createLogUpdate(terminal, { showCursor: true });
  let drawnAt = Number.NEGATIVE_INFINITY;
  let told: { readonly status: LiveStatus; readonly at: number } | undefined;
  const redraw = (): void => {
    if (told === undefined) return;
    drawnAt = clock();
    // One column is left free: a full line would wrap on some terminals, and the lines would pile up.
    const width = Math.max(20, (terminal.columns || 80) - 1);
    const [time = '', best = '', search = ''] = statusLines(
      aged(told.status, drawnAt - told.at),
      width,
    );
    draw([paint('dim', time), paint('bold', best), search].join('\n'));
  };
  const timer = setInterval(redraw, TICK_MS);
  timer.unref();
  return {
    status(status) {
      const isNews = told?.status.stage !== status.stage;
      told = { status, at: clock() };
      if (isNews || told.at - drawnAt >= REDRAW_MS) redraw();
    },
    say(text) {
      if (told) draw.clear();
      terminal.write(`${printable(text)}\n`);
      redraw();
    },
    close() {
      clearInterval(timer);
      if (told) draw.clear();
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
  let told: { readonly status: LiveStatus; readonly at: number } | undefined;
  const tell = (): void => {
    const now = clock();
    if (told === undefined || now - last < LOG_MS) return;
    last = now;
    write(`${statusLine(aged(told.status, now - told.at))}\n`);
  };
  const timer = setInterval(tell, LOG_MS);
  timer.unref();
  return {
    status(status) {
      told = { status, at: clock() };
      tell();
    },
    say: (text) => write(`${printable(text)}\n`),
    close: () => clearInterval(timer),
  };
}
