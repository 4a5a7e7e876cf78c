import type { CheckResult } from '../../check/result.ts';
import { formatCount, plural } from '../../report/figures.ts';
import { printable } from '../../report/printable.ts';
import type { CheckFormat, CheckPlace } from './check-format.ts';
import {
  type CheckedTest,
  comparedSuites,
  describeAgainst,
  describeChange,
  describeGrowth,
  describeHotter,
  describeTiming,
  growthsWith,
  headline,
  rerunLine,
  shownFile,
  testsWith,
  testsWithChangedOutput,
} from './describe-check.ts';

/** A comment on a pull request must stay readable, and below 65,536 characters. */
const MAX_ROWS = 30;
const DETAILED = 3;

const MARKS: Readonly<Record<CheckResult['verdict'], string>> = {
  ok: '✅',
  regression: '❌',
  inconclusive: '⚠️',
};

/** For a comment on a pull request, or a step summary: worst first, with reasons and how to see them oneself. */
export const markdownFormat: CheckFormat = (result, place) => {
  const slower = testsWith(result, 'regression');
  const sections = [
    `### ${MARKS[result.verdict]} slowpath: ${headline(result)}`,
    `Compared with \`${escapeCode(describeAgainst(result, place.cwd))}\` by deterministic steps; tolerance +${formatPercent(result.tolerance)}.`,
    growthTable(result),
    testTable('Slower', slower),
    ...slower.slice(0, DETAILED).map((one) => details(one, place)),
    testTable('Faster', testsWith(result, 'improvement')),
    testTable('Other output than before', testsWithChangedOutput(result)),
    openList(result),
    result.notes.map((note) => `- ${escapeText(note)}`).join('\n'),
    comparedList(result),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

function formatPercent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}

function growthTable(result: CheckResult): string {
  const changed = [
    ...growthsWith(result, 'regression').map((one) => ['❌', one] as const),
    ...growthsWith(result, 'improvement').map((one) => ['✅', one] as const),
  ];
  if (changed.length === 0) return '';
  const rows = changed.map(
    ([mark, { suite, growth }]) =>
      `| ${mark} \`${escapeCode(suite.target)}\` | ${escapeText(describeGrowth(growth))} |`,
  );
  return ['**Growth**', '', '| target | how cost grows |', '| --- | --- |', ...rows].join('\n');
}

function testTable(title: string, tests: readonly CheckedTest[]): string {
  if (tests.length === 0) return '';
  const rows = tests
    .slice(0, MAX_ROWS)
    .map(({ suite, test }) =>
      [
        '',
        `\`${escapeCode(suite.target)}\``,
        test.file,
        formatCount(test.before.steps),
        formatCount(test.after.steps),
        describeChange(test),
        test.before.outcome === test.after.outcome
          ? test.after.outcome
          : `${test.before.outcome} → ${test.after.outcome}`,
        '',
      ].join(' | '),
    )
    .map((row) => row.trim());
  const rest = tests.length - rows.length;
  return [
    `**${title}**`,
    '',
    '| target | test | steps before | steps now | change | ended |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...rows,
    ...(rest > 0 ? ['', `… and ${rest} more`] : []),
  ].join('\n');
}

function details(one: CheckedTest, place: CheckPlace): string {
  const { suite, test } = one;
  const hotter = test.hotter.map(
    (line) =>
      `- \`${escapeCode(describeHotter(line, place.cwd))}\`\n  \`\`${escapeCode(line.code).trim() || ' '}\`\``,
  );
  return [
    `<details><summary>Why <code>${escapeText(suite.target)}</code> is slower on ${test.file}</summary>`,
    '',
    ...(hotter.length === 0 ? [] : ['Lines that got hotter:', '', ...hotter, '']),
    ...(test.timing === undefined ? [] : [`${escapeText(describeTiming(test.timing))}`, '']),
    'See it yourself:',
    '',
    '```sh',
    printable(rerunLine(one, place.directoryOf(suite.suite))),
    '```',
    '',
    '</details>',
  ].join('\n');
}

function openList(result: CheckResult): string {
  const open = result.suites.filter((suite) => suite.status !== 'compared');
  if (open.length === 0) return '';
  const items = open.map(
    ({ suite, target, reason, hint }) =>
      `- \`${escapeCode(target === '' ? suite : target)}\`: ${escapeText(reason)}${hint === undefined || hint === '' ? '' : ` (${escapeText(hint)})`}`,
  );
  return ['**Not compared**', '', ...items].join('\n');
}

function comparedList(result: CheckResult): string {
  const compared = comparedSuites(result);
  if (compared.length === 0) return '';
  const rows = compared.map(
    ({ target, suite, tests, growth }) =>
      `| \`${escapeCode(target)}\` | ${escapeText(shownFile(suite, ''))} | ${tests.length} | ${growth?.after.class ?? 'unknown'} |`,
  );
  return [
    `<details><summary>${plural(compared.length, 'target')} compared</summary>`,
    '',
    '| target | suite | tests | growth |',
    '| --- | --- | ---: | --- |',
    ...rows,
    '',
    '</details>',
  ].join('\n');
}

/** Inside backticks nothing but backticks and pipes has a meaning. */
function escapeCode(text: string): string {
  return printable(text).replaceAll('`', "'").replaceAll('|', '\\|');
}

/** Text of hostile origin as nothing but text. */
function escapeText(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\]|@#]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
