import type { OptionSet } from '../config/options.ts';
import type { Measurement } from '../core/executor.ts';
import type { HotLine, RunVersions } from '../core/run-record.ts';
import type { ExportFormat, ExportSummary } from '../dataset/export-formats.ts';
import type { ImportFormat, ImportSummary } from '../dataset/import-formats.ts';
import type { CheckResult } from '../check/result.ts';
import type { CheckContext, CheckRequest } from '../pipeline/check.ts';
import type { BatchRequest } from '../pipeline/batch/batch-request.ts';
import type { BatchResult, BatchSinks } from '../pipeline/batch/run-batch.ts';
import type { EvalRequest, EvalResult } from '../pipeline/eval/run-eval.ts';
import type { FuzzContext, FuzzRequest, FuzzResult, FuzzSinks } from '../pipeline/fuzz.ts';
import type { SynthRequest, SynthResult } from '../pipeline/synth.ts';
import type { Terminal } from '../report/live-status.ts';
import type { LockOwner } from '../report/run-lock.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** Where text goes. */
export interface Output {
  write(text: string): void;
  readonly isTty: boolean;
  /** Columns of a terminal, else a width for logs. */
  readonly columns: number;
}

/** Everything outside the program that a command may touch; commands reach for nothing else. */
export interface CliHost {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The result. */
  readonly stdout: Output;
  /** The talk. */
  readonly stderr: Output;
  /** The terminal that live status is drawn on; undefined when stderr is none. */
  readonly terminal: Terminal | undefined;
  readonly versions: RunVersions;
  /** Logical processors that this process may use. */
  readonly cpuCount: number;
  readonly owner: LockOwner;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly now: () => Date;
  readonly readStdin: () => Promise<string>;
  /** Calls the handler at every Ctrl-C or request to end. @returns stops it */
  readonly onInterrupt: (handler: () => void) => () => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
}

export interface RunInputRequest {
  readonly target: string;
  readonly options: OptionSet;
  readonly cwd: string;
  /** What the input file holds. */
  readonly text: string;
  /** How to call the input file in errors. */
  readonly name: string;
}

export interface RunInputResult {
  readonly measurement: Measurement;
  readonly hotLines: readonly HotLine[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

export interface RebuildSuiteRequest {
  /** Absolute path of a run directory. */
  readonly directory: string;
  readonly cwd: string;
}

export interface ExportDatasetRequest {
  /** Absolute path of a problem, a run, or a directory of either. */
  readonly from: string;
  readonly cwd: string;
  readonly format: ExportFormat;
  /** Absolute path of the directory to be made. */
  readonly out: string;
  /** Absolute path of what the format patches; undefined when none was given. */
  readonly base: string | undefined;
  /** Of the dataset card; undefined for the directory's name. */
  readonly title: string | undefined;
  readonly strict: boolean;
  readonly slowpathVersion: string;
}

export interface ImportDatasetRequest {
  /** Absolute path of a file or a directory. */
  readonly from: string;
  /** Undefined: what it looks like. */
  readonly format: ImportFormat | undefined;
  /** Absolute path of the directory to be made. */
  readonly out: string;
  readonly strict: boolean;
}

/** The jobs that commands start; each may take long. */
export interface Jobs {
  fuzz(
    request: FuzzRequest,
    sinks: FuzzSinks,
    context: FuzzContext,
  ): Promise<Pick<FuzzResult, 'directory' | 'record'>>;
  synthesize(
    request: SynthRequest,
    sinks: FuzzSinks,
    context: Pick<FuzzContext, 'apiKey' | 'clock' | 'finishEarly'>,
  ): Promise<SynthResult>;
  runInput(request: RunInputRequest, signal: AbortSignal): Promise<RunInputResult>;
  /** Selects and minimises the suite of a run anew and writes it. */
  rebuildSuite(request: RebuildSuiteRequest, sinks: FuzzSinks, context: FuzzContext): Promise<void>;
  /** The campaigns of many problems under one budget. */
  campaign(request: BatchRequest, sinks: BatchSinks, context: FuzzContext): Promise<BatchResult>;
  /** Writes what a directory holds as a dataset. @param tell one line for every issue */
  exportDataset(
    request: ExportDatasetRequest,
    tell: (text: string) => void,
  ): Promise<ExportSummary>;
  /** Makes problem directories of a dataset. @param tell one line for every issue */
  importDataset(
    request: ImportDatasetRequest,
    tell: (text: string) => void,
  ): Promise<ImportSummary>;
  /** Replays suites and compares their cost with a baseline or another commit. */
  check(request: CheckRequest, context: CheckContext): Promise<CheckResult>;
  /** Runs solutions on tests and writes eval.json. @param tell one line about what is going on */
  evaluate(
    request: EvalRequest,
    versions: RunVersions,
    signal: AbortSignal,
    tell: (line: string) => void,
  ): Promise<EvalResult>;
  /** Looks at the machine and tries out what protects it from programs under test. */
  examine(host: CliHost): Promise<readonly DoctorFinding[]>;
}
