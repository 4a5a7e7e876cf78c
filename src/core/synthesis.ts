import type { FileCoverage } from '../../harness/protocol.ts';
import type { Constraint } from '../../constraints/language/constraint.ts';
import type { Measurement, MeasureOptions } from './executor.ts';
import type { Json } from './run-record.ts';
import type { Observation, ProbePlace, Watch } from './watch.ts';

/** An input of the sample that synthesis looks at, and what it cost. */
export interface ProfiledRun extends Measurement {
  /** See InputModel.encode. */
  readonly input: string;
  /** Where it comes from: `seed`, `found`, `generated`, `mutated`. */
  readonly origin: string;
}

/** A line that costs much more in the slow run of a pair than in the fast one. */
export interface LineDifference {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly slowHits: number;
  readonly fastHits: number;
}

/** Two runs of like size of which one costs much more. */
export interface ContrastPair {
  readonly id: string;
  readonly slow: ProfiledRun;
  readonly fast: ProfiledRun;
  /** slow.steps / fast.steps, > 1. */
  readonly ratio: number;
  /** Of the inputs, 0 to 1: common prefix and shared tokens. */
  readonly similarity: number;
  /** Costliest differences first; the first is the hot place that the pair explains. */
  readonly lines: readonly LineDifference[];
  /** Line and branch hits of both, by istanbul-lib-instrument. */
  readonly slowCoverage: readonly FileCoverage[];
  readonly fastCoverage: readonly FileCoverage[];
}

/** A module of the program as its author wrote it. */
export interface ProgramSource {
  /** Absolute path. */
  readonly file: string;
  /** Relative to the entry's directory with forward slashes: what {@link Place.file} names. */
  readonly name: string;
  readonly code: string;
}

/** One place of the input model that recipes can name. */
export interface InputPlace {
  /** See Part.place: `args[0]`, `edges`, `tests[].a`. */
  readonly place: string;
  /** Further names for it: of the parameter, for functions. */
  readonly names: readonly string[];
  readonly kind: 'text' | 'list' | 'number';
  /** In words, with bounds: `list of integers 0 to 100, up to 1,000 long`. */
  readonly description: string;
}

/** Everything that a synthesizer may look at and ask. */
export interface SynthesisContext {
  readonly target: { readonly specifier: string; readonly kind: 'function' | 'stdin' };
  readonly sources: readonly ProgramSource[];
  /** Places of the hottest functions and loops, hottest first. */
  readonly places: readonly ProbePlace[];
  /** Finds the place that a document names. @returns what is wrong with it, in words, when there is none. */
  locate(where: Constraint['where']): ProbePlace | { readonly problem: string };
  readonly inputs: readonly InputPlace[];
  /** Slow and fast inputs at several sizes, outcome `ok`; deterministic order. */
  readonly runs: readonly ProfiledRun[];
  readonly pairs: readonly ContrastPair[];
  /** Runs inputs with a watch woven in, all probes armed, in a shard of its own. */
  observe(
    watch: Watch,
    inputs: readonly string[],
    options: MeasureOptions,
  ): Promise<readonly Observation[]>;
  /** An encoded input as people read it: JSON of the arguments, or the text of stdin. */
  show(input: string): string;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** A document of a proposal, unchecked: JSON that may be anything. */
export interface Proposal {
  readonly constraints: readonly unknown[];
  readonly recipes: readonly unknown[];
  /** What the user should know, one line each. */
  readonly notes: readonly string[];
}

/** What the gate, in order, asks of a candidate. */
export const GATE_CHECKS = [
  'parses',
  'in-scope',
  'compiles',
  'outputs-unchanged',
  'cost-unchanged',
  'separates-its-pair',
  'not-tautological',
  'reachable',
  'direction',
  'not-equivalent',
] as const;
export type GateCheck = (typeof GATE_CHECKS)[number];

export interface GateEvidence {
  readonly check: GateCheck;
  readonly passed: boolean;
  /** For people, one line: what was seen. */
  readonly text: string;
  /** The figures behind it. */
  readonly figures?: Json;
}

/** A constraint that the search may be handed, with its place resolved. */
export interface GatedConstraint {
  readonly constraint: Constraint;
  readonly place: ProbePlace;
  /** The round of synthesis that it was proposed in, from 1. */
  readonly round: number;
  readonly evidence: readonly GateEvidence[];
}

/** A candidate that the gate turned away; all checks up to the failed one are told. */
export interface RejectedConstraint {
  /** The document as proposed, shortened to 2,000 characters when it is larger. */
  readonly document: Json;
  readonly id: string;
  readonly source: Constraint['source'];
  readonly round: number;
  readonly evidence: readonly GateEvidence[];
}

/** Cost of inputs that satisfy a constraint against those that do not, at equal size. */
export interface Uplift {
  /** Ratio of size-adjusted costs (Hodges–Lehmann estimate on log costs); > 1: satisfying inputs cost more. */
  readonly ratio: number;
  /** 95 % interval. */
  readonly interval: readonly [number, number];
  /** Two-sided Mann–Whitney test on size-adjusted log costs. */
  readonly pValue: number;
  readonly satisfied: number;
  readonly unsatisfied: number;
}

/** How a campaign fared with a constraint so far. */
export interface ConstraintScore {
  readonly id: string;
  /** Least margin of any execution; 0 once it was satisfied. */
  readonly bestMargin: number;
  /** Executions that satisfied it, of those that looked at it. */
  readonly satisfied: number;
  readonly observed: number;
  /** Finds whose reason it was, and the steps that they gained. */
  readonly finds: number;
  readonly stepsGained: number;
}

/**
 * What the figures say of a constraint. `strong`: inputs that satisfy it cost at least 1.5 times as much at equal size,
 * beyond doubt; `weak`: less, or not beyond doubt; `wrong-way`: they cost less, beyond doubt;
 * `unmeasured`: no two groups of inputs to compare.
 */
export const STANDINGS = ['strong', 'weak', 'wrong-way', 'unmeasured'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What became of a candidate: a row of the scoreboard, and of `run.json`. */
export type ConstraintRecord = AcceptedRecord | RejectedRecord;

export interface AcceptedRecord {
  readonly verdict: 'accepted';
  readonly constraint: Constraint;
  /** Where it is looked at; the file is the one of `constraint.where`. */
  readonly place: Pick<ProbePlace, 'at' | 'line' | 'column' | 'functionName'>;
  readonly round: number;
  readonly evidence: readonly GateEvidence[];
  readonly standing: Standing;
  /** Absent when no campaign has used it. */
  readonly score?: ConstraintScore;
  /** Absent when the standing is `unmeasured`. */
  readonly uplift?: Uplift;
}

/** The last piece of evidence is the check that failed. */
export interface RejectedRecord extends RejectedConstraint {
  readonly verdict: 'rejected';
}

/** What a further round is told of the rounds before. */
export interface SynthesisHistory {
  /** From 1. */
  readonly round: number;
  readonly accepted: readonly GatedConstraint[];
  readonly rejected: readonly RejectedConstraint[];
  readonly scores: readonly ConstraintScore[];
}

/** Proposes constraints and recipes; what it says is checked by the gate before anything else sees it. */
export interface Synthesizer {
  readonly name: 'profile' | 'llm' | 'replay' | 'user';
  /** @throws UsageError when it cannot work at all (no key, no transcript); anything less is a note. */
  propose(context: SynthesisContext, history: SynthesisHistory): Promise<Proposal>;
}

export type { Constraint };
