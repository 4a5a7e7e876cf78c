import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, '../../dist/src/cli/main.js');

let cwd: string;

beforeAll(() => {
  cwd = fs.mkdtempSync(join(tmpdir(), 'slowpath-e2e-'));
  fs.writeFileSync(
    join(cwd, 'nested.cjs'),
    `exports.depth = function depth(text) {
  let best = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '<') continue;
    let open = 0;
    for (let j = i; j < text.length; j++) {
      if (text[j] === '<') open++;
      else if (text[j] === '>' && --open === 0) break;
    }
    best = Math.max(best, open);
  }
  return best;
};
`,
  );
  fs.writeFileSync(
    join(cwd, 'distinct.js'),
    `const numbers = require('fs').readFileSync(0, 'utf8').split(/\\s+/).map(Number);
const seen = [];
for (const x of numbers.slice(1, 1 + numbers[0])) if (!seen.includes(x)) seen.push(x);
console.log(seen.length);
`,
  );
  fs.mkdirSync(join(cwd, 'tests'));
  for (const [i, list] of [
    [3, 1, 2],
    [5, 5],
    [7, 8, 9, 1],
  ].entries()) {
    fs.writeFileSync(join(cwd, 'tests', `${i}.in`), `${list.length}\n${list.join(' ')}\n`);
  }
  fs.writeFileSync(join(cwd, 'broken.js'), 'export function f( {');
});

afterAll(() => {
  fs.rmSync(cwd, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly talk: string;
}

function start(args: readonly string[]): {
  readonly child: ChildProcess;
  readonly end: Promise<Ended>;
} {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, as a shell gives each command.
    detached: true,
  });
  let out = '';
  let talk = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (talk += String(chunk)));
  const end = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, talk }));
  });
  return { child, end };
}

/** A command line whose words hold no spaces. */
function words(line: string): readonly string[] {
  return line.split(' ');
}

function slowpath(args: readonly string[], stdin = ''): Promise<Ended> {
  const { child, end } = start(args);
  child.stdin?.end(stdin);
  return end;
}

/** Every file below a directory, with what it holds. */
function contents(directory: string): Record<string, string> {
  const names = fs.readdirSync(join(cwd, directory), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.statSync(join(cwd, directory, name)).isFile());
  return Object.fromEntries(
    files.toSorted().map((name) => [name, fs.readFileSync(join(cwd, directory, name), 'utf8')]),
  );
}

const FUZZ = words('fuzz nested.cjs#depth --args [string] --execs 6000 --max-size 500 --workers 1');

