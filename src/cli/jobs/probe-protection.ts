import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProgramImage } from '../../../harness/protocol.ts';
import { HarnessError } from '../../core/errors.ts';
import { createExecutor } from '../../execute/executor.ts';
import { shardOptions } from '../../pipeline/search-options.ts';

const attemptSchema = z.object({ isBlocked: z.boolean(), how: z.string() });
const probeSchema = z.object({
  write: attemptSchema,
  spawn: attemptSchema,
  network: attemptSchema,
});

/** What a program under test was kept from, tried out. */
export type ProtectionProbe = z.infer<typeof probeSchema>;

/**
 * Runs a small program in a real worker, under the same flags as any program under test; it tries what it should not be
 * able to do, and throws what came of it. Nothing is left behind: what it writes it removes, what it starts ends itself.
 * @throws HarnessError when the worker did not answer.
 */
export async function probeProtection(): Promise<ProtectionProbe> {
  const executor = await createExecutor(
    { kind: 'function', image: probeImage(), dictionary: { strings: [], numbers: [] } },
    { kind: 'spec', spec: { version: 1, kind: 'function', args: [] }, maxSize: 1 },
    {
      shard: shardOptions({ hangTimeoutMs: 5000, memoryMb: 128, realClock: true, seed: 1 }),
    },
  );
  try {
    const [measurement] = await executor.measure(['[]'], { maxSteps: 1_000_000, fresh: true });
    const [, json = ''] = /RESULT(\{.*\})/.exec(measurement?.error ?? '') ?? [];
    const parsed = probeSchema.safeParse(json === '' ? undefined : JSON.parse(json));
    if (parsed.success) return parsed.data;
    throw new HarnessError(`the worker answered "${measurement?.error ?? measurement?.outcome}"`);
  } finally {
    await executor.close();
  }
}

const PROBE_FILE = join(tmpdir(), 'slowpath-doctor-probe.js');

const PROBE_CODE = `
module.exports = function () {
  $c[0]++; $t(0);
  const attempt = (action) => {
    try { action(); return { isBlocked: false, how: '' }; }
    catch (error) { return { isBlocked: true, how: String(error.code || error.message).slice(0, 60) }; }
  };
  const target = ${JSON.stringify(`${PROBE_FILE}.tmp`)};
  const result = {
    write: attempt(() => { const fs = require('node:fs'); fs.writeFileSync(target, ''); fs.unlinkSync(target); }),
    spawn: attempt(() => { require('node:child_process').execFileSync(process.execPath, ['-e', '0']); }),
    network: attempt(() => { require('node:net').connect(9, '127.0.0.1').on('error', () => undefined).destroy(); }),
  };
  throw new Error('RESULT' + JSON.stringify(result));
};
`;

function probeImage(): ProgramImage {
  const native = ['node:fs', 'node:child_process', 'node:net'];
  return {
    modules: [
      {
        id: PROBE_FILE,
        format: 'commonjs',
        code: PROBE_CODE,
        isAsync: false,
        resolutions: Object.fromEntries(
          native.map((specifier) => [specifier, { kind: 'native', specifier } as const]),
        ),
      },
    ],
    entry: { module: PROBE_FILE, kind: 'function', exportPath: ['default'] },
    siteCount: 1,
    functionStart: Int32Array.of(0, 1),
    mayBeAsync: false,
  };
}
