import type { MeasureOptions } from '../../core/executor.ts';
import type {
  GateCheck,
  GatedConstraint,
  GateEvidence,
  RejectedConstraint,
  SynthesisContext,
} from '../../core/synthesis.ts';
import { documentId, freeId, readDocument } from '../document.ts';
import { type Candidate, type Origin, readAccepted, readCandidate } from './candidate.ts';
import { diagnose } from './diagnose.ts';
import { judgeEquivalence } from './equivalence.ts';
import { type Case, judge } from './judge.ts';
import { observeCandidates } from './observe-candidates.ts';
import { type RankCorrelation, sampleOf } from './sample.ts';

export interface GatePorts {
  readonly correlate: RankCorrelation;
}

export interface GateOptions extends Origin {
  /** How the runs of the sample were measured. */
  readonly measure: MeasureOptions;
  /** What has passed before: is woven in too, and need not be found again in other words. */
  readonly accepted: readonly GatedConstraint[];
  /** Ids in use, of what was accepted and rejected before. */
  readonly takenIds: ReadonlySet<string>;
  /** Lets conditions pass that explain cost by size alone: for when nothing better was found. */
  readonly allowSizeOnly: boolean;
}

export interface GateVerdicts {
  readonly accepted: readonly GatedConstraint[];
  readonly rejected: readonly RejectedConstraint[];
  /** The ids that documents were given, by those that they came with; the first of several wins. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Decides which documents are constraints that the search may be handed, see GATE_CHECKS. Documents may be anything;
 * nothing that is wrong with one of them throws.
 * @returns those accepted and those rejected, both in the order of the documents.
 */
export async function gateCandidates(
  documents: readonly unknown[],
  context: SynthesisContext,
  ports: GatePorts,
  options: GateOptions,
): Promise<GateVerdicts> {
  const taken = new Set(options.takenIds);
  const ids = new Map<string, string>();
  const read = documents.map((value, index) => {
    const document = readDocument(value);
    const ownId = documentId(document.json) ?? `${options.source}-${options.round}-${index + 1}`;
    const id = freeId(ownId, taken);
    taken.add(id);
    if (!ids.has(ownId)) ids.set(ownId, id);
    return readCandidate(document, id, context, options);
  });
  const candidates = read.flatMap((one) => (one.kind === 'candidate' ? [one.candidate] : []));
  const evidence = await gatherEvidence(candidates, context, ports, options);
  const accepted: GatedConstraint[] = [];
  const rejected: RejectedConstraint[] = [];
  for (const one of read) {
    if (one.kind === 'rejected') rejected.push(one.rejection);
    else {
      const verdict = verdictOf(one.candidate, evidence.get(one.candidate) ?? [], options);
      if ('document' in verdict) rejected.push(verdict);
      else accepted.push(verdict);
    }
  }
  return { accepted, rejected, ids };
}

/** All checks that take running the program: evidence up to the one that fails, by candidate. */
async function gatherEvidence(
  candidates: readonly Candidate[],
  context: SynthesisContext,
  { correlate }: GatePorts,
  { accepted, measure, allowSizeOnly }: GateOptions,
): Promise<ReadonlyMap<Candidate, readonly GateEvidence[]>> {
  if (candidates.length === 0) return new Map();
  const sample = sampleOf(context);
  const woven = accepted.map(readAccepted);
  const seen = await observeCandidates(woven, candidates, sample, context, measure);
  const cases = seen.fresh.map((observed): Case => {
    const { unstable } = seen;
    return { ...observed, sample, unstable, correlate, allowSizeOnly, diagnosis: undefined };
  });
  const evidence = new Map(cases.map((one) => [one.candidate, judge(one)]));
  const unclear = cases.filter((one) => wantsDiagnosis(evidence.get(one.candidate)));
  if (unclear.length > 0) {
    const found = await diagnose(
      unclear.map(({ candidate }) => candidate),
      sample,
      context,
      measure,
    );
    unclear.forEach((one, k) =>
      evidence.set(one.candidate, judge({ ...one, diagnosis: found[k] })),
    );
  }
  const survivors = cases.filter(({ candidate }) => hasPassed(evidence.get(candidate)));
  for (const [candidate, last] of judgeEquivalence(seen.earlier, survivors)) {
    evidence.set(candidate, [...(evidence.get(candidate) ?? []), last]);
  }
  return evidence;
}

/** Checks whose failure is told better by the values of the condition's parts. */
const EXPLAINED: ReadonlySet<GateCheck> = new Set(['compiles', 'separates-its-pair', 'reachable']);

function wantsDiagnosis(evidence: readonly GateEvidence[] = []): boolean {
  const last = evidence.at(-1);
  return last !== undefined && !last.passed && EXPLAINED.has(last.check);
}

function hasPassed(evidence: readonly GateEvidence[] = []): boolean {
  return evidence.every(({ passed }) => passed);
}

function verdictOf(
  { constraint, place, document }: Candidate,
  evidence: readonly GateEvidence[],
  { source, round }: Origin,
): GatedConstraint | RejectedConstraint {
  return hasPassed(evidence)
    ? { constraint, place, round, evidence }
    : { document, id: constraint.id, source, round, evidence };
}
