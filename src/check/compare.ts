import { type Growth, GROWTH_CLASSES } from '../core/finding.ts';
import type { HotLine } from '../core/run-record.ts';
import type { SuiteFigures, TestFigures } from './figures.ts';
import type { GrowthCheck, HotterLine, TestCheck, Verdict } from './result.ts';

/** Fewer steps than this are no change worth a word: a test of ten steps is not slow for having twelve. */
const MIN_CHANGE_STEPS = 50;
/** Ends that are worse than coming to an end. */
const ENDLESS: readonly string[] = [
  'steps-exceeded',
  'timed-out',
  'out-of-memory',
  'depth-exceeded',
  'crashed',
];
const HOTTER_LINES = 3;
/** Lines below this share of the steps explain nothing. */
const MIN_SHARE = 0.05;

/** A test as it is now, with its hottest lines. */
export interface MeasuredTest extends TestFigures {
  readonly lines: readonly (HotLine & { readonly functionKey: string })[];
}

export interface CompareOptions {
  /** Relative increase that is allowed, ≥ 0. */
  readonly tolerance: number;
}

/** Compares the steps of one test. Reads steps and outcomes only; time has no say. */
export function compareTest(
  file: string,
  before: TestFigures,
  after: MeasuredTest,
  { tolerance }: CompareOptions,
): TestCheck {
  const { lines, ...figures } = after;
  const verdict = testVerdict(before, after, tolerance);
  return {
    file,
    verdict,
    before,
    after: figures,
    factor: after.steps / Math.max(1, before.steps),
    isLowerBound: after.outcome === 'steps-exceeded' && before.outcome !== 'steps-exceeded',
    tolerance,
    // What was stopped has no output to compare.
    isOutputChanged:
      before.outcome !== after.outcome ||
      (!ENDLESS.includes(after.outcome) && before.output !== after.output),
    hotter: verdict === 'regression' ? hotterLines(before, lines, after.functions) : [],
  };
}

function testVerdict(before: TestFigures, after: TestFigures, tolerance: number): Verdict {
  const [wasEndless, isEndless] = [before, after].map(({ outcome }) => ENDLESS.includes(outcome));
  if (isEndless !== wasEndless) return isEndless === true ? 'regression' : 'improvement';
  const rise = after.steps - before.steps;
  if (Math.abs(rise) < MIN_CHANGE_STEPS) return 'same';
  if (rise > tolerance * before.steps) return 'regression';
  // The same factor in the other direction.
  return before.steps - after.steps > tolerance * after.steps ? 'improvement' : 'same';
}

function hotterLines(
  before: TestFigures,
  lines: MeasuredTest['lines'],
  now: TestFigures['functions'],
): readonly HotterLine[] {
  return lines
    .map(({ functionKey, ...line }) => ({
      ...line,
      functionSteps: now[functionKey] ?? line.steps,
      functionBefore: before.functions[functionKey],
    }))
    .filter(
      ({ share, functionSteps, functionBefore }) =>
        share >= MIN_SHARE && functionSteps > (functionBefore ?? 0),
    )
    .slice(0, HOTTER_LINES);
}

/** Whether the classes differ and the intervals do not overlap; `growthChanged` of src/evaluate. */
export type GrowthChanged = (before: Growth, after: Growth) => boolean;

/** @returns undefined when one of them could not be fitted, or they were scaled along different axes. */
export function compareGrowth(
  before: SuiteFigures,
  after: SuiteFigures,
  isChanged: GrowthChanged,
): GrowthCheck | undefined {
  if (before.growth === undefined || after.growth === undefined) return undefined;
  if (before.growthAxis !== after.growthAxis) return undefined;
  const rank = ({ class: kind }: Growth): number => GROWTH_CLASSES.indexOf(kind);
  const difference = rank(after.growth) - rank(before.growth);
  const verdict =
    !isChanged(before.growth, after.growth) || isHair(before.growth, after.growth)
      ? 'same'
      : difference > 0
        ? 'regression'
        : 'improvement';
  return {
    verdict,
    before: before.growth,
    after: after.growth,
    axis: after.growthAxis ?? 'size',
  };
}

/** Exponents closer than this are one growth, however exact their intervals: the border of two classes lies between. */
const MIN_EXPONENT_CHANGE = 0.15;

function isHair(before: Growth, after: Growth): boolean {
  const isPower = before.class !== 'exponential' && after.class !== 'exponential';
  return isPower && Math.abs(after.exponent - before.exponent) < MIN_EXPONENT_CHANGE;
}
