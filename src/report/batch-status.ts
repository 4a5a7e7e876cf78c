import { createLogUpdate } from 'log-update';
import type { LiveStatus } from '../core/run-record.ts';
import type { Terminal } from './live-status.ts';
import type { Paint } from './paint.ts';
import { displayWidth, printable, truncate } from './printable.ts';
import { statusLine } from './status-line.ts';

/** Shows what several runs are doing at the same time. */
export interface BatchStatusDisplay {
  readonly status: (name: string, status: LiveStatus) => void;
  /** A run has ended: its line goes. */
  readonly ended: (name: string) => void;
  /** A line that stays. */
  readonly say: (text: string, name?: string) => void;
  /** Takes the live lines away; the last call. */
  readonly close: () => void;
}

/** Redrawing more often only flickers. Milliseconds. */
const REDRAW_MS = 100;
/** Logs get a line of each run this often. Milliseconds. */
const LOG_MS = 10_000;

/** A live line for every run, for a terminal. */
export function createTerminalBatchStatus(
  terminal: Terminal,
  paint: Paint,
  clock: () => number,
): BatchStatusDisplay {
  const draw = createLogUpdate(terminal, { showCursor: true });
  const told = new Map<string, LiveStatus>();
  let last = Number.NEGATIVE_INFINITY;
  const redraw = (): void => {
    const width = Math.max(20, (terminal.columns || 80) - 1);
    draw(
      [...told]
        .map(([name, status]) => {
          const label = truncate(`${printable(name)}: `, Math.floor(width / 2));
          return label + paint('dim', statusLine(status, width - displayWidth(label)));
        })
        .join('\n'),
    );
  };
  return {
    status(name, status) {
      told.set(name, status);
      const now = clock();
      if (now - last < REDRAW_MS) return;
      last = now;
      redraw();
    },
    ended(name) {
      told.delete(name);
      redraw();
    },
    say(text, name) {
      draw.clear();
      terminal.write(`${labelled(text, name)}\n`);
      redraw();
    },
    close() {
      draw.clear();
      draw.done();
    },
  };
}

/** A plain line of each run every few seconds, for logs and pipes. */
export function createPlainBatchStatus(
  write: (text: string) => void,
  clock: () => number,
): BatchStatusDisplay {
  const last = new Map<string, number>();
  return {
    status(name, status) {
      const now = clock();
      if (now - (last.get(name) ?? Number.NEGATIVE_INFINITY) < LOG_MS) return;
      last.set(name, now);
      write(`${labelled(statusLine(status), name)}\n`);
    },
    ended: (name) => void last.delete(name),
    say: (text, name) => write(`${labelled(text, name)}\n`),
    close: () => undefined,
  };
}

function labelled(text: string, name: string | undefined): string {
  return printable(name === undefined ? text : `${name}: ${text}`);
}
