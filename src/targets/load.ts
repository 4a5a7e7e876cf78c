import { createHash } from 'node:crypto';
import { dirname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgramImage } from '../../harness/protocol.ts';
import { DataError, UsageError } from '../core/errors.ts';
import type { Dictionary, LoadedTarget } from '../core/target.ts';
import { findEntry } from './entry.ts';
import { unknownExport } from './export-errors.ts';
import { exportNames } from './export-names.ts';
import {
  buildModuleGraph,
  DEFAULT_GRAPH_LIMITS,
  type GraphLimits,
  type ModuleGraph,
  type TransformModule,
} from './module-graph.ts';
import { fileType } from './module-format.ts';
import { createOwnership } from './ownership.ts';
import { createPackageReader } from './package-json.ts';
import type {
  DefinitionTarget,
  FunctionTarget,
  ParsedTarget,
  StdinTarget,
} from './parse-target.ts';
import type { InstrumentModule, StripModule } from './ports.ts';
import { createResolver } from './resolve.ts';

/** A target that is one program. A problem is loaded solution by solution, see `solutionTarget`. */
export type ProgramTarget = Exclude<ParsedTarget, { kind: 'problem' }>;

export interface LoadTargetOptions {
  readonly target: ProgramTarget;
  /** Absolute path of the directory that packages and globs are resolved from. */
  readonly cwd: string;
  /** Packages, directories and globs to instrument besides the entry's own package. */
  readonly instrument: readonly string[];
  /** Take programs too in which nothing but the running of a module's body can be counted. Default false. */
  readonly mayBeTrivial?: boolean;
  readonly limits?: GraphLimits;
  readonly signal?: AbortSignal;
}

export interface LoadTargetPorts {
  readonly instrument: InstrumentModule;
}

/** Most of each kind that the dictionary keeps; a generated table must not drown what the program compares with. */
const MAX_DICTIONARY = 2048;

/**
 * Finds, reads and instruments a target. Executes nothing of it.
 * @throws UsageError when its entry or export does not exist or nothing in it can be counted; DataError when its entry
 * cannot be read or parsed.
 */
export async function loadTarget(
  options: LoadTargetOptions,
  ports: LoadTargetPorts,
): Promise<LoadedTarget> {
  const { entryFile, graph, image, notes } = await buildImage(options, ports.instrument);
  if (options.mayBeTrivial !== true && !graph.sites.some((site) => site.kind !== 'module')) {
    throw nothingInstrumented(options, graph);
  }
  return {
    specifier: options.target.specifier,
    slug: options.target.slug,
    kind: options.target.kind === 'stdin' ? 'stdin' : 'function',
    image,
    sites: { files: graph.files, sites: graph.sites },
    dictionary: dictionaryOf(graph),
    entryFile,
    contentHash: contentHash(entryFile, graph.sources),
    notes,
  };
}

/**
 * The same program without a single counter, for confirmation: the modules that {@link loadTarget} would instrument,
 * turned into function bodies and otherwise as they are.
 * @returns an image with `siteCount` 0.
 * @throws as loadTarget, but never for want of sites.
 */
export async function loadPlainImage(
  options: LoadTargetOptions,
  ports: { readonly strip: StripModule },
): Promise<ProgramImage> {
  const built = await buildImage(options, (source) => ({
    ...ports.strip(source),
    sites: [],
    functionSiteCounts: [],
    constants: { strings: [], numbers: [] },
  }));
  return built.image;
}

interface Built {
  readonly entryFile: string;
  readonly graph: ModuleGraph;
  readonly image: ProgramImage;
  readonly notes: readonly string[];
}

async function buildImage(options: LoadTargetOptions, transform: TransformModule): Promise<Built> {
  const packages = createPackageReader();
  const resolver = createResolver(packages);
  const entryFile = findEntry(options.target, options.cwd, resolver, packages);
  const owned = createOwnership(entryFile, options.instrument, options.cwd, packages);
  const ownership =
    options.target.kind === 'definition'
      ? { ...owned, owns: (file: string) => !file.startsWith(ENGINE) && owned.owns(file) }
      : owned;
  const graph = await buildModuleGraph(entryFile, {
    packages,
    resolver,
    ownership,
    transform,
    limits: options.limits ?? DEFAULT_GRAPH_LIMITS,
    signal: options.signal,
  });
  checkExport(options.target, entryFile, graph);
  const image: ProgramImage = {
    modules: graph.modules,
    entry: entryOf(options.target, entryFile),
    siteCount: graph.sites.length,
    functionStart: graph.functionStart,
    mayBeAsync: graph.mayBeAsync,
    ...(options.target.kind === 'definition' && {
      definition: { module: entryFile, model: 'choices' as const },
    }),
  };
  const inputPackages = options.target.kind === 'definition' ? DEFINITION_PACKAGES : [];
  const notes = notesOf(graph, inputPackages, ownership.unmatched());
  return { entryFile, graph, image, notes };
}

