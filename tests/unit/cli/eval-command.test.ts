import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import type { Evaluation } from '../../../src/core/evaluation-metrics.ts';
import { evaluateMatrix } from '../../../src/evaluate/evaluate-matrix.ts';
import { preferencePairs, rewardRows } from '../../../src/evaluate/rewards.ts';
import type { EvalRequest } from '../../../src/pipeline/eval/run-eval.ts';
import { cutOff, sampleMatrix, WRONG } from '../evaluate/sample-matrix.ts';
import { fakeHost, fakeJobs, runLine } from './fake-host.ts';

const MAX_STEPS = 1e6;

function sampleEvaluation(): Evaluation {
  const matrix = sampleMatrix({
    solutions: {
      'solutions/slow.js': { class: 'O(n^2)', default: [10], suite: [90_000, cutOff(1e6)] },
      'solutions/fast.js': { class: 'O(n)', default: [20], suite: [1000, 2000] },
      'solutions/bad.js': { class: 'O(?)', correct: false, default: [WRONG], suite: [1, 1] },
    },
  });
  const source = { problem: 'p', matrix, maxSteps: MAX_STEPS };
  return {
    version: 1,
    problem: { id: 'p', title: 'A \u001b[31mproblem', kind: 'stdin' },
    nodeMajor: 20,
    instrumentation: 2,
    maxSteps: MAX_STEPS,
    judge: 'comparison',
    matrix,
    setAside: [{ solution: 'solutions/x.py', reason: 'it is not run here' }],
    rewards: [...rewardRows(source)],
    pairs: [...preferencePairs(source)],
    metrics: [evaluateMatrix(matrix, 'steps', MAX_STEPS)],
  };
}

const jobs = (requests: EvalRequest[] = []): ReturnType<typeof fakeJobs> =>
  fakeJobs({
    evaluate: async (request, _versions, _signal, tell) => {
      requests.push(request);
      tell('running a\u0007');
      return { evaluation: sampleEvaluation(), file: `${request.cwd}/out/eval.json` };
    },
  });

describe('slowpath eval', () => {
  it('prints matrix, metrics, slowdown, scores, rewards and what was left out', async () => {
    const { code, out, talk } = await runLine('eval p', fakeHost(), jobs());
    expect(code).toBe(0);
    expect(talk).toContain('running a\\u0007\n');
    expect(talk).toContain('wrote out/eval.json\n');
    const lines = out.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
    expect(lines).toEqual(
      expect.arrayContaining([
        'A \\u001b[31mproblem: 3 solutions on 3 tests',
        'steps size slow.js fast.js bad.js expected output',
        'O(n^2) O(n) O(?)',
        'default default/1 10 10 20 !3 given',
        'suite suite/2 10 >1.0M 2.0k 1 given',
        'not run solutions/x.py: it is not run here',
        'separation of declared classes 0.00 (0 of 1 pairs) 1.00 (1 of 1 pairs)',
        'solutions/slow.js 100,000×',
        'costs left out solutions/bad.js: it is labelled as incorrect',
        'in no order the class O(?)',
        'solutions/fast.js 1.00 1.00 2',
        '1 preference pair',
      ]),
    );
    expect(out).not.toContain('\u001b');
  });

  it('prints the very document as JSON', async () => {
    const { out } = await runLine('eval p --json', fakeHost(), jobs());
    expect(JSON.parse(out)).toEqual(sampleEvaluation());
  });

  it('hands over what it was asked', async () => {
    const requests: EvalRequest[] = [];
    const line =
      'eval a.js b.js --stdin --suite out/a --tests suite --time-confirm --max-steps 5k --out here';
    await runLine(line, fakeHost(), jobs(requests));
    expect(requests).toMatchObject([
      {
        targets: ['a.js', 'b.js'],
        suite: 'out/a',
        tests: 'suite',
        timeConfirm: true,
        options: { options: { stdin: true, maxSteps: 5000, out: 'here' } },
      },
    ]);
    await runLine('eval p', fakeHost(), jobs(requests));
    expect(requests[1]).toMatchObject({ tests: 'both', suite: undefined, timeConfirm: false });
  });

  it('refuses tests that it does not know, and no target', async () => {
    const odd = await runLine('eval p --tests some', fakeHost(), jobs());
    expect(odd.code).toBe(2);
    expect(odd.talk).toContain('--tests "some": there are default, suite, both');
    expect((await runLine('eval', fakeHost(), jobs())).code).toBe(2);
  });

  it('ends with 2 when there is nothing to run', async () => {
    const failing = fakeJobs({
      evaluate: () => Promise.reject(new UsageError('there is no suite in x', { hint: 'a hint' })),
    });
    const { code, out, talk } = await runLine('eval p', fakeHost(), failing);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(talk).toBe('error: there is no suite in x\nhint: a hint\n');
  });

  it('ends with 130 when it is interrupted', async () => {
    const host = fakeHost();
    const waiting = fakeJobs({
      evaluate: async (_request, _versions, signal) => {
        host.interrupt();
        signal.throwIfAborted();
        throw new Error('it was not interrupted');
      },
    });
    const { code, talk } = await runLine('eval p', host, waiting);
    expect(code).toBe(130);
    expect(talk).toContain('interrupted: nothing was written');
  });
});
