import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { createExecutor } from '../../src/execute/executor.ts';
import { createShard } from '../../src/execute/shard.ts';
import type { LoadedTarget } from '../../src/core/target.ts';
import { programImage, SHARD_OPTIONS, withShard } from './harness-kit.ts';

/** Programs that end their worker, or its whole process, for the input `true`. */
const KILLERS: readonly (readonly [string, string, string])[] = [
  [
    'a regular expression that backtracks for ever where no counter sees it',
    "RegExp.prototype.test.call(/^(a+)+$/, 'a'.repeat(60) + '!')",
    'timed-out',
  ],
  [
    'a wait on shared memory',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    'timed-out',
  ],
  ['a big power', '3n ** 600_000_000n > 0n', 'timed-out'],
  [
    'strings without end',
    "const a = []; for (;;) a.push('x'.repeat(1000) + a.length)",
    'out-of-memory',
  ],
  [
    'a map without end',
    'const m = new Map(); for (let i = 0; ; i++) m.set(i, {})',
    'out-of-memory',
  ],
  [
    'a huge array that is filled',
    'new Array(2 ** 27).fill(0).map((_, i) => ({ i }))',
    'out-of-memory',
  ],
  ['a huge split', "'x'.repeat(2 ** 27).split('')", 'out-of-memory'],
  [
    'buffers without end',
    'const a = []; for (;;) a.push(new Uint8Array(2 ** 24).fill(1))',
    'out-of-memory',
  ],
];

const TEMPORARY = /^slowpath-/;

function loaded(code: string): LoadedTarget {
  return {
    specifier: 'main.js',
    slug: 'main',
    kind: 'function',
    image: programImage(code),
    sites: { files: [], sites: [] },
    dictionary: { strings: [], numbers: [] },
    entryFile: 'main.js',
    contentHash: '',
    notes: [],
  };
}

/** Process ids whose parent is `pid`. */
function childrenOf(pid: number): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return new RegExp(`^\\d+ \\(.*\\) \\S ${pid} `).test(
        readFileSync(`/proc/${name}/stat`, 'utf8'),
      );
    } catch {
      // It ended while the list was read.
      return false;
    }
  });
}

describe('a death', () => {
  it.each(KILLERS)(
    'by %s is the outcome of its input, and the others go on',
    async (_name, kill, outcome) => {
      const code = `module.exports = (on, n) => { if (on) { ${kill}; } for (let i = 0; i < n; i++); return n; }`;
      const executor = await createExecutor(
        loaded(code),
        { kind: 'choices', maxSize: 100 },
        { shard: SHARD_OPTIONS },
      );
      try {
        const inputs = ['[false,3]', '[true,4]', '[false,5]'];
        const measurements = await executor.measure(inputs, { maxSteps: 2 ** 30 });
        expect(measurements.map((measurement) => measurement.outcome)).toEqual([
          'ok',
          outcome,
          'ok',
        ]);
        expect((measurements[2]?.steps ?? 0) - (measurements[0]?.steps ?? 0)).toBe(2);
      } finally {
        await executor.close();
      }
    },
  );

  it('is found when it comes while the input is journalled as UTF-16 with lone surrogates', async () => {
    const image = programImage(
      'module.exports = (s) => { if (s.length > 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }',
    );
    const shard = await createShard(image, { ...SHARD_OPTIONS, hangTimeoutMs: 300 });
    try {
      await shard.request({ kind: 'configure', target: 'function' });
      const text = JSON.stringify(['\u{1f600}é\ud800']).replace('\\ud800', '\ud800');
      const reply = await shard.request({
        kind: 'measure',
        inputs: ['["a"]', text],
        maxSteps: 1e6,
        journal: true,
      });
      expect(reply).toMatchObject({ kind: 'died', death: { outcome: 'timed-out', journal: text } });
    } finally {
      await shard.close();
    }
  });

  it('has no journal when none was kept for the request', async () => {
    const image = programImage(
      'module.exports = () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) }',
    );
    await withShard(
      image,
      async ({ shard }) => {
        const request = { kind: 'measure', inputs: ['[]'], maxSteps: 1e6, journal: false };
        const reply = await shard.request(request);
        expect(reply).toMatchObject({ kind: 'died', death: { journal: undefined } });
        await expect(shard.request(request)).rejects.toThrow(/not restarted/);
      },
      { hangTimeoutMs: 300 },
    );
  });

  it('of the loop itself is an error, and a restart mends it', async () => {
    await withShard(
      programImage('module.exports = (n) => n'),
      async ({ shard, configure, measure }) => {
        await expect(shard.request({ kind: 'fail' })).rejects.toThrow(/the loop fails on request/);
        await shard.restart();
        await configure();
        expect(await measure(['[1]'])).toMatchObject([{ outcome: 'ok' }]);
      },
    );
  });
});

describe('a shard', () => {
  it('leaves no temporary files behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => TEMPORARY.test(name));
    await withShard(programImage('module.exports = () => 1'), async ({ measure }) => {
      await measure(['[]']);
    });
    const after = readdirSync(tmpdir()).filter((name) => TEMPORARY.test(name));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it('can be restarted while it is well, and forgets its module state', async () => {
    const image = programImage('let n = 0; module.exports = () => ++n;');
    await withShard(image, async ({ shard, configure, measure }) => {
      const [first] = await measure(['[]']);
      const [second] = await measure(['[]']);
      await shard.restart();
      await configure();
      const [third] = await measure(['[]']);
      expect(second?.outputDigest).not.toBe(first?.outputDigest);
      expect(third?.outputDigest).toBe(first?.outputDigest);
    });
  });

  it.runIf(existsSync('/proc/self/stat'))('ends with its parent, however that ends', async () => {
    const script = fileURLToPath(new URL('../fixtures/harness/hold-shard.mjs', import.meta.url));
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    const shards = childrenOf(parent.pid ?? 0);
    expect(shards).toHaveLength(1);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(shards.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), {
      timeout: 20_000,
    });
  });

  it('refuses requests once it is closed', async () => {
    const shard = await createShard(programImage('module.exports = () => 1'), SHARD_OPTIONS);
    await shard.close();
    await shard.close();
    await expect(shard.request({ kind: 'configure' })).rejects.toThrow(/closed/);
  });
});
