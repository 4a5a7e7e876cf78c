import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/run-record.ts';
import { type Ended, runCli } from '../helpers/cli.ts';
import { makeTree, type TreeEntry } from '../helpers/temp-tree.ts';

interface Run extends Ended {
  readonly cwd: string;
  /** Of the run, when it got so far. */
  readonly record: () => RunRecord;
  readonly files: (folder: string) => readonly string[];
}

async function fuzz(
  files: Readonly<Record<string, TreeEntry>>,
  /** What follows, words without spaces. */
  line: string,
): Promise<Run> {
  const cwd = makeTree(files);
  const ended = await runCli(['fuzz', ...line.split(' '), '--workers', '1', '--out', 'out'], cwd);
  return {
    ...ended,
    cwd,
    record: () => JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8')) as RunRecord,
    files: (folder) => readdirSync(join(cwd, 'out', folder)),
  };
}

const f = (body: string): string => `exports.f = function f(x) { ${body} };\n`;

describe('a program', { timeout: 90_000 }, () => {
  it('that throws on everything gets a suite, and its errors are kept once', async () => {
    const run = await fuzz(
      { 'p.cjs': f('let n = 0; for (const c of x) n++; throw new TypeError("no: " + n);') },
      'p.cjs#f --args [Text<"ab",0,100>] --execs 2000',
    );
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/executions threw an error/);
    expect(run.files('crashes')).toHaveLength(1);
    const { prizes, outcomes } = run.record();
    expect(prizes).toEqual([expect.objectContaining({ outcome: 'threw', folder: 'crashes' })]);
    expect(prizes[0]?.error).toContain('no: ');
    expect(outcomes.threw).toBeGreaterThan(1900);
    expect(run.files('suite/tests').length).toBeGreaterThan(0);
  });

  it('that prints endlessly is stopped by its fuel', async () => {
    const run = await fuzz(
      {
        'p.js': `const n = Number(require('fs').readFileSync(0, 'utf8')); for (;;) console.log('x', n);`,
        'seeds/1.in': '5\n',
        'seeds/2.in': '7\n',
        'seeds/3.in': '9\n',
      },
      'p.js --stdin --seeds seeds --execs 200 --max-steps 20000',
    );
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/ran out of steps/);
    expect(run.record().outcomes).toEqual({ 'steps-exceeded': expect.any(Number) as number });
    expect(run.files('hangs').length).toBeGreaterThan(0);
  });

  it('that never ends for some inputs is stopped by its fuel, and these inputs are its worst', async () => {
    const run = await fuzz(
      {
        'p.cjs': f(
          'if (x % 7 === 3) for (;;) {} let s = 0; for (let i = 0; i < x; i++) s += i; return s;',
        ),
      },
      'p.cjs#f --args [Int<0,1000>] --execs 1000 --max-steps 50000',
    );
    expect(run.code).toBe(0);
    const [test = ''] = run.files('suite/tests').filter((name) => name.endsWith('.json'));
    const { args } = JSON.parse(readFileSync(join(run.cwd, 'out/suite/tests', test), 'utf8')) as {
      readonly args: readonly number[];
    };
    expect((args[0] ?? 0) % 7).toBe(3);
    expect(run.out).toMatch(/costs more than [\d,]+ steps, where the run was stopped/);
  });

  it('that hangs inside a builtin loses its worker, not the run', async () => {
    const run = await fuzz(
      // Seconds of arithmetic, all of it in one operation, for one text in hundreds.
      {
        'p.cjs': f(
          'let h = 0; for (const c of x) h = (h * 31 + c.charCodeAt(0)) % 251; return h === 7 ? String(7n ** 90_000_000n) : h;',
        ),
        's/1.json': { args: ['ab'] },
      },
      'p.cjs#f --args [Text<"ab",0,26>] --seeds s --execs 1200 --hang-timeout 100ms',
    );
    expect(run.code).toBe(0);
    const { prizes, outcomes, notes, execs } = run.record();
    expect(execs).toBeGreaterThanOrEqual(1200);
    const hung = prizes.filter(({ outcome }) => outcome === 'timed-out');
    expect(hung.length).toBeGreaterThan(0);
    expect(outcomes['timed-out']).toBe(hung.length);
    expect(run.files('hangs')).toHaveLength(hung.length);
    for (const { file } of hung)
      expect(readFileSync(join(run.cwd, 'out', file), 'utf8')).toMatch(/^\["[ab]*"\]$/);
    expect(notes.filter((note) => note.includes('hang'))).toHaveLength(1);
    expect(run.out).toMatch(/hung and (?:was|were) stopped/);
  });

  it('that needs a module which is missing is refused', async () => {
    const run = await fuzz(
      { 'p.cjs': `require('not-there'); ${f('return x;')}` },
      'p.cjs#f --args [string] --execs 100',
    );
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.talk).toMatch(/error: the program cannot be loaded: .*not-there/);
    expect(run.talk).toMatch(/^hint: /m);
  });

  it('that is nondeterministic is told with the range of its cost', async () => {
    const run = await fuzz(
      {
        'p.cjs': f(
          'const noise = require("v8").getHeapStatistics().used_heap_size % 97; let s = 0; for (let i = 0; i < x.length + noise; i++) s++; return s;',
        ),
      },
      'p.cjs#f --args [number[]] --execs 500 --max-size 200',
    );
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/nondeterministic/);
    const { minSteps = 0, maxSteps = 0 } = run.record().nondeterministic ?? {};
    expect(minSteps).toBeLessThan(maxSteps);
  });
});

