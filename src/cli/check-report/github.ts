import { printable } from '../../report/printable.ts';
import type { CheckFormat } from './check-format.ts';
import {
  comparedSuites,
  describeGrowth,
  describeHotter,
  describeRegression,
  headline,
  shownFile,
  testsWith,
} from './describe-check.ts';

/** GitHub shows ten annotations of a kind in a step. */
const MAX_ANNOTATIONS = 10;

/** Workflow commands of GitHub Actions: annotations beside the lines, errors first, then what could not be compared. */
export const githubFormat: CheckFormat = (result, { cwd }) => {
  const growths = comparedSuites(result).flatMap(({ target, entryFile, growth }) =>
    growth?.verdict === 'regression'
      ? [
          command('error', `${target}: ${describeGrowth(growth)}`, {
            file: shownFile(entryFile, cwd),
            title: 'Cost grows faster',
          }),
        ]
      : [],
  );
  const slower = testsWith(result, 'regression').map(({ suite, test }) => {
    const [line] = test.hotter;
    const why = line === undefined ? '' : `\n${describeHotter(line, cwd)}`;
    return command('error', `${test.file}: ${describeRegression(test)}${why}`, {
      file: shownFile(line?.file ?? suite.entryFile, cwd),
      ...(line === undefined ? {} : { line: String(line.line) }),
      title: `${suite.target} became slower`,
    });
  });
  const open = result.suites.flatMap((suite) =>
    suite.status === 'failed'
      ? [
          command('warning', `${suite.target || suite.suite}: ${suite.reason}`, {
            title: 'Not compared',
          }),
        ]
      : [],
  );
  const lines = [
    ...[...growths, ...slower].slice(0, MAX_ANNOTATIONS),
    ...open.slice(0, MAX_ANNOTATIONS),
    `slowpath: ${headline(result)}`,
  ];
  return `${lines.join('\n')}\n`;
};

function command(
  kind: 'error' | 'warning',
  message: string,
  properties: Readonly<Record<string, string>>,
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${kind} ${given.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  const shown = text.split('\n').map(printable).join('\n');
  return shown.replaceAll('%', '%25').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
