import { describe, expect, it } from 'vitest';
import { DataError, HarnessError, UsageError } from '../../../src/core/errors.ts';
import { fakeHost, fakeJobs, runLine } from './fake-host.ts';

describe('the command line', () => {
  it('explains itself to a stranger', async () => {
    const { code, out, talk } = await runLine('--help');
    expect(code).toBe(0);
    expect(talk).toBe('');
    for (const word of [
      'fuzz',
      'run',
      'suite',
      'report',
      'doctor',
      'Targets:',
      'Examples:',
      'Exit codes:',
    ]) {
      expect(out).toContain(word);
    }
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('tells its version', async () => {
    expect(await runLine('--version')).toEqual({ code: 0, out: '9.8.7\n', talk: '' });
  });

  it.each([
    ['', 'Usage: slowpath'],
    ['fuz x', "unknown command 'fuz'\n(Did you mean fuzz?)"],
    ['fuzz x --tme 3s', "unknown option '--tme'\n(Did you mean --time?)"],
    ['fuzz', "missing required argument 'target'"],
    ['fuzz a b', 'too many arguments'],
    ['fuzz x --time', 'argument missing'],
    ['fuzz x --time soon', '--time: "soon"'],
    ['fuzz x --fail-on quadratik', 'did you mean "quadratic"?'],
    ['run x', "required option '--input <file>' not specified"],
    ['report', "missing required argument 'run-directory'"],
  ])('refuses %j on stderr with exit code 2', async (line, message) => {
    const { code, out, talk } = await runLine(line);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(talk).toContain(message);
    expect(talk).not.toContain('    at ');
  });

  it.each([
    [
      new UsageError('no such export', { hint: 'it has: parse' }),
      2,
      'error: no such export\nhint: it has: parse\n',
    ],
    [new DataError('x.json is not JSON'), 2, 'error: x.json is not JSON\n'],
    [new HarnessError('a shard did not start'), 70, 'error: a shard did not start\n'],
    [new UsageError('bad \u001b[2Jname'), 2, 'error: bad \\u001b[2Jname\n'],
    [new UsageError('syntax error\n> 1 | let let'), 2, 'error: syntax error\n> 1 | let let\n'],
  ])('prints %s without a stack', async (error, exit, text) => {
    const jobs = fakeJobs({ fuzz: () => Promise.reject(error) });
    const { code, talk } = await runLine('fuzz x', fakeHost(), jobs);
    expect(code).toBe(exit);
    expect(talk).toBe(text);
  });

  it('calls anything else a bug, with its stack', async () => {
    const jobs = fakeJobs({ fuzz: () => Promise.reject(new TypeError('x is undefined')) });
    const { code, talk } = await runLine('fuzz x', fakeHost(), jobs);
    expect(code).toBe(70);
    expect(talk).toContain('this is a bug in slowpath');
    expect(talk).toContain('    at ');
  });
});
