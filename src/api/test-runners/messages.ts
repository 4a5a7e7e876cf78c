import type { EngineOptions } from './stress-options.ts';

/** What the engine's process is asked, as one JSON document on its stdin. */
export type EngineJob = CheckJob | SearchJob | MeasureJob;

interface StressPlace {
  /** As the test names it. */
  readonly target: string;
  /** Absolute path that the target is relative to. */
  readonly cwd: string;
  readonly options: EngineOptions;
}

/** Where the committed cases are. */
export interface StressFiles {
  /** Absolute path of the directory with suite.json. */
  readonly suite: string;
  /** Absolute path of what the cases cost when they were accepted. */
  readonly baseline: string;
}

/** Replays a suite. */
export interface CheckJob extends StressPlace, StressFiles {
  readonly kind: 'check';
  readonly tolerance: number;
  readonly allowOtherNode: boolean;
  /** Accept what is measured. */
  readonly update: boolean;
}

/** Searches for slow inputs and adds them to a suite. */
export interface SearchJob extends StressPlace, StressFiles {
  readonly kind: 'search';
  readonly tolerance: number;
  readonly time: string | undefined;
  readonly execs: number | undefined;
  readonly workers: number | undefined;
}

/** Runs one input. */
export interface MeasureJob extends StressPlace {
  readonly kind: 'measure';
  /** What a test file would hold. */
  readonly input: string;
  /** Stretch the input to other sizes too. */
  readonly growth: boolean;
}

/** What a test came to. */
export interface CaseVerdict {
  readonly isOk: boolean;
  readonly message: string;
}

export interface CheckReply {
  /** By test file. */
  readonly tests: Readonly<Record<string, CaseVerdict>>;
  readonly growth: CaseVerdict;
}

export interface SearchReply {
  /** Cases that were added, and that the suite has now. */
  readonly added: number;
  readonly tests: number;
  readonly summary: string;
}

export interface MeasureReply {
  readonly steps: number;
  readonly size: number;
  readonly outcome: string;
  readonly error: string;
  /** `parse.js:12 (parse)` */
  readonly hottest: string | undefined;
  /** Undefined when it was not asked for, or too few sizes could be measured. */
  readonly growth: { readonly class: string; readonly text: string } | undefined;
}

/** The reply to a job of a kind. */
export interface EngineReplies {
  readonly check: CheckReply;
  readonly search: SearchReply;
  readonly measure: MeasureReply;
}

/** What the engine's process prints. */
export type EngineAnswer =
  | { readonly ok: true; readonly value: EngineReplies[EngineJob['kind']] }
  | { readonly ok: false; readonly message: string; readonly hint: string | undefined };
