import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

describe('the demo', { timeout: 180_000 }, () => {
  it('searches three examples without a terminal, and says where everything is', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], SLOWPATH_DEMO_TIME: '300ms' },
    });
    expect(status, stderr).toBe(0);
    expect(stdout.match(/^\$ npx slowpath fuzz /gm)).toHaveLength(3);
    const [, end = ''] = stdout.split('=== Done in ');
    const places = [...end.matchAll(/^ {2}(suite|report) {2,}(\S+)$/gm)];
    expect(places.map(([, what]) => what)).toEqual(Array(3).fill(['suite', 'report']).flat());
    for (const [, , path = ''] of places) expect(existsSync(join(ROOT, path))).toBe(true);
    expect(end).toMatch(/insert-into-list\/\S+: [\d,]+ steps at size [\d,]+, from 221 at 20/);
  });

  it('ends with the code of a command that failed', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/demo.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], SLOWPATH_DEMO_TIME: 'soon' },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('--time: "soon"');
  });
});
