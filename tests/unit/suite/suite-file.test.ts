import * as nodeFs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataError, UsageError } from '../../../src/core/errors.ts';
import {
  type NewSuite,
  type NewTest,
  printSuite,
  readSuite,
  readTest,
  writeSuite,
} from '../../../src/suite/suite-file.ts';
import { suiteJsonSchema } from '../../../src/suite/suite-schema.ts';
import { parseTestFile } from '../../../src/suite/test-file.ts';

let scratch: string;
let directory: string;

beforeEach(() => {
  scratch = nodeFs.mkdtempSync(join(tmpdir(), 'slowpath-suite-'));
  directory = join(scratch, 'suite');
});

afterEach(() => {
  nodeFs.rmSync(scratch, { recursive: true, force: true });
});

function newTest(changes: Partial<NewTest> = {}): NewTest {
  return {
    input: { kind: 'function', args: ['aaa', Number.NaN] },
    role: 'costliest',
    size: 3,
    steps: 900,
    allocUnits: 1,
    outcome: 'ok',
    outputDigest: 'abc',
    isSeed: false,
    provenance: { id: 5, parents: [2], ops: ['pump', 'seed'], execs: 77 },
    hot: [{ site: 'lib/parse.js:17', kind: 'loop', share: 0.9 }],
    ...changes,
  };
}

function newSuite(tests: readonly NewTest[]): NewSuite {
  return {
    target: {
      specifier: 'lib/parse.js#parse',
      kind: 'function',
      contentHash: 'ab',
      inputModel: "--args '[string, number]'",
    },
    nodeMajor: 20,
    instrumentation: 1,
    seed: 42,
    tests,
    growths: [
      {
        class: 'quadratic',
        exponent: 2,
        interval: [1.9, Number.POSITIVE_INFINITY],
        r2: 1,
        points: [{ size: 1, steps: 2 }],
      },
    ],
  };
}

describe('a suite', () => {
  it('comes back from disk with its tests', () => {
    const tests = [newTest(), newTest({ input: { kind: 'function', args: [new Map([[1, 2]])] } })];
    const written = writeSuite(directory, newSuite(tests));
    const suite = readSuite(directory);
    expect(suite).toEqual(written);
    expect(suite.growths[0]?.interval).toEqual([1.9, null]);
    expect(suite.tests.map(({ file }) => file)).toEqual(['tests/0001.json', 'tests/0002.json']);
    const inputs = suite.tests.map((test) => readTest(directory, test, 'function'));
    expect(inputs).toEqual(tests.map(({ input }) => input));
    expect(nodeFs.readFileSync(join(directory, 'tests/0001.json'), 'utf8')).toBe(
      '{"args":["aaa",{"$type":"number","value":"NaN"}]}\n',
    );
  });

  it('of a stdin program has the very text, and expected outputs beside it', () => {
    const text = '3\n1 2 3\r\n';
    const test = newTest({ input: { kind: 'stdin', text }, expected: '6\n' });
    const suite = writeSuite(directory, newSuite([test]));
    expect(suite.tests[0]).toMatchObject({ file: 'tests/0001.in', output: 'tests/0001.out' });
    expect(nodeFs.readFileSync(join(directory, 'tests/0001.in'), 'utf8')).toBe(text);
    expect(nodeFs.readFileSync(join(directory, 'tests/0001.out'), 'utf8')).toBe('6\n');
  });

  it('replaces an earlier one whole', () => {
    writeSuite(directory, newSuite([newTest(), newTest(), newTest()]));
    writeSuite(directory, newSuite([newTest()]));
    expect(nodeFs.readdirSync(join(directory, 'tests'))).toEqual(['0001.json']);
    expect(nodeFs.readdirSync(scratch)).toEqual(['suite']);
  });

  it('is the same, byte for byte, when written again', () => {
    const print = () => [...printSuite(newSuite([newTest(), newTest({ steps: 1 })])).files];
    expect(print()).toEqual(print());
  });

  it('says which test was changed or is missing', () => {
    const [test] = writeSuite(directory, newSuite([newTest()])).tests;
    if (!test) throw new Error('expected a test');
    nodeFs.writeFileSync(join(directory, test.file), '{"args":[1]}');
    expect(() => readTest(directory, test, 'function')).toThrow(/0001\.json was changed/);
    nodeFs.rmSync(join(directory, test.file));
    expect(() => readTest(directory, test, 'function')).toThrow(/0001\.json is missing/);
  });

  it.each([
    ['{', 'cut off or damaged'],
    ['{"version":2}', 'is not a suite'],
  ])('that is damaged is refused with the name of the file: %s', (text, message) => {
    nodeFs.mkdirSync(directory);
    nodeFs.writeFileSync(join(directory, 'suite.json'), text);
    expect(() => readSuite(directory)).toThrow(DataError);
    expect(() => readSuite(directory)).toThrow(message);
    expect(() => readSuite(join(scratch, 'nowhere'))).toThrow('there is no suite');
  });

  it('cannot name files outside itself', () => {
    const suite = writeSuite(directory, newSuite([newTest()]));
    for (const file of ['tests/../../secret', '/etc/passwd', 'tests/..']) {
      const tests = suite.tests.map((test) => ({ ...test, file }));
      nodeFs.writeFileSync(join(directory, 'suite.json'), JSON.stringify({ ...suite, tests }));
      expect(() => readSuite(directory)).toThrow(DataError);
    }
  });

  it('that cannot be written is a clear error', () => {
    nodeFs.writeFileSync(directory, 'a file');
    nodeFs.mkdirSync(`${directory}.new`);
    const renameSync = (): never => {
      throw new Error('ENOSPC: no space left on device');
    };
    const write = () => writeSuite(directory, newSuite([newTest()]), { ...nodeFs, renameSync });
    expect(write).toThrow(UsageError);
    expect(write).toThrow(/cannot write the suite to .*no space left/);
  });

  it('has a JSON Schema', () => {
    expect(suiteJsonSchema()).toMatchObject({ type: 'object', required: expect.any(Array) });
  });
});

describe('parseTestFile', () => {
  it('takes a bare argument list too', () => {
    expect(parseTestFile('["a", 1]', 'function', 'x')).toEqual({
      kind: 'function',
      args: ['a', 1],
    });
  });

  it.each(['', 'aaa', '{"arguments":[]}', '7'])('refuses %j with the form it expects', (text) => {
    expect(() => parseTestFile(text, 'function', 'in.json')).toThrow(/^in\.json /);
  });

  it('keeps choice sequences', () => {
    expect(parseTestFile('{"args":[1],"encoded":"[3,4]"}', 'function', 'x')).toEqual({
      kind: 'function',
      args: [1],
      encoded: '[3,4]',
    });
  });
});
