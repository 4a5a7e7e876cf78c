/**
 * What a user gets: packs the package, unpacks it into an empty project next to its production dependencies (and nothing
 * else), and checks its metadata, its types, its import and its command there. dist/ must be up to date.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Bytes of the tarball; a package that suddenly doubles has packed something that it should not have. */
const MAX_TARBALL_BYTES = 2 << 20;
const FORBIDDEN = [/^dist\/tests\//, /\.tsbuildinfo$/, /^node_modules\//, /\.test\.[cm]?[jt]s$/];

const project = mkdtempSync(join(tmpdir(), 'slowpath-pack-'));
try {
  const installed = unpack(pack());
  linkDependencies();
  linkCommands(installed);
  await step('metadata', () => checkMetadata(installed));
  await step('types', checkTypes);
  await step('import', checkImport);
  await step('command', checkCommand);
  console.log('The package is what it should be.');
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** Packs without the lifecycle scripts: what is tested is what was built and tested just before. */
function pack() {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', project];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
  const paths = packed.files.map((file) => file.path);
  const wanted = [
    'LICENSE',
    'README.md',
    'package.json',
    ...Object.values(manifest.bin),
    ...exportTargets(manifest.exports),
    'dist/harness/js/loop.js',
    'dist/harness/js/regex.js',
    'dist/harness/js/shard.cjs',
    'dist/harness/js/worker.cjs',
    'action/action.yml',
    'dist/src/api/test-runners/engine.js',
  ].map((path) => path.replace(/^\.\//, ''));
  const missing = wanted.filter((path) => !paths.includes(path));
  if (missing.length > 0) fail(`the tarball lacks ${missing.join(', ')}`);
  const odd = paths.filter((path) => FORBIDDEN.some((pattern) => pattern.test(path)));
  if (odd.length > 0) fail(`the tarball holds ${odd.slice(0, 5).join(', ')}`);
  if (packed.size > MAX_TARBALL_BYTES) fail(`the tarball has ${packed.size} bytes`);
  console.log(`${packed.filename}: ${paths.length} files, ${Math.round(packed.size / 1024)} KB`);
  return join(project, packed.filename);
}

function exportTargets(value) {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(exportTargets);
}

/** @returns the directory of the installed package. */
function unpack(tarball) {
  const installed = join(project, 'node_modules', manifest.name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  return installed;
}

/** Links what `npm install --omit=dev` would install, so that a forgotten dependency is missing here as it would be there. */
function linkDependencies() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, entry] of Object.entries(packages)) {
    const isTopLevel = path.lastIndexOf('node_modules/') === 0;
    // Whoever imports an entry for a test runner has that runner.
    const isPeer = Object.hasOwn(manifest.peerDependencies, path.replace('node_modules/', ''));
    const isInstalled = existsSync(join(root, path)) && (isPeer || entry.dev !== true);
    if (!isTopLevel || !isInstalled) continue;
    mkdirSync(dirname(join(project, path)), { recursive: true });
    symlinkSync(join(root, path), join(project, path), 'junction');
  }
}

/** As npm does: `.bin/name` leads to an executable file. */
function linkCommands(installed) {
  mkdirSync(join(project, 'node_modules/.bin'));
  for (const [name, path] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, path), 0o755);
    symlinkSync(join(installed, path), join(project, 'node_modules/.bin', name));
  }
}

async function checkMetadata(installed) {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false });
  const faults = messages.map((message) => formatMessage(message, pkg, { color: false }));
  if (faults.length > 0) throw new Error(faults.join('; '));
}

function checkTypes() {
  const imports = Object.keys(manifest.exports)
    .filter((key) => !key.endsWith('.json'))
    .map((key, i) => `import * as m${i} from '${manifest.name}${key.slice(1)}'; void m${i};`);
  writeFileSync(join(project, 'consumer.ts'), `${imports.join('\n')}\n`);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  // Whoever checks types in a project that runs on Node has the types of Node.
  const node = ['--types', 'node', '--typeRoots', bin('@types')];
  run(bin('typescript/bin/tsc'), [...options, ...node, 'consumer.ts']);
}

function checkImport() {
  const code = `
    const names = Object.keys(await import('${manifest.name}'));
    if (names.length === 0) throw new Error('the package exports nothing');
    console.log(names.sort().join(' '));`;
  writeFileSync(join(project, 'consumer.mjs'), code);
  run(join(project, 'consumer.mjs'), []);
}

function checkCommand() {
  const options = { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  const version = execFileSync('npx', ['--no-install', 'slowpath', '--version'], options).trim();
  if (version !== manifest.version) fail(`slowpath --version says ${version}`);
  execFileSync('npx', ['--no-install', 'slowpath', '--help'], options);
}

function bin(path) {
  return join(root, 'node_modules', path);
}

function run(script, args) {
  execFileSync(process.execPath, [script, ...args], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function step(name, check) {
  try {
    await check();
    console.log(`  ${name}: fine`);
  } catch (error) {
    fail(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fail(message) {
  throw new Error(`packed package: ${message}`);
}
