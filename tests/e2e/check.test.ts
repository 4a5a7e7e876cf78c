import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../src/check/result.ts';
import { type Ended, runCli } from '../helpers/cli.ts';
import { writeStressSuite } from '../helpers/stress-suite.ts';
import { makeTree } from '../helpers/temp-tree.ts';

/** Work of `passes` passes over a text, and then what is planted. */
function program(passes: number, planted = ''): string {
  return `export function tidy(text) {
  let n = 0;
  for (let pass = 0; pass < ${passes}; pass++) {
    for (let i = 0; i < text.length; i++) {
      n += text.charCodeAt(i);
    }
  }
  ${planted}
  return text.length;
}
`;
}

const QUADRATIC = 'for (const a of text) for (const b of text) if (a > b) n++;';

interface Project {
  readonly cwd: string;
  readonly check: (...args: readonly string[]) => Promise<Ended>;
  readonly write: (code: string) => void;
}

function makeProject(): Project {
  const cwd = makeTree({
    'package.json': { name: 'user', type: 'module' },
    'slowpath.config.json': { args: '[Text<"ab ",0,4000>]', maxSize: 4000 },
    'tidy.js': program(100),
  });
  writeStressSuite(join(cwd, 'slowpath-out/tidy/suite'), 'tidy.js#tidy', [
    ['ab'.repeat(400)],
    ['b '.repeat(200)],
    ['a'],
  ]);
  return {
    cwd,
    check: async (...args) => await runCli(['check', '--no-timing', ...args], cwd),
    write: (code) => writeFileSync(join(cwd, 'tidy.js'), code),
  };
}

let project: Project;

beforeEach(() => {
  project = makeProject();
});

const BASELINE = 'slowpath-baseline.json';

describe('slowpath check with a baseline', { timeout: 120_000 }, () => {
  it('passes unchanged code, and finds a planted 15 % and a planted class of growth', async () => {
    const { check, write } = project;
    expect(await check('--update')).toMatchObject({ code: 0 });
    expect(await check()).toMatchObject({
      code: 0,
      out: expect.stringContaining('No slowdown in 3 tests of 1 suite') as unknown,
    });
    write(program(109));
    expect(await check()).toMatchObject({ code: 0 });
    write(program(115));
    const slower = await check();
    expect(slower.code).toBe(1);
    expect(slower.out).toContain('2 tests became slower, of 3 tests');
    expect(slower.out).toMatch(/\+1[45]\.\d %\s+tidy\.js#tidy tests\/0001\.json/);
    expect(slower.out).toMatch(/tidy\.js:4 \(tidy\): [\d,]+ steps here/);
    write(program(100, QUADRATIC));
    const grown = await check('--tolerance', '100000');
    expect(grown.code).toBe(1);
    expect(grown.out).toContain('Grows faster');
    expect(grown.out).toMatch(/linear → superlinear in size \(exponent 1\.0.* → exponent 1\.7/);
  });

  it('reports improvements and changed outputs, and accepts them when it is told to', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    const before = readFileSync(join(cwd, BASELINE), 'utf8');
    write(program(50, 'if (n > 0) return -1;'));
    const faster = await check();
    expect(faster).toMatchObject({ code: 0 });
    expect(faster.out).toMatch(/Faster\n\s+−\d\d\.\d %/);
    expect(faster.out).toContain('Other output than before');
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toBe(before);
    expect(await check('--update')).toMatchObject({ code: 0 });
    expect((await check()).out).not.toContain('Faster');
    write(program(100));
    expect(await check()).toMatchObject({ code: 1 });
  });

  it('writes every format, whole, before anything is printed', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    write(program(100, QUADRATIC));
    const reports = ['markdown=r/c.md', 'junit=r/c.xml', 'sarif=r/c.sarif', 'json=r/c.json'];
    const ended = await check(...reports.flatMap((report) => ['--report', report]), '--json');
    expect(ended.code).toBe(1);
    const result = JSON.parse(ended.out) as CheckResult;
    expect(result).toMatchObject({ version: 1, verdict: 'regression', tolerance: 0.1 });
    expect(readdirSync(join(cwd, 'r')).toSorted()).toEqual(['c.json', 'c.md', 'c.sarif', 'c.xml']);
    expect(JSON.parse(readFileSync(join(cwd, 'r/c.json'), 'utf8'))).toEqual(result);
    expect(readFileSync(join(cwd, 'r/c.md'), 'utf8')).toContain('### ❌ slowpath:');
    expect(readFileSync(join(cwd, 'r/c.xml'), 'utf8')).toContain(
      '<failure message="linear → superlinear',
    );
  });

  it('tells a test run again by a command that works', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    write(program(200));
    const { out } = await check();
    const [, words = ''] = /run it again: slowpath (.*)/.exec(out) ?? [];
    const again = await runCli(words.replaceAll("'", '').split(' '), cwd);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringContaining('steps at size') as unknown,
    });
  });
});

