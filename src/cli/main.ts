#!/usr/bin/env node
import { availableParallelism, hostname } from 'node:os';
import type { WriteStream } from 'node:tty';
import { faultMeaning } from '../core/file-faults.ts';
import { isAlive } from '../execute/process-alive.ts';
import { currentVersions } from '../pipeline/versions.ts';
import { EXIT } from './exit-code.ts';
import type { CliHost, Jobs, Output } from './ports.ts';
import { runCli } from './program.ts';

/** Columns of logs and pipes. */
const DEFAULT_COLUMNS = 100;

function outputTo(stream: WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTty: stream.isTTY,
    get columns() {
      // Undefined where the stream is no terminal.
      return stream.columns || DEFAULT_COLUMNS;
    },
  };
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

function onInterrupt(handler: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, handler);
  return () => {
    for (const signal of signals) process.off(signal, handler);
  };
}

const host: CliHost = {
  cwd: process.cwd(),
  env: process.env,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  terminal: process.stderr.isTTY ? process.stderr : undefined,
  versions: currentVersions(process.versions.node),
  cpuCount: availableParallelism(),
  owner: { pid: process.pid, host: hostname(), isAlive },
  clock: () => performance.now(),
  now: () => new Date(),
  readStdin,
  onInterrupt,
  exit: (code) => process.exit(code),
};

/** Loaded when they are asked for: `--help` must not wait for the engine. */
const jobs: Jobs = {
  fuzz: async (...given) => await (await import('../pipeline/fuzz.ts')).runFuzz(...given),
  synthesize: async (...given) => await (await import('../pipeline/synth.ts')).runSynth(...given),
  runInput: async (...given) => await (await import('./jobs/run-input.ts')).runInput(...given),
  rebuildSuite: async (...given) =>
    await (await import('./jobs/rebuild-suite.ts')).rebuildSuite(...given),
  campaign: async (...given) => await (await import('./jobs/campaign.ts')).campaign(...given),
  exportDataset: async (...given) =>
    await (await import('./jobs/export-dataset.ts')).exportDataset(...given),
  importDataset: async (...given) =>
    (await import('./jobs/import-dataset.ts')).importDataset(...given),
  check: async (...given) => await (await import('../pipeline/check.ts')).runCheck(...given),
  evaluate: async (...given) =>
    await (await import('../pipeline/eval/run-eval.ts')).runEval(...given),
  examine: async (...given) => await (await import('./jobs/examine.ts')).examine(...given),
};

// Whoever reads our output may stop reading: `slowpath … | head` is no error, and changes no verdict.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: cannot write the output: ${faultMeaning(error)}\n`);
  process.exit(EXIT.usage);
});
// The talk is for people: a run goes on when nobody listens.
process.stderr.on('error', () => undefined);

process.exitCode = await runCli(process.argv.slice(2), host, jobs);
