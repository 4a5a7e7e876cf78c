import type {
  CheckResult,
  ComparedSuite,
  HotterLine,
  UncomparedSuite,
} from '../../check/result.ts';
import { printable } from '../../report/printable.ts';
import type { CheckFormat, CheckPlace } from './check-format.ts';
import {
  comparedSuites,
  describeGrowth,
  describeHotter,
  describeRegression,
  rerunLine,
  shownFile,
} from './describe-check.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

const RULES = [
  {
    id: 'slower',
    shortDescription: { text: 'A stress test costs more steps than is allowed' },
    defaultConfiguration: { level: 'error' },
  },
  {
    id: 'growth',
    shortDescription: { text: 'Cost grows with size by a higher class than before' },
    defaultConfiguration: { level: 'error' },
  },
  {
    id: 'not-compared',
    shortDescription: { text: 'A stress suite could not be compared' },
    defaultConfiguration: { level: 'warning' },
  },
] as const;

type RuleId = (typeof RULES)[number]['id'];

/** SARIF 2.1.0 (OASIS, 2020): what code scanning of GitHub and others shows beside the lines. */
export const sarifFormat: CheckFormat = (result, place) => {
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'slowpath', semanticVersion: result.versions.slowpath, rules: RULES },
        },
        invocations: [
          {
            executionSuccessful: result.verdict !== 'inconclusive',
            exitCode: { ok: 0, regression: 1, inconclusive: 2 }[result.verdict],
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: resultsOf(result, place),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function resultsOf(result: CheckResult, place: CheckPlace): readonly object[] {
  const compared = comparedSuites(result);
  const open = result.suites.filter(({ status }) => status === 'failed') as UncomparedSuite[];
  return [
    ...compared.flatMap((suite) => growthResult(suite, place)),
    ...compared.flatMap((suite) => testResults(suite, place)),
    ...open.map(({ suite, target, reason }) =>
      entry('not-compared', 'warning', `${target === '' ? suite : target}: ${reason}`, [], suite),
    ),
  ];
}

function growthResult(suite: ComparedSuite, place: CheckPlace): readonly object[] {
  if (suite.growth?.verdict !== 'regression') return [];
  const text = `${suite.target} grows faster: ${describeGrowth(suite.growth)}`;
  return [entry('growth', 'error', text, locationsOf(suite, [], place), suite.suite)];
}

function testResults(suite: ComparedSuite, place: CheckPlace): readonly object[] {
  return suite.tests
    .filter(({ verdict }) => verdict === 'regression')
    .map((test) => {
      const why = test.hotter.map((line) => `\n${describeHotter(line, place.cwd)}`).join('');
      const again = rerunLine({ suite, test }, place.directoryOf(suite.suite));
      return entry(
        'slower',
        'error',
        `${suite.target} on ${test.file}: ${describeRegression(test)}${why}\nRun it again: ${again}`,
        locationsOf(suite, test.hotter, place),
        `${suite.suite}/${test.file}`,
      );
    });
}

function entry(
  ruleId: RuleId,
  level: 'error' | 'warning',
  text: string,
  locations: readonly object[],
  fingerprint: string,
): object {
  return {
    ruleId,
    ruleIndex: RULES.findIndex(({ id }) => id === ruleId),
    level,
    message: { text: text.split('\n').map(printable).join('\n') },
    locations,
    partialFingerprints: { 'slowpath/v1': fingerprint },
  };
}

/** The hottest line that got hotter; without one, the file of the target. */
function locationsOf(
  { entryFile }: ComparedSuite,
  hotter: readonly HotterLine[],
  { cwd }: CheckPlace,
): readonly object[] {
  const [first] = hotter;
  const uri = encodeURI(shownFile(first?.file ?? entryFile, cwd));
  const region = first === undefined ? {} : { region: { startLine: first.line } };
  return [{ physicalLocation: { artifactLocation: { uri }, ...region } }];
}
