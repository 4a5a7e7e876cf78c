import type { InputSpec } from '../../src/core/input-spec.ts';
import type { EpochReport, SearchOptions } from '../../src/fuzz/requests.ts';
import { Search } from '../../src/fuzz/search.ts';
import { compileSpec } from '../../src/inputs/spec/compile.ts';
import { createFakeHost, drive, type FakeProgram } from './fake-host.ts';

export interface SearchTrial {
  readonly spec: InputSpec;
  readonly program: FakeProgram;
  readonly seed: number;
  /** Executions at most. */
  readonly execs: number;
  readonly maxSize: number;
  /** Ends the trial early when the best cost reaches it. Steps. */
  readonly until?: number;
  readonly options?: Partial<SearchOptions>;
}

/** Runs one shard's search against a program in this process, epoch after epoch. */
export function searchFor(trial: SearchTrial): {
  readonly report: EpochReport;
  readonly search: Search;
} {
  const host = createFakeHost(trial.program);
  const runner = { input: '' };
  const model = compileSpec(trial.spec, { maxSize: trial.maxSize });
  const search = new Search(host, model, runner, {
    seed: trial.seed,
    shard: 0,
    shards: 1,
    ladderMaxSteps: 2 ** 22,
    finalMaxSteps: 2 ** 30,
    maxSize: trial.maxSize,
    dictionary: { strings: [], numbers: [] },
    without: [],
    ...trial.options,
  });
  drive(
    search.begin({
      kind: 'search-begin',
      options: SEEDLESS,
      seeds: [],
      quarantine: [],
      journal: false,
    }),
    host,
    runner,
  );
  for (let epoch = 0; ; epoch++) {
    const report = drive(
      search.epoch({
        kind: 'search-epoch',
        epoch,
        stage: 'search',
        execs: 4000,
        steps: 25_000_000,
        imports: [],
        quarantine: [],
        journal: false,
      }),
      host,
      runner,
    );
    if (report.totals.execs >= trial.execs || report.best.steps >= (trial.until ?? Infinity))
      return { report, search };
  }
}

/** `begin` takes its options from the constructor. */
const SEEDLESS: SearchOptions = {
  seed: 0,
  shard: 0,
  shards: 1,
  ladderMaxSteps: 1,
  finalMaxSteps: 1,
  maxSize: 1,
  dictionary: { strings: [], numbers: [] },
  without: [],
};
