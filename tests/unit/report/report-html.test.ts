import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcceptedRecord } from '../../../src/core/synthesis.ts';
import { jsonForScript } from '../../../src/report/html/markup.ts';
import { printHtmlReport } from '../../../src/report/report-html.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { sampleHtml, sampleSearch, unbalanced } from './sample-html.ts';
import { sampleFinding } from './sample-record.ts';
import { sampleReport, sampleTest } from './sample-report.ts';

const accepted: AcceptedRecord = {
  verdict: 'accepted',
  constraint: {
    id: 'long-text',
    source: 'profile',
    description: 'the text is long',
    where: { file: 'parse.ts', function: 'parse', line: 17, at: 'loop' },
    when: 'len(text) > 50',
    expects: 'slower',
  },
  place: { at: 'loop', line: 17, column: 2, functionName: 'parse' },
  round: 1,
  evidence: [{ check: 'parses', passed: true, text: 'it does' }],
  standing: 'strong',
  uplift: { ratio: 12, interval: [4, 36], pValue: 0.001, satisfied: 20, unsatisfied: 30 },
};

/** What the page's policy allows, by directive. */
function policyOf(html: string): ReadonlyMap<string, string> {
  const [, text = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  return new Map(
    text.split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values.join(' ')];
    }),
  );
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('the HTML report', () => {
  it('tells the verdict, the suite, the hot source and the charts', () => {
    const html = printHtmlReport(sampleHtml());
    expect(html).toContain('Cost is quadratic in the input&#39;s length: exponent 2.01');
    expect(html).toContain('12,301,233');
    expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(2);
    expect(html).toContain('<path class="line fit"');
    expect(html).toContain('line(17) &lt; &quot;&amp;&quot;;');
    expect(html).toContain('89.4 %');
    expect(html).toContain('<code>0001.json</code>');
    expect(html).toContain('slowpath fuzz lib/parse.ts#parse --seed 42');
    expect(unbalanced(html)).toEqual([]);
  });

  it('allows its own script and style by their hashes, and nothing else', () => {
    const html = printHtmlReport(sampleHtml());
    const policy = policyOf(html);
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('style-src')).toBe(sha256(style));
    expect(policy.get('script-src')).toBe(sha256(script));
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style'));
    // Neither would be let through.
    expect(html).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('names nothing outside itself', () => {
    const html = printHtmlReport(sampleHtml());
    const links = [...html.matchAll(/(?:src|href|action|srcset|data)="([^"]*)"/g)];
    expect(links.map(([, link]) => link).filter((link) => !link?.startsWith('#'))).toEqual([]);
    expect(html).not.toMatch(/url\(|@import|<(?:link|img|iframe|object|base|form)\b/);
  });

  it('leads by landmarks, headings and captions to every part', () => {
    const html = printHtmlReport(sampleHtml());
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/(?:href="#|aria-labelledby=")([\w-]+)/g))
      expect(ids).toContain(id);
    expect(html.match(/<main\b/g)).toHaveLength(1);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<table\b/g)?.length).toBe(html.match(/<caption\b/g)?.length);
    expect(html.match(/<svg\b/g)?.length).toBe(
      html.match(/<svg\b[^>]*(?:role="img"|aria-hidden="true")/g)?.length,
    );
  });

  it('is harmless whatever the program, its paths and its inputs hold', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '</script>',
        '<!--',
        '"><img src=x onerror=alert(1)>',
        "' onclick='x",
        '&lt;',
        '\u202e',
        '\u2028',
        '\u0000',
        '\ud800',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const nasty = fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, (text) => {
        const base = sampleReport();
        const hot = base.record.hotLines.map((line) => ({
          ...line,
          file: text,
          code: text,
          what: [text],
        }));
        const { constraint } = accepted;
        const where = { file: text, function: text, line: 17, at: 'loop' } as const;
        const html = printHtmlReport(
          sampleHtml({
            ...sampleReport({
              hotLines: hot,
              notes: [text],
              growthAxis: text,
              target: { ...base.record.target, specifier: text, inputModel: text },
              options: { args: { value: text, from: 'command-line' } },
              mutators: [{ name: text, execs: 1, finds: 1, stepsGained: 1 }],
              constraints: [
                {
                  ...accepted,
                  constraint: { ...constraint, where, when: text, description: text },
                },
              ],
              comparison: {
                slow: { steps: 9, size: 1 },
                fast: { steps: 1, size: 1, shown: text },
                lines: [{ file: text, line: 17, slowHits: 9, fastHits: 1 }],
              },
            }),
            searches: [sampleSearch({ name: text })],
            commands: [{ what: text, line: text }],
            slowest: { kind: 'function', args: [text] },
            tests: [sampleTest(0, { hot: [{ site: text, share: 1 }], role: text, outcome: text })],
            directory: text,
            nameFile: () => text,
            constraintFile: () => text,
            sourceOf: () => text,
            bytesOf: () => Buffer.from(text),
            inputOf: () => ({ kind: 'stdin', text }),
          }),
        );
        expect(html.match(/<script/g)).toHaveLength(3);
        expect(html.match(/<\/script/g)).toHaveLength(3);
        expect(html).not.toMatch(/<img|<!--/);
        expect(unbalanced(html)).toEqual([]);
        expect(html.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
      { seed: TEST_SEED, numRuns: 100 },
    );
  });

  it('carries the record for other tools', () => {
    const html = printHtmlReport(sampleHtml());
    const [, json = ''] = /id="slowpath-run">([^]*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(sampleReport().record)));
  });

  it('carries every test byte by byte', () => {
    const bytes = Buffer.from([0, 255, 60, 47, 115, 99, 114, 105, 112, 116, 62, 0xed, 0xa0, 0x80]);
    const html = printHtmlReport(sampleHtml({ bytesOf: () => bytes }));
    const [, json = ''] = /id="slowpath-tests">([^]*?)<\/script>/.exec(html) ?? [];
    const files = JSON.parse(json) as Record<string, string>;
    expect(Object.keys(files)).toEqual(sampleHtml().tests.map(({ file }) => file));
    expect(gunzipSync(Buffer.from(files['tests/0001.json'] ?? '', 'base64'))).toEqual(bytes);
  });

  it('shows a slow and a fast run, and constraints, at the lines that they are about', () => {
    const html = printHtmlReport(
      sampleHtml(
        sampleReport({
          constraints: [accepted],
          comparison: {
            slow: { steps: 12_301_233, size: 4000 },
            fast: { steps: 4100, size: 4000, shown: 'parse("abc")' },
            lines: [
              { file: '/project/lib/parse.ts', line: 17, slowHits: 11_000_000, fastHits: 4001 },
            ],
          },
        }),
      ),
    );
    expect(html).toMatch(/11,000,000<\/td><td class="steps fast">4,001<\/td><th scope="row">17</);
    expect(html).toMatch(/slow when <code>len\(text\) &gt; 50<\/code>.*strong, 12.0×/);
    expect(html).toContain('parse(&quot;abc&quot;)');
    expect(unbalanced(html)).toEqual([]);
  });

  it('shows the solutions of a problem against its tests, with figures and not by colour alone', () => {
    const { record } = sampleReport();
    const solution = (name: string, rank: number) => {
      const directory = `solutions/${name}`;
      return { name, class: rank === 0 ? 'O(n)' : 'O(n^2)', rank, directory, execs: 10 };
    };
    const html = printHtmlReport(
      sampleHtml({
        record: {
          ...record,
          comparison: {
            slow: { steps: 5000, size: 9 },
            fast: { steps: 50, size: 9, shown: 'fast.js' },
            lines: [
              { file: '/project/lib/parse.ts', line: 17, slowHits: 4900, fastHits: 0 },
              { file: '/project/lib/fast.js', line: 3, slowHits: 0, fastHits: 40 },
            ],
          },
          problem: {
            id: 'sums',
            solutions: [solution('fast.js', 0), solution('slow.js', 1)],
            setAside: [{ solution: 'bad.js', why: 'incorrect', reason: 'says 3, not 4' }],
            pool: 10,
            stepsPerSecond: 1e8,
            pace: 'given',
          },
        },
        costs: [
          {
            test: 'tests/0001.json',
            size: 9,
            costs: {
              'fast.js': { steps: 50, outcome: 'ok' },
              'slow.js': { steps: 5000, outcome: 'steps-exceeded' },
            },
          },
        ],
        searches: [sampleSearch({ name: 'fast.js' }), sampleSearch({ name: 'slow.js' })],
      }),
    );
    expect(html).toMatch(/class="number h10" title="[^"]*5,000 steps, steps-exceeded">100×<sup>/);
    expect(html).toMatch(/class="number h0"[^>]*>1.00×</);
    // The solutions stand side by side, each with its own heat.
    expect(html).toContain('the same test on <code>fast.js</code>, 50 steps');
    expect(html).toMatch(/80.0 %<\/td><td class="steps">0<\/td><td class="steps fast">40</);
    expect(html).toContain('bad.js is set aside: says 3, not 4');
    expect(unbalanced(html)).toEqual([]);
  });

  it('stays below two megabytes, and says where the rest is', () => {
    const tests = Array.from({ length: 60 }, (_, i) => sampleTest(i));
    // Nothing that gzip could make small.
    const noise = Buffer.concat(
      Array.from({ length: 20_000 }, (_, i) => createHash('sha512').update(String(i)).digest()),
    );
    const kept = Array.from({ length: 50_000 }, (_, i) => ({
      ...sampleFinding(i),
      steps: 1 + i * 977,
      size: 1 + ((i * 31) % 60_000),
    }));
    const big = printHtmlReport(
      sampleHtml({ tests, bytesOf: () => noise, searches: [sampleSearch({ kept })] }),
    );
    expect(Buffer.byteLength(big)).toBeLessThan(2_000_000);
    expect(big).toContain('Too large to be embedded whole: copy it from');
    expect(big).toContain('slowpath-out/lib-parse.ts-parse/suite/tests/0001.json');
    expect(unbalanced(big)).toEqual([]);
  });

  it('does with what there is of a run that found nothing', () => {
    const { best: _, seedBest: __, growth: ___, ...record } = sampleReport().record;
    const empty = { ...record, hotLines: [], confirmations: [] };
    const html = printHtmlReport(
      sampleHtml({
        record: empty,
        tests: [],
        slowest: undefined,
        searches: [{ name: '', kept: [], plot: [] }],
      }),
    );
    expect(html).toContain('No input could be run');
    expect(html).not.toContain('role="img"');
    expect(html).toContain('No input was worth keeping');
    expect(unbalanced(html)).toEqual([]);
  });

  it('shows the recorded lines when the source is gone', () => {
    const html = printHtmlReport(sampleHtml({ sourceOf: () => undefined }));
    expect(html).toContain('while (text.indexOf(open, at) &gt;= 0) {');
  });
});

describe('jsonForScript', () => {
  it('round-trips and cannot end its script', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('</script>', '<!--', '\u2028'), (json, text) => {
        const value: unknown = [JSON.parse(json), text];
        const printed = jsonForScript(value);
        expect(JSON.parse(printed)).toEqual(value);
        expect(printed).not.toContain('<');
      }),
      { seed: TEST_SEED },
    );
  });
});
