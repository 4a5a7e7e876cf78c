import { realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolveExports, resolveImports, type LoadMode, type MapTarget } from './exports-map.ts';
import type { PackageReader } from './package-json.ts';
import { isFile, pathKind } from './path-kind.ts';

/** Where a specifier leads. */
export type ResolvedModule =
  /** Absolute path with its symbolic links followed, as Node does. */
  | { readonly kind: 'file'; readonly path: string }
  /** `node:fs`, with its prefix. */
  | { readonly kind: 'builtin'; readonly specifier: string }
  /** Node's wording of the failure. */
  | { readonly kind: 'missing'; readonly message: string };

export interface Resolver {
  /**
   * Resolves as Node does, nothing is executed, with one addition: TypeScript's habit of writing `./x.js`, or no
   * extension at all, where `./x.ts` is meant.
   * @param from absolute path of the importing file; it need not exist.
   */
  resolve(specifier: string, from: string, mode: LoadMode): ResolvedModule;
  /** Resolves a path on disk as `require` would: extensions, then a directory's package.json or index. */
  resolvePath(path: string): string | undefined;
}

export function createResolver(packages: PackageReader): Resolver {
  return {
    resolve: (specifier, from, mode) => resolveSpecifier({ packages, from, mode }, specifier),
    resolvePath: (path) => {
      const found = asFile(path, true) ?? asDirectory(packages, path, true);
      return found === undefined ? undefined : realpathSync(found);
    },
  };
}

/** One request: who asks, and how. */
interface Request {
  readonly packages: PackageReader;
  readonly from: string;
  readonly mode: LoadMode;
}

function resolveSpecifier(request: Request, specifier: string): ResolvedModule {
  if (isBuiltin(specifier)) {
    return {
      kind: 'builtin',
      specifier: specifier.startsWith('node:') ? specifier : `node:${specifier}`,
    };
  }
  if (specifier.startsWith('#')) return resolvePrivate(request, specifier);
  const file = locate(request, specifier);
  if (file === undefined) return missing(request, specifier);
  return { kind: 'file', path: realpathSync(file) };
}

/** `#name`: what the package's own `imports` say, which may be a file, another package or a builtin. */
function resolvePrivate(request: Request, specifier: string): ResolvedModule {
  const scope = request.packages.scopeOf(request.from);
  if (scope === undefined) return missing(request, specifier);
  const target = resolveImports(scope.root, scope.imports, specifier, request.mode);
  if (target?.kind === 'package') {
    return resolveSpecifier({ ...request, from: join(scope.root, 'package.json') }, target.request);
  }
  const file = mappedFile(target);
  return file === undefined
    ? missing(request, specifier)
    : { kind: 'file', path: realpathSync(file) };
}

/** @returns an existing file, its symbolic links not yet followed; undefined when there is none. */
function locate(request: Request, specifier: string): string | undefined {
  const { from, mode } = request;
  if (mode === 'import' && /^[a-z][a-z\d+.-]+:/i.test(specifier)) return fileOfUrl(specifier);
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) {
    if (mode === 'require') return locatePath(request, resolvePath(dirname(from), specifier));
    // Specifiers of import are URLs: `%20` is a space, and a query makes another instance of the same file.
    const base = pathToFileURL(from).href;
    const path = URL.canParse(specifier, base)
      ? fileOfUrl(new URL(specifier, base).href)
      : undefined;
    return path === undefined ? undefined : locatePath(request, path);
  }
  return locatePackage(request, specifier);
}

function fileOfUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'file:') return undefined;
  try {
    return fileURLToPath(url);
  } catch {
    // Encoded slashes or a foreign host: no file of this machine.
    return undefined;
  }
}

function locatePath(request: Request, path: string): string | undefined {
  const isTypeScript = /\.[cm]?tsx?$/.test(request.from);
  const exact = isFile(path) ? path : typeScriptSource(path);
  if (exact !== undefined) return exact;
  if (request.mode === 'import' && !isTypeScript) return undefined;
  return asFile(path, isTypeScript) ?? asDirectory(request.packages, path, isTypeScript);
}

const TYPESCRIPT_SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** `x.js` that is not there while `x.ts` is: the file that the compiler would make it from. */
function typeScriptSource(path: string): string | undefined {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension === undefined) return undefined;
  const stem = path.slice(0, -extension.length);
  return TYPESCRIPT_SOURCES[extension]?.map((source) => stem + source).find(isFile);
}

