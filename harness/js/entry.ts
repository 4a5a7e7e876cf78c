import type { ModuleImage, ProgramImage } from '../protocol.ts';
import { apply, functionToString, startsWith } from './intrinsics.ts';

/** The function under test, and the object it is a method of. */
export interface Entry {
  readonly target: (...args: unknown[]) => unknown;
  readonly self: unknown;
}

/** The program cannot be run at all: the message is for the user. */
export class LoadFailure extends Error {}

/**
 * Follows the entry's export path.
 * @param exports `module.exports` of the entry module.
 * @throws LoadFailure when there is no such export, or it cannot be called.
 */
export function findEntry(image: ProgramImage, exports: unknown): Entry {
  const { module: moduleId, exportPath } = image.entry;
  let isModule = false;
  for (let i = 0; i < image.modules.length; i++) {
    const module = image.modules[i] as ModuleImage;
    if (module.id === moduleId) isModule = module.format === 'module';
  }
  let self: unknown;
  let value = exports;
  for (let i = 0; i < exportPath.length; i++) {
    const key = exportPath[i] as string;
    // What Node calls the default export of a CommonJS module is the module itself.
    if (i === 0 && key === 'default' && !isModule && !hasDefault(exports)) continue;
    if (value === undefined || value === null) break;
    self = value;
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value !== 'function') {
    throw new LoadFailure(
      `export "${nameOf(exportPath)}" of ${moduleId} is ${value === null ? 'null' : `of type ${typeof value}`}, not a function`,
    );
  }
  if (apply(startsWith, apply(functionToString, value, []), ['class'])) {
    throw new LoadFailure(
      `export "${nameOf(exportPath)}" of ${moduleId} is a class and cannot be called: name a method or a function that uses it`,
    );
  }
  return { target: value as Entry['target'], self };
}

function nameOf(exportPath: readonly string[]): string {
  return exportPath.length === 0 ? 'module.exports' : exportPath.join('.');
}

function hasDefault(exports: unknown): boolean {
  if ((typeof exports !== 'object' && typeof exports !== 'function') || exports === null)
    return false;
  const record = exports as Record<string, unknown>;
  return record['__esModule'] === true && 'default' in record;
}
