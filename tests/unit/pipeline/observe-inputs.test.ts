import { expect, test } from 'vitest';
import type { FileCoverage } from '../../../harness/protocol.ts';
import type { ConfigureRequest, Measurement } from '../../../src/core/executor.ts';
import type { Observation, Watch } from '../../../src/core/watch.ts';
import { createLoop } from '../../../src/pipeline/loop.ts';
import { createFakeHost, type FakeProgram } from '../../helpers/fake-host.ts';
import { functionSpec, NUMBERS } from '../../helpers/programs.ts';
import { watchOf } from '../../helpers/watched.ts';

/** Adds up a list; looked at after each number, and at the end of lists of more than two. */
const adder: FakeProgram = {
  siteCount: 2,
  probeCount: 2,
  run([input], hit, look) {
    let total = 0;
    for (const x of input as number[]) {
      hit(0);
      total += x;
      look(0, 0, [x, total]);
    }
    hit(1);
    if ((input as number[]).length > 2) look(1, 1, [total]);
  },
};

const WATCH = watchOf(
  [['x', 'total'], ['total']],
  [
    { text: 'total', mode: 'value' },
    { text: 'x > 5' },
    { text: 'total % 2', probe: 1, mode: 'value' },
  ],
);

const COVERAGE: FileCoverage = { file: '/program.js', lines: [1, 3], branches: [] };

function start(watch: Watch | undefined): (request: unknown) => unknown {
  const host = createFakeHost(adder);
  const loop = createLoop({ ...host, takeCoverage: () => [COVERAGE] });
  const configure: ConfigureRequest = {
    kind: 'configure',
    model: { kind: 'spec', spec: functionSpec(NUMBERS), maxSize: 50 },
    target: 'function',
    dictionary: { strings: [], numbers: [] },
    ...(watch === undefined ? {} : { watch }),
  };
  const ask = (request: unknown): unknown => {
    loop.begin(request);
    if (!loop.drive()) throw new Error('a fake program is never pending');
    return loop.reply();
  };
  ask(configure);
  return ask;
}

test('observations tell least and greatest readings, and all that measurements tell', () => {
  const observations = start(WATCH)({
    kind: 'observe',
    inputs: ['[[1,9,2]]', '[[]]', '[[4]]'],
    maxSteps: 1000,
    journal: true,
    hits: true,
  }) as Observation[];
  expect(observations.map(({ readings }) => [...readings].slice(0, 2))).toEqual([
    [1, 12],
    [NaN, NaN],
    [4, 4],
  ]);
  expect(observations.map(({ readings }) => [...readings].slice(2))).toEqual([
    [0, expect.closeTo(0.55, 1), 0, 0],
    [NaN, NaN, NaN, NaN],
    [expect.closeTo(0.09, 1), expect.closeTo(0.09, 1), NaN, NaN],
  ]);
  expect(observations[0]).toMatchObject({ outcome: 'ok', steps: 4, size: 3 });
  expect(observations[0]?.hits).toEqual(Int32Array.of(0, 3, 1, 1));
});

test('nothing is observed where nothing is watched', () => {
  const ask = start(undefined);
  const request = { kind: 'observe', inputs: ['[[]]'], maxSteps: 1000, journal: false };
  expect(() => ask(request)).toThrow(/not given/);
});

test('measurements tell lines and branches when asked', () => {
  const ask = start(WATCH);
  const request = { kind: 'measure', inputs: ['[[1]]'], maxSteps: 1000, journal: false };
  const measure = (coverage: boolean): Measurement[] =>
    ask({ ...request, coverage }) as Measurement[];
  expect(measure(true)[0]?.coverage).toEqual([COVERAGE]);
  expect(measure(false)[0]).not.toHaveProperty('coverage');
});
