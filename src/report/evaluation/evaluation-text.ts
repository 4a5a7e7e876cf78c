import type { EvaluatedSolution, EvaluatedTest, EvaluationCell } from '../../core/evaluation.ts';
import type { Evaluation, EvaluationMetrics, SetMetrics } from '../../core/evaluation-metrics.ts';
import {
  formatCount,
  formatFactor,
  formatMs,
  formatShare,
  formatShort,
  plural,
} from '../figures.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { textTable } from './text-table.ts';

/** Tests that the matrix on a terminal shows; all of them are in eval.json. */
const MAX_TESTS = 60;

/** What `slowpath eval` prints: matrix, metrics, and what must not go unnoticed. */
export function evaluationText(evaluation: Evaluation, paint: Paint): string {
  const { problem, matrix, setAside, metrics } = evaluation;
  const { solutions, tests } = matrix;
  const title = `${printable(problem.title)}: ${plural(solutions.length, 'solution')} on ${plural(tests.length, 'test')}`;
  const lines = [paint('bold', title), '', ...matrixLines(evaluation)];
  for (const { solution, reason } of setAside) {
    lines.push(`${paint('yellow', 'not run')} ${printable(`${solution}: ${reason}`)}`);
  }
  for (const one of metrics) lines.push('', ...metricsLines(one, paint));
  lines.push('', ...rewardLines(evaluation, paint));
  return `${lines.join('\n')}\n`;
}

function matrixLines({ matrix }: Evaluation): readonly string[] {
  const { solutions, tests, cells } = matrix;
  const isTimed = cells.some((row) => row.some(({ cpuMs }) => cpuMs !== undefined));
  const rows = tests
    .slice(0, MAX_TESTS)
    .map((test, t) => [
      `${test.set} ${shortName(test.name)}`,
      formatCount(test.size),
      ...solutions.map((_, s) => cellText(cells[s]?.[t], isTimed)),
      oracleText(test),
    ]);
  const classes = solutions.map((solution) => solution.class);
  return [
    ...textTable([
      ['steps', 'size', ...solutions.map(solutionName), 'expected output'],
      ['', '', ...classes, ''],
      ...rows,
    ]),
    ...(tests.length > MAX_TESTS
      ? [`… and ${tests.length - MAX_TESTS} more tests, in eval.json`]
      : []),
    LEGEND,
  ];
}

const LEGEND =
  '> cut off: costs at least this · ! wrong · x failed · ? nobody knows what it should say';

