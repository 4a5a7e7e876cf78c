import { expect, it } from 'vitest';
import { parseCommandLine } from '../../../../bench/constraints/command-line.ts';
import { UsageError } from '../../../../src/core/errors.ts';

it('without options, every problem is searched for 60,000 executions', () => {
  const { only, all, json, options } = parseCommandLine([], '/work');
  expect({ only, all, json }).toEqual({ only: [], all: false, json: undefined });
  expect(options).toMatchObject({ execs: 60_000, timeMs: undefined, workers: 1, seed: 1 });
});

it('options are those of a search', () => {
  const { only, all, json, options } = parseCommandLine(
    ['--time', '5s', '--only', 'sort,tree', '--all', '--seed', '7', '--json', 'out.json'],
    '/work',
  );
  expect({ only, all, json }).toEqual({
    only: ['sort', 'tree'],
    all: true,
    json: '/work/out.json',
  });
  expect(options).toMatchObject({ execs: undefined, timeMs: 5000, seed: 7 });
});

it('unknown options are an error of usage', () => {
  expect(() => parseCommandLine(['--fast'], '/')).toThrow(UsageError);
});
