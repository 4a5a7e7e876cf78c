import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli } from '../helpers/cli.ts';
import { makeUserProject } from '../helpers/user-project.ts';

const TREE = `import fc from 'fast-check';
import { defineTarget } from 'slowpath';

type Tree = number | { readonly left: Tree; readonly right: Tree };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'medium' }, fc.nat(9), fc.record({ left: tie('tree'), right: tie('tree') })),
}));

/** Every subtree is measured anew at every level. */
function height(node: Tree): number {
  return typeof node === 'number' ? 0 : 1 + (height(node.left) > height(node.right) ? height(node.left) : height(node.right));
}

export default defineTarget({ run: height, input: [tree] });
`;

const WORDS = `import fc from 'fast-check';
function distinct(words) {
  const kept = [];
  for (const word of words) if (!kept.includes(word)) kept.push(word);
  return kept;
}
export default { run: distinct, input: [fc.array(fc.nat(99999), { maxLength: 300 })] };
`;

const PAIRS = `export default {
  run(list) {
    let pairs = 0;
    for (const x of list) for (const y of list) if (x + y === 9) pairs++;
    return pairs;
  },
  input: { version: 1, kind: 'function', args: [
    { name: 'list', spec: { type: 'list', of: { type: 'int', min: 0, max: 9 }, maxLength: 200 } },
  ] },
};
`;

const testFile = z.object({ args: z.array(z.unknown()), encoded: z.string().optional() });

let project: ReturnType<typeof makeUserProject>;

beforeAll(() => {
  project = makeUserProject();
  const files = {
    'tree.slowpath.ts': TREE,
    'words.slowpath.js': WORDS,
    'pairs.slowpath.js': PAIRS,
  };
  for (const [name, code] of Object.entries(files)) writeFileSync(join(project.path, name), code);
});

afterAll(() => project.remove());

async function fuzz(target: string, ...options: readonly string[]): Promise<string> {
  const args = ['fuzz', target, '--execs', '4000', '--workers', '1', '--fresh', ...options];
  const { code, out, talk } = await runCli(args, project.path);
  expect(code, talk).toBe(0);
  return out;
}

function readTest(target: string, name: string): z.infer<typeof testFile> {
  const path = join(project.path, 'slowpath-out', target, 'suite/tests', name);
  return testFile.parse(JSON.parse(readFileSync(path, 'utf8')));
}

describe('a definition', { timeout: 120_000 }, () => {
  it('is searched with inputs from its arbitraries, which use their whole length', async () => {
    const out = await fuzz('words.slowpath.js');
    expect(out).toContain('Cost is quadratic');
    expect(out).toMatch(/words\.slowpath\(\[\d/);
    expect(out).not.toContain('Not instrumented');
    const [words] = readTest('words.slowpath.js', '0001.json').args;
    expect(z.array(z.number()).parse(words).length).toBeGreaterThan(100);
  });

  it('gives tests that replay from their choices, and from their arguments alone', async () => {
    await fuzz('words.slowpath.js', '--out', 'slowpath-out/words.slowpath.js');
    const { args } = readTest('words.slowpath.js', '0001.json');
    const path = 'slowpath-out/words.slowpath.js/suite/tests/0001.json';
    writeFileSync(join(project.path, 'plain.json'), JSON.stringify({ args }));
    const [drawn, plain] = await Promise.all(
      [path, 'plain.json'].map(
        async (input) => await runCli(['run', 'words.slowpath.js', '--input', input], project.path),
      ),
    );
    const steps = /^([\d,]+) steps/;
    expect(drawn?.code).toBe(0);
    expect(steps.exec(plain?.out ?? '')?.[1]).toBe(steps.exec(drawn?.out ?? '')?.[1]);
  });

  it('may draw what no type says: recursive values, in TypeScript', async () => {
    const out = await fuzz('tree.slowpath.ts', '--max-size', '60');
    expect(out).toMatch(/tree\.slowpath\(\{ left: /);
    expect(out).toContain('tree.slowpath.ts:11');
  });

  it('may hold an InputSpec', async () => {
    const out = await fuzz('pairs.slowpath.js');
    expect(out).toContain('Cost is quadratic');
    const test = readTest('pairs.slowpath.js', '0001.json');
    expect(test.encoded).toBeUndefined();
    expect(test.args).toHaveLength(1);
  });

  it.each([
    ['export default { run: (x) => x };', 'has no "input"'],
    ['export const f = () => 1; export default { input: [] };', '"default.run"'],
    ['export const run = (x) => x;', 'has no default export'],
    [PAIRS.replace('min: 0', 'min: 90'), 'args[0].spec.of.min'],
    [PAIRS.replace("'list'", "'lists'").replace("type: 'list'", "type: 'lists'"), 'args'],
  ])('that is wrong is refused with a reason (%#)', async (code, reason) => {
    writeFileSync(join(project.path, 'wrong.slowpath.mjs'), code);
    const { code: exit, talk } = await runCli(['fuzz', 'wrong.slowpath.mjs'], project.path);
    expect(exit).toBe(2);
    expect(talk).toContain(reason);
  });
});