describe('the built command', { timeout: 120_000 }, () => {
  it('helps, and refuses what it does not know', async () => {
    expect(await slowpath(['--help'])).toMatchObject({ code: 0, talk: '' });
    expect(await slowpath(['fuzzz'])).toMatchObject({ code: 2, out: '' });
  });

  it.each([
    [['fuzz', 'gone.js'], 'gone.js'],
    [['fuzz', 'nested.cjs#dept', '--args', '[string]'], '"dept"'],
    [['fuzz', 'nested.cjs#depth', '--args', '[strin'], '--args'],
    [['fuzz', 'broken.js', '--args', '[string]'], 'broken.js'],
    [['run', 'nested.cjs#depth', '--args', '[string]', '--input', '-'], 'stdin'],
    [['report', 'tests'], 'run.json'],
  ])('says what is wrong with %j in a line or two, without a stack', async (args, word) => {
    const { code, out, talk } = await slowpath(args, '{"args": 7}');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(talk).toContain(word);
    expect(talk).not.toMatch(/^ {4}at /m);
  });

  it('fuzzes a function, tells it, and runs its slowest test again', async () => {
    const { code, out, talk } = await slowpath([
      ...FUZZ,
      '--out',
      'first',
      '--fail-on',
      'quadratic',
    ]);
    // On a slow machine there is a line every few seconds.
    expect(talk).toMatch(
      /^(?:(?:search|final|patterns|synthesis|uplift|growth|suite|confirm|findings) .*\n)*$/,
    );
    expect(code).toBe(1);
    expect(out).toContain('Cost is quadratic');
    expect(out).toMatch(/depth\("<" × \d+/);
    expect(fs.readdirSync(join(cwd, 'first'))).toEqual(
      expect.arrayContaining([
        'run.json',
        'queue',
        'suite',
        'plot.csv',
        'events.jsonl',
        'report.html',
      ]),
    );
    const run = JSON.parse(fs.readFileSync(join(cwd, 'first/run.json'), 'utf8')) as {
      best: { steps: number; test: string };
    };
    const again = await slowpath(
      words(`run nested.cjs#depth --args [string] --json --input first/suite/${run.best.test}`),
    );
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ steps: run.best.steps, outcome: 'ok' });
  });

  it('does the same again, byte for byte, and resumes a finished run without searching', async () => {
    const first = await slowpath([...FUZZ, '--out', 'one', '--json']);
    const second = await slowpath([...FUZZ, '--out', 'two', '--json']);
    expect(first.code).toBe(0);
    expect(contents('two/suite')).toEqual(contents('one/suite'));
    expect(contents('two/queue')).toEqual(contents('one/queue'));
    const before = contents('one/suite');
    const resumed = await slowpath([...FUZZ, '--out', 'one', '--json']);
    expect(resumed.talk).toContain('resuming');
    expect(contents('one/suite')).toEqual(before);
    expect(contents('one/queue')).toEqual(contents('two/queue'));
    expect(second.code).toBe(0);
    const other = await slowpath([...FUZZ, '--out', 'one', '--seed', '7']);
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.talk).toContain('--fresh');
  });

  it('fuzzes a stdin program from three example tests', async () => {
    const { code, out } = await slowpath(
      words(
        'fuzz distinct.js --stdin --seeds tests --execs 3000 --max-size 300 --workers 1 --out program',
      ),
    );
    expect(code).toBe(0);
    expect(out).toContain('Slowest input (suite/tests/0001.in)');
    const text = fs.readFileSync(join(cwd, 'program/suite/tests/0001.in'), 'utf8');
    const [count, ...numbers] = text.trim().split(/\s+/).map(Number);
    expect(numbers).toHaveLength(count ?? -1);
  });

  it('rebuilds a suite, and reports again', async () => {
    await slowpath([...FUZZ, '--out', 'rebuilt']);
    const before = contents('rebuilt/suite');
    fs.rmSync(join(cwd, 'rebuilt/suite'), { recursive: true });
    fs.rmSync(join(cwd, 'rebuilt/report.html'));
    const again = await slowpath(['suite', 'rebuilt']);
    expect(again.code).toBe(0);
    // Nothing to complain of; a slow machine hears how far it is.
    expect(again.talk.replaceAll(/^\w+ {2}\d+ s {2}.* old$\n/gm, '')).toBe('');
    expect(contents('rebuilt/suite')).toEqual(before);
    const report = await slowpath(['report', 'rebuilt', '--json']);
    expect(JSON.parse(report.out)).toMatchObject({ run: { status: 'finished' } });
    expect(fs.existsSync(join(cwd, 'rebuilt/report.html'))).toBe(true);
  });

  it('makes the suite from what it has at Ctrl-C', async () => {
    const { child, end } = start(
      words(
        'fuzz nested.cjs#depth --args [string] --execs 100000000 --max-size 200 --workers 1 --out stopped',
      ),
    );
    const queue = join(cwd, 'stopped/queue');
    const found = setInterval(() => {
      if (!fs.existsSync(queue) || fs.readdirSync(queue).length < 5) return;
      clearInterval(found);
      // A terminal sends it to the whole group, workers included.
      process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
    }, 20);
    const { code, out, talk } = await end;
    clearInterval(found);
    expect(code).toBe(130);
    expect(talk).toMatch(/^finishing early[^\n]*\n$/);
    expect(out).toContain('Suite: ');
    expect(fs.existsSync(join(cwd, 'stopped/suite/suite.json'))).toBe(true);
    expect(fs.existsSync(join(cwd, 'stopped/run.lock'))).toBe(false);
  });

  it('tells what protects this machine', async () => {
    const { code, out } = await slowpath(['doctor', '--json']);
    expect(code).toBe(0);
    const names = (JSON.parse(out) as readonly { name: string; verdict: string }[]).filter(
      ({ verdict }) => verdict === 'ok',
    );
    expect(names.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Worker', 'Writing files', 'Starting processes', 'Network']),
    );
  });
});
