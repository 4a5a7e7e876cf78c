import type { ModuleImage, Resolution } from '../../harness/protocol.ts';
import { DataError } from '../core/errors.ts';
import type { Site } from '../core/site.ts';
import type { LoadMode } from './exports-map.ts';
import { fileType, moduleFormat, type FileType } from './module-format.ts';
import type { Ownership } from './ownership.ts';
import type { PackageReader } from './package-json.ts';
import type {
  InstrumentedModule,
  ModuleNumbers,
  ModuleSource,
  ModuleSpecifier,
  StrippedModule,
} from './ports.ts';
import { readSource } from './read-source.ts';
import type { Resolver } from './resolve.ts';

/** Bounds on what one target may pull in. */
export interface GraphLimits {
  readonly maxFileBytes: number;
  readonly maxModules: number;
}

export const DEFAULT_GRAPH_LIMITS: GraphLimits = { maxFileBytes: 4 << 20, maxModules: 4000 };

/** Turns a module into a function body; sites and constants are empty when it does not count. */
export type TransformModule = (source: ModuleSource, numbers: ModuleNumbers) => InstrumentedModule;

export interface GraphPorts {
  readonly packages: PackageReader;
  readonly resolver: Resolver;
  readonly ownership: Ownership;
  readonly transform: TransformModule;
  readonly limits: GraphLimits;
  /** Checked between modules. */
  readonly signal?: AbortSignal | undefined;
}

/** The modules of a program that slowpath loads itself, entry first, with the numbering of their sites. */
export interface ModuleGraph {
  readonly modules: readonly ModuleImage[];
  /** Absolute paths; `sites[s].file` is an index into it. */
  readonly files: readonly string[];
  readonly sites: readonly Site[];
  /** Length functionCount + 1; see `ProgramImage`. */
  readonly functionStart: Int32Array;
  readonly mayBeAsync: boolean;
  readonly strings: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
  /** The text of every module of `modules`, by id. */
  readonly sources: ReadonlyMap<string, string>;
  /** Names of packages that modules of the graph load and Node runs as they are, in order of appearance. */
  readonly nativePackages: readonly string[];
  readonly notes: readonly string[];
}

/** What the walk has gathered so far. Local to one walk. */
interface Walk {
  readonly ports: GraphPorts;
  readonly entry: string;
  readonly queue: string[];
  readonly planned: Map<string, Resolution>;
  readonly modules: ModuleImage[];
  readonly files: string[];
  readonly sites: Site[];
  readonly functionStart: number[];
  readonly strings: Set<string>;
  readonly numbers: Set<number>;
  readonly sources: Map<string, string>;
  readonly nativePackages: Set<string>;
  readonly notes: string[];
  mayBeAsync: boolean;
}

/**
 * Walks the modules from the entry, breadth first in order of appearance, so that numbering is the same on every machine.
 * Modules that nobody owns, or that slowpath cannot read, are left to Node, with a note.
 * @param entry absolute path, symbolic links followed.
 * @throws DataError when the entry itself cannot be read or parsed.
 */
export async function buildModuleGraph(entry: string, ports: GraphPorts): Promise<ModuleGraph> {
  const walk: Walk = {
    ports,
    entry,
    queue: [entry],
    planned: new Map([[entry, { kind: 'image', id: entry }]]),
    modules: [],
    files: [],
    sites: [],
    functionStart: [0],
    strings: new Set(),
    numbers: new Set(),
    sources: new Map(),
    nativePackages: new Set(),
    notes: [],
    mayBeAsync: false,
  };
  const failed = new Set<string>();
  // The queue grows while it is walked.
  for (const file of walk.queue) {
    ports.signal?.throwIfAborted();
    const fault = await addModule(walk, file);
    if (fault === undefined) continue;
    failed.add(file);
    walk.notes.push(`${fault}; it runs as it is, its steps are not counted.`);
  }
  return {
    modules: failed.size === 0 ? walk.modules : walk.modules.map((m) => demote(m, failed)),
    files: walk.files,
    sites: walk.sites,
    functionStart: Int32Array.from(walk.functionStart),
    mayBeAsync: walk.mayBeAsync,
    strings: walk.strings,
    numbers: walk.numbers,
    sources: walk.sources,
    nativePackages: [...walk.nativePackages],
    notes: walk.notes,
  };
}

/** A module that turned out unusable goes to Node from wherever it was asked for. */
function demote(image: ModuleImage, failed: ReadonlySet<string>): ModuleImage {
  const resolutions = Object.entries(image.resolutions).map(([specifier, resolution]) => {
    const isFailed = resolution.kind === 'image' && failed.has(resolution.id);
    const demoted: Resolution = isFailed
      ? { kind: 'native', specifier: resolution.id }
      : resolution;
    return [specifier, demoted] as const;
  });
  return { ...image, resolutions: Object.fromEntries(resolutions) };
}

