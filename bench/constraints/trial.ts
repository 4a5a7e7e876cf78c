import type { ResolvedOptions } from '../../src/config/options.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { ConstraintRecord } from '../../src/core/synthesis.ts';
import { recordConstraints } from '../../src/pipeline/constraint-records.ts';
import { prepareTarget } from '../../src/pipeline/prepare-target.ts';
import { runSearch, type SearchSink } from '../../src/pipeline/search-stage.ts';
import { createSynthesizers } from '../../src/pipeline/synthesizers.ts';
import { createCpuMeter, type CpuMeter } from '../support/cpu-meter.ts';
import { randomShare } from '../support/random-share.ts';
import type { SolutionCase } from './cases.ts';

/** What came of one campaign. */
export interface ConstraintTrial extends Omit<SolutionCase, 'file'> {
  readonly execs: number;
  readonly best: { readonly steps: number; readonly size: number };
  /** What inputs drawn at the size of the costliest find cost, as a share of it. */
  readonly randomShare: number;
  readonly records: readonly ConstraintRecord[];
  /** CPU time of synthesis, all processes, milliseconds. */
  readonly synthesisMs: number;
  readonly notes: readonly string[];
}

/** The campaign that `slowpath fuzz` runs, synthesis included, and the scoreboard of its end. */
export async function runConstraintTrial(
  { file, ...labels }: SolutionCase,
  options: ResolvedOptions,
  clock: () => number,
): Promise<ConstraintTrial> {
  const { signal } = new AbortController();
  const prepared = await prepareTarget(file, options, '/', signal);
  try {
    const meter = createCpuMeter();
    const log = createLog(meter);
    const end = await runSearch(
      {
        prepared,
        options,
        timeMs: options.timeMs,
        without: [],
        clock,
        signal,
        resume: undefined,
        synthesizers: createSynthesizers({
          options,
          cwd: '/',
          apiKey: undefined,
          transcriptDirectory: undefined,
        }),
        openShard: meter.openShard,
      },
      log.sink,
    );
    const best = log.best();
    return {
      ...labels,
      execs: end.execs,
      best,
      randomShare: await randomShare({ prepared, worst: { ...best, call: 'best' } }, options),
      records: await recordConstraints(end, log.findings, { prepared, options }),
      synthesisMs: log.synthesisMs(),
      notes: log.notes,
    };
  } finally {
    await prepared.close();
  }
}

interface TrialLog {
  readonly sink: SearchSink;
  readonly findings: Finding[];
  readonly notes: string[];
  best(): ConstraintTrial['best'];
  synthesisMs(): number;
}

function createLog(meter: CpuMeter): TrialLog {
  const findings: Finding[] = [];
  const notes: string[] = [];
  let synthesisMs = 0;
  return {
    findings,
    notes,
    synthesisMs: () => synthesisMs,
    best: () =>
      findings
        .filter(({ outcome }) => outcome === 'ok')
        .reduce((most, one) => (one.steps > most.steps ? one : most), { steps: 0, size: 1 }),
    sink: {
      found: (finding) => void findings.push(finding),
      prize: () => undefined,
      note: (text) => void notes.push(text),
      killed: ({ outcome, detail }) =>
        void notes.push(`an input ended its worker: ${outcome} ${detail}`),
      progress: () => undefined,
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