function entryOf(target: ProgramTarget, module: string): ProgramImage['entry'] {
  switch (target.kind) {
    case 'function':
      return { module, kind: 'function', exportPath: target.exportPath };
    case 'stdin':
      return { module, kind: 'stdin', exportPath: [] };
    case 'definition':
      return { module, kind: 'function', exportPath: ['default', 'run'] };
  }
}

/** What can be known without running the program: the exports of ECMAScript modules. Others are checked when it starts. */
function checkExport(
  target: FunctionTarget | StdinTarget | DefinitionTarget,
  entryFile: string,
  graph: ModuleGraph,
): void {
  if (target.kind === 'stdin') return;
  const exportPath = target.kind === 'function' ? target.exportPath : ['default'];
  const available = staticExports(entryFile, graph, new Set());
  if (available === undefined || available.has(exportPath[0] ?? '')) return;
  if (target.kind === 'definition') {
    throw new DataError(`${target.path} has no default export.`, {
      hint: 'Write: export default defineTarget({ run, input })',
    });
  }
  throw unknownExport(target, [...available]);
}

/** Names that a module exports, through its re-exports. @returns undefined when only running it would tell. */
function staticExports(
  id: string,
  graph: ModuleGraph,
  visited: Set<string>,
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  if (visited.has(id)) return names;
  visited.add(id);
  const module = graph.modules.find((candidate) => candidate.id === id);
  const code = graph.sources.get(id);
  const type = fileType(id, true);
  if (module?.format !== 'module' || code === undefined || type.kind !== 'code') return undefined;
  const own = exportNames(code, type.language);
  if (own === undefined) return undefined;
  for (const name of own.names) names.add(name);
  for (const specifier of own.stars) {
    const resolution = module.resolutions[specifier];
    if (resolution?.kind !== 'image') return undefined;
    const starred = staticExports(resolution.id, graph, visited);
    if (starred === undefined) return undefined;
    for (const name of starred) if (name !== 'default') names.add(name);
  }
  return names;
}

function nothingInstrumented(options: LoadTargetOptions, graph: ModuleGraph): UsageError {
  const { nativePackages } = graph;
  const loads =
    nativePackages.length > 0 ? ` It loads ${nativePackages.slice(0, 5).join(', ')}.` : '';
  const first = nativePackages[0];
  return new UsageError(
    `${options.target.specifier}: nothing to count: no function, loop or branch in the modules that are instrumented.${loads}${graph.notes
      .slice(0, 3)
      .map((note) => `\n${note}`)
      .join('')}`,
    {
      hint:
        first === undefined
          ? 'Name the module that does the work, or add it with --instrument <package or glob>.'
          : `Instrument what it calls: --instrument ${first}`,
    },
  );
}

/** Where `import 'slowpath'` of a definition leads: no part of the program, even inside slowpath's own repository. */
const ENGINE = fileURLToPath(new URL('..', import.meta.url));
/** What a definition describes its inputs with. */
const DEFINITION_PACKAGES: readonly string[] = ['fast-check', 'slowpath'];

function notesOf(
  graph: ModuleGraph,
  inputPackages: readonly string[],
  unmatched: readonly string[],
): readonly string[] {
  const notes = [...graph.notes];
  const names = graph.nativePackages.filter((name) => !inputPackages.includes(name));
  if (names.length > 0) {
    const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
    notes.push(
      `Not instrumented, so their work is not counted: ${shown} (add with --instrument ${names[0] ?? ''}).`,
    );
  }
  for (const pattern of unmatched) {
    notes.push(`--instrument ${pattern} matches no module that the program loads.`);
  }
  return notes;
}

/** Modules near the entry come first, so theirs are the constants that stay when there are too many. */
function dictionaryOf(graph: ModuleGraph): Dictionary {
  return {
    strings: [...graph.strings].slice(0, MAX_DICTIONARY).toSorted(byCodeUnits),
    numbers: [...graph.numbers].slice(0, MAX_DICTIONARY).toSorted((a, b) => a - b),
  };
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Independent of where on the machine the program lies: names are relative to the entry's directory. */
function contentHash(entryFile: string, sources: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  const home = dirname(entryFile);
  const names = [...sources.keys()].map(
    (id) => [relative(home, id).split(sep).join('/'), id] as const,
  );
  for (const [name, id] of names.toSorted((a, b) => byCodeUnits(a[0], b[0]))) {
    const code = sources.get(id) ?? '';
    hash.update(`${name}\0${code.length}\0${code}\0`);
  }
  return hash.digest('hex');
}
