import { createHash } from 'node:crypto';
import { basename, isAbsolute, relative, resolve } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { pathKind, type PathKind } from './path-kind.ts';

/** How a target names the module that holds its entry. */
export type ModuleRequest =
  /** An existing file. Absolute path. */
  | { readonly kind: 'file'; readonly path: string }
  /** An existing directory that Node would load as a package or an index. Absolute path. */
  | { readonly kind: 'directory'; readonly path: string }
  /** A bare specifier, `pkg` or `@scope/pkg/sub`. */
  | { readonly kind: 'package'; readonly request: string };

interface Named {
  /** As the user wrote it. */
  readonly specifier: string;
  /** Safe as a directory name, stable for the same specifier and directory. */
  readonly slug: string;
}

export interface FunctionTarget extends Named {
  readonly kind: 'function';
  readonly module: ModuleRequest;
  /** Property path from the module's namespace to the function. Never empty. */
  readonly exportPath: readonly string[];
}

export interface StdinTarget extends Named {
  readonly kind: 'stdin';
  readonly module: ModuleRequest;
}

/** A `*.slowpath` file whose default export is a target definition. */
export interface DefinitionTarget extends Named {
  readonly kind: 'definition';
  /** Absolute path. */
  readonly path: string;
}

/** A directory with a `problem.json`: all its solutions at once. */
export interface ProblemTarget extends Named {
  readonly kind: 'problem';
  /** Absolute path. */
  readonly directory: string;
}

export type ParsedTarget = FunctionTarget | StdinTarget | DefinitionTarget | ProblemTarget;

/** What is at an absolute path; undefined when nothing is. */
export type PathProbe = (path: string) => PathKind | undefined;

export interface ParseTargetOptions {
  /** `--stdin` was given. */
  readonly stdin: boolean;
  /** Absolute path of the directory that paths and packages are resolved from. */
  readonly cwd: string;
  readonly probe?: PathProbe;
}

const PACKAGE_REQUEST = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?:\/[^\s#]+)?$/i;
const DEFINITION_FILE = /\.slowpath\.[cm]?[jt]s$/;

/**
 * Reads a target as written on the command line: `path/mod.js#name`, `pkg#a.b`, `pkg/sub#x`, `prog.js` with `stdin`,
 * `path/problem/`, `x.slowpath.ts`. A name that exists as a file is that file; a bare name that does not is a package.
 * @throws UsageError when it has none of these forms, or its file does not exist.
 */
export function parseTarget(specifier: string, options: ParseTargetOptions): ParsedTarget {
  const probe = options.probe ?? pathKind;
  const { request, exportName } = splitExport(specifier, options.cwd, probe);
  if (request === '') throw new UsageError('The target is empty.', { hint: FORMS_HINT });
  const named = { specifier, slug: slugOf(request, exportName, options.cwd) };
  const path = resolve(options.cwd, request);
  const found = probe(path);

  if (found === 'directory' && probe(resolve(path, 'problem.json')) === 'file') {
    forbidExport(specifier, exportName, 'a problem directory');
    return { ...named, kind: 'problem', directory: path };
  }
  if (found === 'file' && basename(path) === 'problem.json') {
    forbidExport(specifier, exportName, 'a problem');
    return { ...named, kind: 'problem', directory: resolve(path, '..') };
  }
  if (found === 'file' && DEFINITION_FILE.test(path)) {
    forbidExport(specifier, exportName, 'a target definition');
    if (options.stdin) {
      throw new UsageError(`${specifier} defines its own target: --stdin does not apply to it.`);
    }
    return { ...named, kind: 'definition', path };
  }
  const module = moduleRequest(request, path, found, options.cwd, probe);
  if (options.stdin) {
    forbidExport(specifier, exportName, 'a program that reads stdin (--stdin)');
    return { ...named, kind: 'stdin', module };
  }
  return { ...named, kind: 'function', module, exportPath: parseExportPath(specifier, exportName) };
}

const FORMS_HINT =
  'Forms: path/mod.js#name, pkg#name, prog.js --stdin, path/problem/ (has problem.json), x.slowpath.ts';

/** The first `#` separates the export, unless a file of the whole name exists (`#` is legal in file names). */
function splitExport(
  specifier: string,
  cwd: string,
  probe: PathProbe,
): { request: string; exportName: string | undefined } {
  const hash = specifier.indexOf('#');
  if (hash < 0 || probe(resolve(cwd, specifier)) !== undefined) {
    return { request: specifier, exportName: undefined };
  }
  return { request: specifier.slice(0, hash), exportName: specifier.slice(hash + 1) };
}

function parseExportPath(specifier: string, exportName: string | undefined): readonly string[] {
  if (exportName === undefined) return ['default'];
  const path = exportName.split('.');
  if (path.some((part) => part === '')) {
    throw new UsageError(`"${specifier}" names no export after the "#".`, {
      hint: 'Write file.js#name, or file.js alone for the default export.',
    });
  }
  return path;
}

function forbidExport(specifier: string, exportName: string | undefined, what: string): void {
  if (exportName === undefined) return;
  throw new UsageError(`"${specifier}" names an export, but it is ${what}.`, {
    hint: `Leave "#${exportName}" out.`,
  });
}

function moduleRequest(
  request: string,
  path: string,
  found: PathKind | undefined,
  cwd: string,
  probe: PathProbe,
): ModuleRequest {
  if (found !== undefined) return { kind: found, path };
  const isPath = /^\.{0,2}[/\\]/.test(request) || isAbsolute(request);
  if (!isPath && PACKAGE_REQUEST.test(request)) return { kind: 'package', request };
  throw noSuchFile(request, path, cwd, probe);
}

/** Extensions to suggest when a file was named without its own, or with another's. */
const KNOWN_EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];

/** @returns the error for a path that leads nowhere; names files that differ in their extension only. */
export function noSuchFile(
  request: string,
  path: string,
  cwd: string,
  probe: PathProbe = pathKind,
): UsageError {
  const stem = path.replace(/\.[cm]?[jt]sx?$/, '');
  const similar = KNOWN_EXTENSIONS.map((extension) => stem + extension).filter(
    (candidate) => probe(candidate) === 'file',
  );
  const hint =
    similar.length > 0
      ? `Did you mean ${similar.map((file) => displayPath(file, cwd)).join(' or ')}?`
      : `Paths are relative to ${cwd}.`;
  return new UsageError(`No such file: ${request}`, { hint });
}

/** The path as a user would type it: relative when it lies inside the directory. */
export function displayPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

/** Longest slug before its hash. Characters; file systems allow 255 bytes, and the name gets company. */
const MAX_SLUG = 80;

/**
 * `src/mod.ts#a.b` → `src-mod.ts-a.b`. Names that lose more than their separators on the way (odd characters, length,
 * a place outside the directory) get a hash of the whole.
 */
function slugOf(request: string, exportName: string | undefined, cwd: string): string {
  const path = isAbsolute(request) || request.startsWith('.') ? resolve(cwd, request) : undefined;
  const shown = path === undefined ? request : displayPath(path, cwd);
  const trimmed = shown.replace(/[/\\]+$/, '');
  const whole = exportName === undefined ? trimmed : `${trimmed}#${exportName}`;
  const isPlain = /^[\w@][\w.@/-]*(?:#[\w.]+)?$/.test(whole) && whole.length <= MAX_SLUG;
  const readable = (isPlain ? whole : whole.split(/[/\\]/).slice(-2).join('-'))
    .replace(/[^\w.@]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_SLUG);
  if (isPlain && readable === whole.replace(/[/#]/g, '-')) return readable;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return readable === '' ? hash : `${readable}-${hash}`;
}
