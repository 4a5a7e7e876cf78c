import { describe, expect, it } from 'vitest';
import { liveTerminal } from '../../../src/cli/live-terminal.ts';
import type { Terminal } from '../../../src/report/live-status.ts';
import { fakeHost } from './fake-host.ts';

/** Only whether there is one, and its size, is looked at. */
function sized(columns: number, rows: number): Terminal {
  return Object.create(process.stderr, {
    columns: { value: columns },
    rows: { value: rows },
  }) as Terminal;
}

const terminal = sized(80, 24);

describe('lines that are written over', () => {
  it('are for terminals', () => {
    expect(liveTerminal(fakeHost({ terminal }))).toBe(terminal);
    expect(liveTerminal(fakeHost({ terminal: undefined }))).toBeUndefined();
    expect(liveTerminal(fakeHost({ terminal, env: { CI: 'false', TERM: 'xterm' } }))).toBe(
      terminal,
    );
  });

  it('are not for terminals without a size, as containers have them', () => {
    expect(liveTerminal(fakeHost({ terminal: sized(0, 0) }))).toBeUndefined();
    expect(liveTerminal(fakeHost({ terminal: sized(80, 0) }))).toBeUndefined();
  });

  it.each([[{ CI: 'true' }], [{ CI: '1' }], [{ TERM: 'dumb' }]])('are not for %o', (env) => {
    expect(liveTerminal(fakeHost({ terminal, env }))).toBeUndefined();
  });
});
