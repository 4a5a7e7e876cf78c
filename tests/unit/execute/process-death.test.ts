import { describe, expect, it } from 'vitest';
import { deathOfProcess, isByInterrupt } from '../../../src/execute/process-death.ts';

describe('the death of a whole process', () => {
  it.each([
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'SIGABRT',
    ],
    [
      'FATAL ERROR: invalid table size Allocation failed - JavaScript heap out of memory',
      'SIGABRT',
    ],
    ['#\n# Fatal JavaScript invalid size error 134217728\n#', 'SIGTRAP'],
  ] as const)('is for want of memory when V8 says so: %s', (stderr, signal) => {
    expect(
      deathOfProcess(null, signal, `\n<--- Last few GCs --->\n${stderr}\n`, false),
    ).toMatchObject({
      outcome: 'out-of-memory',
    });
  });

  it('is a crash otherwise, told with its first line', () => {
    expect(deathOfProcess(null, 'SIGSEGV', '\nsomething bad\nmore\n', false)).toEqual({
      outcome: 'crashed',
      detail: 'signal SIGSEGV: something bad',
    });
    expect(deathOfProcess(7, null, '', false)).toEqual({
      outcome: 'crashed',
      detail: 'exit code 7',
    });
  });

  it('is a time-out when it had to be killed', () => {
    expect(deathOfProcess(null, 'SIGKILL', '', true).outcome).toBe('timed-out');
    expect(deathOfProcess(null, 'SIGKILL', '', false).outcome).toBe('timed-out');
  });
});

it('is by an interrupt only when the signal of Ctrl-C ended the process', () => {
  expect(isByInterrupt(deathOfProcess(null, 'SIGINT', '', false))).toBe(true);
  expect(isByInterrupt(deathOfProcess(null, 'SIGTERM', '', false))).toBe(false);
  expect(isByInterrupt(deathOfProcess(1, null, 'signal SIGINT', false))).toBe(false);
});
