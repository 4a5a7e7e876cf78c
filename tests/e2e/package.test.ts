import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeUserProject } from '../helpers/user-project.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What a stranger may write; compiled with strict checks, then run. */
const PROGRAM = `
import * as slowpath from 'slowpath';
import { DataError, defineTarget, fitGrowth, fromTaggedJson, fuzz, inputSpecJsonSchema, parseInputSpec, readRunRecord,
  readSuite, readTest, runRecordJsonSchema, suiteJsonSchema, toTaggedJson, UsageError } from 'slowpath';
import type { Growth, InputSpec, RunRecord, Suite } from 'slowpath';
import { PROTOCOL_VERSION } from 'slowpath/harness';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';

writeFileSync('slow.cjs', 'exports.f = (a) => { let n = 0; for (const x of a) for (const y of a) n += x + y; return n; };');
const spec: InputSpec = parseInputSpec(
  { version: 1, kind: 'function', args: [{ name: 'a', spec: { type: 'list', of: { type: 'int', min: 0, max: 9 }, maxLength: 100 } }] },
  'spec',
);
writeFileSync('spec.json', JSON.stringify(spec));
const messages: string[] = [];
const result = await fuzz({ target: 'slow.cjs#f', spec: 'spec.json', execs: 2000, workers: 1, onMessage: (text) => messages.push(text) });
const record: RunRecord = readRunRecord(result.directory);
const suite: Suite = readSuite(result.directory + '/suite');
const [first] = suite.tests;
const input = first && readTest(result.directory + '/suite', first, 'function');
const growth: Growth | undefined = fitGrowth(record.growth?.points ?? []);

defineTarget({ run: (text: string, n: number) => text.repeat(n), input: [fc.string(), fc.nat(9)] });
defineTarget({ run: (list: readonly number[]) => list.length, input: spec });
defineTarget({ input: [fc.boolean(), fc.nat()], run: (flag, n) => (flag ? n.toFixed(1) : '') });
// @ts-expect-error an arbitrary of another type
defineTarget({ run: (text: string) => text.length, input: [fc.nat()] });
// @ts-expect-error an argument too few
defineTarget({ run: (text: string, n: number) => text.length + n, input: [fc.string()] });
// @ts-expect-error a duration without its unit
void (() => fuzz({ target: 'x', time: '20' }));

const refused = await fuzz({ target: 'gone.js' }).catch((error: unknown) => error);
console.log(JSON.stringify({
  exports: Object.keys(slowpath).sort(),
  protocol: typeof PROTOCOL_VERSION,
  growth: growth?.class,
  same: JSON.stringify(record.best) === JSON.stringify(result.record.best),
  input: JSON.stringify(input) === JSON.stringify(result.inputs[0]),
  refused: refused instanceof UsageError && refused.code,
  invalid: (() => { try { parseInputSpec({}, 'x'); return ''; } catch (error) { return error instanceof DataError && error.code; } })(),
  tagged: fromTaggedJson(toTaggedJson(new Map([[1, undefined]]))) instanceof Map,
  schemas: [inputSpecJsonSchema(), runRecordJsonSchema(), suiteJsonSchema()].map((schema) => typeof schema),
}));
`;

let project: ReturnType<typeof makeUserProject>;

beforeAll(() => {
  project = makeUserProject();
});

afterAll(() => project.remove());

describe('the package as a library', { timeout: 120_000 }, () => {
  it('compiles for strict users, and does what it says', () => {
    writeFileSync(join(project.path, 'program.ts'), PROGRAM);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
    const target = ['--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
    const cwd = project.path;
    execFileSync(process.execPath, [tsc, ...options, ...target, 'program.ts'], { cwd });
    const out = execFileSync(process.execPath, ['program.js'], { cwd, encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual({
      exports: [
        'AppError',
        'DataError',
        'HarnessError',
        'UsageError',
        'baselineJsonSchema',
        'batchIndexJsonSchema',
        'defineTarget',
        'evaluationJsonSchema',
        'fitGrowth',
        'fromTaggedJson',
        'fuzz',
        'growthChanged',
        'inputSpecJsonSchema',
        'parseInputSpec',
        'problemRecordJsonSchema',
        'problemRecordSchema',
        'readRunRecord',
        'readSuite',
        'readTest',
        'runRecordJsonSchema',
        'suiteJsonSchema',
        'toTaggedJson',
      ],
      protocol: 'number',
      growth: 'quadratic',
      same: true,
      input: true,
      refused: 'usage',
      invalid: 'data',
      tagged: true,
      schemas: ['object', 'object', 'object'],
    });
  });
});
