import { describe, expect, it } from 'vitest';
import { runRecordJsonSchema, runRecordSchema } from '../../../src/report/run-record-schema.ts';
import { sampleRecord } from './sample-record.ts';

describe('the schema of run.json', () => {
  it('takes a record back as it was', () => {
    const json: unknown = JSON.parse(JSON.stringify(sampleRecord()));
    expect(runRecordSchema.parse(json)).toEqual(sampleRecord());
  });

  it.each([
    ['another version', { version: 2 }],
    ['a negative count', { execs: -1 }],
    ['an unknown status', { status: 'great' }],
    ['an unknown outcome', { outcomes: { fine: 3 } }],
    ['a share above one', { hotLines: [{ ...sampleRecord().hotLines[0], share: 1.5 }] }],
  ])('refuses %s', (_, changes) => {
    expect(runRecordSchema.safeParse({ ...sampleRecord(), ...changes }).success).toBe(false);
  });

  it('is published as JSON Schema', () => {
    expect(runRecordJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { version: { const: 1 }, growth: { type: 'object' } },
      required: expect.arrayContaining(['target', 'seed', 'status']),
    });
  });
});
