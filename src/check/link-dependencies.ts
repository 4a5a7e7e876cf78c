import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DataError } from '../core/errors.ts';
import { lastLine, runCommand } from './git.ts';

/** Lock files, and what installs exactly what they say without running a script. */
const INSTALLERS: readonly (readonly [lock: string, command: string, ...args: string[]])[] = [
  ['package-lock.json', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['npm-shrinkwrap.json', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  ['pnpm-lock.yaml', 'pnpm', 'install', '--frozen-lockfile', '--ignore-scripts'],
  ['yarn.lock', 'yarn', 'install', '--frozen-lockfile', '--ignore-scripts'],
];
const INSTALL_TIMEOUT_MS = 600_000;

export interface DependencyTrees {
  /** Top of the working tree, where dependencies are installed. */
  readonly from: string;
  /** Top of the checkout that lacks them. */
  readonly to: string;
  /** Directories with a package.json in the checkout, relative to its top. */
  readonly packages: readonly string[];
}

/**
 * Gives a checkout its dependencies: those that are installed here where the lock files are equal, else what its own lock
 * file says, without running scripts.
 * @throws DataError when they cannot be installed.
 */
export async function linkDependencies(
  { from, to, packages }: DependencyTrees,
  signal: AbortSignal,
): Promise<void> {
  const linked = new Set<string>();
  for (const directory of packages) {
    const [here, there] = [join(from, directory), join(to, directory)];
    const modules = join(there, 'node_modules');
    if (existsSync(modules)) continue;
    const installer = INSTALLERS.find(([lock]) => existsSync(join(there, lock)));
    const isOwnRoot = installer !== undefined;
    if (isOwnRoot && !sameText(join(here, installer[0]), join(there, installer[0]))) {
      await install(there, installer, signal);
      continue;
    }
    if (existsSync(join(here, 'node_modules'))) {
      linkModules(join(here, 'node_modules'), modules, { from, to });
      linked.add(directory);
    }
  }
}

function sameText(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

async function install(
  cwd: string,
  [lock, command, ...args]: (typeof INSTALLERS)[number],
  signal: AbortSignal,
): Promise<void> {
  const options = { cwd, signal, timeoutMs: INSTALL_TIMEOUT_MS };
  const { code, talk, out } = await runCommand(command, args, options);
  if (code === 0) return;
  throw new DataError(
    `the dependencies of the base could not be installed from its ${lock}: ${lastLine(talk) || lastLine(out)}`,
    { hint: 'see whether the package registry is within reach, or compare with --baseline <file>' },
  );
}

/**
 * A node_modules whose entries lead to the installed ones; but a package of the repository itself (a workspace) is that
 * of the checkout.
 */
function linkModules(
  here: string,
  there: string,
  trees: { readonly from: string; readonly to: string },
): void {
  mkdirSync(there, { recursive: true });
  for (const name of readdirSync(here)) {
    const [source, target] = [join(here, name), join(there, name)];
    if (name.startsWith('@') && lstatSync(source).isDirectory()) linkModules(source, target, trees);
    else symlinkSync(counterpart(source, trees), target, 'junction');
  }
}

function counterpart(
  source: string,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  if (!lstatSync(source).isSymbolicLink() || !existsSync(source)) return source;
  const inside = relative(realpathSync(from), realpathSync(source));
  const isOurs =
    !inside.startsWith('..') && !inside.split(sep).includes('node_modules') && inside !== '';
  return isOurs && existsSync(join(to, inside)) ? join(to, inside) : source;
}