const NODE_EXTENSIONS = ['.js', '.json', '.node'];
const TYPESCRIPT_EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.mjs', '.cjs', '.jsx'];

/** LOAD_AS_FILE of Node's CommonJS documentation; a TypeScript importer's own extensions come first. */
function asFile(path: string, isTypeScript: boolean): string | undefined {
  if (isFile(path)) return path;
  const extensions = isTypeScript
    ? [...TYPESCRIPT_EXTENSIONS.slice(0, 2), ...NODE_EXTENSIONS, ...TYPESCRIPT_EXTENSIONS.slice(2)]
    : NODE_EXTENSIONS;
  return extensions.map((extension) => path + extension).find(isFile);
}

/** LOAD_AS_DIRECTORY: `main`, then an index. */
function asDirectory(
  packages: PackageReader,
  path: string,
  isTypeScript: boolean,
): string | undefined {
  if (pathKind(path) !== 'directory') return undefined;
  const main = packages.read(path)?.main;
  if (main !== undefined && main !== '') {
    const target = join(path, main);
    const found =
      asFile(target, isTypeScript) ??
      typeScriptSource(target) ??
      asFile(join(target, 'index'), isTypeScript);
    if (found !== undefined) return found;
  }
  return asFile(join(path, 'index'), isTypeScript);
}

/** A map's target must exist as it stands: no extension is tried, but a compiler's output may not have been built yet. */
function mappedFile(target: MapTarget | undefined): string | undefined {
  if (target?.kind !== 'file') return undefined;
  return isFile(target.path) ? target.path : typeScriptSource(target.path);
}

function locatePackage(request: Request, specifier: string): string | undefined {
  const parts = splitPackage(specifier);
  if (parts === undefined) return undefined;
  const { name, subpath } = parts;
  const scope = request.packages.scopeOf(request.from);
  if (scope?.exports !== undefined && scope.name === name) {
    return mappedFile(resolveExports(scope.root, scope.exports, subpath, request.mode));
  }
  for (const root of packageRoots(request.from, name)) {
    const found = locateInPackage(request, root, subpath);
    if (found !== undefined) return found === 'closed' ? undefined : found;
  }
  return undefined;
}

/** @returns `closed` when the package is there and does not offer the subpath, undefined when it is not there. */
function locateInPackage(request: Request, root: string, subpath: string): string | undefined {
  if (pathKind(root) !== 'directory') {
    return subpath === '.' && request.mode === 'require' ? asFile(root, false) : undefined;
  }
  const json = request.packages.read(root);
  if (json?.exports !== undefined) {
    const target = resolveExports(json.root, json.exports, subpath, request.mode);
    return mappedFile(target) ?? 'closed';
  }
  if (subpath === '.') return asDirectory(request.packages, root, false);
  const path = join(root, subpath);
  if (isFile(path)) return path;
  if (request.mode === 'import') return 'closed';
  return asFile(path, false) ?? asDirectory(request.packages, path, false);
}

/** `@scope/pkg/a/b` → `@scope/pkg`, `./a/b`. @returns undefined when it is no package specifier. */
export function splitPackage(specifier: string): { name: string; subpath: string } | undefined {
  const match = /^(@[^/%\\]+\/[^/%\\]+|[^@./%\\][^/%\\]*)(?:\/(.+))?$/.exec(specifier);
  const name = match?.[1];
  if (name === undefined) return undefined;
  const rest = match?.[2];
  return { name, subpath: rest === undefined ? '.' : `./${rest}` };
}

/** `node_modules/name` of every directory upwards from the file's. */
export function packageRoots(from: string, name: string): readonly string[] {
  const roots: string[] = [];
  let directory = dirname(from);
  for (;;) {
    if (!directory.endsWith('node_modules')) roots.push(join(directory, 'node_modules', name));
    const parent = dirname(directory);
    if (parent === directory) return roots;
    directory = parent;
  }
}

function missing(request: Request, specifier: string): ResolvedModule {
  const message =
    request.mode === 'require'
      ? `Cannot find module '${specifier}'\nRequire stack:\n- ${request.from}`
      : `Cannot find ${/^[./]/.test(specifier) ? 'module' : 'package'} '${specifier}' imported from ${request.from}`;
  return { kind: 'missing', message };
}
