import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeStressSuite } from '../helpers/stress-suite.ts';
import { makeUserProject } from '../helpers/user-project.ts';

const program = (passes: number): string => `
/** @param {string} text */
export function count(text) {
  let n = 0;
  for (let pass = 0; pass < ${passes}; pass++) for (const c of text) if (c === 'a') n++;
  return n;
}
`;

const NODE_TEST = `
import { test } from 'node:test';
import { assertGrowsAtMost, assertStaysWithinSteps, on, stress } from 'slowpath/node-test';

stress('count', './count.js#count', { maxSize: 500 });

test('one text', async () => {
  await assertStaysWithinSteps(on('./count.js#count', ['aaaa']), 1000);
});
export { assertGrowsAtMost };
`;

/** As Jest does: its globals are there before the file is loaded. */
const JEST = `
const registered = [];
globalThis.describe = (name, body) => body();
globalThis.test = (name, body, timeout) => registered.push({ name, body, timeout });
const matchers = {};
globalThis.expect = { extend: (more) => Object.assign(matchers, more), getState: () => ({ testPath: __filename }) };
const { on, stress } = require('slowpath/jest');
stress('count', './count.js#count', { maxSize: 500 });
(async () => {
  for (const { body } of registered) await body();
  const { pass, message } = await matchers.toStayWithinSteps(on('./count.js#count', ['aaaa']), 1);
  console.log(JSON.stringify({ names: registered.map(({ name }) => name), pass, message: message() }));
})();
`;

let project: ReturnType<typeof makeUserProject>;

beforeAll(() => {
  project = makeUserProject();
  writeStressSuite(join(project.path, '__stress__/count'), './count.js#count', [
    ['ab'.repeat(100)],
    ['a'],
  ]);
  writeFileSync(join(project.path, 'count.js'), program(20));
  writeFileSync(join(project.path, 'count.test.mjs'), NODE_TEST);
  writeFileSync(join(project.path, 'jest.cjs'), JEST);
});

afterAll(() => project.remove());

function node(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly text: string } {
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project.path,
    encoding: 'utf8',
    env: { PATH, ...env },
  });
  return { code: status, text: `${stdout}${stderr}` };
}

describe('a stress suite', { timeout: 180_000 }, () => {
  it("is replayed by Node's own runner, accepted when told, and fails when it is slower", () => {
    const args = ['--test', '--test-reporter', 'tap', 'count.test.mjs'];
    const unknown = node(args);
    expect(unknown.code).toBe(1);
    expect(unknown.text).toContain('there is no baseline');
    expect(node(args, { SLOWPATH_UPDATE: '1' })).toMatchObject({ code: 0 });
    const green = node(args);
    expect(green.code).toBe(0);
    expect(green.text).toMatch(/ok \d - 0001\.json: costliest, size 1/);
    expect(green.text).toMatch(/ok \d - grows with size as it did/);
    writeFileSync(join(project.path, 'count.js'), program(30));
    const red = node(args);
    expect(red.code).toBe(1);
    expect(red.text).toMatch(/slower than before: [\d,]+ → [\d,]+ steps, \+(?:49|50)\.\d %/);
  });

  it('is replayed by what Jest can require', () => {
    writeFileSync(join(project.path, 'count.js'), program(20));
    const { text } = node(['jest.cjs']);
    expect(JSON.parse(text)).toEqual({
      names: [
        '0001.json: costliest, size 1',
        '0002.json: path, size 1',
        'grows with size as it did',
      ],
      pass: false,
      message: expect.stringMatching(
        /expected at most 1 steps .*, got \d+ steps at size 4/,
      ) as string,
    });
  });
});