describe('slowpath check against a commit', { timeout: 120_000 }, () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=u', '-c', 'user.email=u@example.com', ...args], {
      cwd: project.cwd,
      encoding: 'utf8',
    });

  beforeEach(() => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', 'package.json', 'slowpath.config.json', 'tidy.js');
    git('commit', '--quiet', '--message=first');
  });

  it('measures both, leaves nothing behind, and names what became slower', async () => {
    const { check, write } = project;
    expect(await check('--base', 'main')).toMatchObject({ code: 0 });
    write(program(115));
    const slower = await check('--base', 'main');
    expect(slower.code).toBe(1);
    expect(slower.out).toMatch(/compared with main \([0-9a-f]{10}\)/);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(git('status', '--porcelain')).not.toContain('worktree');
  });

  it('says when there is no such commit, and when the commit does not load', async () => {
    const { check, write, cwd } = project;
    const unknown = await check('--base', 'nowhere');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.talk).toMatch(
      /^error: --base nowhere: the repository has no such commit\nhint:/,
    );
    expect(await check('--base', '--upload-pack=x')).toMatchObject({ code: 2 });
    write('export function tidy( {');
    git('commit', '--quiet', '--all', '--message=broken');
    write(program(100));
    const broken = await check('--base', 'HEAD');
    expect(broken.code).toBe(2);
    expect(broken.out).toMatch(/Not compared\n.*: at HEAD: tidy\.js:1:24: /);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(cwd, '.git/worktrees'))).toBe(false);
  });

  it('allows what the baseline file allows of single tests', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    const file = join(cwd, BASELINE);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/"steps": \d+,/g, '$& "tolerance": 0.3,'));
    write(program(115));
    expect(await check('--base', 'main')).toMatchObject({ code: 0 });
    writeFileSync(file, text);
    expect(await check('--base', 'main')).toMatchObject({ code: 1 });
  });

  it('does not fail for a target that is new, unless nothing else was compared', async () => {
    const { check, cwd } = project;
    writeFileSync(join(cwd, 'fresh.js'), program(10));
    writeStressSuite(join(cwd, 'slowpath-out/fresh/suite'), 'fresh.js#tidy', [['ab'.repeat(99)]]);
    const both = await check('--base', 'main');
    expect(both).toMatchObject({ code: 0 });
    expect(both.out).toContain('its target does not exist at main');
    expect(await check('slowpath-out/fresh', '--base', 'main')).toMatchObject({ code: 2 });
  });
});