describe('what is given with a program', { timeout: 60_000 }, () => {
  const program = { 'p.cjs': f('let n = 0; for (const c of x) n++; return n;') };

  it('seeds that do not parse or fit are skipped, listed and counted', async () => {
    const run = await fuzz(
      {
        ...program,
        'seeds/1.json': { args: ['fine'] },
        'seeds/2.json': '{"args": [',
        'seeds/3.json': { args: [7] },
      },
      'p.cjs#f --args [string] --seeds seeds --execs 300 --max-size 100',
    );
    expect(run.code).toBe(0);
    expect(run.out).toContain('2 seeds were skipped');
    const events = readFileSync(join(run.cwd, 'out/events.jsonl'), 'utf8');
    const skipped = events
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string; readonly source: string })
      .filter(({ type }) => type === 'seed-skipped');
    expect(skipped.map(({ source }) => source)).toEqual([
      expect.stringContaining('2.json'),
      expect.stringContaining('3.json'),
    ]);
  });

  it('a spec that contradicts itself is refused where it does', async () => {
    const spec = { type: 'int', min: 9, max: 3 };
    const run = await fuzz(
      { ...program, 'spec.json': { version: 1, kind: 'function', args: [{ name: 'x', spec }] } },
      'p.cjs#f --spec spec.json --execs 300',
    );
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.talk).toMatch(/spec\.json: args\[0\]\.spec\.min: 9 is above max \(3\)/);
  });

  it('an earlier run that is damaged is refused file by file, and --fresh gets past it', async () => {
    const line = 'p.cjs#f --args [string] --execs 300 --max-size 100';
    const run = await fuzz(program, line);
    expect(run.code).toBe(0);
    const again = ['fuzz', ...line.split(' '), '--workers', '1', '--out', 'out'];
    for (const [name, text, message] of DAMAGES) {
      const path = join(run.cwd, 'out', name);
      const whole = readFileSync(path);
      writeFileSync(path, text);
      const refused = await runCli(again, run.cwd);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.talk).toMatch(message);
      expect(refused.talk).toMatch(/^hint: .*--fresh/m);
      writeFileSync(path, whole);
    }
    writeFileSync(join(run.cwd, 'out/run.json'), '{');
    expect((await runCli([...again, '--fresh'], run.cwd)).code).toBe(0);
    expect(readdirSync(run.cwd)).toContain('out-old-1');
  });
});

const DAMAGES: readonly (readonly [string, string, RegExp])[] = [
  ['run.json', '{"version": 1, "tar', /run\.json is not JSON: it is cut off or damaged/],
  ['run.json', '', /run\.json is empty/],
  ['checkpoint.json', '{"version":1', /checkpoint\.json is not JSON/],
  [
    'checkpoint.json',
    '{"version":1,"epoch":1,"execs":9,"plotBytes":0,"eventsBytes":0,"state":{"epoch":1}}',
    /checkpoint\.json does not hold the state of a search/,
  ],
];
