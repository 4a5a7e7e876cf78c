import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePackedProject, type PackedProject } from '../helpers/packed-project.ts';

const counting = (passes: number): string => `export function count(text: string): number {
  let n = 0;
  for (let pass = 0; pass < ${passes}; pass++) for (const c of text) if (c === 'a') n++;
  return n;
}
`;

const TESTS = `
stress('count', './count.ts#count', { maxSize: 300, execs: 200, workers: 1 });
`;

const MORE_TESTS = `
stress('words', './words.slowpath.cjs', { maxSize: 100, execs: 100, workers: 1 });

test('counts in linear time', async () => {
  const aaaa = on('./count.ts#count', ['a'.repeat(20)]);
  await expect(aaaa).toGrowAtMost('n log n');
  await expect(aaaa).toStayWithinSteps(1000);
  await expect(aaaa).not.toStayWithinSteps(10);
}, 60_000);
`;

/** A definition with an arbitrary of the user's own fast-check. */
const WORDS = `
const fc = require('fast-check');
const { defineTarget } = require('slowpath');

module.exports = defineTarget({
  run: (words) => words.filter((word, i) => words.indexOf(word) === i),
  input: [fc.array(fc.string({ maxLength: 4 }), { maxLength: 100 })],
});
`;

let project: PackedProject;

beforeAll(() => {
  project = makePackedProject(['jest', 'fast-check', 'pure-rand']);
  const write = (folder: string, manifest: object, ...tests: readonly string[]): void => {
    const path = join(project.path, folder);
    mkdirSync(path);
    writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(path, 'count.ts'), counting(20));
    writeFileSync(join(path, 'words.slowpath.cjs'), WORDS);
    writeFileSync(join(path, 'count.test.js'), tests.join('\n'));
  };
  write('commonjs', {}, "const { on, stress } = require('slowpath/jest');", TESTS);
  const modules = { type: 'module' };
  write('modules', modules, "import { on, stress } from 'slowpath/jest';", TESTS, MORE_TESTS);
}, 60_000);

afterAll(() => project.remove());

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

function jest(folder: string, env: Readonly<Record<string, string>> = {}): Ended {
  const { PATH = '' } = process.env;
  const entry = join(project.path, 'node_modules/jest/bin/jest.js');
  // How Jest runs ECMAScript modules at all.
  const flags = folder === 'modules' ? ['--experimental-vm-modules'] : [];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, entry, '--verbose', '--runInBand', '--no-cache'],
    {
      cwd: join(project.path, folder),
      encoding: 'utf8',
      env: { PATH, HOME: project.path, NO_COLOR: '1', ...env },
    },
  );
  return { code: status, text: `${stdout}${stderr}` };
}

describe.each(['commonjs', 'modules'])('a project of %s, in Jest itself,', (folder) => {
  it('searches, replays every case as a test, and fails where it is slower', () => {
    const unsearched = jest(folder);
    expect(unsearched.code).toBe(1);
    expect(unsearched.text).toContain('hint: search for cases with SLOWPATH_FUZZ=1');
    const searched = jest(folder, { SLOWPATH_FUZZ: '1' });
    expect(searched, searched.text).toMatchObject({ code: 0 });
    for (const file of ['count/suite.json', 'count.baseline.json'])
      expect(existsSync(join(project.path, folder, '__stress__', file)), file).toBe(true);
    const green = jest(folder);
    expect(green, green.text).toMatchObject({ code: 0 });
    expect(green.text).toMatch(/✓ 0001\.json: costliest, size \d+/);
    expect(green.text).toMatch(/✓ 0002\.json: \w+, size \d+/);
    expect(green.text).toContain('✓ grows with size as it did');
    writeFileSync(join(project.path, folder, 'count.ts'), counting(30));
    const red = jest(folder);
    expect(red.code).toBe(1);
    expect(red.text).toMatch(/✕ 0001\.json: costliest/);
    expect(red.text).toMatch(/slower than before: [\d,]+ → [\d,]+ steps, \+(?:49|50)\.\d %/);
    expect(red.text).toMatch(/count\.ts:3 \(count\): [\d,]+ steps here/);
  });
});
