import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Baseline,
  parseBaseline,
  printBaseline,
  readBaseline,
  writeBaseline,
} from '../../../src/check/baseline-file.ts';
import { baselineJsonSchema } from '../../../src/check/baseline-schema.ts';
import { replaceFile } from '../../../src/check/replace-file.ts';
import { DataError, UsageError } from '../../../src/core/errors.ts';
import { makeTree } from '../../helpers/temp-tree.ts';
import { suiteOf, testOf } from './check-figures.ts';

const baseline: Baseline = {
  nodeMajor: 20,
  instrumentation: 2,
  suites: new Map([
    ['runs/b/suite', suiteOf({ 'tests/0002.json': testOf(7), 'tests/0001.json': testOf(900) })],
    ['runs/a/suite', suiteOf({ 'tests/0001.json': testOf(5, { outcome: 'threw' }) })],
  ]),
  tolerances: new Map([['runs/a/suite', new Map([['tests/0001.json', 0.5]])]]),
};

const text = printBaseline(baseline);

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a baseline file', () => {
  it('is what was written, sorted', () => {
    const read = parseBaseline(text, 'b.json');
    expect([...read.suites.keys()]).toEqual(['runs/a/suite', 'runs/b/suite']);
    expect(Object.keys(read.suites.get('runs/b/suite')?.tests ?? {})).toEqual([
      'tests/0001.json',
      'tests/0002.json',
    ]);
    expect(read.suites.get('runs/a/suite')?.tests).toEqual(
      baseline.suites.get('runs/a/suite')?.tests,
    );
    expect(read.suites.get('runs/a/suite')?.growth?.class).toBe('linear');
    expect(read.tolerances.get('runs/a/suite')).toEqual(new Map([['tests/0001.json', 0.5]]));
    expect(printBaseline(read)).toBe(text);
  });

  it('has the same bytes whatever the order in which suites were measured', () => {
    const reversed = new Map([...baseline.suites].toReversed());
    expect(printBaseline({ ...baseline, suites: reversed })).toBe(text);
  });

  it('survives any figures', () => {
    const figures = fc.record({
      steps: fc.nat(),
      size: fc.nat(),
      outcome: fc.constantFrom('ok' as const, 'threw' as const, 'steps-exceeded' as const),
      output: fc.string(),
      functions: fc.dictionary(fc.string(), fc.nat()),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), figures), (tests) => {
        const one = {
          ...baseline,
          suites: new Map([['s', suiteOf(tests)]]),
          tolerances: new Map(),
        };
        const read = parseBaseline(printBaseline(one), 'b.json');
        expect(read.suites.get('s')?.tests).toEqual({ ...tests });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('keeps an interval without bounds', () => {
    const suite = suiteOf({});
    const open = {
      ...suite,
      ...(suite.growth && {
        growth: { ...suite.growth, interval: [-Infinity, Infinity] as const },
      }),
    };
    const read = parseBaseline(
      printBaseline({ ...baseline, suites: new Map([['s', open]]), tolerances: new Map() }),
      'b.json',
    );
    expect(read.suites.get('s')?.growth?.interval).toEqual([-Infinity, Infinity]);
  });

  it('may have its tolerances edited by hand, and nothing else', () => {
    const wider = text.replace('"tolerance": 0.5', '"tolerance": 2');
    expect(parseBaseline(wider, 'b.json').tolerances.get('runs/a/suite')).toEqual(
      new Map([['tests/0001.json', 2]]),
    );
    const without = text.replace('"tolerance": 0.5,', '');
    expect(parseBaseline(without, 'b.json').tolerances.get('runs/a/suite')).toEqual(new Map());
    const faster = text.replace('"steps": 900', '"steps": 90000');
    const error = errorOf(() => parseBaseline(faster, 'b.json'));
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ message: expect.stringMatching(/b\.json was edited by hand/) });
  });

  it.each([
    ['is cut off', text.slice(0, 200), /not JSON: it is cut off/],
    ['has conflicts', `<<<<<<< HEAD\n${text}`, /conflicts of a merge/],
    ['is of a later version', text.replace('"version": 1', '"version": 2'), /version 2/],
    ['is another document', '{"tests": []}', /no version/],
    ['lacks a field', text.replace('"nodeMajor": 20,', ''), /nodeMajor/],
    ['is a list', '[]', /no version/],
  ])('that %s says so', (_, damaged, message) => {
    const error = errorOf(() => parseBaseline(damaged, 'b.json'));
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({
      message: expect.stringMatching(message) as unknown,
      hint: expect.stringContaining('--update') as unknown,
    });
  });

  it('that does not exist says how to make one', () => {
    const error = errorOf(() => readBaseline('/nowhere/b.json'));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ hint: expect.stringContaining('--update') as unknown });
  });

  it('has a published schema', () => {
    expect(baselineJsonSchema()).toMatchObject({ type: 'object', required: expect.anything() });
  });
});

describe('writing', () => {
  it('makes the directory, and replaces what was there', () => {
    const root = makeTree({});
    const path = join(root, 'deep/er/b.json');
    writeBaseline(path, baseline);
    writeBaseline(path, baseline);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(join(root, 'deep/er'))).toEqual(['b.json']);
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'permission'],
  ])('leaves the old file and no other when it fails with %s', (code, meaning) => {
    const root = makeTree({ 'b.json': 'old' });
    const fs = {
      ...nodeFs,
      writeFileSync: (path: nodeFs.PathOrFileDescriptor) => {
        // A full disk takes a part of the file.
        writeFileSync(path, 'hal');
        throw Object.assign(new Error(code), { code });
      },
    };
    const error = errorOf(() => replaceFile(join(root, 'b.json'), 'new', fs));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringContaining(meaning) as unknown });
    expect(readFileSync(join(root, 'b.json'), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['b.json']);
  });

  it('keeps a link, and replaces what it leads to', () => {
    const root = makeTree({ 'real.json': 'old' });
    nodeFs.symlinkSync('real.json', join(root, 'link.json'));
    replaceFile(join(root, 'link.json'), 'new');
    expect(nodeFs.lstatSync(join(root, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, 'real.json'), 'utf8')).toBe('new');
  });

  it.skipIf(process.platform === 'win32')('writes to a device, and leaves it a device', () => {
    const renamed: string[] = [];
    const fs = { ...nodeFs, renameSync: (_: unknown, to: unknown) => renamed.push(String(to)) };
    replaceFile('/dev/null', 'gone', fs as typeof nodeFs);
    expect(renamed).toEqual([]);
    expect(nodeFs.statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('says when the path is a directory or lies below a file', () => {
    const root = makeTree({ file: 'x' });
    mkdirSync(join(root, 'd'));
    expect(errorOf(() => replaceFile(join(root, 'd'), 'x'))).toBeInstanceOf(UsageError);
    expect(errorOf(() => replaceFile(join(root, 'file/b.json'), 'x'))).toBeInstanceOf(UsageError);
    expect(existsSync(join(root, '.writing-d'))).toBe(false);
  });
});