function solutionName({ name }: EvaluatedSolution): string {
  return name.replace(/^solutions\//, '');
}

function shortName(name: string): string {
  return name.replace(/^tests\//, '').replace(/\.(?:json|in)$/, '');
}

function cellText(cell: EvaluationCell | undefined, isTimed: boolean): string {
  if (cell === undefined) return '';
  const { steps, verdict, cpuMs = [] } = cell;
  const times = cpuMs.toSorted((a, b) => a - b);
  const middle = times[times.length >> 1];
  const time = !isTimed ? '' : middle === undefined ? ' (-)' : ` (${formatMs(middle)})`;
  switch (verdict) {
    case 'right':
      return formatShort(steps) + time;
    case 'wrong':
      return `!${formatShort(steps)}${time}`;
    case 'failed':
      return `x${formatShort(steps)}`;
    case 'unfinished':
      return `>${formatShort(steps)}`;
    case 'unchecked':
      return `?${formatShort(steps)}${time}`;
  }
}

function oracleText({ oracle }: EvaluatedTest): string {
  switch (oracle.kind) {
    case 'given':
      return 'given';
    case 'checker':
      return 'checker';
    case 'agreement': {
      const { agree, disagree } = oracle;
      return `${agree.length} of ${agree.length + disagree.length} agree`;
    }
    case 'none':
      return 'none';
  }
}

function metricsLines(metrics: EvaluationMetrics, paint: Paint): readonly string[] {
  const { cost, sets, leftOut, contested, unreadClasses, slowdown, costlier } = metrics;
  const unit = cost === 'steps' ? 'by steps' : 'by CPU time';
  const warn = (what: string, rest: string): string =>
    `${paint('yellow', what)} ${printable(rest)}`;
  return [
    paint('bold', `Metrics ${unit}`),
    ...textTable([
      ['', ...sets.map(({ set }) => set)],
      ...FIGURES.map((figure) => rowOf(figure, sets)),
    ]),
    ...filterLines(sets),
    ...slowdownLines(slowdown, costlier, paint),
    '',
    ...scoreLines(metrics, paint),
    ...leftOut.map(({ solution, reason }) => warn('costs left out', `${solution}: ${reason}`)),
    ...contested.map((test) => warn('in doubt', `${test}: most of the correct solutions fail it`)),
    ...unreadClasses.map((one) =>
      warn('in no order', one === '' ? 'solutions whose class nobody said' : `the class ${one}`),
    ),
  ];
}

type Figure = readonly [name: string, value: (metrics: SetMetrics) => string];

const FIGURES: readonly Figure[] = [
  ['tests', ({ tests }) => formatCount(tests)],
  ['solved by', ({ solved }) => `${solved.solutions} of ${solved.of}`],
  ['separation of declared classes', ({ byClass }) => separationText(byClass)],
  ['separation by best known cost', ({ byBestKnown }) => separationText(byBestKnown)],
  ["Kendall's τ with declared classes", ({ byClass }) => decimal(byClass?.tau)],
  ['correct ones accepted (TPR)', ({ correctness }) => decimal(correctness.truePositive)],
  ['incorrect ones rejected (TNR)', ({ correctness }) => decimal(correctness.trueNegative)],
  ['efficient ones within 10× of the best', ({ efficiency }) => decimal(efficiency.truePositive)],
  ['inefficient ones beyond it', ({ efficiency }) => decimal(efficiency.trueNegative)],
  [
    'inefficient costlier: A12',
    ({ inefficientOverEfficient }) => decimal(inefficientOverEfficient?.a12),
  ],
  ['eff@1', ({ effAt }) => decimal(effAt.find(({ k }) => k === 1)?.value)],
  ['Beyond@1', ({ beyondAt1 }) => decimal(beyondAt1)],
];

function rowOf([name, value]: Figure, sets: readonly SetMetrics[]): readonly string[] {
  return [name, ...sets.map(value)];
}

function decimal(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value.toFixed(2);
}

function separationText(separation: SetMetrics['byClass']): string {
  if (separation === null) return '-';
  const { ordered, pairs, tied } = separation;
  const ties = tied === 0 ? '' : `, ${tied} tied`;
  return `${separation.separation.toFixed(2)} (${ordered} of ${pairs} pairs${ties})`;
}

function filterLines(sets: readonly SetMetrics[]): readonly string[] {
  return sets.map(({ set, filters }) => {
    const failed = filters.filter(({ isPassed }) => !isPassed);
    if (failed.length === 0) return `EvalPerf would take the ${set} tests`;
    const reasons = failed.map(({ name, value, limit }) => {
      const show = name === 'variation' ? formatShare : formatShort;
      return `${name} ${value === null ? '-' : show(value)} (wanted ${show(limit)})`;
    });
    return `EvalPerf would not take the ${set} tests: ${reasons.join(', ')}`;
  });
}

function slowdownLines(
  slowdowns: EvaluationMetrics['slowdown'],
  costlier: EvaluationMetrics['costlier'],
  paint: Paint,
): readonly string[] {
  const [first] = slowdowns;
  const surely = costlier.filter(({ p, a12 }) => p < 0.05 && a12 > 0.5);
  if (first === undefined) return [];
  const { geometricMean, interval, losses, ratios } = first;
  const range = interval === null ? '' : ` (95 %: ${interval.map(bound).join(' to ')})`;
  return [
    '',
    paint('bold', 'Slowdown: costliest test of the suite over the costliest default test'),
    `${formatFactor(geometricMean)} geometric mean${range}, ${losses === 0 ? 'no solution' : plural(losses, 'solution')} slowed down less`,
    ...textTable(
      ratios.map(({ solution, ratio }) => [
        `  ${solution}`,
        formatFactor(ratio),
        ratio < 1 ? 'loss' : '',
      ]),
    ),
    slowdowns.map(({ k, mean }) => `slowdown_${k} ${formatFactor(mean)}`).join(' · '),
    `costlier tests, Mann–Whitney p < 0.05: ${surely.length} of ${plural(costlier.length, 'solution')}`,
  ];
}

/** Bounds may be any size: two solutions that differ say next to nothing. */
function bound(ratio: number): string {
  return ratio < 1000 ? formatFactor(ratio) : `${formatShort(ratio)}×`;
}

function scoreLines({ sets, cost }: EvaluationMetrics, paint: Paint): readonly string[] {
  const last = sets.at(-1);
  if (last === undefined) return ['no test counts'];
  const show = cost === 'steps' ? formatShort : formatMs;
  const rows = last.scores.map(({ solution, efficiency, dps, dpsNorm, beyond }) => {
    const worst = last.worst.find((one) => one.solution === solution);
    return [
      solution,
      worst === undefined ? '-' : `${worst.isCutOff ? '>' : ''}${show(worst.cost)}`,
      decimal(efficiency),
      dps.toFixed(0),
      dpsNorm.toFixed(0),
      decimal(beyond),
    ];
  });
  return [
    paint('bold', `Scores on the ${last.set} tests`),
    ...textTable([['', 'costliest', 'e (ENAMEL)', 'DPS', 'DPS_norm', 'Beyond'], ...rows]),
  ];
}

function rewardLines({ rewards, pairs }: Evaluation, paint: Paint): readonly string[] {
  return [
    paint('bold', 'Rewards for training'),
    ...textTable([
      ['', 'efficiency', 'reward', 'tests'],
      ...rewards.map(({ solution, efficiency, reward, tests }) => [
        solution,
        decimal(efficiency),
        reward.toFixed(2),
        formatCount(tests),
      ]),
    ]),
    `${plural(pairs.length, 'preference pair')}`,
  ];
}
