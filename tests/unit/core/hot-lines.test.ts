import { describe, expect, it } from 'vitest';
import { hotLines } from '../../../src/core/hot-lines.ts';
import type { Site, SiteTable } from '../../../src/core/site.ts';

function site(line: number, changes: Partial<Site> = {}): Site {
  return {
    kind: 'loop',
    file: 0,
    line,
    column: 0,
    functionName: 'f',
    functionId: 0,
    ...changes,
  };
}

const table: SiteTable = {
  files: ['/p/a.js', '/p/b.js'],
  sites: [site(1), site(2), site(2, { kind: 'work', work: 'indexOf' }), site(1, { file: 1 })],
};
const sources: Readonly<Record<string, string>> = {
  '/p/a.js': 'for (;;) {\r\n    text.indexOf(x)\r\n}',
};

describe('hotLines', () => {
  it('sums the sites of a line, costliest line first, with its code', () => {
    const hits = Int32Array.of(0, 10, 1, 5, 2, 60, 3, 25);
    const lines = hotLines(hits, table, (file) => sources[file], 10);
    expect(lines).toEqual([
      {
        file: '/p/a.js',
        line: 2,
        functionName: 'f',
        what: ['work:indexOf', 'loop'],
        steps: 65,
        share: 0.65,
        code: 'text.indexOf(x)',
      },
      expect.objectContaining({ file: '/p/b.js', line: 1, share: 0.25, code: '' }),
      expect.objectContaining({ file: '/p/a.js', line: 1, share: 0.1, code: 'for (;;) {' }),
    ]);
  });

  it('gives no more lines than asked for, and none without hits', () => {
    expect(hotLines(Int32Array.of(0, 1, 1, 1), table, () => undefined, 1)).toHaveLength(1);
    expect(hotLines(new Int32Array(), table, () => undefined, 5)).toEqual([]);
  });

  it('cuts the single line of a minified file', () => {
    const lines = hotLines(Int32Array.of(0, 1), table, () => 'x'.repeat(10_000), 5);
    expect(lines[0]?.code).toHaveLength(200);
  });
});
