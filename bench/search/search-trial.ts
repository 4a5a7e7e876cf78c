import type { Finding } from '../../src/core/finding.ts';
import type { SearchEnd, SearchSink } from '../../src/pipeline/search-stage.ts';
import { runSearch } from '../../src/pipeline/search-stage.ts';
import { createSynthesizers } from '../../src/pipeline/synthesizers.ts';
import { createCpuMeter, type CpuMeter } from '../support/cpu-meter.ts';
import { type CurvePoint, extendCurve } from './curve.ts';
import { chooseWinner, keepFinalist } from './finalists.ts';
import type { SynthesisUse, Trial, TrialResult } from './trial.ts';
import type { SearchVariant } from './variants.ts';

/**
 * The campaign that `slowpath fuzz` runs with one worker, synthesis included, up to the suite. The best is that of what
 * the search kept, measured again as for the suite.
 */
export async function runSearchTrial(
  trial: Trial,
  { without, hasConstraints }: Pick<SearchVariant, 'hasConstraints' | 'without'>,
): Promise<TrialResult> {
  const { prepared, options, maxSteps, clock, until, budgetClock } = trial;
  const enough = new AbortController();
  const meter = createCpuMeter();
  const log = createLog(meter, clock, (best) => {
    if (best >= until) enough.abort();
  });
  const setting = { options, cwd: '/', apiKey: undefined, transcriptDirectory: undefined };
  const end = await runSearch(
    {
      prepared,
      options,
      timeMs: options.timeMs,
      ...(maxSteps === undefined ? {} : { steps: maxSteps }),
      without,
      clock: budgetClock === 'cpu' ? () => meter.cpuMs() : clock,
      signal: enough.signal,
      resume: undefined,
      synthesizers: hasConstraints ? createSynthesizers(setting) : [],
      openShard: meter.openShard,
    },
    log.sink,
  );
  const { execs, stop } = end;
  const used = log.spent();
  const { curve, finalists, notes } = log;
  const winner = await chooseWinner(finalists, prepared, options);
  const best = { steps: winner?.steps ?? 0, size: winner?.size ?? 0, input: winner?.input };
  // Known no earlier than this when the search had cut it off.
  extendCurve(curve, { execs, ...used, best: best.steps });
  return {
    best,
    execs,
    steps: log.steps(),
    ...used,
    stop: enough.signal.aborted ? 'reached' : stop,
    curve,
    notes,
    ...synthesisOf(end, { execs: meter.inputs(), cpuMs: log.synthesisMs() }),
  };
}

type Spent = Pick<CurvePoint, 'cpuMs' | 'wallMs'>;

interface TrialLog {
  readonly sink: SearchSink;
  readonly curve: CurvePoint[];
  readonly finalists: Finding[];
  readonly notes: string[];
  spent(): Spent;
  /** Of the search, so far. */
  steps(): number;
  /** CPU time, milliseconds. */
  synthesisMs(): number;
}

/** @param progressed told the highest cost so far, after every epoch. */
function createLog(
  meter: CpuMeter,
  clock: () => number,
  progressed: (best: number) => void,
): TrialLog {
  const began = clock();
  const notes: string[] = [];
  const curve: CurvePoint[] = [];
  const finalists: Finding[] = [];
  let steps = 0;
  let synthesisMs = 0;
  // Told at an epoch's end, which is as exact as times are; executions are exact.
  const spent = (): Spent => ({ wallMs: clock() - began, cpuMs: meter.cpuMs() });
  return {
    curve,
    finalists,
    notes,
    spent,
    steps: () => steps,
    synthesisMs: () => synthesisMs,
    sink: {
      found(finding) {
        keepFinalist(finalists, finding);
        extendCurve(curve, { execs: finding.provenance.execs, ...spent(), best: finding.steps });
      },
      // What of them is costly was found as well.
      prize: () => undefined,
      note: (text) => void notes.push(text),
      killed: ({ outcome, detail }) =>
        void notes.push(`an input ended its worker: ${outcome} ${detail}`),
      progress(progress) {
        steps = progress.steps;
        progressed(finalists[0]?.steps ?? 0);
      },
      wantsCheckpoint: () => false,
      checkpoint: () => undefined,
      async stage(_name, run) {
        const before = meter.cpuMs();
        const result = await meter.during(run);
        synthesisMs += meter.cpuMs() - before;
        return result;
      },
    },
  };
}

function synthesisOf(
  { synthesis, scores }: SearchEnd,
  use: Pick<SynthesisUse, 'cpuMs' | 'execs'>,
): { readonly synthesis?: SynthesisUse } {
  if (synthesis === undefined) return {};
  const { rounds, accepted, recipes } = synthesis;
  return {
    synthesis: {
      ...use,
      rounds,
      constraints: accepted.map(({ constraint: { id, when } }) => ({
        id,
        when,
        score: scores.find((score) => score.id === id),
      })),
      recipes: recipes.length,
    },
  };
}
