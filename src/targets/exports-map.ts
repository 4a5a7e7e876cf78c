import { join, sep } from 'node:path';
import { isRecord } from './package-json.ts';

/** How a module is asked for; decides the conditions of `exports` and `imports`. */
export type LoadMode = 'require' | 'import';

const CONDITIONS: Readonly<Record<LoadMode, ReadonlySet<string>>> = {
  require: new Set(['node', 'require', 'module-sync', 'node-addons', 'default']),
  import: new Set(['node', 'import', 'module-sync', 'node-addons', 'default']),
};

/** Where an entry of `exports` or `imports` leads. */
export type MapTarget =
  | { readonly kind: 'file'; readonly path: string }
  /** Only from `imports`: another package or a builtin. */
  | { readonly kind: 'package'; readonly request: string };

/**
 * PACKAGE_EXPORTS_RESOLVE of Node's ESM documentation (https://nodejs.org/api/esm.html#resolution-algorithm-specification).
 * @param subpath `.` or `./sub`.
 * @returns undefined when the map does not offer the subpath under the mode's conditions.
 */
export function resolveExports(
  root: string,
  exports: unknown,
  subpath: string,
  mode: LoadMode,
): MapTarget | undefined {
  const isMap = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const map = isMap ? exports : { '.': exports };
  return resolveMap(root, map, subpath, mode, false);
}

/** PACKAGE_IMPORTS_RESOLVE: the same for `#name` requests inside the package. */
export function resolveImports(
  root: string,
  imports: unknown,
  request: string,
  mode: LoadMode,
): MapTarget | undefined {
  if (!isRecord(imports) || request === '#' || request.startsWith('#/')) return undefined;
  return resolveMap(root, imports, request, mode, true);
}

/** The keys that a package offers, for messages: `.`, `./sub`, `./lib/*`. */
export function exportedSubpaths(exports: unknown): readonly string[] {
  if (!isRecord(exports)) return ['.'];
  const keys = Object.keys(exports).filter((key) => key.startsWith('.'));
  return keys.length === 0 ? ['.'] : keys.filter((key) => exports[key] !== null);
}

function resolveMap(
  root: string,
  map: Readonly<Record<string, unknown>>,
  key: string,
  mode: LoadMode,
  isImports: boolean,
): MapTarget | undefined {
  if (Object.hasOwn(map, key) && !key.includes('*') && !key.endsWith('/')) {
    return resolveTarget(root, map[key], undefined, mode, isImports);
  }
  const pattern = bestPattern(Object.keys(map), key);
  if (pattern === undefined) return undefined;
  const star = pattern.indexOf('*');
  const match = key.slice(star, key.length - (pattern.length - star - 1));
  return resolveTarget(root, map[pattern], match, mode, isImports);
}

/** The matching pattern with the longest part before its star, then the longest altogether (PATTERN_KEY_COMPARE). */
function bestPattern(keys: readonly string[], key: string): string | undefined {
  let best: string | undefined;
  for (const pattern of keys) {
    const star = pattern.indexOf('*');
    if (star < 0 || star !== pattern.lastIndexOf('*')) continue;
    const prefix = pattern.slice(0, star);
    const suffix = pattern.slice(star + 1);
    const isMatch =
      key.startsWith(prefix) &&
      key !== prefix &&
      (suffix === '' || (key.endsWith(suffix) && key.length >= pattern.length));
    if (!isMatch) continue;
    const bestStar = best?.indexOf('*') ?? -1;
    const isBetter = star > bestStar || (star === bestStar && pattern.length > (best?.length ?? 0));
    if (isBetter) best = pattern;
  }
  return best;
}

function resolveTarget(
  root: string,
  target: unknown,
  match: string | undefined,
  mode: LoadMode,
  isImports: boolean,
): MapTarget | undefined {
  if (typeof target === 'string') return resolveText(root, target, match, isImports);
  if (Array.isArray(target)) {
    for (const option of target) {
      const found = resolveTarget(root, option, match, mode, isImports);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isRecord(target)) return undefined;
  for (const [condition, option] of Object.entries(target)) {
    if (!CONDITIONS[mode].has(condition)) continue;
    // An explicit null closes the subpath: later conditions do not open it again.
    if (option === null) return undefined;
    const found = resolveTarget(root, option, match, mode, isImports);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A target may neither leave its package nor point into another one inside it. */
const FORBIDDEN_SEGMENT = /(?:^|[/\\])(?:\.|\.\.|node_modules|%2e|\.%2e|%2e\.|%2e%2e)(?:[/\\]|$)/i;

function resolveText(
  root: string,
  target: string,
  match: string | undefined,
  isImports: boolean,
): MapTarget | undefined {
  if (!target.startsWith('./')) {
    const isPackage = isImports && !/^(?:\.\.\/|\/)/.test(target);
    if (!isPackage) return undefined;
    return { kind: 'package', request: match === undefined ? target : fill(target, match) };
  }
  const inside = target.slice(2);
  if (FORBIDDEN_SEGMENT.test(inside)) return undefined;
  if (match !== undefined && FORBIDDEN_SEGMENT.test(match)) return undefined;
  const path = match === undefined ? inside : fill(inside, match);
  return { kind: 'file', path: join(root, path.split('/').join(sep)) };
}

function fill(pattern: string, match: string): string {
  return pattern.replaceAll('*', () => match);
}
