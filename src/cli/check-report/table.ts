import type { CheckResult } from '../../check/result.ts';
import type { Paint, Style } from '../../report/paint.ts';
import { padEnd, padStart, printable, truncate } from '../../report/printable.ts';
import {
  type CheckedTest,
  comparedSuites,
  describeAgainst,
  describeChange,
  describeGrowth,
  describeHotter,
  describeSteps,
  describeTiming,
  growthsWith,
  headline,
  rerunLine,
  testsWith,
  testsWithChangedOutput,
} from './describe-check.ts';
import type { CheckFormat } from './check-format.ts';

/** Rows of one kind before the rest is only counted. */
const MAX_ROWS = 20;

const STYLES: Readonly<Record<CheckResult['verdict'], Style>> = {
  ok: 'green',
  regression: 'red',
  inconclusive: 'yellow',
};

/** For a terminal: the verdict, what is worse with its reasons, then what is better, changed and open. */
export const tableFormat: CheckFormat = (result, place) => {
  const { paint } = place;
  const lines = [
    paint(STYLES[result.verdict], paint('bold', capital(headline(result)))),
    paint(
      'dim',
      `${result.isUpdated ? 'written to' : 'compared with'} ${printable(describeAgainst(result, place.cwd))}`,
    ),
    ...growthLines(result, paint),
    ...slowerLines(result, place),
    ...rows('Faster', 'green', testsWith(result, 'improvement'), place),
    ...rows('Other output than before', 'yellow', testsWithChangedOutput(result), place),
    ...openLines(result, paint),
    ...result.notes.map((note) => paint('dim', `note: ${printable(note)}`)),
    ...advice(result),
  ];
  return `${lines.join('\n')}\n`;
};

type Place = Parameters<CheckFormat>[1];

function growthLines(result: CheckResult, paint: Paint): readonly string[] {
  const worse = growthsWith(result, 'regression');
  const better = growthsWith(result, 'improvement');
  return [
    ...(worse.length === 0 ? [] : ['', paint('red', 'Grows faster')]),
    ...worse.map(({ suite, growth }) => `  ${printable(suite.target)}: ${describeGrowth(growth)}`),
    ...(better.length === 0 ? [] : ['', paint('green', 'Grows slower')]),
    ...better.map(({ suite, growth }) => `  ${printable(suite.target)}: ${describeGrowth(growth)}`),
  ];
}

function slowerLines(result: CheckResult, place: Place): readonly string[] {
  const slower = testsWith(result, 'regression');
  const lines = rows('Slower', 'red', slower, place);
  const [worst] = slower;
  if (worst === undefined) return lines;
  const { test } = worst;
  return [
    ...lines,
    '',
    place.paint('bold', 'The worst'),
    ...test.hotter.map((line) => `  ${printable(describeHotter(line, place.cwd))}`),
    ...test.hotter.slice(0, 1).map(({ code }) => `    ${place.paint('cyan', printable(code))}`),
    ...slower.flatMap(({ test: { file, timing } }) =>
      timing === undefined ? [] : [`  ${file}: ${describeTiming(timing)}`],
    ),
    `  run it again: ${printable(rerunLine(worst, place.directoryOf(worst.suite.suite)))}`,
  ];
}

function rows(
  title: string,
  style: Style,
  tests: readonly CheckedTest[],
  { paint, width }: Place,
): readonly string[] {
  if (tests.length === 0) return [];
  const shown = tests.slice(0, MAX_ROWS);
  const changes = shown.map(({ test }) => describeChange(test));
  const widest = Math.max(...changes.map((change) => change.length));
  const names = shown.map(({ suite, test }) => printable(`${suite.target} ${test.file}`));
  const nameWidth = Math.min(48, Math.max(...names.map((name) => name.length)));
  const rest = tests.length - shown.length;
  return [
    '',
    paint(style, title),
    ...shown.map(({ test }, i) => {
      const name = padEnd(truncate(names[i] ?? '', nameWidth), nameWidth);
      const line = `  ${padStart(changes[i] ?? '', widest)}  ${name}  ${describeSteps(test)}`;
      return truncate(line, Math.max(40, width));
    }),
    ...(rest > 0 ? [`  … and ${rest} more`] : []),
  ];
}

function openLines(result: CheckResult, paint: Paint): readonly string[] {
  const open = result.suites.filter((suite) => suite.status !== 'compared');
  if (open.length === 0) return [];
  return [
    '',
    paint('yellow', 'Not compared'),
    ...open.flatMap(({ suite, target, reason, hint }) => [
      `  ${printable(target === '' ? suite : `${target} (${suite})`)}: ${printable(reason)}`,
      ...(hint === undefined || hint === '' ? [] : [`    hint: ${printable(hint)}`]),
    ]),
  ];
}

function advice(result: CheckResult): readonly string[] {
  const isBaseline = result.against.kind === 'baseline' && !result.isUpdated;
  if (!isBaseline || comparedSuites(result).length === 0) return [];
  const isFaster = testsWith(result, 'improvement').length > 0;
  if (result.verdict === 'regression')
    return ['', 'If that is meant, accept it with --update and commit the baseline.'];
  return isFaster ? ['', 'Keep what was gained: --update, and commit the baseline.'] : [];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
