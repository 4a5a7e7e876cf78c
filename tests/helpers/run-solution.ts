import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** What a function problem's solution exports, as it is, without counters. */
export type SolveFunction = (...args: unknown[]) => unknown;

/**
 * Loads the function that a solution (`.js`, `.mjs`, `.cjs`, `.ts`) exports under `entry`.
 * @param file absolute path
 * @throws Error when the file exports no such function
 */
export async function loadSolution(file: string, entry: string): Promise<SolveFunction> {
  const exported = (await loadModule(file))[entry];
  if (!isSolveFunction(exported)) throw new Error(`${file} exports no function "${entry}"`);
  return exported;
}

/** Calls a solution with arguments of its own, because it may change them. */
export function runFunction(solve: SolveFunction, args: readonly unknown[]): unknown {
  return solve(...structuredClone(args));
}

/** The exports of a CommonJS or ES module. */
async function loadModule(file: string): Promise<Record<string, unknown>> {
  const namespace: unknown = file.endsWith('.cjs')
    ? require(file)
    : await import(/* @vite-ignore */ pathToFileURL(file).href);
  if (typeof namespace === 'object' && namespace !== null) return { ...namespace };
  throw new Error(`${file} exports no object`);
}

function isSolveFunction(value: unknown): value is SolveFunction {
  return typeof value === 'function';
}
