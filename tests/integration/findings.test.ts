import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UserOptions } from '../../src/config/options.ts';
import type { FuzzResult } from '../../src/pipeline/fuzz.ts';
import { fuzz } from '../helpers/fuzz.ts';
import { makeTree } from '../helpers/temp-tree.ts';

const SMALL: UserOptions = {
  args: '[string]',
  execs: 3000,
  maxSize: 1000,
  synth: 'none',
  workers: 1,
};

async function search(
  root: string,
  target: string,
  options: UserOptions = {},
): Promise<FuzzResult> {
  return await fuzz(target, root, { ...SMALL, ...options, out: join(root, 'out') });
}

/** What the snippet of the first finding prints, run as a user runs it. */
function runSnippet({ record, directory }: FuzzResult): readonly string[] {
  const snippet = record.findings?.[0]?.snippet ?? '';
  const printed = execFileSync(process.execPath, [join(directory, snippet)], {
    encoding: 'utf8',
    timeout: 60_000,
    env: {},
  });
  return printed.trim().split('\n');
}

describe('a slow path that was found', { timeout: 240_000 }, () => {
  it('is a pattern whose snippet runs in a fresh process, beside a second version', async () => {
    const root = makeTree({
      'slow.cjs': String.raw`exports.trim = (s) => s.replace(/\s+$/, '');`,
      'fast.cjs': 'exports.trim = (s) => s.trimEnd();',
    });
    const result = await search(root, 'slow.cjs#trim', { against: 'fast.cjs#trim' });
    const [finding] = result.record.findings ?? [];
    expect(finding?.growth.class).toBe('quadratic');
    expect(finding?.hotLines[0]?.code).toContain('exports.trim');
    expect(finding?.timed.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
    expect(finding?.against).toMatchObject({ target: 'fast.cjs#trim', outcome: 'ok' });
    expect(finding?.against?.steps).toBeLessThan((finding?.steps ?? 0) / 100);
    expect(result.record.growth?.class).toBe('quadratic');
    expect(runSnippet(result)).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^n = \d+: [\d.]+ ms of CPU time, /)),
    );
  });

  it('is written out where it follows no pattern in a text', async () => {
    const root = makeTree({
      'lists.mjs':
        'export function distinct(xs) { const seen = []; for (const x of xs) if (!seen.includes(x)) seen.push(x); return seen; }',
    });
    const result = await search(root, 'lists.mjs#distinct', { args: '[number[]]' });
    const [finding] = result.record.findings ?? [];
    expect(finding?.inputs).toEqual({ kind: 'inputs', file: 'findings/f1.inputs.mjs' });
    expect(runSnippet(result).at(-1)).toMatch(/^size \d+: [\d.]+ ms of CPU time, returned$/);
  });

  it('is found in packages that remember, print, and change what is global', async () => {
    const root = makeTree({
      'noisy.cjs': String.raw`
        const known = new Map();
        exports.clean = (s) => {
          console.log('cleaning');
          String.prototype.shout = function () { return this.toUpperCase(); };
          Array.prototype.last = function () { return this[this.length - 1]; };
          if (!known.has(s)) known.set(s, s.replace(/\s+$/, '').shout());
          return known.get(s);
        };`,
    });
    const result = await search(root, 'noisy.cjs#clean');
    expect(result.record.findings?.[0]?.growth.class).toBe('quadratic');
    expect(runSnippet(result).filter((line) => line.startsWith('n = '))).toHaveLength(3);
  });
});

describe('a second version that cannot be used', () => {
  it('is told before the search', async () => {
    const root = makeTree({ 'slow.cjs': 'exports.f = (s) => s;' });
    await expect(search(root, 'slow.cjs#f', { against: 'gone.cjs#f' })).rejects.toThrow(
      /gone\.cjs/,
    );
  });
});
