import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Jobs } from '../../../src/cli/ports.ts';
import type { RunRecord } from '../../../src/core/run-record.ts';
import type { FuzzRequest } from '../../../src/pipeline/fuzz.ts';
import { openRunDirectory } from '../../../src/report/run-directory.ts';
import { writeSuite } from '../../../src/suite/suite-file.ts';
import { sampleRecord } from '../report/sample-record.ts';
import { type FakeHost, fakeHost, fakeJobs, runLine } from './fake-host.ts';

let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(join(tmpdir(), 'slowpath-cli-'));
});

afterEach(() => {
  fs.rmSync(cwd, { recursive: true, force: true });
});

/** A finished run on disk, as the pipeline would leave it. */
function writeRun(record: RunRecord): string {
  const run = openRunDirectory({
    dir: join(cwd, 'out'),
    fresh: false,
    record,
    clock: () => 0,
    owner: { pid: 1, host: 'here', isAlive: () => false },
  });
  const { contentHash, specifier, kind, inputModel } = record.target;
  writeSuite(run.layout.suite, {
    target: { contentHash, specifier, kind, inputModel },
    nodeMajor: 20,
    instrumentation: 1,
    seed: 42,
    growths: [],
    tests: [
      {
        input: { kind: 'function', args: ['<'.repeat(4000)] },
        role: 'costliest',
        size: 4000,
        steps: 12_301_233,
        allocUnits: 0,
        outcome: 'ok',
        outputDigest: '',
        isSeed: false,
        provenance: { id: 1, parents: [], ops: ['pump'], execs: 1 },
        hot: [{ site: 'parse.ts:17', kind: 'loop', share: 0.9 }],
      },
    ],
  });
  run.writeRecord(record);
  run.close();
  return run.path;
}

interface FuzzSpy {
  readonly jobs: Jobs;
  readonly requests: FuzzRequest[];
}

function fuzzing(
  record: RunRecord,
  during: (host: { aborted: () => boolean }) => void = () => undefined,
): FuzzSpy {
  const requests: FuzzRequest[] = [];
  const jobs = fakeJobs({
    fuzz: (request, sinks, context) => {
      requests.push(request);
      sinks.say('resuming');
      during({ aborted: () => context.finishEarly.aborted });
      const directory = writeRun(record);
      return Promise.resolve({ record, directory });
    },
  });
  return { jobs, requests };
}

const hostHere = (changes: Parameters<typeof fakeHost>[0] = {}): FakeHost =>
  fakeHost({ cwd, ...changes });

