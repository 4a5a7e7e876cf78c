import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What module resolution reads of a `package.json`; anything of another type than expected counts as absent. */
export interface PackageJson {
  /** Absolute path of the directory that holds the file. */
  readonly root: string;
  readonly name: string | undefined;
  readonly type: 'commonjs' | 'module' | undefined;
  readonly main: string | undefined;
  /** As written; undefined when absent or null. */
  readonly exports: unknown;
  readonly imports: unknown;
  /** What is wrong with the file, when it could not be read as JSON. */
  readonly fault: string | undefined;
}

/** Looks packages up; every file is read once. */
export interface PackageReader {
  /** @returns undefined when the directory holds no package.json. */
  read(directory: string): PackageJson | undefined;
  /** The nearest package.json at or above the file's directory: Node's package scope, which decides `type`. */
  scopeOf(file: string): PackageJson | undefined;
  /**
   * The package that a file belongs to: the nearest package.json with a name (a nested one that only sets `type` makes
   * no package), else the scope. Never crosses a `node_modules` directory upwards.
   */
  ownerOf(file: string): PackageJson | undefined;
}

export function createPackageReader(): PackageReader {
  const files = new Map<string, PackageJson | undefined>();
  const read = (directory: string): PackageJson | undefined => {
    if (!files.has(directory)) files.set(directory, readPackageJson(directory));
    return files.get(directory);
  };
  const nearest = (
    file: string,
    accept: (json: PackageJson) => boolean,
  ): PackageJson | undefined => {
    for (const directory of ancestors(file)) {
      const json = read(directory);
      if (json !== undefined && accept(json)) return json;
    }
    return undefined;
  };
  const scopeOf = (file: string): PackageJson | undefined => nearest(file, () => true);
  return {
    read,
    scopeOf,
    ownerOf: (file) => nearest(file, (json) => json.name !== undefined) ?? scopeOf(file),
  };
}

/** Directories from the file's own upwards, up to the root or the one below a `node_modules`. */
function ancestors(file: string): readonly string[] {
  const directories: string[] = [];
  let directory = dirname(file);
  while (!directory.endsWith('node_modules')) {
    directories.push(directory);
    const parent = dirname(directory);
    if (parent === directory) break;
    directory = parent;
  }
  return directories;
}

function readPackageJson(directory: string): PackageJson | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, 'package.json'), 'utf8');
  } catch {
    // Absent and unreadable are one to Node's lookup: it goes on upwards.
    return undefined;
  }
  let value: unknown;
  let fault: string | undefined;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error);
  }
  const fields = isRecord(value) ? value : {};
  const { name, type, main, exports, imports } = fields;
  return {
    root: directory,
    name: typeof name === 'string' && name !== '' ? name : undefined,
    type: type === 'module' || type === 'commonjs' ? type : undefined,
    main: typeof main === 'string' ? main : undefined,
    exports: exports ?? undefined,
    imports: imports ?? undefined,
    fault,
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
