/**
 * The main job on three shipped examples: `slowpath fuzz`, run as a user would, a few seconds of search each. What is
 * printed is what the commands print; the end tells what was found and where it lies. dist/ must be up to date.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/src/cli/main.js');
const outRoot = join(root, 'slowpath-out/demo');

const EXAMPLES = [
  {
    name: 'insert-into-list',
    about: 'a function with its input spec: insertion sort',
    target: 'corpus/insert-into-list/solutions/insertion.js',
    options: [],
  },
  {
    name: 'next-greater',
    about: 'a contest program that reads stdin',
    target: 'corpus/next-greater/solutions/scan.cjs',
    options: [],
  },
  {
    name: 'anchors',
    about: 'a TypeScript function, its inputs known by its types',
    target: 'examples/anchors.ts#anchors',
    // A cubic function: seconds to minutes an execution at the default limit.
    options: ['--max-size', '500'],
  },
];

const time = process.env['SLOWPATH_DEMO_TIME'] ?? '4s';
const began = performance.now();
for (const [i, example] of EXAMPLES.entries()) {
  const { about, target, options } = example;
  const args = ['fuzz', target, ...options, '--time', time, '--fresh', '--out', outOf(example)];
  console.log(`\n=== ${i + 1} of ${EXAMPLES.length}: ${about}`);
  console.log(`$ npx slowpath ${args.join(' ')}\n`);
  const status = await run(args);
  if (status !== 0) {
    console.error(`\nThe demo ended here: slowpath ended with ${status}.`);
    process.exit(status);
  }
}
console.log(`\n=== Done in ${Math.round((performance.now() - began) / 1000)} s\n`);
for (const example of EXAMPLES) console.log(tell(example));
console.log(
  'Each report is one file to open in a browser. The same commands with more --time find more.',
);

/** Relative to the repository, which the commands run in. */
function outOf({ name }) {
  return relative(root, join(outRoot, name));
}

/** @returns the command's exit code; 1 when a signal ended it. */
function run(args) {
  const child = spawn(process.execPath, [command, ...args], { cwd: root, stdio: 'inherit' });
  // Ctrl-C reaches the command too: it finishes with what it has, and the demo ends with it.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', ignore);
      resolve(code ?? 1);
    });
  });
}

function tell(example) {
  const out = outOf(example);
  const { best, seedBest, growth, target } = JSON.parse(
    readFileSync(join(root, out, 'run.json'), 'utf8'),
  );
  const found =
    best === undefined || seedBest === undefined
      ? 'nothing ran'
      : `${count(best.steps)} steps at size ${count(best.size)}, from ${count(seedBest.steps)} at ${count(seedBest.size)}`;
  const grows =
    growth === undefined
      ? ''
      : `; grows as ${growth.class} (exponent ${growth.exponent.toFixed(2)})`;
  return [
    `${target.specifier}: ${found}${grows}`,
    `  suite   ${join(out, 'suite')}`,
    `  report  ${join(out, 'report.html')}`,
    '',
  ].join('\n');
}

function count(value) {
  return value.toLocaleString('en-US');
}
