/** What a counter stands for. */
export type SiteKind =
  'module' | 'function' | 'loop' | 'branch' | 'case' | 'logical' | 'catch' | 'resume' | 'work';

/** A numbered place that counts. Ids are dense over all instrumented modules of a program. */
export interface Site {
  readonly kind: SiteKind;
  /** Index into the site table's `files`. */
  readonly file: number;
  /** 1-based line and 0-based column in the file as its author wrote it. */
  readonly line: number;
  readonly column: number;
  /** Name of the enclosing function, `<module>` at top level, `<anonymous>` when it has none. */
  readonly functionName: string;
  /** Index of the enclosing function; see `functionStart` in the program image. */
  readonly functionId: number;
  /** For work sites, what does the work: `indexOf`, `sort`, `spread` … */
  readonly work?: string;
}

export interface SiteTable {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** `sites[site]`, length siteCount. */
  readonly sites: readonly Site[];
}
