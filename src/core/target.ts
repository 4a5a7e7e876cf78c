import type { ProgramImage } from '../../harness/protocol.ts';
import type { SiteTable } from './site.ts';

/** Constants that the program compares with: material for mutators. Sorted, without duplicates, bounded. */
export interface Dictionary {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}

/** A target that has been found, parsed and instrumented: ready to be handed to a shard. */
export interface LoadedTarget {
  /** As the user wrote it. */
  readonly specifier: string;
  /** Safe as a directory name, stable for the same specifier. */
  readonly slug: string;
  readonly kind: 'function' | 'stdin';
  readonly image: ProgramImage;
  readonly sites: SiteTable;
  readonly dictionary: Dictionary;
  /** Absolute path of the file that holds the entry, as its author wrote it. */
  readonly entryFile: string;
  /** SHA-256 over the instrumented sources, in order of their ids: hex. */
  readonly contentHash: string;
  /** What the user should know: modules left out, dynamic requires, … One line each. */
  readonly notes: readonly string[];
}
