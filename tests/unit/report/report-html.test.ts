import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawChart } from '../../../src/report/html/chart.ts';
import { growthCurve } from '../../../src/report/html/growth-curve.ts';
import { jsonForScript } from '../../../src/report/html/markup.ts';
import { type HtmlReportInput, printHtmlReport } from '../../../src/report/report-html.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { sampleReport, sampleTest } from './sample-report.ts';

function htmlInput(changes: Partial<HtmlReportInput> = {}): HtmlReportInput {
  return {
    ...sampleReport(),
    plot: Array.from({ length: 2000 }, (_, i) => ({
      execs: 100 * (i + 1),
      wallMs: i,
      epoch: i,
      bestSteps: 10 + i * i,
      bestSize: 5,
      corpus: i,
      sitesHit: 3,
      frontierAgeExecs: 0,
    })),
    sourceOf: () => Array.from({ length: 60 }, (_, i) => `line(${i + 1}) < "&";`).join('\n'),
    textOf: (test) => `{"args":["${'<'.repeat(40)}"]} ${test.file}`,
    ...changes,
  };
}

/** Names of elements that do not close each other properly; void elements are those that the page uses. */
function unbalanced(html: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = html.replaceAll(/<(style|script)\b[^>]*>[^]*?<\/\1>/g, '');
  for (const [, slash, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/gi)) {
    if (['meta', 'line', 'path'].includes(name) || rest.endsWith('/')) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('the HTML report', () => {
  it('tells the verdict, the suite, the hot source and the charts', () => {
    const html = printHtmlReport(htmlInput());
    expect(html).toContain('Cost is quadratic in the input&#39;s length: exponent 2.01');
    expect(html).toContain('12,301,233');
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html).toContain('class="fit"');
    expect(html).toContain('line(17) &lt; &quot;&amp;&quot;;');
    expect(html).toContain('89.4 %');
    expect(html).toContain('<summary><code>0001.json</code></summary>');
    expect(unbalanced(html)).toEqual([]);
  });

  it('needs no network and runs no script', () => {
    const html = printHtmlReport(htmlInput());
    expect(html).not.toMatch(/(?:src|href)=/);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).not.toMatch(/<script(?! type="application\/json")/);
    expect(html).toContain("default-src 'none'");
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
        const html = printHtmlReport(
          htmlInput({
            ...sampleReport({
              hotLines: hot,
              notes: [text],
              target: { ...base.record.target, specifier: text, inputModel: text },
            }),
            slowest: { kind: 'function', args: [text] },
            tests: [sampleTest(0, { hot: [{ site: text, share: 1 }], role: text, outcome: text })],
            directory: text,
            sourceOf: () => text,
            textOf: () => text,
          }),
        );
        expect(html.match(/<script/g)).toHaveLength(1);
        expect(html.match(/<\/script/g)).toHaveLength(1);
        expect(html).not.toMatch(/<img|<!--/);
        expect(unbalanced(html)).toEqual([]);
        expect(html.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { seed: TEST_SEED, numRuns: 100 },
    );
  });

  it('carries the record for other tools', () => {
    const html = printHtmlReport(htmlInput());
    const [, json = ''] = /id="slowpath-run">([^]*?)<\/script>/.exec(html) ?? [];
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(sampleReport().record)));
  });

  it('stays below two megabytes', () => {
    const tests = Array.from({ length: 60 }, (_, i) => sampleTest(i));
    const big = printHtmlReport(htmlInput({ tests, textOf: () => '<'.repeat(1_000_000) }));
    expect(big.length).toBeLessThan(2_000_000);
    expect(big).toContain('more characters in the file');
    expect(unbalanced(big)).toEqual([]);
  });

  it('does with what there is of a run that found nothing', () => {
    const { best: _, seedBest: __, growth: ___, ...record } = sampleReport().record;
    const empty = { ...record, hotLines: [], confirmations: [] };
    const html = printHtmlReport(
      htmlInput({ record: empty, tests: [], slowest: undefined, plot: [] }),
    );
    expect(html).toContain('No input could be run');
    expect(html).not.toContain('<svg');
    expect(unbalanced(html)).toEqual([]);
  });

  it('shows the recorded lines when the source is gone', () => {
    const html = printHtmlReport(htmlInput({ sourceOf: () => undefined }));
    expect(html).toContain('while (text.indexOf(open, at) &gt;= 0) {');
  });
});

describe('charts', () => {
  const axes = { x: { label: 'x', isLog: true }, y: { label: 'y', isLog: true } };
  const base = { description: 'd', ...axes, isStepped: false, fitted: [] };

  it('draw nothing without two points that fit their axes', () => {
    expect(drawChart({ ...base, points: [{ x: 1, y: 1 }] })).toBe('');
    expect(
      drawChart({
        ...base,
        points: [
          { x: 0, y: 1 },
          { x: 1, y: 0 },
        ],
      }),
    ).toBe('');
  });

  it('stay within their box for any points', () => {
    const value = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
    const points = fc.array(fc.record({ x: value, y: value }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(points, fc.boolean(), fc.boolean(), (drawn, isLog, isStepped) => {
        const axis = { label: 'l', isLog };
        const svg = drawChart({ ...base, x: axis, y: axis, points: drawn, isStepped });
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const [, cx, cy] of svg.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
          expect(Number(cx)).toBeGreaterThanOrEqual(0);
          expect(Number(cx)).toBeLessThanOrEqual(480);
          expect(Number(cy)).toBeGreaterThanOrEqual(0);
          expect(Number(cy)).toBeLessThanOrEqual(300);
        }
      }),
      { seed: TEST_SEED, numRuns: 200 },
    );
  });

  it('draw the fitted curve through both ends of the measured points', () => {
    const { growth } = sampleReport().record;
    if (!growth) throw new Error('expected growth');
    const curve = growthCurve(growth);
    expect(curve[0]?.y).toBeCloseTo(growth.points[0]?.steps ?? 0);
    expect(curve.at(-1)?.y).toBeCloseTo(growth.points.at(-1)?.steps ?? 0);
    expect(growthCurve({ ...growth, points: [] })).toEqual([]);
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
