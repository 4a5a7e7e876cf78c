import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveOptions, type UserOptions } from '../../../../src/config/options.ts';
import { DataError, UsageError } from '../../../../src/core/errors.ts';
import { batchIndexSchema } from '../../../../src/pipeline/batch/batch-index.ts';
import {
  type BatchPorts,
  type BatchResult,
  runBatch,
} from '../../../../src/pipeline/batch/run-batch.ts';
import { openRunDirectory } from '../../../../src/report/run-directory.ts';
import { writeSuite } from '../../../../src/suite/suite-file.ts';
import { makeTree } from '../../../helpers/temp-tree.ts';
import { sampleRecord } from '../../report/sample-record.ts';

type Fuzz = BatchPorts['fuzz'];

const OWNER = { pid: 1, host: 'here', isAlive: () => false };

/** Leaves a finished run where it was asked to. */
const finish: Fuzz = ({ options: { options } }) => {
  const record = sampleRecord({ wallMs: 500, stages: [], execs: 100, slowdown: 4 });
  const run = openRunDirectory({
    dir: options.out ?? '',
    fresh: options.fresh,
    record,
    clock: () => 0,
    owner: OWNER,
  });
  const { contentHash, specifier, kind, inputModel } = record.target;
  writeSuite(run.layout.suite, {
    target: { contentHash, specifier, kind, inputModel },
    nodeMajor: 20,
    instrumentation: 1,
    seed: 1,
    growths: [],
    tests: [],
  });
  run.writeRecord(record);
  run.close();
  return Promise.resolve({ directory: run.path, record });
};

interface Bench {
  readonly root: string;
  readonly asked: string[];
  readonly said: string[];
  readonly run: (fuzz?: Fuzz, given?: UserOptions, jobs?: number) => Promise<BatchResult>;
  readonly controller: AbortController;
  readonly ledger: () => readonly { readonly event: string; readonly problem?: string }[];
}

