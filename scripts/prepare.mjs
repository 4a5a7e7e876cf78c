/**
 * Installs the dependencies when they are not those of package-lock.json; otherwise takes a few milliseconds.
 * Needs only Node and npm, so that it can be the first thing on a fresh clone.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.slowpath-lock');

requireNode();
const lock = readFileSync(lockFile, 'utf8');
const hash = createHash('sha256').update(lock).digest('hex');

if (stamp() !== hash) {
  if (!isInstalled(JSON.parse(lock))) install();
  writeFileSync(stampFile, hash);
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = /(\d+)\.(\d+)/.exec(engines.node) ?? [];
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.slice(1).map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`slowpath needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(2);
}

function stamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}

/** Whether npm's own record of node_modules holds every package of the lockfile, as after `npm install` by hand. */
function isInstalled({ packages }) {
  const recordFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(recordFile)) return false;
  const installed = JSON.parse(readFileSync(recordFile, 'utf8')).packages;
  return Object.entries(packages).every(
    ([path, wanted]) =>
      path === '' || wanted.optional === true || installed[path]?.version === wanted.version,
  );
}

function install() {
  console.error('Installing dependencies (npm ci) …');
  // Through a shell, because npm is a script of the shell's on Windows; the command is constant.
  const { status } = spawnSync('npm ci --ignore-scripts --no-audit --no-fund', {
    cwd: root,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  console.error('npm ci failed: see above. Is the package registry within reach?');
  process.exit(status ?? 1);
}
