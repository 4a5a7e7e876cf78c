import type { ProblemRun } from '../core/problem-run.ts';
import { formatCount, formatShare, plural } from './figures.ts';
import { padEnd, padStart, printable, truncate, wrap } from './printable.ts';

/** Pairs of solutions that are named before the rest is only counted. */
const SHOWN_PAIRS = 4;

/** How the solutions of a problem were told apart, and who took no part. */
export function problemLines(problem: ProblemRun, width: number): readonly string[] {
  const rows = problem.solutions
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ name, class: declared, growth = '', best }) => ({
      name: printable(name),
      declared: printable(declared),
      growth,
      best: best === undefined ? '' : `${formatCount(best.steps)} steps`,
    }));
  const widest = (key: 'name' | 'declared' | 'growth' | 'best'): number =>
    Math.max(0, ...rows.map((row) => row[key].length));
  const table = rows.map((row) =>
    truncate(
      [
        padEnd(row.name, widest('name')),
        padEnd(row.declared, widest('declared')),
        padEnd(row.growth, widest('growth')),
        padStart(row.best, widest('best')),
      ].join('  '),
      width,
    ),
  );
  return [...table, ...problemTexts(problem).flatMap((text) => wrap(printable(text), width))];
}

/** How the solutions were told apart, and who took no part: sentences, not yet printable. */
export function problemTexts(problem: ProblemRun): readonly string[] {
  return [...separationTexts(problem), ...problem.setAside.map(asideText)];
}

function separationTexts({ separation, stepsPerSecond, pace }: ProblemRun): readonly string[] {
  if (separation === undefined) return [];
  const { suite, defaultTests } = separation;
  const paceText = `Sizes are calibrated by ${formatCount(stepsPerSecond)} steps a second, ${pace}.`;
  if (suite.pairs === 0)
    return [`All solutions are declared to grow alike: there is no order to test.`, paceText];
  return [
    `The suite orders ${formatShare(suite.agreement)} of the ${plural(suite.pairs, 'pair')} of ` +
      `different classes as declared, the problem's own tests ${formatShare(defaultTests.agreement)}.`,
    ...pairTexts('It cannot tell apart', suite.ties),
    ...pairTexts('It puts the wrong way round', suite.reversed),
    paceText,
  ];
}

function pairTexts(
  words: string,
  pairs: readonly (readonly [string, string])[],
): readonly string[] {
  if (pairs.length === 0) return [];
  const shown = pairs.slice(0, SHOWN_PAIRS).map(([slower, faster]) => `${slower} and ${faster}`);
  const left = pairs.length - shown.length;
  return [`${words} ${shown.join('; ')}${left > 0 ? ` and ${plural(left, 'more pair')}` : ''}.`];
}

function asideText({ solution, reason }: ProblemRun['setAside'][number]): string {
  return `${solution} is set aside: ${reason}`;
}
