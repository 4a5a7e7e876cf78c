import type { ReportInput, ReportTest, ReportValue } from '../report-input.ts';
import type { SearchHistory } from './search-moments.ts';

/** A command line that people may want to run, and what for. */
export interface Command {
  readonly what: string;
  readonly line: string;
}

/** What a test costs every solution of a problem, by the solution's name. */
export interface TestCosts {
  readonly test: string;
  readonly size: number;
  readonly costs: Readonly<Record<string, { readonly steps: number; readonly outcome: string }>>;
}

/** Everything that report.html is made of. */
export interface HtmlReportInput extends ReportInput {
  /** One for a program; of a problem, one for each solution that was searched. */
  readonly searches: readonly SearchHistory[];
  /** Of a problem; empty else. */
  readonly costs: readonly TestCosts[];
  /** What runs the search, the costliest test and the findings again. */
  readonly commands: readonly Command[];
  /** Text of a source file; undefined when it cannot be read or is not what was measured. */
  readonly sourceOf: (path: string) => string | undefined;
  /** The source file that a constraint names by its place: an absolute path. */
  readonly constraintFile: (name: string) => string;
  /** What a test file holds; undefined when it cannot be read. */
  readonly bytesOf: (test: ReportTest) => Uint8Array | undefined;
  /** A test's input; undefined when it cannot be read. */
  readonly inputOf: (test: ReportTest) => ReportValue | undefined;
}

/** How much of a run is shown; the run directory has the rest. */
export interface Limits {
  /** Bytes of one test file that is embedded whole, and of all of them together as they stand in the page. */
  readonly testBytes: number;
  readonly embeddedBytes: number;
  /** Characters of a test that are shown. */
  readonly shown: number;
  readonly files: number;
  /** Points of an archive in a chart. */
  readonly dots: number;
  /** Whether the record is there for other tools to read. */
  readonly data: boolean;
}
