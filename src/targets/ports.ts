import type { Site } from '../core/site.ts';

/** Which JavaScript a file is written in. */
export type Language = 'js' | 'jsx' | 'ts' | 'tsx';

/** The text of one module of the program, as its author wrote it. */
export interface ModuleSource {
  /** Absolute path. */
  readonly id: string;
  readonly code: string;
  readonly format: 'commonjs' | 'module';
  readonly language: Language;
}

/** Something the module loads under a name that its text states. */
export interface ModuleSpecifier {
  readonly specifier: string;
  /** `require(…)`, a static import or re-export, or `import(…)`. */
  readonly kind: 'require' | 'import' | 'dynamic';
}

/** A module turned into a function body over `MODULE_PARAMETERS`. */
export interface StrippedModule {
  readonly code: string;
  readonly isAsync: boolean;
  readonly mayBeAsync: boolean;
  /** Without duplicates, in order of appearance. */
  readonly specifiers: readonly ModuleSpecifier[];
}

/** A function body that counts, and what it counts. */
export interface InstrumentedModule extends StrippedModule {
  /** Dense from `firstSite`, those of one function next to each other. */
  readonly sites: readonly Site[];
  /** `functionSiteCounts[f]` sites belong to function `firstFunction + f`; sums to the number of sites. */
  readonly functionSiteCounts: readonly number[];
  readonly constants: { readonly strings: readonly string[]; readonly numbers: readonly number[] };
}

/** Where the numbering of a module starts. */
export interface ModuleNumbers {
  readonly file: number;
  readonly firstSite: number;
  readonly firstFunction: number;
}

/**
 * Instruments one module.
 * @throws DataError with place and code frame when the code does not parse.
 */
export type InstrumentModule = (source: ModuleSource, numbers: ModuleNumbers) => InstrumentedModule;

/** Turns a module into a function body that does not count; throws as {@link InstrumentModule}. */
export type StripModule = (source: ModuleSource) => StrippedModule;
