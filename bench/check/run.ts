import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeProject, PLANTED_QUADRATIC, probeProgram } from './make-project.ts';

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

/** Two processes that only burn time for every processor. */
function startLoad(): readonly ChildProcess[] {
  return Array.from({ length: 2 * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;) Math.sqrt(2);'], { stdio: 'ignore' }),
  );
}

const SCENES: readonly (readonly [name: string, code: string, expected: number])[] = [
  ['unchanged', probeProgram(100), 0],
  ['9 % more steps', probeProgram(109), 0],
  ['15 % more steps', probeProgram(115), 1],
  ['a class of growth', probeProgram(100, PLANTED_QUADRATIC), 1],
];

/**
 * `npm run bench:check [repeats]`: how long a check of the corpus takes, and whether its verdict is the same every time on
 * a machine that is kept busy.
 */
async function main(repeats: number): Promise<void> {
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  const cwd = mkdtempSync(join(tmpdir(), 'slowpath-check-bench-'));
  try {
    const tests = await makeProject(CORPUS, cwd);
    const first = await check(cwd, '--update');
    print(first.out.trim());
    const again = await check(cwd);
    print(`${tests} tests of the corpus: ${(again.ms / 1000).toFixed(1)} s, exit ${again.code}`);
    const accepted = await check(cwd, 'probe', '--baseline', 'probe.json', '--update');
    if (accepted.code !== 0) throw new Error(accepted.out);
    const load = startLoad();
    try {
      for (const [name, code, expected] of SCENES) {
        writeFileSync(join(cwd, 'probe.js'), code);
        const outs = new Set<string>();
        let right = 0;
        for (let i = 0; i < repeats; i++) {
          const ended = await check(cwd, 'probe', '--baseline', 'probe.json');
          outs.add(ended.out);
          if (ended.code === expected) right++;
        }
        print(`${name}: right verdict ${right} of ${repeats}, ${outs.size} different outputs`);
      }
    } finally {
      for (const child of load) child.kill('SIGKILL');
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

await main(Number(process.argv[2] ?? 20));
