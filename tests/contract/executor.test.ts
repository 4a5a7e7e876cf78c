import { createExecutor } from '../../src/execute/executor.ts';
import type { LoadedTarget } from '../../src/core/target.ts';
import { programImage, SHARD_OPTIONS } from '../integration/harness-kit.ts';
import { CONTRACT_PROGRAM, describeExecutor } from './executor-contract.ts';
import { createFakeExecutor } from './fake-executor.ts';

const target: LoadedTarget = {
  specifier: 'main.js',
  slug: 'main',
  kind: 'function',
  image: programImage(CONTRACT_PROGRAM),
  sites: { files: [], sites: [] },
  dictionary: { strings: [], numbers: [] },
  entryFile: 'main.js',
  contentHash: '',
  notes: [],
};

describeExecutor('the fake executor', async () => createFakeExecutor());
describeExecutor('an executor over a shard', () =>
  createExecutor(
    target,
    { kind: 'choices', maxSize: 100 },
    { shard: { ...SHARD_OPTIONS, hangTimeoutMs: 300 } },
  ),
);
