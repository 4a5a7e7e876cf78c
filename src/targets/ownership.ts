import { realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { UsageError } from '../core/errors.ts';
import type { PackageReader } from './package-json.ts';
import { pathKind } from './path-kind.ts';
import { packageRoots, splitPackage } from './resolve.ts';

/** Decides which modules of a program are instrumented. */
export interface Ownership {
  owns(file: string): boolean;
  /** The package that `--instrument` would have to name for the file; undefined when it belongs to none. */
  packageName(file: string): string | undefined;
  /** Patterns that matched no module asked about so far. */
  unmatched(): readonly string[];
}

/** One `--instrument` pattern, resolved. */
type Rule =
  | { readonly kind: 'package'; readonly pattern: string; readonly name: string }
  | { readonly kind: 'directory'; readonly pattern: string; readonly path: string }
  | { readonly kind: 'files'; readonly pattern: string; readonly paths: ReadonlySet<string> };

/**
 * By default the package that owns the entry, without the `node_modules` in it; each pattern adds a package by its name,
 * a directory with all that is in it, or the files of a glob.
 * @throws UsageError when a pattern is neither an installed package nor matches a file.
 */
export function createOwnership(
  entry: string,
  patterns: readonly string[],
  cwd: string,
  packages: PackageReader,
): Ownership {
  const home = packages.ownerOf(entry)?.root;
  const rules = patterns.map((pattern) => parseRule(pattern, entry, cwd));
  const used = new Set<Rule>();
  const matches = (rule: Rule, file: string): boolean => {
    switch (rule.kind) {
      case 'package':
        return packages.ownerOf(file)?.name === rule.name;
      case 'directory':
        return file.startsWith(rule.path + sep);
      case 'files':
        return rule.paths.has(file);
    }
  };
  return {
    owns: (file) => {
      const rule = rules.find((candidate) => matches(candidate, file));
      if (rule !== undefined) {
        used.add(rule);
        return true;
      }
      const root = packages.ownerOf(file)?.root;
      // Files outside every package have nothing in common but that, so a bare file in node_modules is not the entry's.
      return root === home && (root !== undefined || inModules(file) === inModules(entry));
    },
    packageName: (file) => packages.ownerOf(file)?.name,
    unmatched: () => rules.filter((rule) => !used.has(rule)).map((rule) => rule.pattern),
  };
}

function inModules(file: string): boolean {
  return file.includes(`${sep}node_modules${sep}`);
}

function parseRule(pattern: string, entry: string, cwd: string): Rule {
  const path = resolve(cwd, pattern);
  const isPath = /^[./]/.test(pattern);
  const parts = isPath ? undefined : splitPackage(pattern);
  if (parts?.subpath === '.' && !isDynamicPattern(pattern)) {
    // A package may be a dependency of a dependency: any directory between the entry, or the current one, and the root.
    const roots = [
      ...packageRoots(entry, parts.name),
      ...packageRoots(resolve(cwd, 'x'), parts.name),
    ];
    const isInstalled = roots.some((root) => pathKind(root) === 'directory');
    if (isInstalled || pathKind(path) === undefined) {
      return { kind: 'package', pattern, name: parts.name };
    }
  }
  const kind = pathKind(path);
  if (kind === 'directory') return { kind: 'directory', pattern, path: realpathSync(path) };
  if (kind === 'file') return { kind: 'files', pattern, paths: new Set([realpathSync(path)]) };
  const files = globSync(pattern, { cwd, absolute: true, dot: true, onlyFiles: true });
  if (files.length === 0) {
    throw new UsageError(`--instrument ${pattern} matches no file.`, {
      hint: `Give the name of an installed package, a directory, or a glob relative to ${cwd}.`,
    });
  }
  return { kind: 'files', pattern, paths: new Set(files.map((file) => realpathSync(file))) };
}
