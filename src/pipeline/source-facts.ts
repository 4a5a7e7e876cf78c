import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedTarget } from '../core/target.ts';
import type { ModelFacts } from '../inputs/resolve-model.ts';
import { createPackageReader, isRecord } from '../targets/package-json.ts';

/** Where types may be written down: the entry's own source, and the declaration file beside it or of its package. */
export function sourceFacts(
  loaded: LoadedTarget,
  exportPath: readonly string[],
): Pick<ModelFacts, 'source' | 'declaration'> {
  const file = loaded.entryFile;
  const declaration = declarationOf(file);
  return {
    source: {
      code: readFileSync(file, 'utf8'),
      filename: file,
      exportPath,
      language: TYPESCRIPT_FILE.test(file) ? 'typescript' : 'javascript',
      readFile: readIfThere,
    },
    declaration:
      declaration === undefined
        ? undefined
        : {
            code: readFileSync(declaration, 'utf8'),
            filename: declaration,
            exportPath,
            readFile: readIfThere,
          },
  };
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

const TYPESCRIPT_FILE = /\.[cm]?tsx?$/;

/** `lib.d.ts` beside `lib.js`, else the `types` of the package that owns the file. */
function declarationOf(file: string): string | undefined {
  if (TYPESCRIPT_FILE.test(file)) return undefined;
  const beside = file.replace(/\.([cm]?)jsx?$/, '.d.$1ts');
  if (beside !== file && existsSync(beside)) return beside;
  const owner = createPackageReader().ownerOf(file);
  if (owner === undefined) return undefined;
  const path = join(owner.root, typesOf(owner.root) ?? 'index.d.ts');
  return existsSync(path) ? path : undefined;
}

function typesOf(packageRoot: string): string | undefined {
  const document: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  if (!isRecord(document)) return undefined;
  const { types, typings } = document;
  return typeof types === 'string' ? types : typeof typings === 'string' ? typings : undefined;
}
