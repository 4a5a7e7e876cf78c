import type { RunRecord } from '../core/run-record.ts';
import { printable } from './printable.ts';

/** A test of the suite, as far as reports tell of it; `suite.json` has the same fields. */
export interface ReportTest {
  readonly file: string;
  readonly role: string;
  readonly size: number;
  readonly steps: number;
  readonly outcome: string;
  readonly isSeed: boolean;
  readonly provenance: { readonly ops: readonly string[] };
  readonly hot: readonly { readonly site: string; readonly share: number }[];
}

/** An input as a test file holds it. */
export type ReportValue =
  | { readonly kind: 'function'; readonly args: readonly unknown[] }
  | { readonly kind: 'stdin'; readonly text: string };

/** Everything a report is made of. */
export interface ReportInput {
  readonly record: RunRecord;
  readonly tests: readonly ReportTest[];
  /** The costliest input; undefined when there is no suite. */
  readonly slowest: ReportValue | undefined;
  /** The run directory as the user would write it. */
  readonly directory: string;
  /** A source path as the user would write it. */
  readonly nameFile: (path: string) => string;
}

/** What sizes count in this input: `characters` of one string, `elements` of one list, else undefined. */
export function sizeNoun(value: ReportValue | undefined): string | undefined {
  if (value?.kind !== 'function') return undefined;
  const [first, ...others] = value.args.filter((arg) => typeof arg === 'string' || isList(arg));
  const isAlone = others.length === 0 && value.args.length === 1;
  if (!isAlone) return undefined;
  if (typeof first === 'string') return 'characters';
  const isFlat = isList(first) && first.every((item) => typeof item !== 'object');
  return isFlat && !first.some((item) => typeof item === 'string') ? 'elements' : undefined;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** `lib/parse.ts#parse` → `parse`; a default export goes by its module's name. */
export function callName(specifier: string): string {
  const [path = '', name] = specifier.split('#');
  return printable(name ?? path.replace(/^.*\//, '').replace(/\.\w+$/, ''));
}
