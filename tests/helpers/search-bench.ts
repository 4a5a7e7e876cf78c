import type { ParsedRecipe } from '../../src/core/executor.ts';
import type { InputSpec } from '../../src/core/input-spec.ts';
import type { Watch } from '../../src/core/watch.ts';
import { Watcher } from '../../src/fuzz/constraints/watcher.ts';
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
  /** What the program's probes look at; its constraints are named in the options. */
  readonly watch?: Watch;
  readonly recipes?: readonly ParsedRecipe[];
}

/** Runs one shard's search against a program in this process, epoch after epoch. */
export function searchFor(trial: SearchTrial): {
  readonly report: EpochReport;
  readonly search: Search;
  readonly host: ReturnType<typeof createFakeHost>;
} {
  const host = createFakeHost(trial.program);
  const runner = { input: '' };
  const model = compileSpec(trial.spec, { maxSize: trial.maxSize });
  const options: SearchOptions = {
    seed: trial.seed,
    shard: 0,
    shards: 1,
    ladderMaxSteps: 2 ** 22,
    finalMaxSteps: 2 ** 30,
    maxSize: trial.maxSize,
    dictionary: { strings: [], numbers: [] },
    without: [],
    ...trial.options,
  };
  const search = new Search(host, model, runner, options, undefined, {
    watcher: trial.watch && new Watcher(host, trial.watch),
    recipes: trial.recipes,
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
      return { report, search, host };
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
