import type { Site } from '../core/site.ts';
import type { Dictionary } from '../core/target.ts';

/** The text of one module of the program, as its author wrote it. */
export interface SourceModule {
  /** Absolute path. */
  readonly id: string;
  readonly code: string;
  readonly format: 'commonjs' | 'module';
  readonly language: 'js' | 'jsx' | 'ts' | 'tsx';
}

/** Where the numbering of a module starts. */
export interface ModuleBase {
  /** Index of the module's file in the site table. */
  readonly file: number;
  readonly firstSite: number;
  readonly firstFunction: number;
}

/** Something that the module loads under a name that its text states. */
export interface ModuleSpecifier {
  readonly specifier: string;
  /** `require(…)`, a static import or re-export, or `import(…)`. */
  readonly kind: 'require' | 'import' | 'dynamic';
}

/** A module turned into a function body over `MODULE_PARAMETERS` of the harness protocol. */
export interface StrippedModule {
  /** Ends with an inline source map comment. */
  readonly code: string;
  /** The body awaits at its top level. */
  readonly isAsync: boolean;
  /** The body or its functions may go on after they returned: async functions, promises, timers, events. */
  readonly mayBeAsync: boolean;
  /** Without duplicates, in order of appearance in the emitted code; imports of types alone are not among them. */
  readonly specifiers: readonly ModuleSpecifier[];
}

/** A function body that counts, and what it counts. */
export interface InstrumentedModule extends StrippedModule {
  /** Dense from `firstSite`; those of one function are next to each other, its entry first. */
  readonly sites: readonly Site[];
  /** `functionSiteCounts[f]` sites belong to function `firstFunction + f`; all ≥ 1; sums to the number of sites. */
  readonly functionSiteCounts: readonly number[];
  readonly constants: Dictionary;
}

/** As {@link InstrumentedModule}, but it tells what it compares, and has no source map. */
export interface AttentiveModule extends InstrumentedModule {
  /** They are numbered densely. */
  readonly comparisonCount: number;
}
