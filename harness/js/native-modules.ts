import { createRequire, isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * Loads a module outside the image as Node does for one inside: by `require` where that works, else by `import`.
 * @returns undefined when it throws: whoever asks for it again gets the error.
 */
export async function loadNative(
  importer: string,
  specifier: string,
): Promise<{ readonly value: unknown } | undefined> {
  const native = createRequire(importer);
  try {
    return { value: native(specifier) as unknown };
  } catch (error) {
    return needsImport(error)
      ? { value: (await import(importable(native, specifier))) as unknown }
      : undefined;
  }
}

/** What `import()` takes for a specifier that `require` resolves. */
export function importable(native: NodeJS.Require, specifier: string): string {
  if (isBuiltin(specifier)) return specifier;
  const resolved = native.resolve(specifier);
  return isBuiltin(resolved) ? resolved : pathToFileURL(resolved).href;
}

function needsImport(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE';
}