describe('slowpath fuzz', () => {
  it('prints the summary on stdout, talk on stderr, and leaves a report', async () => {
    const { jobs } = fuzzing(sampleRecord());
    const { code, out, talk } = await runLine('fuzz lib/parse.ts#parse', hostHere(), jobs);
    expect(code).toBe(0);
    expect(out).toContain('Cost is quadratic');
    expect(out).toContain('parse("<" × 4000)');
    expect(out).toContain('out/report.html');
    expect(out).toContain("slowpath run 'lib/parse.ts#parse' --input out/suite/tests/0001.json");
    expect(talk).toBe('resuming\n');
    expect(fs.readFileSync(join(cwd, 'out/report.html'), 'utf8')).toContain('<!doctype html>');
  });

  it('prints nothing but JSON on stdout with --json', async () => {
    const { jobs } = fuzzing(sampleRecord());
    const { out } = await runLine('fuzz x --json', hostHere(), jobs);
    expect(JSON.parse(out)).toMatchObject({
      directory: join(cwd, 'out'),
      run: { version: 1, seed: 42 },
      tests: [{ file: 'tests/0001.json' }],
    });
  });

  it.each([
    ['constant', 1],
    ['linear', 1],
    ['quadratic', 1],
    ['cubic', 0],
    ['exponential', 0],
  ])('with --fail-on %s and a quadratic target ends with %i', async (kind, exit) => {
    const { jobs } = fuzzing(sampleRecord());
    expect((await runLine(`fuzz x --fail-on ${kind}`, hostHere(), jobs)).code).toBe(exit);
  });

  it('does not fail when no growth could be fitted', async () => {
    const { growth: _, ...record } = sampleRecord();
    const { jobs } = fuzzing(record);
    expect((await runLine('fuzz x --fail-on constant', hostHere(), jobs)).code).toBe(0);
  });

  it('takes options from the command line, the environment and a file, in this order', async () => {
    fs.writeFileSync(
      join(cwd, 'slowpath.config.json'),
      JSON.stringify({ seed: 1, maxSize: 10, workers: 3 }),
    );
    const { jobs, requests } = fuzzing(sampleRecord());
    const env = { SLOWPATH_SEED: '2', SLOWPATH_MAX_SIZE: '20', SLOWPATH_ARGS: '' };
    await runLine('fuzz x --seed 3 --instrument a --instrument b', hostHere({ env }), jobs);
    const set = requests[0]?.options;
    expect(set?.options).toMatchObject({
      seed: 3,
      maxSize: 20,
      workers: 3,
      args: undefined,
      instrument: ['a', 'b'],
    });
    expect(set?.origins).toMatchObject({
      seed: 'command-line',
      maxSize: 'environment',
      workers: 'config',
      args: 'default',
    });
  });

  it('finishes early at the first Ctrl-C, with the suite, and ends with 130', async () => {
    const host = hostHere();
    const { jobs } = fuzzing(sampleRecord({ status: 'interrupted' }), ({ aborted }) => {
      expect(aborted()).toBe(false);
      host.interrupt();
      expect(aborted()).toBe(true);
    });
    const { code, out, talk } = await runLine('fuzz x --fail-on constant', host, jobs);
    expect(code).toBe(130);
    expect(talk).toContain('Ctrl-C again stops at once');
    expect(out).toContain('Suite: 1 test');
    expect(host.exits).toEqual([]);
  });

  it('stops at once at the second Ctrl-C', async () => {
    const host = hostHere();
    const { jobs } = fuzzing(sampleRecord(), () => {
      host.interrupt();
      host.interrupt();
    });
    await runLine('fuzz x', host, jobs);
    expect(host.exits).toEqual([130]);
  });

  it('ends with 130 when it is interrupted before there is anything to keep', async () => {
    const host = hostHere();
    const jobs = fakeJobs({
      fuzz: (_, __, { finishEarly }) => {
        host.interrupt();
        finishEarly.throwIfAborted();
        return Promise.reject(new Error('not reached'));
      },
    });
    expect((await runLine('fuzz x', host, jobs)).code).toBe(130);
  });
});

describe('slowpath report', () => {
  it('tells a run again from its directory', async () => {
    writeRun(sampleRecord());
    const { code, out } = await runLine('report out', hostHere());
    expect(code).toBe(0);
    expect(out).toContain('Cost is quadratic');
    expect(fs.existsSync(join(cwd, 'out/report.html'))).toBe(true);
  });

  it('tells a run that was killed before its suite, and what is missing', async () => {
    writeRun(sampleRecord({ status: 'running' }));
    fs.rmSync(join(cwd, 'out/suite'), { recursive: true });
    const { code, out, talk } = await runLine('report out', hostHere());
    expect(code).toBe(0);
    expect(out).toContain('not made yet: the same command resumes the run');
    expect(talk).toContain('there is no suite yet');
  });

  it('tells a test that was changed, and goes on', async () => {
    writeRun(sampleRecord());
    fs.writeFileSync(join(cwd, 'out/suite/tests/0001.json'), '{"args":[]}');
    const { code, out, talk } = await runLine('report out', hostHere());
    expect(code).toBe(0);
    expect(out).not.toContain('Slowest input');
    expect(talk).toContain('0001.json was changed');
  });

  it.each([
    ['nowhere', 'is not a run directory'],
    ['out', 'run.json is not JSON'],
  ])('refuses %s', async (directory, message) => {
    writeRun(sampleRecord());
    fs.writeFileSync(join(cwd, 'out/run.json'), '{"version"');
    const { code, talk } = await runLine(`report ${directory}`, hostHere());
    expect(code).toBe(2);
    expect(talk).toContain(message);
  });
});

describe('slowpath suite', () => {
  it('rebuilds the suite and tells the run', async () => {
    writeRun(sampleRecord());
    const asked: string[] = [];
    const jobs = fakeJobs({
      rebuildSuite: ({ directory }) => {
        asked.push(directory);
        return Promise.resolve();
      },
    });
    const { code, out } = await runLine('suite out', hostHere(), jobs);
    expect(asked).toEqual([join(cwd, 'out')]);
    expect(code).toBe(0);
    expect(out).toContain('Suite: 1 test');
  });
});
