/**
 * Bundles what runs inside a shard. `tsc -b` must have run before: types are checked there, not here.
 *   harness/js/{shard,worker}.ts → dist/harness/js/{shard,worker}.cjs   CommonJS, Node builtins external
 *   src/pipeline/loop.ts         → dist/harness/js/loop.js              one classic script, see bundle-script.mjs
 *   harness/js/regex/counter.ts  → dist/harness/js/regex.js             likewise
 *   src/api/test-runners/jest.ts → dist/src/api/test-runners/jest.cjs   as the first
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { bundleScript } from './bundle-script.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist/harness/js');
const stampFile = join(root, 'dist/bundle.stamp.json');

/** Bundles one entry as CommonJS that needs nothing but Node. */
async function bundleNode(input) {
  const bundle = await rolldown({
    input: join(root, input),
    platform: 'node',
    external: (id) => isBuiltin(id),
    logLevel: 'warn',
    onLog: (level, log) => {
      throw new Error(`${input}: ${level}: ${log.message}`);
    },
  });
  try {
    const { output } = await bundle.generate({ format: 'cjs', codeSplitting: false });
    return { code: output[0].code, inputs: moduleFiles(output[0]) };
  } finally {
    await bundle.close();
  }
}

function moduleFiles(chunk) {
  return chunk.moduleIds.filter((id) => !id.startsWith('\0')).map((id) => relative(root, id));
}

/** The types of `jest.cjs`: those of the ECMAScript module, in the words of CommonJS. */
const JEST_TYPES = `import type * as module from './jest.js' with { 'resolution-mode': 'import' };
export declare const on: typeof module.on;
export declare const stress: typeof module.stress;
export type GrowthBound = module.GrowthBound;
export type StressMatchers = module.StressMatchers;
export type StressOptions = module.StressOptions;
export type StressSubject = module.StressSubject;
export type StressTargetOptions = module.StressTargetOptions;
`;

const jobs = [
  { input: 'harness/js/shard.ts', output: 'shard.cjs', make: bundleNode },
  { input: 'harness/js/worker.ts', output: 'worker.cjs', make: bundleNode },
  {
    input: 'src/pipeline/loop.ts',
    output: 'loop.js',
    make: (input) => bundleScript(root, input, 'createLoop'),
  },
  {
    input: 'harness/js/regex/counter.ts',
    output: 'regex.js',
    make: (input) => bundleScript(root, input, 'createRegexCounter'),
  },
  // What Jest can require; tsc emits the same as an ECMAScript module.
  {
    input: 'src/api/test-runners/jest.ts',
    output: '../../src/api/test-runners/jest.cjs',
    make: bundleNode,
  },
  {
    input: 'src/api/test-runners/jest.ts',
    output: '../../src/api/test-runners/jest.d.cts',
    make: () => ({ code: JEST_TYPES, inputs: [] }),
  },
];

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(root, file);
    hash
      .update(file)
      .update('\0')
      .update(existsSync(path) ? readFileSync(path) : 'absent');
  }
  return hash.digest('hex');
}

const scripts = [
  'scripts/bundle.mjs',
  'scripts/bundle-script.mjs',
  'node_modules/rolldown/package.json',
];
const stamps = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : {};

for (const { input, output, make } of jobs) {
  const target = join(out, output);
  const stamp = stamps[output];
  if (stamp !== undefined && existsSync(target) && hashOf(stamp.inputs) === stamp.hash) continue;
  const { code, inputs } = await make(input);
  const files = [...new Set([...inputs, ...scripts])].toSorted((a, b) => (a < b ? -1 : 1));
  mkdirSync(dirname(target), { recursive: true });
  // Renamed into place: a shard that starts meanwhile reads the old script or the new one.
  writeFileSync(`${target}.${process.pid}`, code);
  renameSync(`${target}.${process.pid}`, target);
  stamps[output] = { inputs: files, hash: hashOf(files) };
  writeFileSync(stampFile, `${JSON.stringify(stamps, undefined, 1)}\n`);
}
