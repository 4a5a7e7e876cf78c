import type { RunRecord } from '../../../src/core/run-record.ts';
import type { ReportInput, ReportTest } from '../../../src/report/report-input.ts';
import { sampleRecord } from './sample-record.ts';

export function sampleTest(index: number, changes: Partial<ReportTest> = {}): ReportTest {
  return {
    file: `tests/000${index + 1}.json`,
    role: index === 0 ? 'costliest' : 'path',
    size: Math.round(4000 / (index + 1)),
    steps: Math.round(12_301_233 / (index + 1) ** 2),
    outcome: 'ok',
    isSeed: false,
    provenance: { ops: ['pump', 'seed'] },
    hot: [{ site: 'lib/parse.ts:17', share: 0.894 }],
    ...changes,
  };
}

export function sampleReport(
  record: Partial<RunRecord> = {},
  changes: Partial<ReportInput> = {},
): ReportInput {
  return {
    record: sampleRecord(record),
    tests: [
      sampleTest(0),
      sampleTest(1, { hot: [{ site: 'lib/parse.ts:18', share: 0.5 }] }),
      sampleTest(2, { outcome: 'threw', role: 'size' }),
      sampleTest(3, { isSeed: true, provenance: { ops: ['seed'] } }),
      sampleTest(4, { role: 'representative', steps: 10_204, size: 115 }),
    ],
    slowest: { kind: 'function', args: ['<'.repeat(3999) + '!'] },
    directory: 'slowpath-out/lib-parse.ts-parse',
    nameFile: (path) => path.replace('/project/', ''),
    ...changes,
  };
}
