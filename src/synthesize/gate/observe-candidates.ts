import type { MeasureOptions } from '../../core/executor.ts';
import type { SynthesisContext } from '../../core/synthesis.ts';
import { EMPTY_WATCH, type Observation } from '../../core/watch.ts';
import { buildWatch, type WatchEntry } from '../build-watch.ts';
import type { Candidate, Woven } from './candidate.ts';
import { type Changes, changesOf, isUnchanged, UNCHANGED } from './changes.ts';
import { type Margins, marginsOf, type Sample } from './sample.ts';

/** What weaving a constraint in showed. */
export interface Observed<W extends Woven = Candidate> {
  readonly candidate: W;
  readonly margins: Margins;
  readonly changes: Changes;
}

export interface Observations {
  /** Accepted before, and new; both in the order given. */
  readonly earlier: readonly Observed<Woven>[];
  readonly fresh: readonly Observed[];
  /** Runs that come out differently without any probe. Only looked for when runs came out differently with probes. */
  readonly unstable: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * Runs the sample with all candidates woven in. Where that changes a run, the candidates are woven in one after the
 * other, so that the one that does it is known and the others are judged without it.
 */
export async function observeCandidates(
  earlier: readonly Woven[],
  fresh: readonly Candidate[],
  sample: Sample,
  context: SynthesisContext,
  measure: MeasureOptions,
): Promise<Observations> {
  const inputs = sample.runs.map(({ input }) => input);
  const observe: Observe = async (woven) =>
    await context.observe(buildWatch(woven.map(watchEntry)), inputs, measure);
  const together = await observe([...earlier, ...fresh]);
  const all = {
    earlier: earlier.map((one, k) => unchanged(one, k, together)),
    fresh: fresh.map((one, k) => unchanged(one, earlier.length + k, together)),
  };
  if (isUnchanged(changesOf(sample, together, NONE))) return { ...all, unstable: NONE };
  const unprobed = changesOf(sample, await context.observe(EMPTY_WATCH, inputs, measure), NONE);
  const unstable = new Set([...unprobed.outputs, ...unprobed.cost]);
  if (isUnchanged(changesOf(sample, together, unstable))) return { ...all, unstable };
  return { ...(await observeInTurn(earlier, fresh, sample, observe, unstable)), unstable };
}

type Observe = (woven: readonly Woven[]) => Promise<readonly Observation[]>;

async function observeInTurn(
  earlier: readonly Woven[],
  fresh: readonly Candidate[],
  sample: Sample,
  observe: Observe,
  unstable: ReadonlySet<number>,
): Promise<Omit<Observations, 'unstable'>> {
  const before = await observe(earlier);
  const kept: Woven[] = [...earlier];
  const seen: Observed[] = [];
  for (const candidate of fresh) {
    const observations = await observe([...kept, candidate]);
    const changes = changesOf(sample, observations, unstable);
    seen.push({ candidate, margins: marginsOf(observations, kept.length), changes });
    if (isUnchanged(changes)) kept.push(candidate);
  }
  return { earlier: earlier.map((one, k) => unchanged(one, k, before)), fresh: seen };
}

function unchanged<W extends Woven>(
  candidate: W,
  expression: number,
  observations: readonly Observation[],
): Observed<W> {
  return { candidate, margins: marginsOf(observations, expression), changes: UNCHANGED };
}

function watchEntry({ place, condition }: Woven): WatchEntry {
  return { place, expression: condition, mode: 'margin' };
}
