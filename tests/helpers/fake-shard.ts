import type { Host, ShardDeath } from '../../harness/protocol.ts';
import type { ParsedRecipe } from '../../src/core/executor.ts';
import type { InputSpec } from '../../src/core/input-spec.ts';
import type { Shard } from '../../src/execute/shard.ts';
import type { SearchOptions } from '../../src/fuzz/requests.ts';
import { createLoop } from '../../src/pipeline/loop.ts';
import type { Killer } from '../../src/pipeline/search-shard.ts';
import { SearchShard } from '../../src/pipeline/search-shard.ts';
import { createFakeHost, type FakeProgram } from './fake-host.ts';

/** What ends a worker: thrown by nothing, met by the shard that runs the program. */
export interface Deadly {
  /** How an input kills the worker; undefined when it does not. Asked before each execution. */
  kills(input: unknown[] | string): ShardDeath['outcome'] | undefined;
}

class Death extends Error {
  readonly outcome: ShardDeath['outcome'];

  constructor(outcome: ShardDeath['outcome']) {
    super(outcome);
    this.outcome = outcome;
  }
}

/** A shard in this process: the real loop beside a program that is an ordinary function. Requests and replies are cloned. */
export function createFakeShard(
  makeProgram: () => FakeProgram & Partial<Deadly>,
): Shard & { readonly restarts: () => number; readonly executions: () => number } {
  let restarts = 0;
  let executions = 0;
  let worker = startWorker(makeProgram());
  let isDead = false;
  return {
    inputSpec: undefined,
    restarts: () => restarts,
    executions: () => executions,
    async request(payload) {
      await Promise.resolve();
      if (isDead) throw new Error('the shard died and was not restarted');
      const { host, loop } = worker;
      const journalled = host.journalled.length;
      const runs = host.runs();
      try {
        loop.begin(structuredClone(payload));
        if (!loop.drive()) throw new Error('a fake program is never pending');
        const value = structuredClone(loop.reply());
        return { kind: 'reply', value, usage: { cpuMs: 0, rssMb: 0 } };
      } catch (error) {
        if (!(error instanceof Death)) throw error;
        isDead = true;
        const journal = host.journalled.slice(journalled).at(-1);
        const { outcome } = error;
        return { kind: 'died', death: { outcome, journal, detail: 'a test' } };
      } finally {
        executions += host.runs() - runs;
      }
    },
    restart() {
      restarts++;
      isDead = false;
      worker = startWorker(makeProgram());
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

function startWorker(program: FakeProgram & Partial<Deadly>): {
  readonly host: ReturnType<typeof createFakeHost>;
  readonly loop: ReturnType<typeof createLoop>;
} {
  const host = createFakeHost(program);
  const run: Host['run'] = (input) => {
    const outcome = program.kills?.(input);
    if (outcome !== undefined) throw new Death(outcome);
    return host.run(input);
  };
  return { host, loop: createLoop({ ...host, run }) };
}

export interface FakeSearch {
  readonly spec: InputSpec;
  readonly program: () => FakeProgram & Partial<Deadly>;
  readonly maxSize?: number;
  readonly options?: Partial<SearchOptions>;
  readonly recipes?: readonly ParsedRecipe[];
  /** Inputs that are known to kill. */
  readonly quarantine?: readonly string[];
}

export interface FakeSearchShard {
  readonly search: SearchShard;
  readonly shard: ReturnType<typeof createFakeShard>;
  /** In the order in which they were told. */
  readonly killers: readonly Killer[];
}

/** A search over a fake shard. */
export function createFakeSearch(fake: FakeSearch): FakeSearchShard {
  const shard = createFakeShard(fake.program);
  const killers: Killer[] = [];
  const maxSize = fake.maxSize ?? 64;
  const search = new SearchShard(
    shard,
    {
      kind: 'configure',
      model: { kind: 'spec', spec: fake.spec, maxSize },
      target: fake.spec.kind === 'stdin' ? 'stdin' : 'function',
      dictionary: { strings: [], numbers: [] },
      recipes: fake.recipes ?? [],
    },
    searchOptions({ maxSize, ...fake.options }),
    fake.quarantine ?? [],
    (killer) => killers.push(killer),
  );
  return { search, shard, killers };
}

export function searchOptions(given: Partial<SearchOptions>): SearchOptions {
  return {
    seed: 1,
    shard: 0,
    shards: 1,
    ladderMaxSteps: 100_000,
    finalMaxSteps: 1_000_000,
    maxSize: 64,
    dictionary: { strings: [], numbers: [] },
    without: [],
    ...given,
  };
}
