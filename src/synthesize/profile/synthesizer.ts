import type { MeasureOptions } from '../../core/executor.ts';
import { createRng, type Rng } from '../../core/rng.ts';
import type {
  Proposal,
  SynthesisContext,
  SynthesisHistory,
  Synthesizer,
} from '../../core/synthesis.ts';
import { sampleOf } from '../gate/sample.ts';
import { type Candidate, createCandidate } from './candidate.ts';
import { fitConjunctions } from './conjunctions.ts';
import { type Fit, fitTerms } from './fit.ts';
import { inputTexts } from './input-texts.ts';
import { type KnownShapes, knownShapes } from './known-shapes.ts';
import { type ObservedTerms, observeTerms } from './observe-terms.ts';
import type { ProfilePorts } from './ports.ts';
import { relativeCosts } from './relative-costs.ts';
import { selectCandidates, selectSizes } from './select.ts';
import { type Evidence, type VerifiedCandidate, verifyCandidates } from './verify.ts';
import { writeProposal } from './write-proposal.ts';

/** Groups of fitted terms that are looked at as conditions, by what they are about. */
const MAX_GROUPS = { data: 48, work: 12, size: 12 };
/** With fewer runs of like size chance explains everything. */
const MIN_RUNS = 8;
/** What observations may cost beyond the costliest run: nothing is added to steps, so this is for good measure. */
const SPARE_STEPS = 1000;
const MAX_STEPS = 2 ** 31 - 1;

/**
 * The embedded synthesizer: observes a catalogue of terms (`duplicates(a)`, `sortedness(a)`, `m / len(a)` …) over the
 * variables of hot places, and fits thresholds that tell slow runs from fast ones of like size. No key, no network;
 * three observations a round. Deterministic for equal context and history.
 * Asked again about the same context, it has nothing to add to what was accepted: the same runs say the same.
 */
export function createProfileSynthesizer(ports: ProfilePorts): Synthesizer {
  let last: SynthesisContext | undefined;
  return {
    name: 'profile',
    propose: async (context, history) => {
      const hasSpoken =
        last === context &&
        history.accepted.some(({ constraint }) => constraint.source === 'profile');
      last = context;
      if (hasSpoken) return { constraints: [], recipes: [], notes: [] };
      return await propose(context, history, ports);
    },
  };
}

async function propose(
  context: SynthesisContext,
  history: SynthesisHistory,
  { stratify, uplift }: ProfilePorts,
): Promise<Proposal> {
  const sample = sampleOf(context);
  if (sample.runs.length < MIN_RUNS) {
    return nothing(
      `only ${sample.runs.length} inputs to compare: too few to tell a cause from chance`,
    );
  }
  if (context.places.length === 0) return nothing('no place of the program was reached');
  const measure: MeasureOptions = {
    fresh: true,
    maxSteps: Math.min(
      MAX_STEPS,
      2 * Math.max(...sample.runs.map(({ steps }) => steps)) + SPARE_STEPS,
    ),
  };
  const texts = inputTexts(context);
  const observed = await observeTerms(context, sample, texts.telling, measure);
  const evidence = { sample, uplift, measure, costs: relativeCosts(sample.runs, stratify) };
  const known = knownShapes(history, context);
  const rng = createRng(context.seed, history.round);
  const controlled = await chooseControlled(observed, evidence, context, known, rng);
  if (controlled.length > 0 || known.accepted.length > 0) {
    return writeProposal(controlled, { observed, sample, texts, notes: [] }, context, history);
  }
  // What is left is how much there is: costs as they are, sizes not held constant.
  const unsized = relativeCosts(
    sample.runs.map(({ steps }) => ({ size: 1, steps })),
    stratify,
  );
  const ofSize = await chooseSizes(observed, { ...evidence, costs: unsized }, context, known, rng);
  const notes = [
    `nothing that was looked at tells slow inputs from fast ones of like size (${observed.terms.length} terms at ${observed.scopes.length} places, ${sample.runs.length} runs)`,
  ];
  return writeProposal(ofSize, { observed, sample, texts, notes }, context, history);
}

function nothing(note: string): Proposal {
  return { constraints: [], recipes: [], notes: [note] };
}

/** Conditions that tell runs of like size apart. */
async function chooseControlled(
  { terms, observations }: ObservedTerms,
  evidence: Evidence,
  context: SynthesisContext,
  known: KnownShapes,
  rng: Rng,
): Promise<readonly VerifiedCandidate[]> {
  const { costs, sample } = evidence;
  if (costs.total === 0) return [];
  const fit = fitTerms(terms, observations, costs, sample.pairs, rng);
  const single = candidatesOf(fit);
  const joined = fitConjunctions(fit, costs, sample.pairs).flatMap(
    (parts) => createCandidate(parts) ?? [],
  );
  const fresh = [...single, ...joined].filter((candidate) => !known.isSettled(candidate));
  const earlier = known.accepted.map((one) => ({ ...one, parts: [], when: '', guard: undefined }));
  const verified = await verifyCandidates([...earlier, ...fresh], context, evidence);
  return selectCandidates(verified.slice(earlier.length), {
    chance: fit.chance,
    needsPair: sample.pairs.length > 0,
    taken: verified.slice(0, earlier.length).map(({ satisfied }) => satisfied),
  });
}

/** Conditions on lengths alone, for where nothing else tells. */
async function chooseSizes(
  { terms, observations }: ObservedTerms,
  evidence: Evidence,
  context: SynthesisContext,
  known: KnownShapes,
  rng: Rng,
): Promise<readonly VerifiedCandidate[]> {
  const { costs } = evidence;
  if (costs.total === 0) return [];
  const isOfSize = terms.map(({ pattern }) => pattern.about === 'size');
  const fit = fitTerms(
    terms.filter((_, index) => isOfSize[index]),
    observations.map((observation) => ({
      ...observation,
      readings: observation.readings.filter((_, k) => isOfSize[k >> 1]),
    })),
    costs,
    [],
    rng,
  );
  const fresh = candidatesOf(fit).filter((candidate) => !known.isSettled(candidate));
  return selectSizes(await verifyCandidates(fresh, context, evidence), fit.chance);
}

/** The terms of the groups that explain most. */
function candidatesOf({ groups }: Fit): readonly Candidate[] {
  const left = { ...MAX_GROUPS };
  return groups
    .filter(({ members }) => {
      const about = members[0]?.term.pattern.about ?? 'size';
      return left[about]-- > 0;
    })
    .flatMap(({ members }) => members.flatMap((member) => createCandidate([member]) ?? []));
}
