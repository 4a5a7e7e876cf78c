import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { exportedSubpaths, type LoadMode } from './exports-map.ts';
import type { PackageReader } from './package-json.ts';
import {
  noSuchFile,
  type DefinitionTarget,
  type FunctionTarget,
  type StdinTarget,
} from './parse-target.ts';
import { isFile, pathKind } from './path-kind.ts';
import { packageRoots, splitPackage, type Resolver } from './resolve.ts';

/**
 * The file that holds a target's entry, its symbolic links followed.
 * @throws UsageError when there is none.
 */
export function findEntry(
  target: FunctionTarget | StdinTarget | DefinitionTarget,
  cwd: string,
  resolver: Resolver,
  packages: PackageReader,
): string {
  if (target.kind === 'definition') return realpathSync(target.path);
  const { module } = target;
  switch (module.kind) {
    case 'file':
      return realpathSync(module.path);
    case 'directory':
      return findDirectoryEntry(module.path, resolver);
    case 'package':
      return findPackageEntry(module.request, cwd, resolver, packages);
  }
}

function findDirectoryEntry(path: string, resolver: Resolver): string {
  const found = resolver.resolvePath(path);
  if (found !== undefined) return found;
  throw new UsageError(`${path} is a directory with neither a problem.json nor an index file.`, {
    hint: 'Name the file that holds the function, or a directory with a problem.json.',
  });
}

function findPackageEntry(
  request: string,
  cwd: string,
  resolver: Resolver,
  packages: PackageReader,
): string {
  // As Node would load it for a file of this directory; a package that offers only the other way is loaded that way.
  const from = join(cwd, '[target]');
  const first: LoadMode = packages.scopeOf(from)?.type === 'module' ? 'import' : 'require';
  const second: LoadMode = first === 'import' ? 'require' : 'import';
  for (const mode of [first, second]) {
    const found = resolver.resolve(request, from, mode);
    if (found.kind === 'file') return found.path;
    if (found.kind === 'builtin') {
      throw new UsageError(`${found.specifier} is a part of Node: it cannot be instrumented.`, {
        hint: 'Name a function of your own that calls it.',
      });
    }
  }
  throw noSuchPackage(request, from, cwd, packages);
}

function noSuchPackage(
  request: string,
  from: string,
  cwd: string,
  packages: PackageReader,
): UsageError {
  const parts = splitPackage(request);
  const name = parts?.name ?? request;
  const root = packageRoots(from, name).find((candidate) => pathKind(candidate) === 'directory');
  if (root === undefined) {
    // What is written like a path into a directory that is there was meant as one.
    const isPath = /\.[cm]?[jt]sx?$/.test(request) || pathKind(join(cwd, name)) === 'directory';
    if (isPath) return noSuchFile(request, join(cwd, request), cwd);
    const similar = ['.js', '.ts', '.mjs', '.cjs'].find((ext) => isFile(join(cwd, request + ext)));
    return new UsageError(`No file and no installed package is called "${request}" in ${cwd}.`, {
      hint: similar === undefined ? `npm install ${name}` : `Did you mean ${request}${similar}?`,
    });
  }
  const json = packages.read(root);
  if (json?.fault !== undefined) {
    return new UsageError(`${join(root, 'package.json')} is not valid JSON: ${json.fault}`);
  }
  const subpath = parts?.subpath ?? '.';
  if (subpath === '.') {
    return new UsageError(`The package "${name}" has no main module that Node can load.`, {
      hint: 'Name one of its modules, as in pkg/lib/file.js#name.',
    });
  }
  const offered = json?.exports === undefined ? [] : exportedSubpaths(json.exports);
  return new UsageError(`The package "${name}" has no module "${subpath.slice(2)}".`, {
    ...(offered.length > 0 && { hint: `It offers: ${offered.slice(0, 20).join(', ')}` }),
  });
}
