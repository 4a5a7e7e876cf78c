import { describe, expect, it } from 'vitest';
import type { Jobs } from '../../../src/cli/ports.ts';
import type { DatasetTotals } from '../../../src/dataset/dataset-totals.ts';
import type { BatchResult } from '../../../src/pipeline/batch/run-batch.ts';
import { fakeHost, fakeJobs, runLine } from './fake-host.ts';

const TOTALS: DatasetTotals = {
  problems: 2,
  solutions: 3,
  tests: 4,
  testsByGroup: { public: 3, private: 0, generated: 0, stress: 1 },
  languages: { javascript: 2, python3: 1 },
  notRunnable: 1,
  licences: { MIT: 2 },
  searched: 1,
  withSpec: 0,
};

type ExportRequest = Parameters<Jobs['exportDataset']>[0];
type CampaignRequest = Parameters<Jobs['campaign']>[0];

function exporting(): { readonly jobs: Jobs; readonly requests: ExportRequest[] } {
  const requests: ExportRequest[] = [];
  const jobs = fakeJobs({
    exportDataset: (request, tell) => {
      requests.push(request);
      tell('p: something was left out');
      return Promise.resolve({
        format: request.format,
        directory: request.out,
        totals: TOTALS,
        files: 5,
        bytes: 12_345,
        issues: [],
        issueCount: 1,
      });
    },
  });
  return { jobs, requests };
}

describe('slowpath export', () => {
  it('hands on what it is told, with absolute paths', async () => {
    const { jobs, requests } = exporting();
    const { code, out, talk } = await runLine(
      'export runs --format effibench-x --out set --base x.json --strict',
      fakeHost(),
      jobs,
    );
    expect(code).toBe(0);
    expect(requests).toEqual([
      {
        from: '/nowhere/runs',
        cwd: '/nowhere',
        format: 'effibench-x',
        out: '/nowhere/set',
        base: '/nowhere/x.json',
        title: undefined,
        strict: true,
        slowpathVersion: '9.8.7',
      },
    ]);
    expect(out).toBe(
      'effibench-x: 2 problems in set\n3 solutions, 4 tests (3 public, 1 stress)\n5 files, 12,345 bytes\n1 note: see above, or --json\n',
    );
    expect(talk).toBe('note: p: something was left out\n');
  });

  it('prints JSON when asked', async () => {
    const { jobs } = exporting();
    const { out } = await runLine('export runs --format jsonl --out set --json', fakeHost(), jobs);
    expect(JSON.parse(out)).toMatchObject({ format: 'jsonl', directory: '/nowhere/set', files: 5 });
  });

  it.each([
    ['export x --out y', "required option '--format <format>' not specified"],
    ['export x --format jsonl', "required option '--out <directory>' not specified"],
    ['export x --format parket --out y', 'did you mean parquet?'],
    ['import x', "required option '--out <directory>' not specified"],
    ['import x --format csv --out y', '--format "csv" is none of jsonl, perfforge, plain'],
    ['campaign x --jobs none', '--jobs: expected a number from 1 to 64'],
  ])('refuses %j', async (line, message) => {
    const { code, talk } = await runLine(line);
    expect(code).toBe(2);
    expect(talk).toContain(message);
  });
});

describe('slowpath import', () => {
  it('tells what cannot be run here', async () => {
    const jobs = fakeJobs({
      importDataset: ({ out }) =>
        Promise.resolve({
          format: 'perfforge',
          directory: out,
          totals: TOTALS,
          issues: [],
          issueCount: 0,
        }),
    });
    const { code, out } = await runLine('import pf --out problems', fakeHost(), jobs);
    expect(code).toBe(0);
    expect(out).toBe(
      'perfforge: 2 problems in problems\n3 solutions (2 javascript, 1 python3), 4 tests (3 public, 1 stress)\n' +
        '1 solution cannot be run here (other languages): kept in the data\n',
    );
  });
});

describe('slowpath campaign', () => {
  const index: BatchResult['index'] = {
    version: 1,
    directory: 'corpus',
    totals: { problems: 2, done: 1, failed: 1, interrupted: 0, waiting: 0, execs: 7, tests: 10 },
    problems: [
      { problem: 'a', state: 'done', ms: 5, run: 'runs/a', execs: 7, tests: 10 },
      { problem: 'b', state: 'failed', ms: 1, reason: 'it is broken\nat line 1' },
    ],
  };

  function campaigning(result: Partial<BatchResult> = {}): {
    readonly jobs: Jobs;
    readonly requests: CampaignRequest[];
  } {
    const requests: CampaignRequest[] = [];
    const jobs = fakeJobs({
      campaign: (request) => {
        requests.push(request);
        return Promise.resolve({ index, interrupted: false, hasBug: false, ...result });
      },
    });
    return { jobs, requests };
  }

  it('runs as many problems at a time as there are processors, with one worker each', async () => {
    const { jobs, requests } = campaigning();
    const { code, out } = await runLine(
      'campaign corpus --execs 100',
      fakeHost({ cpuCount: 2 }),
      jobs,
    );
    expect(code).toBe(0);
    const [request] = requests;
    expect(request).toMatchObject({
      directory: '/nowhere/corpus',
      shownDirectory: 'corpus',
      out: '/nowhere/slowpath-out/corpus',
      jobs: 2,
    });
    expect(request?.options.options).toMatchObject({ workers: 1, execs: 100, timeMs: undefined });
    expect(out).toContain('1 of 2 problems done\n10 tests from 7 executions\n');
    expect(out).toContain('failed: b: it is broken\n');
  });

  it.each([
    ['interrupted', { interrupted: true }, 130],
    ['ended by a bug', { hasBug: true }, 70],
    ['without one that is done', { index: { ...index, totals: { ...index.totals, done: 0 } } }, 2],
  ])('ends with its own code when %s', async (_, result, expected) => {
    const { jobs } = campaigning(result);
    const { code } = await runLine('campaign corpus', fakeHost(), jobs);
    expect(code).toBe(expected);
  });

  it('finishes what runs at the first Ctrl-C, and stops at the second', async () => {
    const host = fakeHost();
    const jobs = fakeJobs({
      campaign: (_request, _sinks, { finishEarly }) => {
        host.interrupt();
        expect(finishEarly.aborted).toBe(true);
        expect(host.exits).toEqual([]);
        host.interrupt();
        return Promise.resolve({ index, interrupted: true, hasBug: false });
      },
    });
    const { code } = await runLine('campaign corpus', host, jobs);
    expect(host.exits).toEqual([130]);
    expect(code).toBe(130);
  });
});
