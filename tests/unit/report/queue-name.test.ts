import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../harness/protocol.ts';
import {
  MAX_NAME_LENGTH,
  type QueueName,
  parseQueueName,
  printQueueName,
} from '../../../src/report/queue-name.ts';
import { TEST_SEED } from '../../helpers/seed.ts';

const sample: QueueName = {
  outcome: 'ok',
  steps: 91_234,
  allocUnits: 7,
  size: 400,
  reasons: ['+max:site17', '+total'],
  provenance: { id: 123, parents: [45, 17], op: 'pump', execs: 90_210 },
};
const sampleName =
  'id:000123,src:000045+000017,op:pump,execs:90210,size:400,steps:91234,alloc:7,+max:site17,+total';

const word = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 4 }));
const count = fc.integer({ min: 0, max: 2 ** 40 });
const name: fc.Arbitrary<QueueName> = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  steps: count,
  allocUnits: count,
  size: count,
  reasons: fc.array(
    word.map((text) => `+${text}`),
    { maxLength: 3 },
  ),
  provenance: fc.record({
    id: count,
    parents: fc.array(count, { maxLength: 2 }),
    op: fc.constantFrom('pump', 'seed', 'near-sort', 'a b', 'x,y:z=+%/\\'),
    execs: count,
  }),
});

describe('corpus file names', () => {
  it('read as documented', () => {
    expect(printQueueName(sample)).toBe(sampleName);
    expect(printQueueName(sample, '=')).toBe(sampleName.replaceAll(':', '='));
    expect(parseQueueName(sampleName)).toEqual(sample);
    expect(parseQueueName(sampleName.replaceAll(':', '='))).toEqual(sample);
  });

  it('come back as they were, with either separator', () => {
    fc.assert(
      fc.property(name, fc.constantFrom(':' as const, '=' as const), (finding, separator) => {
        const printed = printQueueName(finding, separator);
        const parsed = parseQueueName(printed);
        expect(parsed && printQueueName(parsed, separator)).toBe(printed);
        const isShortened = printed.includes(`,+more${separator}`);
        expect(isShortened ? finding : parsed).toEqual(finding);
      }),
      { seed: TEST_SEED, numRuns: 500 },
    );
  });

  it('hold no character that a file system forbids, and stay short', () => {
    const many = fc.array(
      word.map((text) => `+${text}`),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(name, many, fc.string({ unit: 'binary' }), (finding, reasons, op) => {
        const printed = printQueueName(
          { ...finding, reasons, provenance: { ...finding.provenance, op } },
          '=',
        );
        expect(printed).toMatch(/^[A-Za-z0-9._%+,=-]+$/);
        expect(printed.length).toBeLessThanOrEqual(MAX_NAME_LENGTH + 20);
        expect(parseQueueName(printed)?.steps).toBe(finding.steps);
      }),
      { seed: TEST_SEED, numRuns: 300 },
    );
  });

  it('count the reasons that do not fit', () => {
    const reasons = Array.from({ length: 40 }, (_, i) => `+max:site${1000 + i}`);
    const printed = printQueueName({ ...sample, reasons });
    const kept = parseQueueName(printed)?.reasons ?? [];
    expect(kept.at(-1)).toBe(`+more:${40 - (kept.length - 1)}`);
  });

  it('are not recognised in other files', () => {
    for (const other of [
      '',
      'README.md',
      'id:1',
      '.writing-id:000001',
      'id:x,op:a,execs:1,size:1,steps:1,alloc:1',
      `${sampleName},outcome:great`,
      'id:000001,op:%FF,execs:1,size:1,steps:1,alloc:1',
      'id:000001,id:000002,op:a,execs:1,size:1,steps:1,alloc:1',
    ]) {
      expect(parseQueueName(other)).toBeUndefined();
    }
  });
});
