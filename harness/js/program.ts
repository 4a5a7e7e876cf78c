import { createRequire, isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import type { ModuleImage, ProgramImage, Resolution } from '../protocol.ts';
import { MODULE_PARAMETERS } from '../protocol.ts';
import { apply, promiseResolve, promiseThen, RealError } from './intrinsics.ts';
import { importable, loadNative } from './native-modules.ts';
import type { CompareCalls } from './compare-calls.ts';
import type { Probes } from './probes.ts';
import type { Work } from './work.ts';

/** Spread before a program may have changed what that means. */
const PARAMETERS = [...MODULE_PARAMETERS];

/** The instrumentation's part of `MODULE_PARAMETERS`, less `$import` and `$meta`, which are made for each module. */
export interface Instrumentation {
  readonly counts: Int32Array;
  readonly touch: (functionId: number) => void;
  readonly poll: () => void;
  readonly caught: (error?: unknown) => void;
  readonly work: Work;
  readonly probes: Probes;
  readonly compareCalls: CompareCalls;
}

/** CommonJS module object, as far as programs look at it. */
interface Instance {
  exports: unknown;
  readonly id: string;
  readonly path: string;
  readonly filename: string;
  loaded: boolean;
  readonly children: Instance[];
  readonly paths: readonly string[];
  readonly parent: undefined;
  readonly require: Require;
}

interface Require {
  (specifier: string): unknown;
  resolve: (specifier: string) => string;
  main: Instance | undefined;
  readonly cache: object;
  readonly extensions: object;
}

/** A module that is compiled and can be instantiated any number of times. */
interface Compiled {
  readonly image: ModuleImage;
  /** Undefined for JSON, and until it is needed. */
  body: ((...parameters: unknown[]) => unknown) | undefined;
  readonly require: Require;
  readonly importDynamically: (specifier: string) => Promise<unknown>;
  readonly meta: object;
  /** What it found outside the image, by specifier. */
  readonly natives: Record<string, { readonly value: unknown } | undefined>;
  /** It, or something that it imports, awaits at its top level. */
  isAsync: boolean;
  instance: Instance | undefined;
  generation: number;
  pending: Promise<unknown> | undefined;
}

/** The program's modules, compiled once. */
export interface Program {
  /** Loads what the program statically imports from outside the image and `require` cannot load. */
  preload(): Promise<void>;
  /** Forgets all instances: the next {@link load} runs every module's body anew. */
  renew(): void;
  /**
   * Runs the entry (and what it requires) unless it has run since {@link renew}.
   * @returns its `module.exports`, or a promise of it when {@link isAsync}.
   */
  load(): unknown;
  /** The entry, or something that it imports, awaits at its top level. */
  readonly isAsync: boolean;
  /** `exports` of an instrumented module other than the entry, for definitions; loads it when it is not loaded. */
  exportsOf(moduleId: string): unknown;
}

export function createProgram(image: ProgramImage, instrumentation: Instrumentation): Program {
  const modules: Record<string, Compiled> = Object.create(null) as Record<string, Compiled>;
  const { counts, touch, poll, caught, work, probes, compareCalls } = instrumentation;
  const isStdin = image.entry.kind === 'stdin';
  let generation = 0;

  const instantiate = (compiled: Compiled): Instance => {
    const { image: module, require } = compiled;
    const instance: Instance = {
      exports: {},
      id: module.id,
      path: dirname(module.id),
      filename: module.id,
      loaded: false,
      children: [],
      paths: [],
      parent: undefined,
      require,
    };
    compiled.instance = instance;
    compiled.generation = generation;
    compiled.pending = undefined;
    if (isStdin && module.id === image.entry.module) {
      for (const id in modules) (modules[id] as Compiled).require.main = instance;
    }
    return instance;
  };
  const run = (compiled: Compiled, instance: Instance): unknown => {
    const { image: module } = compiled;
    if (module.format === 'json') {
      instance.exports = JSON.parse(module.code);
      return undefined;
    }
    const body = (compiled.body ??= compile(module));
    const self = module.format === 'commonjs' ? instance.exports : undefined;
    return apply(body, self, [
      instance.exports,
      compiled.require,
      instance,
      module.id,
      instance.path,
      compiled.importDynamically,
      compiled.meta,
      counts,
      touch,
      poll,
      caught,
      work,
      probes.calledAt,
      probes.report,
      compareCalls,
    ]);
  };
  const load = (compiled: Compiled): Instance => {
    const existing = compiled.instance;
    if (existing !== undefined && compiled.generation === generation) return existing;
    const instance = instantiate(compiled);
    let done = false;
    try {
      run(compiled, instance);
      done = true;
    } finally {
      // As Node does: a module whose body threw is run again when it is required again.
      if (!done) compiled.instance = undefined;
    }
    instance.loaded = true;
    return instance;
  };
  /** Runs asynchronous dependencies first, so that every `require` in a body finds its module loaded. */
  const loadAsync = (compiled: Compiled): Promise<unknown> => {
    if (compiled.instance !== undefined && compiled.generation === generation) {
      return compiled.pending ?? promiseResolve(undefined);
    }
    const instance = instantiate(compiled);
    // Before any module of a cycle asks for its namespace: it must be this very object.
    work.esModule(instance.exports as object);
    const promise = (async (): Promise<void> => {
      const { resolutions } = compiled.image;
      for (const specifier in resolutions) {
        const resolution = resolutions[specifier] as Resolution;
        const dependency = resolution.kind === 'image' ? modules[resolution.id] : undefined;
        // A cycle waits for nobody: it finds a partial module, as in CommonJS.
        if (dependency?.isAsync === true && dependency.pending === undefined) {
          await loadAsync(dependency);
        }
      }
      await run(compiled, instance);
      instance.loaded = true;
    })();
    compiled.pending = promise;
    return promise;
  };

  /** Static imports come here too: the instrumented code makes namespaces of what it gets. */
  const requireFrom = (compiled: Compiled, native: NodeJS.Require, specifier: string): unknown => {
    const { image: module, natives } = compiled;
    const resolution = module.resolutions[specifier] ?? resolveLate(modules, native, specifier);
    switch (resolution.kind) {
      case 'image':
        return load(modules[resolution.id] as Compiled).exports;
      case 'native': {
        const found = natives[specifier];
        if (found !== undefined) return found.value;
        const value: unknown = native(resolution.specifier);
        natives[specifier] = { value };
        return value;
      }
      case 'missing':
        throw missingModule(resolution.message, module.id);
    }
  };
  const importFrom = async (
    compiled: Compiled,
    native: NodeJS.Require,
    specifier: string,
  ): Promise<unknown> => {
    const resolution =
      compiled.image.resolutions[specifier] ?? resolveLate(modules, native, specifier);
    switch (resolution.kind) {
      case 'image': {
        const target = modules[resolution.id] as Compiled;
        if (!target.isAsync) return work.namespace(load(target).exports);
        await loadAsync(target);
        return work.namespace((target.instance as Instance).exports);
      }
      case 'native':
        return (await import(importable(native, resolution.specifier))) as unknown;
      case 'missing':
        throw missingModule(resolution.message, compiled.image.id);
    }
  };

  for (const module of image.modules) {
    const native = createRequire(module.id);
    const self = (): Compiled => modules[module.id] as Compiled;
    const require = ((specifier: string) => requireFrom(self(), native, specifier)) as Require;
    require.resolve = (specifier) => {
      const resolution = module.resolutions[specifier];
      return resolution?.kind === 'image' ? resolution.id : native.resolve(specifier);
    };
    require.main = undefined;
    Object.assign(require, { cache: {}, extensions: {} });
    const url = pathToFileURL(module.id).href;
    modules[module.id] = {
      image: module,
      body: undefined,
      require,
      importDynamically: (specifier) => importFrom(self(), native, specifier),
      meta: {
        url,
        filename: module.id,
        dirname: dirname(module.id),
        resolve: (specifier: string) => {
          const resolved = require.resolve(specifier);
          return isBuiltin(resolved) ? resolved : pathToFileURL(resolved).href;
        },
      },
      natives: Object.create(null) as Compiled['natives'],
      isAsync: module.isAsync,
      instance: undefined,
      generation: -1,
      pending: undefined,
    };
  }
  markAsync(modules);
  const loadExports = (moduleId: string): unknown => {
    const compiled = modules[moduleId];
    if (compiled === undefined) return createRequire(`${process.cwd()}/`)(moduleId) as unknown;
    if (!compiled.isAsync) return load(compiled).exports;
    return apply(promiseThen, loadAsync(compiled), [() => (compiled.instance as Instance).exports]);
  };

  return {
    preload: async () => {
      for (const id in modules) await preloadNatives(modules[id] as Compiled);
    },
    renew: () => {
      generation++;
    },
    load: () => loadExports(image.entry.module),
    isAsync: modules[image.entry.module]?.isAsync ?? false,
    exportsOf: loadExports,
  };
}

function compile(module: ModuleImage): (...parameters: unknown[]) => unknown {
  // The wrapper stays on the first line, so that the lines of stack traces and source maps still hold.
  const code = module.isAsync
    ? `return (async function () {${module.code}\n}).apply(this)`
    : module.code;
  return compileFunction(code, PARAMETERS, { filename: module.id }) as (
    ...parameters: unknown[]
  ) => unknown;
}

/** A module that imports an asynchronous one is asynchronous itself. */
function markAsync(modules: Readonly<Record<string, Compiled>>): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const id in modules) {
      const compiled = modules[id] as Compiled;
      if (compiled.isAsync || compiled.image.format !== 'module') continue;
      compiled.isAsync = Object.values(compiled.image.resolutions).some(
        (resolution) => resolution.kind === 'image' && modules[resolution.id]?.isAsync === true,
      );
      changed ||= compiled.isAsync;
    }
  }
}

/** Specifiers that the program computes are resolved when they are asked for. */
function resolveLate(
  modules: Readonly<Record<string, Compiled>>,
  native: NodeJS.Require,
  specifier: string,
): Resolution {
  let resolved: string;
  try {
    resolved = native.resolve(specifier);
  } catch {
    // Node's own require fails in the same way and with the better message.
    return { kind: 'native', specifier };
  }
  return modules[resolved] === undefined
    ? { kind: 'native', specifier }
    : { kind: 'image', id: resolved };
}

function missingModule(message: string, importer: string): Error {
  const error: Error & { code?: string; requireStack?: string[] } = new RealError(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = [importer];
  return error;
}

/** Modules of the ES kind may not be loadable by `require`; they are imported before the program starts. */
async function preloadNatives(compiled: Compiled): Promise<void> {
  const { image, natives } = compiled;
  if (image.format !== 'module') return;
  for (const [specifier, resolution] of Object.entries(image.resolutions)) {
    if (resolution.kind !== 'native' || isBuiltin(resolution.specifier)) continue;
    const loaded = await loadNative(image.id, resolution.specifier);
    if (loaded !== undefined) natives[specifier] = loaded;
  }
}
