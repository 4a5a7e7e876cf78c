import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPTION_NAMES } from '../../src/config/options.ts';
import { makeUserProject } from '../helpers/user-project.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Fenced blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...README.matchAll(fence)].map(([, text = '']) => text);
}

/** The same commands with a budget for a test, and without what needs a network. */
function small(script: string): string {
  return script
    .split('\n')
    .filter((line) => !line.startsWith('npm install'))
    .map((line) =>
      /^npx slowpath (?:fuzz|campaign) /.test(line)
        ? `${line.replace(/^npx /, '').replace(/ --(?:time|execs|max-size) \S+/g, '')} --execs 2000 --max-size 200`
        : line,
    )
    .join('\n');
}

let project: ReturnType<typeof makeUserProject>;

beforeAll(() => {
  project = makeUserProject();
});

afterAll(() => project.remove());

describe('the README', { timeout: 180_000 }, () => {
  const scripts = blocks('sh');

  it('has walk-throughs', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(4);
    for (const script of scripts) expect(script).toContain('npx slowpath fuzz');
  });

  it.each(scripts.map((script) => [script.trimEnd().split('\n').at(-1), script]))(
    'holds a command that works: %s',
    (_, script) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', small(script ?? '')], {
        cwd: project.path,
        encoding: 'utf8',
        env: {
          PATH: [join(project.path, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
        },
      });
      expect(status, stderr).toBe(0);
      expect(stdout).toContain('Slowest input (suite/tests/0001.');
      const [, report = ''] = /^Report {2}(\S+)$/m.exec(stdout) ?? [];
      expect(existsSync(join(project.path, report))).toBe(true);
    },
  );

  it('holds code that compiles and runs', () => {
    const code = blocks('ts').find((block) => block.includes("from 'slowpath'")) ?? '';
    const budget = code.replace(/execs: \S+,/, 'execs: 2000, workers: 1,');
    writeFileSync(join(project.path, 'in-code.ts'), budget);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    execFileSync(process.execPath, [tsc, ...options, 'in-code.ts'], { cwd: project.path });
    const out = execFileSync(process.execPath, ['in-code.js'], {
      cwd: project.path,
      encoding: 'utf8',
    });
    expect(out).toMatch(/^\w+ \d+ [1-9]\d*\n$/);
  });

  it('lists every option that exists, and no other', () => {
    const [, table = ''] = /^## Options$(.*?)^## /ms.exec(README) ?? [];
    const listed = [...table.matchAll(/^\|(.*?)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`--([a-z-]+)/g)].map(([, name = '']) => name),
    );
    const options = OPTION_NAMES.map((name) =>
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect(new Set(listed)).toEqual(new Set(options));
  });

  it('links to files that are there', () => {
    const links = [...README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
