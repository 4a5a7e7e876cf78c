import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { geometricMean, median } from '../../src/evaluate/statistics.ts';
import { formatTable } from '../support/table.ts';
import { correlation, measurePattern, type PatternCost } from './correlation.ts';
import { SLOW_PATTERNS } from './slow-patterns.ts';
import { prepareVariants, VARIANTS, type Variant } from './variants.ts';

/** Sizes at which each kernel takes some tens of milliseconds as it is. */
const SIZES: Readonly<Record<string, number>> = {
  'tokenizer-sticky': 2500,
  'tokenizer-slice': 6000,
  trim: 60_000,
  'csv-quoted': 15_000,
  'csv-split': 20_000,
  template: 20_000,
  'escape-html': 60_000,
  'case-style': 20_000,
  headers: 10_000,
  url: 40_000,
  validation: 60_000,
  words: 4000,
  'log-lines': 50_000,
  markdown: 30_000,
  versions: 60_000,
};

/** Processes per kernel: V8 settles on better or worse code by the timing of its compiler threads. */
const PROCESSES = 3;

/** Seen from dist/bench/regex, where this file is compiled to. */
const KERNELS = new URL('../../../bench/regex/kernels/', import.meta.url);
const SELF = fileURLToPath(import.meta.url);

type Figures = Readonly<Record<Variant, number>>;

interface KernelResult {
  readonly name: string;
  /** Median CPU time of one run. Milliseconds. */
  readonly plainMs: number;
  /** Median over rounds of CPU time as a multiple of the plain run of the same round. */
  readonly ratio: Figures;
}

function forEach(value: (variant: Variant) => number): Figures {
  return {
    plain: value('plain'),
    'by length': value('by length'),
    slowpath: value('slowpath'),
    'in full': value('in full'),
    'all counted': value('all counted'),
  };
}

/** Interleaved: each round runs each variant once, in rotating order, so that drift of the machine meets all alike. */
function measureKernel(name: string, rounds: number): KernelResult {
  const size = SIZES[name];
  if (size === undefined) throw new Error(`no such kernel: ${name}`);
  const runs = prepareVariants(
    `${name}.cjs`,
    readFileSync(new URL(`${name}.cjs`, KERNELS), 'utf8'),
  );
  const expected = runs.plain(size);
  const samples: Record<Variant, number[]> = {
    plain: [],
    'by length': [],
    slowpath: [],
    'in full': [],
    'all counted': [],
  };
  for (let round = -2; round < rounds; round++) {
    for (let i = 0; i < VARIANTS.length; i++) {
      const variant = VARIANTS[(i + round + 2) % VARIANTS.length] ?? 'plain';
      const start = cpuNs();
      const checksum = runs[variant](size);
      const elapsed = cpuNs() - start;
      if (checksum !== expected) throw new Error(`${name}: ${variant} computes otherwise`);
      if (round >= 0) samples[variant].push(elapsed);
    }
  }
  return {
    name,
    plainMs: median(samples.plain) / 1e6,
    ratio: forEach((variant) =>
      median(samples[variant].map((ns, i) => ns / (samples.plain[i] ?? ns))),
    ),
  };
}

/** Measures a kernel in fresh processes of its own, so that no other kernel's profile decides how it is compiled. */
function measureApart(name: string, rounds: number): KernelResult {
  const results = Array.from({ length: PROCESSES }, () => {
    const text = execFileSync(process.execPath, [SELF, `--only=${name}`, `--rounds=${rounds}`]);
    // Written by this very file.
    return JSON.parse(text.toString()) as KernelResult;
  });
  return {
    name,
    plainMs: median(results.map(({ plainMs }) => plainMs)),
    ratio: forEach((variant) => median(results.map(({ ratio }) => ratio[variant]))),
  };
}

function cpuNs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function kernelTable(results: readonly KernelResult[]): string {
  const others = VARIANTS.slice(1);
  const times = (ratio: number): string => `${ratio.toFixed(2)}x`;
  const rows = results.map(({ name, plainMs, ratio }) => [
    name,
    plainMs.toFixed(1),
    ...others.map((variant) => times(ratio[variant])),
  ]);
  const means = others.map((variant) =>
    times(geometricMean(results.map(({ ratio }) => ratio[variant])).mean),
  );
  return formatTable(
    ['kernel', 'plain ms', ...others],
    [...rows, ['geometric mean', '', ...means]],
  );
}

function patternTable(costs: readonly PatternCost[]): string {
  const rows = costs.map(({ name, steps, engineNs, counterNs }) => {
    const perStep = engineNs.map((ns, i) => ns / (steps[i] ?? NaN));
    const middle = median(perStep);
    const spread = Math.max(...perStep.map((value) => Math.abs(value / middle - 1)));
    const slower = median(counterNs.map((ns, i) => ns / (engineNs[i] ?? NaN)));
    return [
      name,
      String(steps.length),
      middle.toFixed(2),
      `±${(100 * spread).toFixed(0)} %`,
      `${slower.toFixed(1)}x`,
    ];
  });
  const all = costs.flatMap(({ steps, engineNs }) =>
    steps.map((count, i) => [Math.log(count), Math.log(engineNs[i] ?? 1)] as const),
  );
  const r = correlation(
    all.map(([x]) => x),
    all.map(([, y]) => y),
  );
  const table = formatTable(
    ['slow pattern', 'sizes', 'engine ns/step', 'spread', 'counter/engine'],
    rows,
  );
  return `${table}\n\ncorrelation of log steps with log time over all ${all.length}: ${r.toFixed(3)}`;
}

function option(args: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length);
}

/** `npm run bench:regex [-- kernel… --rounds=N | --patterns]`: two tables on stdout, or one, the figures in regex.json. */
function main(args: readonly string[]): void {
  const rounds = Number(option(args, 'rounds') ?? 9);
  const only = option(args, 'only');
  if (only !== undefined) {
    process.stdout.write(JSON.stringify(measureKernel(only, rounds)));
    return;
  }
  const named = args.filter((arg) => !arg.startsWith('--'));
  const all = args.includes('--patterns') ? [] : Object.keys(SIZES);
  const kernels = (named.length === 0 ? all : named).map((name) => measureApart(name, rounds));
  if (kernels.length > 0) process.stdout.write(`${kernelTable(kernels)}\n\n`);
  const patterns =
    named.length === 0 ? SLOW_PATTERNS.map((slow) => measurePattern(slow, cpuNs)) : [];
  const measured = patterns.filter(({ steps }) => steps.length > 0);
  if (measured.length > 0) process.stdout.write(`${patternTable(measured)}\n\n`);
  const out = fileURLToPath(new URL('regex.json', import.meta.url));
  const record = { node: process.version, processes: PROCESSES, rounds, kernels, patterns };
  writeFileSync(out, `${JSON.stringify(record, null, 2)}\n`);
  process.stdout.write(`${out}\n`);
}

main(process.argv.slice(2));
