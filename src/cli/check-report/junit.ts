import type { ComparedSuite, SuiteCheck, TestCheck } from '../../check/result.ts';
import { printable } from '../../report/printable.ts';
import type { CheckFormat, CheckPlace } from './check-format.ts';
import {
  describeGrowth,
  describeHotter,
  describeRegression,
  describeTiming,
  rerunLine,
} from './describe-check.ts';

/** JUnit XML as CI systems read it: a suite per target, a case per test and one for growth. */
export const junitFormat: CheckFormat = ({ suites }, place) => {
  const printed = suites.map((suite) => printSuite(suite, place));
  const total = (key: 'tests' | 'failures' | 'errors'): number =>
    printed.reduce((sum, one) => sum + one[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="slowpath" tests="${total('tests')}" failures="${total('failures')}" errors="${total('errors')}">`,
    ...printed.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
};

interface Printed {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

interface Case {
  readonly name: string;
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly detail: string;
}

function printSuite(suite: SuiteCheck, place: CheckPlace): Printed {
  const cases = casesOf(suite, place);
  const count = (kind: Case['kind']): number => cases.filter((one) => one.kind === kind).length;
  const name = suite.target === '' ? suite.suite : suite.target;
  const head = `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}">`;
  const body = cases.map((one) => printCase(one, name));
  return {
    xml: [head, ...body, '  </testsuite>'].join('\n'),
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
  };
}

function casesOf(suite: SuiteCheck, place: CheckPlace): readonly Case[] {
  if (suite.status !== 'compared') {
    const kind = suite.status === 'new' ? 'skipped' : 'error';
    return [{ name: 'compared', kind, message: suite.reason, detail: suite.hint ?? '' }];
  }
  return [...suite.tests.map((test) => caseOf(test, suite, place)), ...growthCase(suite)];
}

function caseOf(test: TestCheck, suite: ComparedSuite, place: CheckPlace): Case {
  if (test.verdict !== 'regression')
    return { name: test.file, kind: 'passed', message: '', detail: '' };
  return {
    name: test.file,
    kind: 'failure',
    message: describeRegression(test),
    detail: [
      ...test.hotter.map((line) => describeHotter(line, place.cwd)),
      ...(test.timing === undefined ? [] : [describeTiming(test.timing)]),
      `run it again: ${rerunLine({ suite, test }, place.directoryOf(suite.suite))}`,
    ].join('\n'),
  };
}

function growthCase({ growth }: ComparedSuite): readonly Case[] {
  if (growth === undefined) return [];
  const kind = growth.verdict === 'regression' ? 'failure' : 'passed';
  return [{ name: 'growth', kind, message: describeGrowth(growth), detail: '' }];
}

function printCase({ name, kind, message, detail }: Case, suite: string): string {
  const open = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}"`;
  if (kind === 'passed') return `${open}/>`;
  if (kind === 'skipped')
    return `${open}>\n      <skipped message="${escapeXml(message)}"/>\n    </testcase>`;
  const text = detail.split('\n').map(escapeXml).join('\n');
  return `${open}>\n      <${kind} message="${escapeXml(message)}">${text}</${kind}>\n    </testcase>`;
}

/** What XML 1.0 cannot hold at all becomes an escape of its own. */
function escapeXml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd');
}
