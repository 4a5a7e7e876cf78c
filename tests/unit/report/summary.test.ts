import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPaint } from '../../../src/report/paint.ts';
import { displayWidth } from '../../../src/report/printable.ts';
import type { ReportInput } from '../../../src/report/report-input.ts';
import { type SummaryOptions, printSummary } from '../../../src/report/summary.ts';
import { TEST_SEED } from '../../helpers/seed.ts';
import { sampleReport, sampleTest } from './sample-report.ts';

const rerun =
  "slowpath run 'lib/parse.ts#parse' --args '[string]' --input slowpath-out/lib-parse.ts-parse/suite/tests/0001.json";

function summary(input: ReportInput, changes: Partial<SummaryOptions> = {}): string {
  return printSummary(input, { width: 100, paint: createPaint(false), rerun, ...changes });
}

function golden(name: string): string {
  return join(import.meta.dirname, 'golden', name);
}

describe('the summary', () => {
  it.each([60, 100])('reads well in %i columns', async (width) => {
    await expect(summary(sampleReport(), { width })).toMatchFileSnapshot(
      golden(`summary-${width}.txt`),
    );
  });

  it('of a stdin program shows the text of its slowest input', async () => {
    const text = `1000\n${Array.from({ length: 1000 }, (_, i) => 1000 - i).join(' ')}\n`;
    const input = sampleReport(
      { confirmations: [], prizes: [], outcomes: { ok: 10 }, notes: [] },
      { slowest: { kind: 'stdin', text } },
    );
    await expect(summary(input, { width: 80 })).toMatchFileSnapshot(golden('summary-stdin.txt'));
  });

  it('of a run that found nothing says so', () => {
    const { best: _, seedBest: __, growth: ___, ...record } = sampleReport().record;
    const empty = { ...sampleReport(), record: { ...record, hotLines: [] }, tests: [] };
    const text = summary({ ...empty, slowest: undefined });
    expect(text).toContain('No input could be run');
    expect(text).toContain('no input was worth keeping');
  });

  it('says when nothing costlier than the starting inputs was found', () => {
    const text = summary(sampleReport({ slowdown: 1 })).replaceAll(/\s+/g, ' ');
    expect(text).toContain('nothing costlier than the starting inputs was found');
  });

  it('tells exponential growth by its factor, and the number it depends on', () => {
    const growth = {
      class: 'exponential' as const,
      exponent: 1,
      interval: [0.99, 1.01] as const,
      r2: 1,
      points: [],
    };
    const text = summary(sampleReport({ growth, growthAxis: 'args[0]' }));
    expect(text).toContain('exponential in args[0]: 2.00× with every further unit (1.99–2.01)');
  });

  it('tells a nondeterministic program', () => {
    const text = summary(sampleReport({ nondeterministic: { minSteps: 10, maxSteps: 2000 } }));
    expect(text).toContain('one input costs 10 to 2,000 steps');
  });

  it('paints when colours are wanted, and only then', () => {
    const escape = String.fromCharCode(27);
    expect(summary(sampleReport())).not.toContain(escape);
    const painted = summary(sampleReport(), { paint: (style, text) => `<${style}>${text}` });
    expect(painted).toContain('<bold>Hottest lines');
  });

  it('never prints what a hostile program or input holds raw, nor wider than asked', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u001b[2J', '\u0007', '\r', '\n', '\u202e', '\u009b', 'a', '字', '"'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 140 }), (text, width) => {
        const base = sampleReport();
        const hot = base.record.hotLines.map((line) => ({ ...line, code: text, file: text }));
        const prizes = base.record.prizes.map((prize) => ({ ...prize, error: text }));
        const printed = summary(
          sampleReport(
            {
              hotLines: hot,
              prizes,
              notes: [text],
              target: { ...base.record.target, specifier: text },
            },
            {
              slowest: { kind: 'function', args: [text, { [text]: [text] }] },
              tests: [sampleTest(0, { hot: [{ site: text, share: 1 }] })],
            },
          ),
          { width, rerun: undefined },
        );
        const withoutNewlines = printed.replaceAll('\n', '');
        expect(withoutNewlines).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        const paths = /^(Report|Suite) /;
        for (const line of printed.split('\n').filter((one) => !paths.test(one))) {
          expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(40, Math.min(120, width)));
        }
      }),
      { seed: TEST_SEED, numRuns: 150 },
    );
  });
});
