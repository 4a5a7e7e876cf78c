import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHECK_FORMAT_NAMES, CHECK_FORMATS } from '../../../src/cli/check-report/formats.ts';
import type { CheckPlace } from '../../../src/cli/check-report/check-format.ts';
import { createPaint } from '../../../src/report/paint.ts';
import { failedSuite, resultOf, slowerSuite } from '../check/check-result.ts';

const place: CheckPlace = {
  cwd: '/p',
  paint: createPaint(false),
  width: 100,
  directoryOf: (suite) => suite,
};

/** What SARIF 2.1.0 asks of the parts that are used here (OASIS standard, sections 3.13 to 3.30). */
const sarif = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({
        driver: z.strictObject({
          name: z.string(),
          semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
          rules: z.array(
            z.strictObject({
              id: z.string(),
              shortDescription: z.strictObject({ text: z.string() }),
              defaultConfiguration: z.strictObject({ level: z.enum(['error', 'warning']) }),
            }),
          ),
        }),
      }),
      invocations: z.array(z.strictObject({ executionSuccessful: z.boolean(), exitCode: z.int() })),
      columnKind: z.literal('utf16CodeUnits'),
      results: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleIndex: z.int().nonnegative(),
          level: z.enum(['error', 'warning']),
          message: z.strictObject({ text: z.string().min(1) }),
          locations: z.array(
            z.strictObject({
              physicalLocation: z.strictObject({
                artifactLocation: z.strictObject({
                  uri: z.string().regex(/^[^\s\\]+$/),
                }),
                region: z.strictObject({ startLine: z.int().positive() }).optional(),
              }),
            }),
          ),
          partialFingerprints: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ]),
});

describe('the formats of a check', () => {
  it('name the slower test, its growth, its hottest line and how to run it again', () => {
    for (const name of ['table', 'markdown', 'junit', 'sarif', 'github'] as const) {
      const text = CHECK_FORMATS[name](resultOf(), place);
      expect(text).toContain('tests/0001.json');
      expect(text).toContain('linear → quadratic in size');
      expect(text).toContain('parse.js:12 (parse): 5,000 steps here');
      expect(text).toContain('there is no gone.js');
    }
    for (const name of ['table', 'markdown', 'sarif'] as const)
      expect(CHECK_FORMATS[name](resultOf(), place)).toContain(
        "slowpath run 'parse.js#parse' --args '[string]' --input runs/parse/suite/tests/0001.json",
      );
  });

  it('write JSON that reads as the result', () => {
    const text = CHECK_FORMATS.json(resultOf());
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(resultOf())));
  });

  it('write SARIF 2.1.0, with a rule behind every result', () => {
    const log = sarif.parse(JSON.parse(CHECK_FORMATS.sarif(resultOf(), place)));
    const [{ tool, results }] = log.runs;
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['growth', 'slower', 'not-compared']);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const [, slower] = results;
    expect(slower?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'parse.js' },
      region: { startLine: 12 },
    });
  });

  it('write JUnit with counts that add up', () => {
    const xml = CHECK_FORMATS.junit(resultOf(), place);
    expect(xml).toContain('<testsuites name="slowpath" tests="4" failures="2" errors="1">');
    expect(xml.match(/<testcase /g)).toHaveLength(4);
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<error /g)).toHaveLength(1);
    const fresh = CHECK_FORMATS.junit(
      resultOf({ suites: [failedSuite({ status: 'new' })] }),
      place,
    );
    expect(fresh).toContain('<skipped message="there is no gone.js"/>');
  });

  it('write annotations of GitHub on one line each', () => {
    const lines = CHECK_FORMATS.github(resultOf(), place).trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^::error file=parse\.js,title=Cost grows faster::/);
    expect(lines[1]).toMatch(
      /^::error file=parse\.js,line=12,title=parse\.js#parse became slower::/,
    );
    expect(lines[1]).toContain('+10.0 %25');
    expect(lines[2]).toMatch(/^::warning title=Not compared::/);
  });

  it('tell what is better and what changed without failing', () => {
    const table = CHECK_FORMATS.table(
      resultOf({ verdict: 'ok', suites: [slowerSuite({ growth: undefined })] }),
      place,
    );
    expect(table).toMatch(/Faster\n\s+−90\.0 %\s+parse\.js#parse tests\/0002\.json/);
  });

  it('show hostile names as nothing but text', () => {
    const name = '</a>"\'`|::error::\u001b[31m\n#<script>&]]>.js#f';
    const suites = [
      slowerSuite({ target: name }),
      failedSuite({ target: name, reason: name, hint: name }),
    ];
    for (const format of CHECK_FORMAT_NAMES) {
      const text = CHECK_FORMATS[format](resultOf({ suites, notes: [name] }), place);
      expect(text).not.toContain('\u001b');
      if (format === 'github') expect(text).not.toMatch(/^#<script>/m);
      if (format === 'junit') expect(text).not.toMatch(/<script>|<\/a>/);
      if (format === 'markdown')
        expect(text.replaceAll(/`[^`\n]*`/g, '')).not.toContain('<script>');
    }
  });
});
