import { geometricMean } from '../../src/evaluate/statistics.ts';
import { count, formatTable, percent, seconds } from '../support/table.ts';
import { type Comparison, type Side, verdictsOf } from './comparison.ts';
import { DATA_DEPENDENT } from '../support/random-share.ts';
import { NO_CONSTRAINTS, REFERENCE } from './variants.ts';

type Ratio = 'cost' | 'cpu' | 'execs';

const MEANINGS: Readonly<Record<Ratio, string>> = {
  cost: 'best cost, with / without',
  execs: 'executions to 90 % of the better best, without / with',
  cpu: 'CPU time to it, without / with, where both got there',
};

/** With constraints against without: figures that do not depend on the machine first. Empty without comparisons. */
export function comparisonText(comparisons: readonly Comparison[]): string {
  if (comparisons.length === 0) return '';
  const dependent = comparisons.filter(({ isDataDependent }) => isDataDependent);
  return [
    `${REFERENCE} against ${NO_CONSTRAINTS}: ratios above 1 speak for constraints; > stands for "not there by then"`,
    comparisonTable(comparisons),
    '',
    'all cases',
    ...ratioLines(comparisons),
    `clear gain? ${dependent.length} cases depend on data: random inputs of the size cost less than ${percent(DATA_DEPENDENT)} of the worst case`,
    ...ratioLines(dependent),
    ...verdictLines(comparisons),
  ].join('\n');
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  const header = [
    'case',
    'random',
    'with, of worst',
    'without',
    'ratio',
    'with, execs to 90 %',
    'without',
    'ratio',
    'with, CPU s to 90 %',
    'without',
    'ratio',
  ];
  const rows = comparisons.map((one) => [
    one.caseId,
    `${percent(one.randomShare)}${one.isDataDependent ? '' : ' *'}`,
    percent(one.with.bestSteps / one.worstSteps),
    percent(one.without.bestSteps / one.worstSteps),
    factor(one.cost),
    effort(one.with, count(one.with.execs)),
    effort(one.without, count(one.without.execs)),
    factor(one.execs),
    effort(one.with, seconds(one.with.cpuMs)),
    effort(one.without, seconds(one.without.cpuMs)),
    one.cpu === undefined ? '–' : factor(one.cpu),
  ]);
  return `${formatTable(header, rows)}\n* size alone leads most of the way`;
}

function effort({ isThere }: Side, figure: string): string {
  return isThere ? figure : `> ${figure}`;
}

/** One line a ratio: its geometric mean with a 95 % interval, and the worst. */
function ratioLines(comparisons: readonly Comparison[]): readonly string[] {
  return (['cost', 'execs', 'cpu'] as const).map((key) => {
    const ratios = comparisons.flatMap(({ caseId, [key]: ratio }) =>
      ratio === undefined ? [] : { caseId, ratio },
    );
    const [first, ...others] = ratios;
    const meaning = `  ${MEANINGS[key]} (${ratios.length} cases)`;
    if (first === undefined) return `${meaning}: –`;
    const { mean, interval } = geometricMean(ratios.map(({ ratio }) => ratio));
    const worst = others.reduce((a, b) => (b.ratio < a.ratio ? b : a), first);
    return `${meaning}: geometric mean ${factor(mean)} (${interval.map(factor).join(' to ')}), worst ${factor(worst.ratio)} (${worst.caseId})`;
  });
}

/** Cases by name, the clearest first. */
function verdictLines(comparisons: readonly Comparison[]): readonly string[] {
  const { costlier, sooner, cheaper, later } = verdictsOf(comparisons);
  const list = (name: string, ones: readonly Comparison[], key: 'cost' | 'execs'): string =>
    `  ${name}: ${ones.length === 0 ? 'nowhere' : ones.map((one) => `${one.caseId} ${factor(one[key])}`).join(', ')}`;
  return [
    'where constraints help',
    list('costlier inputs', costlier, 'cost'),
    list('fewer executions', sooner, 'execs'),
    'where they lose',
    list('cheaper inputs', cheaper, 'cost'),
    list('more executions', later, 'execs'),
  ];
}

function factor(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
