import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

interface Manifest {
  readonly name: string;
  readonly bin: Readonly<Record<string, string>>;
}

/** Another directory of a user, in which the packed package is installed with what it depends on, and nothing else of ours. */
export interface PackedProject {
  readonly path: string;
  /** The installed package. */
  readonly package: string;
  readonly remove: () => void;
}

/**
 * @param neighbours packages that the user has beside slowpath
 */
export function makePackedProject(neighbours: readonly string[]): PackedProject {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'slowpath-stranger-')));
  const manifest = readJson<Manifest>('package.json');
  const installed = join(path, 'node_modules', manifest.name);
  mkdirSync(installed, { recursive: true });
  unpack(path, installed);
  const { packages } = readJson<Lockfile>('package-lock.json');
  const dependencies = Object.entries(packages)
    .filter(([name, { dev }]) => dev !== true && name.lastIndexOf('node_modules/') === 0)
    .map(([name]) => name.slice('node_modules/'.length));
  for (const name of new Set([...dependencies, ...neighbours])) link(name, path);
  const bin = join(path, 'node_modules/.bin');
  mkdirSync(bin);
  for (const [name, file] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, file), 0o755);
    symlinkSync(join(installed, file), join(bin, name));
  }
  writeFileSync(join(path, 'package.json'), '{ "name": "stranger", "type": "module" }\n');
  return {
    path,
    package: installed,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Packs what was built, without building it again. */
function unpack(path: string, installed: string): void {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', path];
  const out = execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(out) as readonly { readonly filename: string }[];
  const tarball = join(path, packed?.filename ?? '');
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  rmSync(tarball);
}

function link(name: string, path: string): void {
  const source = join(ROOT, 'node_modules', name);
  const target = join(path, 'node_modules', name);
  if (!existsSync(source) || existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(realpathSync(source), target, 'junction');
}

function readJson<T>(file: string): T {
  // Files of this very repository.
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as T;
}
