import { z } from 'zod';
import { GROWTH_CLASSES } from '../../core/finding.ts';
import { formatCount, formatFactor, formatMs } from '../../report/figures.ts';
import type { Ledger, ProblemProgress } from './ledger.ts';

const count = z.int().nonnegative();

const PROBLEM_STATES = ['done', 'failed', 'interrupted', 'waiting'] as const;

const problemSchema = z.strictObject({
  problem: z.string(),
  state: z.enum(PROBLEM_STATES),
  ms: z.number().nonnegative(),
  run: z.string().exactOptional().describe('run directory, relative to the index'),
  execs: count.exactOptional(),
  tests: count.exactOptional(),
  bestSteps: count.exactOptional(),
  seedSteps: count.exactOptional(),
  slowdown: z
    .number()
    .exactOptional()
    .describe('costliest input found over costliest default test'),
  growth: z.enum(GROWTH_CLASSES).exactOptional(),
  reason: z.string().exactOptional().describe('why it failed'),
});

const totalsSchema = z.strictObject({
  problems: count,
  done: count,
  failed: count,
  interrupted: count,
  waiting: count,
  execs: count,
  tests: count,
  /** Over the problems that are done and had a default test. */
  slowdown: z
    .strictObject({ geometricMean: z.number(), median: z.number(), problems: count })
    .exactOptional(),
});

/** Schema of `index.json`: how far a campaign over many problems is, with totals. */
export const batchIndexSchema = z.strictObject({
  version: z.literal(1),
  directory: z.string().describe('of the problems, as the user wrote it'),
  totals: totalsSchema,
  problems: z.array(problemSchema),
});

export type BatchIndex = z.infer<typeof batchIndexSchema>;
export type IndexedProblem = BatchIndex['problems'][number];

export function batchIndexJsonSchema(): object {
  return z.toJSONSchema(batchIndexSchema, { io: 'input', target: 'draft-2020-12' });
}

/** @param names of all problems, in order */
export function buildIndex(
  directory: string,
  names: readonly string[],
  ledger: Pick<Ledger, 'progressOf'>,
): BatchIndex {
  const problems = names.map((name) => indexed(name, ledger.progressOf(name)));
  const inState = (state: IndexedProblem['state']): number =>
    problems.filter((problem) => problem.state === state).length;
  const sum = (key: 'execs' | 'tests'): number =>
    problems.reduce((total, problem) => total + (problem[key] ?? 0), 0);
  const slowdown = averages(problems.flatMap((problem) => problem.slowdown ?? []));
  return {
    version: 1,
    directory,
    totals: {
      problems: problems.length,
      done: inState('done'),
      failed: inState('failed'),
      interrupted: inState('interrupted'),
      waiting: inState('waiting'),
      execs: sum('execs'),
      tests: sum('tests'),
      ...(slowdown && { slowdown }),
    },
    problems,
  };
}

function indexed(problem: string, progress: ProblemProgress | undefined): IndexedProblem {
  if (progress === undefined) return { problem, state: 'waiting', ms: 0 };
  const { last, ms } = progress;
  switch (last.event) {
    case 'started':
      return { problem, state: 'interrupted', ms };
    case 'interrupted':
      return { problem, state: 'interrupted', ms };
    case 'failed':
      return { problem, state: 'failed', ms, reason: last.reason };
    case 'done': {
      const { event: _, at: _at, stopReason: _stop, searchMs: _search, ...facts } = last;
      return { ...facts, state: 'done', ms };
    }
  }
}

function averages(ratios: readonly number[]): BatchIndex['totals']['slowdown'] {
  const sorted = ratios.filter((ratio) => ratio > 0).toSorted((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const logs = sorted.reduce((sum, ratio) => sum + Math.log(ratio), 0);
  const [low = 1, high = low] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return {
    geometricMean: Math.exp(logs / sorted.length),
    median: (low + high) / 2,
    problems: sorted.length,
  };
}

/** `index.md`: the same for people. */
export function printIndex({ directory, totals, problems }: BatchIndex): string {
  const { slowdown } = totals;
  const rows = problems.map((problem) => {
    const { state, ms, execs, tests, bestSteps, slowdown: factor, growth, run, reason } = problem;
    const name = run === undefined ? problem.problem : `[${problem.problem}](${run}/report.html)`;
    const cells = [
      name,
      reason === undefined ? state : `${state}: ${reason.replaceAll(/[|\r\n]+/g, ' ')}`,
      tests === undefined ? '' : String(tests),
      bestSteps === undefined ? '' : formatCount(bestSteps),
      factor === undefined ? '' : formatFactor(factor),
      growth ?? '',
      execs === undefined ? '' : formatCount(execs),
      ms === 0 ? '' : formatMs(ms),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const mean = slowdown
    ? ` Slowdown over the default tests: ${formatFactor(slowdown.geometricMean)} (geometric mean), ${formatFactor(slowdown.median)} (median), over ${slowdown.problems} problems.`
    : '';
  return `# ${directory}

${totals.done} of ${totals.problems} problems done, ${totals.failed} failed, ${totals.interrupted} interrupted, ${totals.waiting} waiting:
${formatCount(totals.tests)} tests from ${formatCount(totals.execs)} executions.${mean}

| problem | state | tests | steps of the costliest | slowdown | growth | executions | time |
| --- | --- | ---: | ---: | ---: | --- | ---: | ---: |
${rows.join('\n')}
`;
}
