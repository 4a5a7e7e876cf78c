import { transformSync } from '@babel/core';
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const stripTypes = createRequire(import.meta.url).resolve('@babel/plugin-transform-typescript');

/** Long enough for a slow solution on a busy machine; a run that exceeds it has gone wrong. */
const TIMEOUT_MS = 20_000;

/** Runs contest programs as they are, each in a fresh Node process that reads its stdin from a file. */
export interface StdinRunner {
  /**
   * Runs every program on every input, `concurrency` processes at a time.
   * @param files programs, absolute paths (`.js`, `.mjs`, `.cjs`; `.ts` as an ES module)
   * @param inputs texts of stdin
   * @returns `outputs[input][program]`: what was printed
   * @throws Error when a program exits with an error, prints to stderr or does not end
   */
  run(files: readonly string[], inputs: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Deletes the runner's files. */
  close(): void;
}

export function createStdinRunner(concurrency: number): StdinRunner {
  const directory = mkdtempSync(join(tmpdir(), 'slowpath-stdin-'));
  const runnable = new Map<string, string>();
  let written = 0;

  const write = (text: string, extension: string): string => {
    const path = join(directory, `${written++}${extension}`);
    writeFileSync(path, text);
    return path;
  };
  const prepare = (file: string): string => {
    if (!file.endsWith('.ts')) return file;
    const known = runnable.get(file);
    if (known !== undefined) return known;
    const stripped = write(withoutTypes(file), '.mjs');
    runnable.set(file, stripped);
    return stripped;
  };

  return {
    run: async (files, inputs) => {
      const paths = inputs.map((text) => write(text, '.in'));
      const programs = files.map(prepare);
      const outputs = paths.map(() => new Array<string>());
      const jobs = paths.flatMap((input, row) =>
        programs.map((program, column) => async () => {
          const output = await runProgram(program, input);
          const cells = outputs[row];
          if (cells !== undefined) cells[column] = output;
        }),
      );
      const next = jobs[Symbol.iterator]();
      // The iterator is shared: each lane takes the next job when it is done with its last.
      const lane = async (): Promise<void> => {
        for (const job of next) await job();
      };
      await Promise.all(Array.from({ length: concurrency }, lane));
      return outputs;
    },
    close: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function withoutTypes(file: string): string {
  const result = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    configFile: false,
    babelrc: false,
    sourceType: 'module',
    plugins: [stripTypes],
  });
  if (typeof result?.code !== 'string') throw new Error(`${file} could not be stripped of types`);
  return result.code;
}

/** Stdin is a file and not a pipe of `spawn`, which is a socket: Linux cannot open '/dev/stdin' on one. */
function runProgram(program: string, input: string): Promise<string> {
  const stdin = openSync(input, 'r');
  const child = spawn(process.execPath, [program], {
    stdio: [stdin, 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  closeSync(stdin);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0 && stderr === '') resolve(stdout);
      else reject(new Error(`${program} < ${input}: exit ${String(code ?? signal)}\n${stderr}`));
    });
  });
}
