import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chart, drawChart, drawRange, type Layer } from '../../../../src/report/html/chart.ts';
import { growthCurve } from '../../../../src/report/html/growth-curve.ts';
import { logTicks, scale } from '../../../../src/report/html/scale.ts';
import { TEST_SEED } from '../../../helpers/seed.ts';
import { sampleReport } from '../sample-report.ts';

function chart(points: Layer['points'], changes: Partial<Chart> = {}): Chart {
  return {
    id: 'a',
    title: 'Title',
    description: 'What it shows',
    x: { label: 'x', isLog: true },
    y: { label: 'y', isLog: true },
    layers: [{ name: 'all', mark: 'dot', colour: 'c0', points }],
    ...changes,
  };
}

describe('charts', () => {
  it('draw nothing without two points that fit their axes', () => {
    expect(drawChart(chart([{ x: 1, y: 1 }]))).toBe('');
    expect(
      drawChart(
        chart([
          { x: 0, y: 1 },
          { x: 1, y: 0 },
        ]),
      ),
    ).toBe('');
  });

  it('have a title and a text for those who cannot see them, and a legend', () => {
    const svg = drawChart(
      chart([
        { x: 1, y: 1 },
        { x: 10, y: 100, title: 'the <second>' },
      ]),
    );
    expect(svg).toContain('role="img" aria-labelledby="a-title a-text"');
    expect(svg).toContain('<desc id="a-text">What it shows</desc>');
    expect(svg).toContain('<title>the &lt;second&gt;</title>');
    expect(svg).toMatch(/<ul class="legend"><li>.*all<\/li><\/ul>/);
  });

  it('stay within their box for any points', () => {
    const value = fc.double({ min: 1e-3, max: 1e12, noNaN: true });
    const points = fc.array(fc.record({ x: value, y: value }), { minLength: 2, maxLength: 20 });
    const marks = fc.constantFrom<Layer['mark']>('dot', 'ring', 'steps', 'line', 'diamond', 'rug');
    fc.assert(
      fc.property(points, fc.boolean(), marks, (drawn, isLog, mark) => {
        const axis = { label: 'l', isLog };
        const svg = drawChart(
          chart(drawn, {
            x: axis,
            y: axis,
            layers: [
              { name: 'dots', mark: 'dot', colour: 'c0', points: drawn },
              { name: 'more', mark, colour: 'c1', points: drawn },
            ],
          }),
        );
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const [, cx, cy] of svg.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)"/g)) {
          expect(Number(cx)).toBeGreaterThanOrEqual(0);
          expect(Number(cx)).toBeLessThanOrEqual(560);
          expect(Number(cy)).toBeGreaterThanOrEqual(0);
          expect(Number(cy)).toBeLessThanOrEqual(360);
        }
      }),
      { seed: TEST_SEED, numRuns: 200 },
    );
  });

  it('take more points than a call takes arguments', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => i + 1);
    expect(scale(many, true, 0, 100).at(200_000)).toBeLessThanOrEqual(100);
  });

  it('draw intervals within their box, even those that end nowhere', () => {
    expect(drawRange([0.5, Infinity], 3, [0.1, 100])).not.toMatch(/NaN|Infinity/);
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

describe('ticks of logarithmic axes', () => {
  it('are powers of ten, thinned, and finer where few fit', () => {
    expect(logTicks(0, 4)).toEqual([1, 10, 100, 1000, 10_000]);
    expect(logTicks(0, 12).length).toBeLessThanOrEqual(7);
    expect(logTicks(0.9, 1.8)).toEqual([10, 20, 50]);
    expect(logTicks(2.01, 2.02).length).toBeGreaterThanOrEqual(2);
  });
});
