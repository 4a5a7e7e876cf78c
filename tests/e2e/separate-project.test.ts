import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePackedProject, type PackedProject } from '../helpers/packed-project.ts';

const GOOD = `export function collapse(text: string): string {
  let out = '';
  for (const c of text) {
    if (c === '-' && out.endsWith('-')) continue;
    out += c;
  }
  return out;
}
`;
/** Looks through everything that it has, for every character. */
const QUADRATIC = GOOD.replace('out += c;', "out += out.includes('\\u0000') ? '' : c;");

const STRESS_TEST = `import { expect, it } from 'vitest';
import { on, stress } from 'slowpath/vitest';

stress('collapse', './collapse.ts#collapse', { maxSize: 1000, execs: 1500, workers: 1 });

it('collapses in linear time', { timeout: 60_000 }, async () => {
  await expect(on('./collapse.ts#collapse', ['a-b--'.repeat(20)])).toGrowAtMost('n log n');
});
`;

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

let project: PackedProject;

beforeAll(() => {
  project = makePackedProject(['vitest', 'typescript', '@types']);
}, 60_000);

afterAll(() => project.remove());

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ended {
  const { PATH = '' } = process.env;
  const bin = join(project.path, 'node_modules/.bin');
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: project.path,
    encoding: 'utf8',
    env: { PATH: `${bin}:${PATH}`, HOME: project.path, NO_COLOR: '1', ...env },
  });
  return { code: status, text: `${stdout}${stderr}` };
}

const slowpath = (...args: readonly string[]): Ended => run('slowpath', args);

function vitest(env: Readonly<Record<string, string>> = {}): Ended {
  const entry = join(project.path, 'node_modules/vitest/vitest.mjs');
  return run(process.execPath, [entry, 'run', '--root', '.'], env);
}

/** What the workflow runs: the script of the action that ships in the package. */
function workflow(): Ended & { readonly summary: string } {
  const action = readFileSync(join(project.package, 'action/action.yml'), 'utf8');
  const [, block = ''] = /\n {6}run: \|\n([\s\S]*)$/.exec(action) ?? [];
  const script = block.replaceAll(/^ {8}/gm, '');
  const temp = join(project.path, 'runner');
  mkdirSync(temp, { recursive: true });
  const summary = join(temp, 'summary.md');
  writeFileSync(summary, '');
  const ended = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    SUITES: '',
    BASELINE: '',
    BASE: '',
    TOLERANCE: '10',
    RUNNER_TEMP: temp,
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_STEP_SUMMARY: summary,
  });
  return { ...ended, summary: readFileSync(summary, 'utf8') };
}

const write = (code: string): void => writeFileSync(join(project.path, 'src/collapse.ts'), code);

describe('a project of a stranger', { timeout: 240_000 }, () => {
  it('sets itself up with one command, which keeps what is there', () => {
    writeFileSync(join(project.path, 'tsconfig.json'), '{}\n');
    mkdirSync(join(project.path, 'src'));
    write(GOOD);
    const first = slowpath('init');
    expect(first).toMatchObject({ code: 0 });
    const wrote = [...first.text.matchAll(/^wrote\s+(\S+)/gm)].map(([, path]) => path);
    expect(wrote).toEqual([
      'slowpath.config.json',
      'stress/first.slowpath.ts',
      'slowpath-out/.gitignore',
      'slowpath-baseline.json',
      '.github/workflows/slowpath.yml',
    ]);
    const definition = join(project.path, 'stress/first.slowpath.ts');
    const own = readFileSync(definition, 'utf8')
      .replace(/\/\*\* Stands for[\s\S]*?\n}\n/, "import { collapse } from '../src/collapse.ts';\n")
      .replace('longestWord(text)', 'collapse(text)')
      .replace("'abc '", "'ab-'");
    writeFileSync(definition, own);
    const again = slowpath('init');
    expect(again).toMatchObject({ code: 0 });
    expect(again.text).not.toContain('wrote');
    expect(readFileSync(definition, 'utf8')).toBe(own);
  });

  it('searches, and is green', () => {
    const definition = 'stress/first.slowpath.ts';
    const search = slowpath('fuzz', definition, '--execs', '1500', '--max-size', '1000');
    expect(search).toMatchObject({ code: 0 });
    expect(slowpath('check', '--update')).toMatchObject({ code: 0 });
    writeFileSync(join(project.path, 'src/collapse.test.ts'), STRESS_TEST);
    expect(vitest({ SLOWPATH_FUZZ: '1' })).toMatchObject({ code: 0 });
    expect(readdirSync(join(project.path, 'src/__stress__'))).toEqual([
      'collapse',
      'collapse.baseline.json',
    ]);
    expect(vitest()).toMatchObject({ code: 0 });
    const checked = workflow();
    expect(checked).toMatchObject({ code: 0 });
    expect(checked.text).toContain('slowpath: no slowdown in');
    expect(checked.summary).toContain('### ✅ slowpath: no slowdown');
  });

  it('turns red on a quadratic change, and says why', () => {
    write(QUADRATIC);
    const tests = vitest();
    expect(tests.code).toBe(1);
    expect(tests.text).toMatch(/slower than before: [\d,]+ → [\d,]+ steps/);
    expect(tests.text).toContain('cost grows faster than before: linear → quadratic in size');
    expect(tests.text).toMatch(/collapse\.ts:5 \(collapse\): [\d,]+ steps here/);
    expect(tests.text).toContain('expected cost to grow at most like n log n');
    const checked = workflow();
    expect(checked.code).toBe(1);
    expect(checked.text).toMatch(
      /^::error file=src\/collapse\.ts,line=5,title=.* became slower::tests\//m,
    );
    expect(checked.text).toMatch(/::error file=.*title=Cost grows faster::.*linear → quadratic/);
    expect(checked.summary).toContain('### ❌ slowpath:');
    expect(readdirSync(join(project.path, 'runner/slowpath')).toSorted()).toEqual([
      'check.md',
      'check.sarif',
      'check.xml',
    ]);
  });

  it('is green again when the change is reverted', () => {
    write(GOOD);
    expect(vitest()).toMatchObject({ code: 0 });
    expect(workflow()).toMatchObject({ code: 0 });
  });
});