describe('slowpath check that cannot compare', { timeout: 120_000 }, () => {
  it('fails when there is no suite, no test, or no baseline', async () => {
    const { check, cwd } = project;
    const none = await check();
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.talk).toMatch(/nothing to compare with\nhint: .*--update/);
    expect((await check('--baseline', 'gone.json')).talk).toContain('there is no baseline');
    mkdirSync(join(cwd, 'empty'));
    const nothing = await check('empty', '--update');
    expect(nothing).toMatchObject({ code: 2 });
    expect(nothing.talk).toMatch(/there is no suite in empty: nothing would be measured/);
    writeStressSuite(join(cwd, 'empty'), 'tidy.js#tidy', []);
    const empty = await check('empty', '--update');
    expect(empty).toMatchObject({ code: 2 });
    expect(empty.out).toContain('the suite has no tests');
    expect(existsSync(join(cwd, BASELINE))).toBe(false);
  });

  it('fails when the target moved, was renamed, takes something else, or does nothing', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    write(program(100).replace('tidy(', 'tidied('));
    const renamed = await check();
    expect(renamed).toMatchObject({ code: 2 });
    expect(renamed.out).toMatch(/has no export named "tidy"\.\n\s+hint: Did you mean/);
    renameSync(join(cwd, 'tidy.js'), join(cwd, 'moved.js'));
    const moved = await check();
    expect(moved).toMatchObject({ code: 2 });
    expect(moved.out).toMatch(/Not compared\n\s+tidy\.js#tidy .*tidy\.js/);
    write(program(100));
    const other = await check('--args', '[number]');
    expect(other).toMatchObject({ code: 2 });
    expect(other.out).toContain('tests/0001.json is no input of the target any more');
    writeStressSuite(join(cwd, 'slowpath-out/tidy/suite'), 'moved.js#tidied', [['a']]);
    expect((await check()).out).toContain('its target was tidy.js#tidy when the baseline');
  });

  it('fails when suite or baseline were changed', async () => {
    const { check, cwd } = project;
    await check('--update');
    const text = readFileSync(join(cwd, BASELINE), 'utf8');
    writeFileSync(join(cwd, BASELINE), text.replace(/"steps": \d+/, '"steps": 1'));
    const edited = await check();
    expect(edited).toMatchObject({ code: 2, out: '' });
    expect(edited.talk).toMatch(/^error: .*edited by hand.*\nhint: /);
    writeFileSync(join(cwd, BASELINE), text.replace('"version": 1', '"version": 9'));
    expect((await check()).talk).toMatch(/^error: .*version 9/);
    writeFileSync(join(cwd, BASELINE), text);
    writeStressSuite(join(cwd, 'slowpath-out/tidy/suite'), 'tidy.js#tidy', [['ba'.repeat(9)]]);
    const other = await check();
    expect(other).toMatchObject({ code: 2 });
    expect(other.out).toContain('its tests are not those that the baseline was measured with');
    writeFileSync(join(cwd, 'slowpath-out/tidy/suite/tests/0001.json'), '{"args":["x"]}');
    expect((await check('--update')).out).toContain('its SHA-256 is not the one in suite.json');
    expect(readFileSync(join(cwd, BASELINE), 'utf8')).toBe(text);
  });

  it('tells another Node or another instrumentation, and compares all the same when asked', async () => {
    const { check, cwd } = project;
    await check('--update');
    const { parseBaseline, printBaseline } = await import('../../src/check/baseline-file.ts');
    const baseline = parseBaseline(readFileSync(join(cwd, BASELINE), 'utf8'), '');
    writeFileSync(join(cwd, BASELINE), printBaseline({ ...baseline, nodeMajor: 18 }));
    const other = await check();
    expect(other).toMatchObject({ code: 2 });
    expect(other.out).toMatch(/measured with Node 18.*\n\s+hint: run with Node 18/);
    expect(await check('--allow-other-node')).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, BASELINE), printBaseline({ ...baseline, instrumentation: 1 }));
    expect(await check('--allow-other-node')).toMatchObject({ code: 2 });
  });

  it('keeps its verdict when nobody reads, and writes no half file where it cannot write', async () => {
    const { check, write, cwd } = project;
    await check('--update');
    write(program(200));
    const code = await new Promise((resolve) => {
      const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
      const child = spawn(process.execPath, [main, 'check', '--no-timing', '--format', 'json'], {
        cwd,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      child.stdout.destroy();
      child.on('close', resolve);
    });
    expect(code).toBe(1);
    if (existsSync('/dev/full')) {
      const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
      const words = [process.execPath, main, 'check', '--no-timing'];
      const { status, stderr } = spawnSync('sh', ['-c', '"$@" > /dev/full', 'sh', ...words], {
        cwd,
        encoding: 'utf8',
      });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'error: cannot write the output: the disk is full\n',
      });
    }
    mkdirSync(join(cwd, 'there.md'));
    const unwritable = await check('--report', 'markdown=there.md');
    expect(unwritable).toMatchObject({ code: 2, out: '' });
    expect(unwritable.talk).toMatch(/cannot write .*there\.md: it is a directory/);
    expect(readdirSync(cwd).filter((name) => name.startsWith('.writing'))).toEqual([]);
  });

  it.each([
    [['--base', 'x', '--baseline', 'y'], /give one/],
    [['--base', 'x', '--update'], /--update writes a baseline file/],
    [['--format', 'markdwon', '--update'], /did you mean "markdown"/],
    [['--report', 'comment.md', '--update'], /expected <format>=<file>/],
    [['--tolerance', 'ten', '--update'], /expected a percentage/],
  ])('refuses %j', async (args, message) => {
    const ended = await project.check(...args);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.talk).toMatch(message);
  });
});
