import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareGrowth, compareTest } from '../../../src/check/compare.ts';
import type { TestFigures } from '../../../src/check/figures.ts';
import { growthChanged } from '../../../src/evaluate/growth.ts';
import { measuredOf, suiteOf, testOf } from './check-figures.ts';

const TEN_PERCENT = { tolerance: 0.1 };

function verdict(before: TestFigures, after: Parameters<typeof compareTest>[2]): string {
  return compareTest('tests/0001.json', before, after, TEN_PERCENT).verdict;
}

describe('a test', () => {
  it.each([
    [1000, 1000, 'same'],
    [1000, 1100, 'same'],
    [1000, 1101, 'regression'],
    [1000, 1150, 'regression'],
    [1000, 910, 'same'],
    [1000, 909, 'improvement'],
    [0, 49, 'same'],
    [0, 50, 'regression'],
    [10, 40, 'same'],
    [2e9, 2.3e9, 'regression'],
  ])('of %i steps that costs %i now: %s', (before, after, expected) => {
    expect(verdict(testOf(before), measuredOf(after))).toBe(expected);
  });

  it('is never a regression and an improvement at once, and exchanging both exchanges them', () => {
    const opposite = { regression: 'improvement', improvement: 'regression', same: 'same' };
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (a, b) => {
        const there = verdict(testOf(a), measuredOf(b));
        const back = verdict(testOf(b), measuredOf(a));
        expect(back).toBe(opposite[there as keyof typeof opposite]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('that does not end any more is a regression, however few steps were counted', () => {
    for (const outcome of ['steps-exceeded', 'timed-out', 'out-of-memory', 'crashed'] as const) {
      expect(verdict(testOf(1000), measuredOf(10, { outcome }))).toBe('regression');
      expect(verdict(testOf(1000, { outcome }), measuredOf(1000))).toBe('improvement');
    }
    const stopped = compareTest(
      't',
      testOf(1000),
      measuredOf(16_000, { outcome: 'steps-exceeded' }),
      TEN_PERCENT,
    );
    expect(stopped).toMatchObject({ isLowerBound: true, factor: 16 });
  });

  it('that was never ended is compared by what it took until it was stopped', () => {
    const [before, after] = [
      testOf(5000, { outcome: 'steps-exceeded' }),
      measuredOf(5001, { outcome: 'steps-exceeded' }),
    ];
    expect(verdict(before, after)).toBe('same');
  });

  it('that throws now, or gives something else, is told as changed but not as slower', () => {
    const thrown = compareTest('t', testOf(100), measuredOf(90, { outcome: 'threw' }), TEN_PERCENT);
    expect(thrown).toMatchObject({ verdict: 'same', isOutputChanged: true });
    const other = compareTest('t', testOf(100), measuredOf(100, { output: 'x' }), TEN_PERCENT);
    expect(other).toMatchObject({ verdict: 'same', isOutputChanged: true });
    const same = compareTest('t', testOf(100), measuredOf(100), TEN_PERCENT);
    expect(same.isOutputChanged).toBe(false);
  });

  it('may have a tolerance of its own', () => {
    const loose = compareTest('t', testOf(1000), measuredOf(1400), { tolerance: 0.5 });
    expect(loose).toMatchObject({ verdict: 'same', tolerance: 0.5 });
    const strict = compareTest('t', testOf(10_000), measuredOf(10_060), { tolerance: 0 });
    expect(strict.verdict).toBe('regression');
  });

  it('that became slower names the lines whose function got hotter, and no others', () => {
    const lines = ['parse', 'copy'].map((functionName, i) => ({
      file: '/p/parse.js',
      line: 12 + i,
      functionName,
      functionKey: `parse.js ${functionName}`,
      what: ['loop'],
      steps: 500,
      share: 0.5,
      code: '',
    }));
    const before = testOf(600, { functions: { 'parse.js parse': 100, 'parse.js copy': 500 } });
    const after = measuredOf(1000, {
      functions: { 'parse.js parse': 500, 'parse.js copy': 500 },
      lines,
    });
    const { hotter } = compareTest('t', before, after, TEN_PERCENT);
    expect(hotter.map(({ line, functionBefore }) => [line, functionBefore])).toEqual([[12, 100]]);
  });
});

describe('growth', () => {
  const growth = (before: (n: number) => number, after: (n: number) => number) =>
    compareGrowth(suiteOf({}, before), suiteOf({}, after), growthChanged)?.verdict;

  it('of a higher class is a regression, of a lower one an improvement', () => {
    expect(
      growth(
        (n) => 9 * n,
        (n) => n * n,
      ),
    ).toBe('regression');
    expect(
      growth(
        (n) => n ** 3,
        (n) => n * n,
      ),
    ).toBe('improvement');
    expect(
      growth(
        (n) => n * n,
        (n) => 2 ** (n / 8),
      ),
    ).toBe('regression');
  });

  it('of the same class is the same, whatever it costs', () => {
    expect(
      growth(
        (n) => n,
        (n) => 1000 * n,
      ),
    ).toBe('same');
    expect(
      growth(
        (n) => n,
        (n) => n * Math.ceil(Math.log2(n)),
      ),
    ).toBe('same');
  });

  it('on both sides of the border of two classes is the same when the exponents are close', () => {
    expect(
      growth(
        (n) => Math.round(1000 * n ** 1.74),
        (n) => Math.round(1000 * n ** 1.77),
      ),
    ).toBe('same');
  });

  it('that could not be fitted, or has another axis, is not compared', () => {
    const suite = suiteOf({});
    const { growth: _, ...without } = suite;
    expect(compareGrowth(without, suite, growthChanged)).toBeUndefined();
    const other = { ...suite, growthAxis: 'args[0]' };
    expect(compareGrowth(suite, other, growthChanged)).toBeUndefined();
  });
});
