import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCommandLine } from './command-line.ts';
import { makeProject, PLANTED_QUADRATIC, probeProgram } from './make-project.ts';
import { runBench } from '../support/run-bench.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../corpus', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly ms: number;
}

async function check(cwd: string, ...args: readonly string[]): Promise<Ended> {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN, 'check', '--no-timing', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, ms: performance.now() - start };
}

/** Processes that only burn time. */
function startLoad(perProcessor: number): readonly ChildProcess[] {
  return Array.from({ length: perProcessor * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;) Math.sqrt(2);'], { stdio: 'ignore' }),
  );
}

const SCENES: readonly (readonly [name: string, code: string, expected: number])[] = [
  ['unchanged', probeProgram(100), 0],
  ['9 % more steps', probeProgram(109), 0],
  ['15 % more steps', probeProgram(115), 1],
  ['a class of growth', probeProgram(100, PLANTED_QUADRATIC), 1],
];

interface SceneRow {
  readonly name: string;
  readonly expected: number;
  /** Checks that ended with that code. */
  readonly right: number;
  readonly runs: number;
  /** Different texts on stdout. */
  readonly outputs: number;
}

/** Checks a planted change again and again. */
async function runScene(
  cwd: string,
  [name, code, expected]: (typeof SCENES)[number],
  runs: number,
): Promise<SceneRow> {
  writeFileSync(join(cwd, 'probe.js'), code);
  const outs = new Set<string>();
  let right = 0;
  for (let i = 0; i < runs; i++) {
    const ended = await check(cwd, 'probe', '--baseline', 'probe.json');
    outs.add(ended.out);
    if (ended.code === expected) right++;
  }
  return { name, expected, right, runs, outputs: outs.size };
}

/**
 * `npm run bench:check`: how long a check of the corpus takes, and whether its verdict is the same every time on a machine
 * that is kept busy; see bench/README.md for the options.
 */
async function main(args: readonly string[]): Promise<void> {
  const plan = parseCommandLine(args, process.cwd());
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const cwd = mkdtempSync(join(tmpdir(), 'slowpath-check-bench-'));
  try {
    const tests = await makeProject(CORPUS, cwd);
    print((await check(cwd, '--update')).out.trim());
    const again = await check(cwd);
    print(`${tests} tests of the corpus: ${(again.ms / 1000).toFixed(1)} s, exit ${again.code}`);
    const accepted = await check(cwd, 'probe', '--baseline', 'probe.json', '--update');
    if (accepted.code !== 0) throw new Error(accepted.out);
    const scenes: SceneRow[] = [];
    const load = startLoad(plan.load);
    try {
      for (const scene of SCENES) {
        const row = await runScene(cwd, scene, plan.runs);
        scenes.push(row);
        print(
          `${row.name}: right verdict ${row.right} of ${row.runs}, different outputs: ${row.outputs}`,
        );
      }
    } finally {
      for (const child of load) child.kill('SIGKILL');
    }
    const file = plan.json ?? fileURLToPath(new URL('check.json', import.meta.url));
    const corpus = { tests, ms: Math.round(again.ms), exit: again.code };
    const figures = { node: process.version, load: plan.load, corpus, scenes };
    writeFileSync(file, `${JSON.stringify(figures, undefined, 1)}\n`);
    print(`\n${file}`);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

await runBench(main);
