import { expect, it } from 'vitest';
import { parseCommandLine } from '../../../../bench/check/command-line.ts';
import { UsageError } from '../../../../src/core/errors.ts';

it('twenty checks of every change, on a machine with two busy processes a processor', () => {
  expect(parseCommandLine([], '/')).toEqual({ runs: 20, load: 2, json: undefined });
});

it('counts and the place of the figures are options', () => {
  const plan = parseCommandLine(['--runs', '2', '--load', '0', '--json', 'a.json'], '/b');
  expect(plan).toEqual({ runs: 2, load: 0, json: '/b/a.json' });
});

it.each([[['--runs', 'two']], [['--runs', '0']], [['--load', '-1']], [['--fast']], [['2']]])(
  '%j is an error of usage',
  (args) => {
    expect(() => parseCommandLine(args, '/')).toThrow(UsageError);
  },
);