function bench(names: readonly string[] = ['a', 'b', 'c']): Bench {
  const files = Object.fromEntries(
    names.map((name) => [`problems/${name}/problem.json`, { name }]),
  );
  const root = makeTree({ ...files, 'problems/README.md': 'no problem' });
  const asked: string[] = [];
  const said: string[] = [];
  const controller = new AbortController();
  return {
    root,
    asked,
    said,
    controller,
    ledger: () =>
      readFileSync(join(root, 'out/ledger.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string }),
    run: async (fuzz = finish, given = { execs: 30 }, jobs = 1) =>
      await runBatch(
        {
          directory: join(root, 'problems'),
          shownDirectory: 'problems',
          out: join(root, 'out'),
          options: resolveOptions({ commandLine: given }, { cpuCount: 2 }),
          jobs,
          cwd: root,
        },
        {
          status: () => undefined,
          say: (text, problem) => said.push(problem === undefined ? text : `${problem}: ${text}`),
          ended: () => undefined,
        },
        {
          clock: () => 0,
          now: () => new Date(0),
          owner: OWNER,
          versions: { slowpath: '0.1.0', node: '20.20.2', instrumentation: 1 },
          apiKey: undefined,
          finishEarly: controller.signal,
        },
        {
          fuzz: async (request, sinks, context) => {
            asked.push(request.target.slice(request.target.lastIndexOf('/') + 1));
            return await fuzz(request, sinks, context);
          },
        },
      ),
  };
}

const failing =
  (name: string, error: Error): Fuzz =>
  async (request, sinks, context) => {
    if (request.target.endsWith(`/${name}`)) throw error;
    return await finish(request, sinks, context);
  };

describe('a campaign over many problems', () => {
  it('runs each in order, with its share, and leaves a ledger and an index', async () => {
    const { run, asked, ledger, root } = bench();
    const { index } = await run();
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(ledger().map(({ event, problem = '' }) => `${event} ${problem}`)).toEqual([
      'begun ',
      'started a',
      'done a',
      'started b',
      'done b',
      'started c',
      'done c',
    ]);
    expect(ledger()[1]).toMatchObject({ execs: 10 });
    expect(index.totals).toEqual({
      problems: 3,
      done: 3,
      failed: 0,
      interrupted: 0,
      waiting: 0,
      execs: 300,
      tests: 0,
      slowdown: { geometricMean: expect.closeTo(4) as number, median: 4, problems: 3 },
    });
    const written: unknown = JSON.parse(readFileSync(join(root, 'out/index.json'), 'utf8'));
    expect(batchIndexSchema.parse(written)).toEqual(index);
    expect(readFileSync(join(root, 'out/index.md'), 'utf8')).toContain(
      '| [a](runs/a/report.html) | done | 0 | 12,301,233 | 4.00× | quadratic | 100 |',
    );
  });

  it('goes on after a problem that fails, says why, and tries it again the next time', async () => {
    const { run, asked, ledger } = bench();
    const first = await run(failing('b', new DataError('it is broken', { hint: 'mend it' })));
    expect(first.index.totals).toMatchObject({ done: 2, failed: 1 });
    expect(first.hasBug).toBe(false);
    expect(ledger()).toContainEqual(
      expect.objectContaining({
        event: 'failed',
        problem: 'b',
        code: 'data',
        reason: 'it is broken (mend it)',
      }),
    );
    const second = await run();
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
    expect(second.index.totals).toMatchObject({ done: 3, failed: 0 });
  });

  it('tells a bug from a problem that is at fault', async () => {
    const { run } = bench();
    const { index, hasBug } = await run(failing('a', new TypeError('undefined is no function')));
    expect(hasBug).toBe(true);
    expect(index.problems[0]?.reason).toMatch(/^undefined is no function\nTypeError/);
    expect(index.totals.done).toBe(2);
  });

  it('starts no further problem once it is interrupted, and goes on there', async () => {
    const { run, controller, asked } = bench();
    const { index, interrupted } = await run(async (request, sinks, context) => {
      const result = await finish(request, sinks, context);
      controller.abort();
      const record = { ...result.record, status: 'interrupted' as const };
      return { ...result, record };
    });
    expect(interrupted).toBe(true);
    expect(index.totals).toMatchObject({ done: 0, interrupted: 1, waiting: 2 });
    expect(asked).toEqual(['a']);
  });

  it('takes an interruption before there is anything for one', async () => {
    const { run, controller } = bench();
    const { index } = await run(() => {
      controller.abort();
      return Promise.reject(new DOMException('ended', 'AbortError'));
    });
    expect(index.problems[0]?.state).toBe('interrupted');
  });

  it('resumes after a kill that left half a line', async () => {
    const { run, asked, root, said } = bench();
    await run(failing('c', new DataError('no')));
    appendFileSync(join(root, 'out/ledger.jsonl'), '{"event":"star');
    await run();
    expect(asked).toEqual(['a', 'b', 'c', 'c']);
    expect(said).toContain('2 of 3 problems are done already');
  });

  it('searches a problem anew that has changed since', async () => {
    const { run, asked, root, said } = bench();
    await run();
    writeFileSync(join(root, 'problems/b/problem.json'), '{}');
    await run();
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
    expect(said).toContain('b: has changed since it was searched: searched anew');
  });

  it('refuses to go on with other options, and starts over when it is told to', async () => {
    const { run, asked, root } = bench(['a']);
    await run();
    await expect(run(finish, { execs: 30, seed: 2 })).rejects.toThrow(/another seed: 1, not 2/);
    await run(finish, { execs: 30, seed: 2, fresh: true });
    expect(asked).toEqual(['a', 'a']);
    expect(existsSync(join(root, 'out/ledger.1.jsonl'))).toBe(true);
  });

  it('runs as many at a time as it may, never more', async () => {
    let running = 0;
    let most = 0;
    const { run } = bench(['a', 'b', 'c', 'd', 'e']);
    await run(
      async (request, sinks, context) => {
        running++;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return await finish(request, sinks, context);
      },
      { execs: 30 },
      2,
    );
    expect(most).toBe(2);
  });

  it('gives every problem some time when nobody says how much', async () => {
    const shares: (number | undefined)[] = [];
    const { run } = bench(['a', 'b']);
    await run((request, sinks, context) => {
      shares.push(request.options.options.timeMs);
      return finish(request, sinks, context);
    }, {});
    expect(shares[0]).toBe(20_000);
  });

  it('needs problems', async () => {
    await expect(bench([]).run()).rejects.toThrow(UsageError);
  });

  it('is refused while another process writes there', async () => {
    const { run, root } = bench();
    await run();
    writeFileSync(join(root, 'out/campaign.lock'), '99 elsewhere\n');
    await expect(run()).rejects.toThrow(/another slowpath/);
  });
});
