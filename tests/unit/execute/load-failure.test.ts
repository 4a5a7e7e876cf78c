import { describe, expect, it } from 'vitest';
import { loadFailure } from '../../../src/execute/load-failure.ts';

/** As the harness tells what a program threw. */
function thrown(message: string): string {
  return `${message}\n    at Object.<anonymous> (/home/u/lib/index.js:2:1)`;
}

describe('a program that does not load', () => {
  it.each([
    ['ReferenceError: document is not defined', 'it needs a browser (document is not defined)'],
    [
      'Error: Cannot load native addon because loading addons is disabled.',
      'it needs a native addon, and addons are not loaded',
    ],
    [
      'Error: net.connect is blocked: programs under test have no network and no threads',
      'it needs the network or threads (net.connect)',
    ],
    [
      "Error: Cannot find module '@scope/some-peer/sub'\nRequire stack:\n- /home/u/lib/index.js",
      'it needs @scope/some-peer/sub, which is not installed',
    ],
  ])('says in one line what it needs: %s', (message, told) => {
    expect(loadFailure(thrown(message)).message).toBe(`the program cannot be loaded: ${told}`);
  });

  it.each(['TypeError: x is not a function', "Error: Cannot find module './not-there.js'"])(
    'is told with its stack when the fault is its own: %s',
    (message) => {
      expect(loadFailure(thrown(message)).message).toContain('index.js:2:1');
    },
  );
});
