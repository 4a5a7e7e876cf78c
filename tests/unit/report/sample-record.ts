import type { Finding } from '../../../src/core/finding.ts';
import type { RunRecord } from '../../../src/core/run-record.ts';

/** A finished run of a quadratic function, with every kind of entry. */
export function sampleRecord(changes: Partial<RunRecord> = {}): RunRecord {
  const sizes = [64, 128, 256, 512, 1024, 2048, 4000];
  return {
    version: 1,
    target: {
      specifier: 'lib/parse.ts#parse',
      slug: 'lib-parse.ts-parse',
      kind: 'function',
      entryFile: '/project/lib/parse.ts',
      contentHash: 'ab'.repeat(32),
      inputModel: "--args '[string]'",
      siteCount: 40,
    },
    options: {
      time: { value: 20_000, from: 'command-line' },
      workers: { value: 1, from: 'default' },
    },
    identity: { target: 'lib/parse.ts#parse', '--seed': 42, 'target files': 'abab' },
    seed: 42,
    budget: { timeMs: 20_000, maxSize: 4000, maxSteps: 2 ** 30 },
    status: 'finished',
    stopReason: 'flat-frontier',
    startedAt: '2026-01-02T03:04:05.000Z',
    execs: 1_234_567,
    execsPerSecond: 123_456.7,
    wallMs: 10_000,
    epochs: 12,
    seedBest: { steps: 15_149, size: 3900 },
    best: { steps: 12_301_233, size: 4000, test: 'tests/0001.json' },
    slowdown: 812.02,
    bestAtExecs: 345_678,
    growth: {
      class: 'quadratic',
      exponent: 2.01,
      interval: [1.98, 2.04],
      r2: 0.9998,
      points: sizes.map((size) => ({ size, steps: Math.round(0.768 * size * size) + 300 })),
    },
    sitesHit: 31,
    corpus: 210,
    outcomes: { ok: 1_234_000, threw: 560, 'steps-exceeded': 7 },
    hotLines: [
      {
        file: '/project/lib/parse.ts',
        line: 17,
        functionName: 'parse',
        what: ['loop', 'work:indexOf'],
        steps: 11_000_000,
        share: 0.894,
        code: 'while (text.indexOf(open, at) >= 0) {',
      },
      {
        file: '/project/lib/parse.ts',
        line: 18,
        functionName: 'parse',
        what: ['branch'],
        steps: 1_200_000,
        share: 0.098,
        code: 'if (text[at] === close) depth--;',
      },
    ],
    prizes: [
      {
        folder: 'hangs',
        file: 'hangs/id:000099,op:pump,execs:800,size:4000,steps:1073741824,alloc:0,outcome:steps-exceeded',
        outcome: 'steps-exceeded',
        steps: 2 ** 30,
        size: 4000,
        error: '',
      },
      {
        folder: 'crashes',
        file: 'crashes/id:000100,op:extreme,execs:900,size:3,steps:12,alloc:0,outcome:threw',
        outcome: 'threw',
        steps: 12,
        size: 3,
        error: 'SyntaxError: unbalanced bracket at 3',
      },
    ],
    confirmations: [
      { input: 'tests/0001.json', size: 4000, cpuMs: [131.2, 128.4, 135.9], outcome: 'ok' },
      { input: 'a seed', size: 3900, cpuMs: [0.4, 0.5, 0.4], outcome: 'ok' },
    ],
    constraints: [],
    mutators: [{ name: 'pump', execs: 800_000, finds: 120, stepsGained: 9_000_000 }],
    stages: [
      { name: 'search', execs: 1_200_000, ms: 9000 },
      { name: 'final', execs: 34_567, ms: 1000 },
    ],
    notes: ['2 of 5 seeds did not fit the input model and were left out'],
    versions: { slowpath: '0.1.0', node: '20.20.2', instrumentation: 1 },
    ...changes,
  };
}

export function sampleFinding(id: number, changes: Partial<Finding> = {}): Finding {
  return {
    input: `["${'a'.repeat(id % 50)}"]`,
    outcome: 'ok',
    steps: 100 * id,
    allocUnits: id,
    size: 1 + (id % 50),
    reasons: ['+total', `+max:site${id}`],
    provenance: { id, parents: id === 0 ? [] : [id - 1], op: 'pump', execs: 10 * id },
    ...changes,
  };
}
