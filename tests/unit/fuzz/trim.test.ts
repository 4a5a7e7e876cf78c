import { describe, expect, it } from 'vitest';
import { createFakeSearch } from '../../helpers/fake-shard.ts';
import { functionSpec } from '../../helpers/programs.ts';

/** Sizes of the inputs kept for a site that only `{<<: ` leads to, which one seed has among hundreds of other characters. */
async function sizesAtSite(without: readonly 'dictionary'[]): Promise<readonly number[]> {
  const { search } = createFakeSearch({
    spec: functionSpec({ type: 'string' }),
    maxSize: 4096,
    options: { maxSize: 4096, without },
    program: () => ({
      siteCount: 2,
      run([text], hit) {
        hit(0, String(text).length);
        if (String(text).includes('{<<: ')) hit(1, 1);
      },
    }),
  });
  const seed = `${'the quick brown fox '.repeat(15)}{<<: ${'jumps over the lazy dog '.repeat(10)}`;
  await search.begin([JSON.stringify([seed])]);
  const request = { stage: 'search', imports: [], steps: 1e9, execs: 3000 } as const;
  const { finds } = await search.epoch({ ...request, epoch: 0 }, () => false);
  return finds
    .filter(({ reasons }) => reasons.some((reason) => reason.endsWith(':site1')))
    .map(({ size }) => size);
}

describe('what reaches something new', () => {
  it('is cut down to what it takes', async () => {
    expect(Math.min(...(await sizesAtSite([])))).toBeLessThanOrEqual(16);
  });

  it('is not, where nobody listens to it', async () => {
    expect(Math.min(...(await sizesAtSite(['dictionary'])), 4096)).toBeGreaterThan(16);
  });
});
