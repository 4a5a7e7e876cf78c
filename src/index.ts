/**
 * slowpath as a library. `fuzz` is the main job; the rest reads and checks what it writes, and defines targets in code.
 */
export { fuzz } from './api/fuzz.ts';
export type { Duration, FuzzOptions, FuzzResult } from './api/fuzz.ts';
export { defineTarget } from './api/define-target.ts';
export type { ArbitraryOf, TargetDefinition } from './api/define-target.ts';

export { AppError, DataError, HarnessError, UsageError } from './core/errors.ts';

export { inputSpecJsonSchema, parseInputSpec } from './inputs/spec/schema.ts';
export type * from './core/input-spec.ts';

export { readRunRecord } from './report/read-run.ts';
export { runRecordJsonSchema } from './report/run-record-schema.ts';
export type * from './core/run-record.ts';
export type { Outcome } from '../harness/protocol.ts';

export { baselineJsonSchema } from './check/baseline-schema.ts';
export { readSuite, readTest } from './suite/suite-file.ts';
export { suiteJsonSchema } from './suite/suite-schema.ts';
export type { Suite, SuiteTest } from './suite/suite-schema.ts';
export type { TestInput } from './suite/test-file.ts';
export { fromTaggedJson, toTaggedJson } from './suite/tagged-json.ts';

export { evaluationJsonSchema } from './core/evaluation-metrics.ts';
export type { Evaluation, EvaluationMetrics } from './core/evaluation-metrics.ts';
export type { PreferencePair, RewardRow } from './core/reward-rows.ts';

export { problemRecordJsonSchema, problemRecordSchema } from './dataset/problem-record.ts';
export type { ProblemRecord } from './dataset/problem-record.ts';
export { batchIndexJsonSchema } from './pipeline/batch/batch-index.ts';

export { fitGrowth, growthChanged } from './evaluate/growth.ts';
export type { Growth, GrowthClass, GrowthPoint } from './core/finding.ts';
