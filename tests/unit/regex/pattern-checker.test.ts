import { describe, expect, it } from 'vitest';
import { attackText, type PatternVerdict } from '../../../src/regex/attack.ts';
import { createPatternChecker } from '../../../src/regex/pattern-checker.ts';

const GUARD_MS = 60_000;
const NEVER = new AbortController().signal;

async function check(...patterns: readonly RegExp[]): Promise<readonly PatternVerdict[]> {
  const checker = createPatternChecker({ guardMs: GUARD_MS, threads: 2 });
  return await checker.check(patterns, NEVER);
}

function attacked(verdict: PatternVerdict | undefined, repeats: number): string {
  if (verdict?.kind !== 'slow') throw new Error(`not slow: ${JSON.stringify(verdict)}`);
  return attackText(verdict.attack, repeats);
}

describe('the pattern checker', () => {
  it('tells slow patterns from harmless ones, in order', async () => {
    const verdicts = await check(/^(a+)+$/, /^[a-z]+$/, /\s+$/, /x/g, /(?<=\s+)x/, /^a?b$/i);
    expect(verdicts.map(({ kind }) => kind)).toEqual([
      'slow',
      'harmless',
      'slow',
      'harmless',
      'slow',
      'harmless',
    ]);
  });

  it('gives attacks that get past what stands before the slow part', async () => {
    const [verdict] = await check(/(?:charset|encoding)\s*=\s*['"]? *([\w-]+)/i);
    expect(attacked(verdict, 10)).toMatch(/^(?:charset|encoding)\s{0,3}= {10}/i);
  });

  it('tells exponential growth from polynomial', async () => {
    const verdicts = await check(/^(?:a|aa)+$/, /a+b/);
    expect(verdicts.map((v) => (v.kind === 'slow' ? v.attack.growth : v.kind))).toEqual([
      'exponential',
      'polynomial',
    ]);
  });

  it('says what it does not support', async () => {
    const checker = createPatternChecker({ guardMs: GUARD_MS, threads: 1 });
    const verdicts = await checker.check([{ source: '[\\p{L}--[a-z]]+', flags: 'v' }], NEVER);
    expect(verdicts).toEqual([{ kind: 'unsupported', reason: 'unknown flag' }]);
  });

  it('leaves a pattern unfinished when the clock stops it, and goes on with the next', async () => {
    const checker = createPatternChecker({ guardMs: 0, threads: 1 });
    const verdicts = await checker.check([/a+b/, /c+d/], NEVER);
    expect(verdicts).toEqual([{ kind: 'unfinished' }, { kind: 'unfinished' }]);
  });

  it('checks nothing for somebody who has left', async () => {
    const checker = createPatternChecker({ guardMs: GUARD_MS, threads: 1 });
    expect(await checker.check([/a+b/], AbortSignal.abort())).toEqual([{ kind: 'unfinished' }]);
    expect((await checker.check([/a+b/], NEVER))[0]?.kind).toBe('slow');
  });
});
