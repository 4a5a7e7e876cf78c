import type { ShardOptions } from '../../harness/protocol.ts';
import type { ConfigureRequest } from '../../src/core/executor.ts';
import { harnessDirectory } from '../../src/execute/shard.ts';
import type { SearchRequest } from '../../src/fuzz/requests.ts';
import type { ThroughputTarget } from './targets.ts';

const MAX_SIZE = 65_536;

export function shardOptions(): ShardOptions {
  return {
    hangTimeoutMs: 10_000,
    memoryMb: 512,
    realClock: false,
    programSeed: 1,
    loopScript: `${harnessDirectory()}loop.js`,
  };
}

export function configureRequest({ spec }: ThroughputTarget): ConfigureRequest {
  return {
    kind: 'configure',
    model: { kind: 'spec', spec, maxSize: MAX_SIZE },
    target: 'function',
    dictionary: { strings: [], numbers: [] },
  };
}

export function beginRequest(): SearchRequest {
  return {
    kind: 'search-begin',
    seeds: ['[1]'],
    quarantine: [],
    journal: false,
    options: {
      seed: 1,
      shard: 0,
      shards: 1,
      ladderMaxSteps: 1_000_000,
      finalMaxSteps: 2 ** 30,
      maxSize: MAX_SIZE,
      dictionary: { strings: [], numbers: [] },
      without: [],
    },
  };
}

export function epochRequest(epoch: number, execs: number): SearchRequest {
  return {
    kind: 'search-epoch',
    epoch,
    stage: 'search',
    execs,
    steps: Number.MAX_SAFE_INTEGER,
    imports: [],
    quarantine: [],
    journal: false,
  };
}
