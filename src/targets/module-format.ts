import { parse, type ParserOptions, type ParserPlugin } from '@babel/parser';
import type { Statement } from '@babel/types';
import type { Language, ModuleSource } from './ports.ts';

/** What a file is, by its name alone. */
export type FileType =
  | {
      readonly kind: 'code';
      readonly language: Language;
      /** Fixed by the extension; `undefined` when the package's `type` or the text decides. */
      readonly format: ModuleSource['format'] | undefined;
    }
  | { readonly kind: 'json' }
  /** `.d.ts` and its kin: no code at all. */
  | { readonly kind: 'declaration' }
  /** Addons, WebAssembly and whatever else Node loads by itself. */
  | { readonly kind: 'other' };

const CODE: Readonly<Record<string, readonly [Language, ModuleSource['format'] | undefined]>> = {
  js: ['js', undefined],
  jsx: ['jsx', undefined],
  mjs: ['js', 'module'],
  cjs: ['js', 'commonjs'],
  ts: ['ts', undefined],
  tsx: ['tsx', undefined],
  mts: ['ts', 'module'],
  cts: ['ts', 'commonjs'],
};

/** Node reads a file without an extension as JavaScript; `isEntry` allows the same for a target with any other one. */
export function fileType(path: string, isEntry = false): FileType {
  if (/\.d(?:\.[^./\\]+)?\.[cm]?ts$/.test(path)) return { kind: 'declaration' };
  const extension = /\.([^./\\]+)$/.exec(path)?.[1];
  if (extension === undefined) return { kind: 'code', language: 'js', format: undefined };
  if (extension === 'json') return { kind: 'json' };
  const code = Object.hasOwn(CODE, extension) ? CODE[extension] : undefined;
  if (code !== undefined) return { kind: 'code', language: code[0], format: code[1] };
  if (extension === 'node' || extension === 'wasm' || !isEntry) return { kind: 'other' };
  return { kind: 'code', language: 'js', format: undefined };
}

/**
 * CommonJS or ECMAScript module, as Node decides: the extension, then the package's `type`, then the syntax. TypeScript
 * is written in module syntax whatever it is compiled to, so there a package's `commonjs` does not overrule the syntax.
 * A text that parses as neither counts as what it parses further as, so that its error is reported from there.
 */
export function moduleFormat(
  code: string,
  type: Extract<FileType, { kind: 'code' }>,
  packageType: ModuleSource['format'] | undefined,
): ModuleSource['format'] {
  const isTypeScript = type.language === 'ts' || type.language === 'tsx';
  const declared = type.format ?? packageType;
  if (declared === 'module') return 'module';
  if (declared === 'commonjs' && !isTypeScript) return 'commonjs';
  // The parses below are only worth their time when the text can hold module syntax at all.
  if (!/\b(?:import|export|await)\b/.test(code)) return 'commonjs';
  const plugins = parserPlugins(type.language);
  const script = tryParse(code, { sourceType: 'commonjs', plugins });
  if (script.body !== undefined) return 'commonjs';
  const module = tryParse(code, { sourceType: 'module', plugins });
  if (module.body === undefined) return module.end > script.end ? 'module' : 'commonjs';
  return module.body.some((node) => node.type === 'TSExportAssignment') ? 'commonjs' : 'module';
}

/** What the parser needs to be told about a language. */
export function parserPlugins(language: Language): ParserPlugin[] {
  const isTypeScript = language === 'ts' || language === 'tsx';
  const isJsx = language === 'jsx' || language === 'tsx';
  return [...(isTypeScript ? ['typescript' as const] : []), ...(isJsx ? ['jsx' as const] : [])];
}

/** `end` is how far the text parses: an offset in UTF-16 units. */
function tryParse(
  code: string,
  options: ParserOptions,
): { readonly body: readonly Statement[] | undefined; readonly end: number } {
  try {
    return { body: parse(code, options).program.body, end: code.length };
  } catch (error) {
    const end = error instanceof Error && 'pos' in error ? error.pos : 0;
    return { body: undefined, end: typeof end === 'number' ? end : 0 };
  }
}
