import { describe, expect, it } from 'vitest';
import { rankCandidates } from '../../../src/pipeline/slow-candidates.ts';

function kept(
  input: string,
  size: number,
  steps: number,
  ...reasons: readonly string[]
): Parameters<typeof rankCandidates>[0][number] {
  return { input, size, steps, reasons };
}

describe('rankCandidates', () => {
  const exploding = Array.from({ length: 30 }, (_, k) =>
    kept(`explodes ${k}`, 20 + k, 2 ** 24 + k, '+total', `+max:site${k}`),
  );
  const growing = [64, 128, 256, 512].map((size) =>
    kept(`grows ${size}`, size, size ** 2 / 4, '+max:site99', '+grows:site99'),
  );

  it('has the largest input of a place that grew at several sizes among what explodes', () => {
    const ranked = rankCandidates([...exploding, ...growing]).map(({ input }) => input);
    expect(ranked.slice(0, 3)).toContain('grows 512');
    expect(ranked).not.toContain('grows 64');
  });

  it('has no input twice, and the costliest near the front', () => {
    const ranked = rankCandidates([...exploding, ...growing]).map(({ input }) => input);
    expect(new Set(ranked).size).toBe(ranked.length);
    expect(ranked.slice(0, 3)).toContain('explodes 29');
  });

  it('has nothing where nothing was found', () => {
    expect(rankCandidates([])).toEqual([]);
  });
});
