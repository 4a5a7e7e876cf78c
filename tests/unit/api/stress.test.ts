import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMode, registerStress, type TestRunner } from '../../../src/api/test-runners/stress.ts';
import { writeStressSuite } from '../../helpers/stress-suite.ts';
import { makeTree } from '../../helpers/temp-tree.ts';

interface Registered {
  readonly name: string;
  readonly body: () => Promise<void>;
}

/** A runner that only writes down what it is given. */
function makeRunner(directory: string | undefined): {
  readonly runner: TestRunner;
  readonly tests: Registered[];
} {
  const tests: Registered[] = [];
  return {
    tests,
    runner: {
      describe: (_, body) => body(),
      test: (name, body) => void tests.push({ name, body }),
      directory: () => directory,
    },
  };
}

const REPLAY = { fuzz: false, update: false };

describe('stress', () => {
  it('makes a test of every committed case, and one for growth', () => {
    const root = makeTree({});
    writeStressSuite(join(root, '__stress__/a-b'), './x.js#f', [['a'], ['b']]);
    const { runner, tests } = makeRunner(root);
    registerStress(runner, REPLAY, 'a "b"', './x.js#f', {});
    expect(tests.map(({ name }) => name)).toEqual([
      '0001.json: costliest, size 1',
      '0002.json: path, size 1',
      'grows with size as it did',
    ]);
  });

  it('fails with advice where there are no cases', async () => {
    const { runner, tests } = makeRunner(makeTree({}));
    registerStress(runner, REPLAY, 'a', './x.js#f', {});
    expect(tests).toHaveLength(1);
    await expect(tests[0]?.body()).rejects.toThrow(/SLOWPATH_FUZZ=1/);
  });

  it('searches or accepts instead when it is told to', () => {
    for (const [mode, name] of [
      [{ fuzz: true, update: false }, 'searches for slow inputs and saves them'],
      [{ fuzz: false, update: true }, 'accepts what its cases cost now'],
    ] as const) {
      const { runner, tests } = makeRunner('/nowhere');
      registerStress(runner, mode, 'a', './x.js#f', {});
      expect(tests.map((test) => test.name)).toEqual([name]);
    }
  });

  it('says what to pass where the runner does not tell the test file', () => {
    const { runner } = makeRunner(undefined);
    expect(() => registerStress(runner, REPLAY, 'a', './x.js#f', {})).toThrow(
      /import\.meta\.dirname/,
    );
  });

  it('reads what the environment asks for', () => {
    expect(readMode({ SLOWPATH_FUZZ: '1' })).toEqual({ fuzz: true, update: false });
    expect(readMode({ SLOWPATH_FUZZ: '0', SLOWPATH_UPDATE: 'yes' })).toEqual({
      fuzz: false,
      update: true,
    });
    expect(readMode({})).toEqual(REPLAY);
  });
});
