import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  forEach,
  geometricMean,
  measureKernel,
  median,
  type Kernel,
  type KernelResult,
} from './measure.ts';
import { VARIANTS } from './variants.ts';

/** Sizes at which each kernel takes some tens of milliseconds uninstrumented. */
const SIZES: Readonly<Record<string, number>> = {
  'insertion-sort': 12_000,
  sieve: 3_000_000,
  'edit-distance': 2500,
  tokenizer: 16_000,
  'n-queens': 11,
  'matrix-multiply': 200,
  'string-scan': 200_000,
  'word-count': 150_000,
  fibonacci: 32,
  'json-parser': 12_000,
  'list-pipeline': 200_000,
  'search-tree': 80_000,
  'hash-table': 600_000,
};

/** Processes per kernel: V8 settles on better or worse code by the timing of its compiler threads. */
const PROCESSES = 3;

/** Seen from dist/bench/overhead, where this file is compiled to. */
const KERNELS = new URL('../../../bench/overhead/kernels/', import.meta.url);
const SELF = fileURLToPath(import.meta.url);

function readKernel(name: string): Kernel {
  const size = SIZES[name];
  if (size === undefined) throw new Error(`no such kernel: ${name}`);
  return { name, size, code: readFileSync(new URL(`${name}.cjs`, KERNELS), 'utf8') };
}

/** Measures a kernel in fresh processes of its own, so that no other kernel's profile decides how it is compiled. */
function measureApart(name: string, rounds: number): KernelResult {
  const results = Array.from({ length: PROCESSES }, () => {
    const text = execFileSync(process.execPath, [SELF, `--only=${name}`, `--rounds=${rounds}`]);
    // Written by this very file.
    return JSON.parse(text.toString()) as KernelResult;
  });
  const middle = (figure: (result: KernelResult) => number): number => median(results.map(figure));
  return {
    name,
    size: SIZES[name] ?? 0,
    cpuMs: forEach((variant) => middle(({ cpuMs: ms }) => ms[variant])),
    ratio: forEach((variant) => middle(({ ratio }) => ratio[variant])),
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function table(results: readonly KernelResult[], means: Readonly<Record<string, number>>): string {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(18) : cell.padStart(10))).join('');
  const lines = [row(['kernel', 'plain ms', ...VARIANTS.slice(1)])];
  for (const { name, cpuMs: ms, ratio } of results) {
    const ratios = VARIANTS.slice(1).map((variant) => `${ratio[variant].toFixed(2)}x`);
    lines.push(row([name, ms.plain.toFixed(1), ...ratios]));
  }
  const ratios = VARIANTS.slice(1).map((variant) => `${means[variant]?.toFixed(2)}x`);
  lines.push(row(['geometric mean', '', ...ratios]));
  return lines.join('\n');
}

function option(args: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

/** `npm run bench:overhead [-- kernel… --rounds=N]`: a table on stdout, the figures in overhead.json. */
function main(args: readonly string[]): void {
  const rounds = Number(option(args, 'rounds') ?? 9);
  const only = option(args, 'only');
  if (only !== undefined) {
    process.stdout.write(JSON.stringify(measureKernel(readKernel(only), rounds, cpuMs)));
    return;
  }
  const named = args.filter((arg) => !arg.startsWith('--'));
  const kernels = named.length === 0 ? Object.keys(SIZES) : named;
  const results = kernels.map((name) => measureApart(name, rounds));
  const means = forEach((variant) => geometricMean(results.map(({ ratio }) => ratio[variant])));
  const out = fileURLToPath(new URL('overhead.json', import.meta.url));
  const record = {
    node: process.version,
    processes: PROCESSES,
    rounds,
    geometricMean: means,
    kernels: results,
  };
  writeFileSync(out, `${JSON.stringify(record, null, 2)}\n`);
  process.stdout.write(`${table(results, means)}\n\n${out}\n`);
}

main(process.argv.slice(2));
