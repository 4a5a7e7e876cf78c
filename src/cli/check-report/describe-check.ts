import { join, relative, sep } from 'node:path';
import type {
  CheckResult,
  CheckTiming,
  ComparedSuite,
  GrowthCheck,
  HotterLine,
  TestCheck,
  TimedCalls,
} from '../../check/result.ts';
import { formatCount, formatFactor, formatMs, formatShare, plural } from '../../report/figures.ts';
import { describeExponent } from '../../report/verdict.ts';
import { shellQuote } from '../shell.ts';

/** A test with the suite that it belongs to. */
export interface CheckedTest {
  readonly suite: ComparedSuite;
  readonly test: TestCheck;
}

export function comparedSuites({ suites }: CheckResult): readonly ComparedSuite[] {
  return suites.filter((suite) => suite.status === 'compared');
}

/** Tests with a verdict, worst first: the largest factor, whichever direction it has. */
export function testsWith(
  result: CheckResult,
  verdict: TestCheck['verdict'],
): readonly CheckedTest[] {
  const strength = ({ factor }: TestCheck): number => Math.abs(Math.log(Math.max(1e-9, factor)));
  return comparedSuites(result)
    .flatMap((suite) => suite.tests.map((test) => ({ suite, test })))
    .filter(({ test }) => test.verdict === verdict)
    .toSorted((a, b) => strength(b.test) - strength(a.test));
}

export interface CheckedGrowth {
  readonly suite: ComparedSuite;
  readonly growth: GrowthCheck;
}

export function growthsWith(
  result: CheckResult,
  verdict: GrowthCheck['verdict'],
): readonly CheckedGrowth[] {
  return comparedSuites(result).flatMap((suite) =>
    suite.growth?.verdict === verdict ? [{ suite, growth: suite.growth }] : [],
  );
}

export function testsWithChangedOutput(result: CheckResult): readonly CheckedTest[] {
  return comparedSuites(result).flatMap((suite) =>
    suite.tests.filter(({ isOutputChanged }) => isOutputChanged).map((test) => ({ suite, test })),
  );
}

/** `+15.0 %`, `7.60×`, `at least 16.0×`. */
export function describeChange({ factor, isLowerBound }: TestCheck): string {
  if (isLowerBound) return `at least ${formatFactor(factor)}`;
  if (factor >= 2) return formatFactor(factor);
  return `${factor < 1 ? '−' : '+'}${formatShare(Math.abs(factor - 1))}`;
}

/** `1,200 → 9,120 steps`, with how they ended where that changed. */
export function describeSteps({ before, after }: TestCheck): string {
  const ends = before.outcome === after.outcome ? '' : ` (${before.outcome} → ${after.outcome})`;
  return `${formatCount(before.steps)} → ${formatCount(after.steps)} steps${ends}`;
}

/** Why a test failed, in one sentence. */
export function describeRegression(test: TestCheck): string {
  const { before, after, tolerance } = test;
  if (before.outcome !== after.outcome && after.outcome !== 'steps-exceeded')
    return `it ended with ${before.outcome}, and now with ${after.outcome}`;
  return `${describeSteps(test)}, ${describeChange(test)}; allowed are +${formatShare(tolerance)}`;
}

/** `linear → quadratic in size (exponent 1.00 (0.99–1.01) → exponent 2.00 (1.98–2.02))`. */
export function describeGrowth({ before, after, axis }: GrowthCheck): string {
  const changed = before.class === after.class ? after.class : `${before.class} → ${after.class}`;
  return `${changed} in ${axis} (${describeExponent(before)} → ${describeExponent(after)})`;
}

/** `parse.js:12 (parse): 4,100,000 steps here; the function had 40,000 and has 4,200,000`. */
export function describeHotter(
  { line, file, functionName, steps, functionBefore, functionSteps }: HotterLine,
  cwd: string,
): string {
  const had =
    functionBefore === undefined
      ? 'the function was not among the costliest before'
      : `the function had ${formatCount(functionBefore)} and has ${formatCount(functionSteps)}`;
  return `${shownFile(file, cwd)}:${line} (${functionName}): ${plural(steps, 'step')} here; ${had}`;
}

/** `CPU 12.1 ms (11.8–12.9) → 93.0 ms (91.2–95.5), 5 calls each: confirms it`. */
export function describeTiming({ before, after }: CheckTiming): string {
  const one = ({ median, low, high }: TimedCalls): string =>
    `${formatMs(median)} (${formatMs(low)}–${formatMs(high)})`;
  if (before === undefined)
    return `CPU time now ${one(after)}, ${after.calls} fresh processes; the earlier program is not here to compare`;
  const confirms =
    after.low > before.high
      ? 'confirms it'
      : 'does not show it: too small for a clock, or work that takes no time';
  return `CPU time ${one(before)} → ${one(after)}, ${after.calls} fresh processes each: ${confirms}`;
}

/** The command line that runs the test again. */
export function rerunLine({ suite, test }: CheckedTest, suiteDirectory: string): string {
  return [...suite.rerun, '--input', join(suiteDirectory, test.file)].map(shellQuote).join(' ');
}

/** Relative to where the check runs, with forward slashes. */
export function shownFile(file: string, cwd: string): string {
  const short = relative(cwd, file);
  return (short.startsWith('..') || short === '' ? file : short).split(sep).join('/');
}

/** `main~1 (1a2b3c4d5e)` or the file. */
export function describeAgainst({ against }: CheckResult, cwd: string): string {
  return against.kind === 'base'
    ? `${against.ref} (${against.commit.slice(0, 10)})`
    : shownFile(against.file, cwd);
}

/** The first line of every format for people. */
export function headline(result: CheckResult): string {
  const slower = testsWith(result, 'regression').length;
  const grown = growthsWith(result, 'regression').length;
  const failed = result.suites.filter(({ status }) => status === 'failed').length;
  const tests = comparedSuites(result).reduce((sum, { tests: own }) => sum + own.length, 0);
  const measured = `${plural(tests, 'test')} of ${plural(comparedSuites(result).length, 'suite')}`;
  const open = failed === 0 ? '' : `; ${plural(failed, 'suite')} could not be compared`;
  if (result.isUpdated) return `${measured} measured and accepted`;
  switch (result.verdict) {
    case 'ok':
      return `no slowdown in ${measured}`;
    case 'regression': {
      const parts = [
        ...(slower === 0 ? [] : [`${plural(slower, 'test')} became slower`]),
        ...(grown === 0 ? [] : [`${plural(grown, 'target')} grew a class`]),
      ];
      return `${parts.join(', ')}, of ${measured}${open}`;
    }
    case 'inconclusive':
      return tests === 0 ? `nothing was compared${open}` : `no slowdown in ${measured}${open}`;
  }
}
