import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Jobs, RunInputRequest, RunInputResult } from '../../../src/cli/ports.ts';
import { fakeHost, fakeJobs, runLine } from './fake-host.ts';

let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(join(tmpdir(), 'slowpath-cli-'));
});

afterEach(() => {
  fs.rmSync(cwd, { recursive: true, force: true });
});

function result(): RunInputResult {
  return {
    measurement: {
      outcome: 'threw',
      steps: 12_345,
      allocUnits: 6,
      size: 100,
      hits: Int32Array.of(0, 1),
      error: 'RangeError: \u001b[31mtoo deep',
      outputDigest: '',
    },
    hotLines: [
      {
        file: join(cwd, 'lib/a.js'),
        line: 3,
        functionName: 'f',
        what: ['loop'],
        steps: 12_000,
        share: 0.972,
        code: 'for (;;) {',
      },
    ],
    notes: ['one module was left out'],
  };
}

function running(): { jobs: Jobs; requests: RunInputRequest[] } {
  const requests: RunInputRequest[] = [];
  return {
    requests,
    jobs: fakeJobs({
      runInput: (request) => {
        requests.push(request);
        return Promise.resolve(result());
      },
    }),
  };
}

describe('slowpath run', () => {
  it('tells cost, outcome and hottest lines of one input', async () => {
    fs.writeFileSync(join(cwd, 'in.json'), '{"args":[1]}');
    const { jobs, requests } = running();
    const { code, out, talk } = await runLine('run a.js --input in.json', fakeHost({ cwd }), jobs);
    expect(code).toBe(0);
    expect(requests[0]).toMatchObject({ target: 'a.js', text: '{"args":[1]}', name: 'in.json' });
    expect(out).toContain('12,345 steps at size 100');
    expect(out).toContain(String.raw`outcome threw: RangeError: \u001b[31mtoo deep`);
    expect(out).toMatch(/97\.2 % {2,}12,000 {2}lib\/a\.js:3 {2}for \(;;\) \{/);
    expect(talk).toBe('note: one module was left out\n');
  });

  it('reads stdin for -', async () => {
    const { jobs, requests } = running();
    await runLine('run a.js --stdin --input -', fakeHost({ cwd, stdin: '3\n1 2 3\n' }), jobs);
    expect(requests[0]).toMatchObject({ text: '3\n1 2 3\n', name: 'stdin' });
    expect(requests[0]?.options.options.stdin).toBe(true);
  });

  it('prints JSON without the raw hits', async () => {
    const { jobs } = running();
    const { out } = await runLine('run a.js --json --input -', fakeHost({ cwd }), jobs);
    const json: unknown = JSON.parse(out);
    expect(json).toMatchObject({ steps: 12_345, outcome: 'threw', hotLines: [{ line: 3 }] });
    expect(json).not.toHaveProperty('hits');
  });

  it('says which input cannot be read', async () => {
    const { code, talk } = await runLine('run a.js --input gone.json', fakeHost({ cwd }));
    expect(code).toBe(2);
    expect(talk).toContain('cannot read the input');
    expect(talk).toContain('gone.json');
  });
});