/** @returns what stands in the way, with the file's name; undefined when the module is in. */
async function addModule(walk: Walk, file: string): Promise<string | undefined> {
  const isEntry = file === walk.entry;
  const type = fileType(file, isEntry);
  const source = await readSource(file, walk.ports.limits.maxFileBytes);
  if (source.kind === 'unreadable') {
    if (isEntry) throw new DataError(`${file} ${source.reason}.`);
    return `${file} ${source.reason}`;
  }
  if (type.kind === 'json' && !isEntry) {
    addJson(walk, file, source.text);
    return undefined;
  }
  if (type.kind !== 'code') {
    throw new DataError(`${file} holds no JavaScript or TypeScript code.`, {
      hint: 'Name the source file itself: .js, .mjs, .cjs, .ts, .mts, .cts, .jsx or .tsx.',
    });
  }
  const module = describe(walk, file, source.text, type);
  const outcome = transform(walk, module);
  if ('fault' in outcome) {
    if (isEntry) throw outcome.fault;
    return outcome.fault.message.split('\n', 1)[0];
  }
  addCode(walk, module, outcome);
  return undefined;
}

function describe(
  walk: Walk,
  id: string,
  code: string,
  type: Extract<FileType, { kind: 'code' }>,
): ModuleSource {
  const packageType = walk.ports.packages.scopeOf(id)?.type;
  return { id, code, language: type.language, format: moduleFormat(code, type, packageType) };
}

function transform(
  walk: Walk,
  source: ModuleSource,
): InstrumentedModule | { readonly fault: DataError } {
  const numbers = {
    file: walk.files.length,
    firstSite: walk.sites.length,
    firstFunction: walk.functionStart.length - 1,
  };
  try {
    return walk.ports.transform(source, numbers);
  } catch (error) {
    if (error instanceof DataError) return { fault: error };
    throw error;
  }
}

function addCode(walk: Walk, source: ModuleSource, result: InstrumentedModule): void {
  walk.files.push(source.id);
  walk.sources.set(source.id, source.code);
  for (const site of result.sites) walk.sites.push(site);
  for (const count of result.functionSiteCounts) {
    walk.functionStart.push((walk.functionStart.at(-1) ?? 0) + count);
  }
  for (const text of result.constants.strings) walk.strings.add(text);
  for (const number of result.constants.numbers) walk.numbers.add(number);
  walk.mayBeAsync ||= result.mayBeAsync;
  walk.modules.push({
    id: source.id,
    format: source.format,
    code: result.code,
    isAsync: result.isAsync,
    resolutions: resolveAll(walk, source, result),
  });
}

function addJson(walk: Walk, file: string, text: string): void {
  walk.sources.set(file, text);
  walk.modules.push({ id: file, format: 'json', code: text, isAsync: false, resolutions: {} });
}

function resolveAll(
  walk: Walk,
  source: ModuleSource,
  result: StrippedModule,
): Readonly<Record<string, Resolution>> {
  const resolutions = new Map<string, Resolution>();
  for (const { specifier, kind } of result.specifiers) {
    // The image knows one place per specifier: where `require` and `import()` differ, the static form is what counts.
    if (resolutions.has(specifier) && kind === 'dynamic') continue;
    resolutions.set(specifier, resolveOne(walk, source.id, specifier, kind));
  }
  return Object.fromEntries(resolutions);
}

function resolveOne(
  walk: Walk,
  from: string,
  specifier: string,
  kind: ModuleSpecifier['kind'],
): Resolution {
  const mode: LoadMode = kind === 'require' ? 'require' : 'import';
  if (mode === 'import' && specifier.startsWith('data:')) return { kind: 'native', specifier };
  const resolved = walk.ports.resolver.resolve(specifier, from, mode);
  switch (resolved.kind) {
    case 'missing':
      // A `require` or `import()` may be meant to fail; a static import that leads nowhere ends the program.
      if (kind === 'import') {
        walk.notes.push(
          `${from} imports '${specifier}', which is not there: loading it will fail.`,
        );
      }
      return { kind: 'missing', message: resolved.message };
    case 'builtin':
      return { kind: 'native', specifier: resolved.specifier };
    case 'file':
      return placeFile(walk, resolved.path);
  }
}

/** Decides once per file whether it becomes part of the image. */
function placeFile(walk: Walk, file: string): Resolution {
  const known = walk.planned.get(file);
  if (known !== undefined) return known;
  const resolution = isWanted(walk, file)
    ? ({ kind: 'image', id: file } as const)
    : ({ kind: 'native', specifier: file } as const);
  walk.planned.set(file, resolution);
  if (resolution.kind === 'image') walk.queue.push(file);
  return resolution;
}

function isWanted(walk: Walk, file: string): boolean {
  const { ownership, limits } = walk.ports;
  const type = fileType(file);
  if (!ownership.owns(file)) {
    // Node cannot load these by itself, whoever owns them.
    if (type.kind === 'code' && type.language !== 'js') return true;
    const name = ownership.packageName(file);
    if (name !== undefined) walk.nativePackages.add(name);
    return false;
  }
  if (type.kind === 'other' || type.kind === 'declaration') {
    walk.notes.push(`${file} is not JavaScript: its steps are not counted.`);
    return false;
  }
  if (walk.queue.length < limits.maxModules) return true;
  if (walk.queue.length === limits.maxModules) {
    const note = `The program has more than ${limits.maxModules} modules: those past the first ${limits.maxModules} run as they are.`;
    if (!walk.notes.includes(note)) walk.notes.push(note);
  }
  return false;
}
