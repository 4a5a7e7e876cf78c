import { runBlindTrial } from './blind-trial.ts';
import {
  type BenchCase,
  caseIdOf,
  type CaseName,
  listCases,
  prepareCase,
} from '../support/cases.ts';
import type { Plan } from './command-line.ts';
import { compareConstraints } from './comparison.ts';
import { comparisonText } from './comparison-text.ts';
import { randomShare } from '../support/random-share.ts';
import { runSearchTrial } from './search-trial.ts';
import {
  type CaseSummary,
  groupBy,
  type Outcome,
  summariseCase,
  summariseVariant,
  type VariantSummary,
} from './summary.ts';
import { caseTable, lossLines, overviewTable, synthesisLines, variantTable } from './tables.ts';
import type { Trial, TrialResult } from './trial.ts';
import { REFERENCE, type Variant } from './variants.ts';

/** Where news go while the benchmark runs. */
export interface BenchOutput {
  print(text: string): void;
  /** Called after every case, so that an interrupted run leaves what it had. */
  save(record: unknown): void;
}

/** Every variant on every case of the corpus whose worst case is known. */
export async function benchCorpus(
  plan: Plan,
  clock: () => number,
  out: BenchOutput,
): Promise<void> {
  const results: Results = { outcomes: [], summaries: [], randomShares: new Map() };
  const names = await listCases(plan.only);
  for (const [turn, name] of names.entries()) {
    await benchCase(name, turn, plan, clock, results, out);
    out.save(recordOf(plan, results));
  }
  if (results.summaries.length > 0) printSummary(results, out);
}

/** What is known so far. */
interface Results {
  readonly outcomes: Outcome[];
  readonly summaries: CaseSummary[];
  /** By case. */
  readonly randomShares: Map<string, number>;
}

async function benchCase(
  name: CaseName,
  turn: number,
  plan: Plan,
  clock: () => number,
  results: Results,
  out: BenchOutput,
): Promise<void> {
  const found = await prepareCase(name, plan.optionsFor(1));
  const { prepared } = found;
  try {
    const { call, steps, size } = found.worst;
    const outcomes = await runVariants(found, turn, plan, clock);
    const summaries = inOrder(plan.variants, outcomes).map(summariseCase);
    results.outcomes.push(...outcomes);
    results.summaries.push(...summaries);
    results.randomShares.set(caseIdOf(found), await randomShare(found, plan.optionsFor(1)));
    out.print(
      `${caseIdOf(found)}: ${call} costs ${steps.toLocaleString('en')} steps, size ${size}`,
    );
    out.print([caseTable(summaries), ...synthesisLines(outcomes), ''].join('\n'));
  } finally {
    await prepared.close();
  }
}

/** From every seed, in rotating order, so that drift of the machine meets all variants alike. */
async function runVariants(
  found: BenchCase,
  turn: number,
  { variants, seeds, optionsFor, maxSteps, budgetClock }: Plan,
  clock: () => number,
): Promise<readonly Outcome[]> {
  const { prepared, worst } = found;
  const outcomes: Outcome[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    for (const variant of rotate(variants, turn + seed - 1)) {
      const trial: Trial = {
        prepared,
        options: optionsFor(seed),
        maxSteps,
        until: Infinity,
        clock,
        budgetClock,
      };
      const result = await runVariant(trial, variant);
      const caseId = caseIdOf(found);
      outcomes.push({ caseId, worstSteps: worst.steps, variant: variant.id, seed, result });
    }
  }
  return outcomes;
}

function printSummary({ outcomes, summaries, randomShares }: Results, out: BenchOutput): void {
  const reference = summaries.filter(({ variant }) => variant === REFERENCE);
  if (reference.length > 0) out.print(`${REFERENCE}\n${overviewTable(reference)}\n`);
  out.print(variantTable(variantSummaries(summaries)));
  const losses = lossLines(summaries);
  if (losses.length > 0) out.print(`\nwhere ${REFERENCE} falls short\n${losses.join('\n')}`);
  const comparison = comparisonText(compareConstraints(outcomes, randomShares));
  if (comparison !== '') out.print(`\n${comparison}`);
}

function variantSummaries(summaries: readonly CaseSummary[]): readonly VariantSummary[] {
  return groupBy(summaries, ({ variant }) => variant).map((of) => summariseVariant(of, summaries));
}

async function runVariant(trial: Trial, variant: Variant): Promise<TrialResult> {
  return variant.kind === 'search'
    ? await runSearchTrial(trial, variant)
    : await runBlindTrial(trial, variant.source);
}

function rotate<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % Math.max(1, items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}

/** The outcomes of each variant, variants in the order of the plan. */
function inOrder(variants: readonly Variant[], outcomes: readonly Outcome[]): readonly Outcome[][] {
  return variants.map(({ id }) => outcomes.filter(({ variant }) => variant === id));
}

function recordOf(
  { budget, budgetClock, seeds, variants }: Plan,
  { outcomes, summaries: cases, randomShares }: Results,
): unknown {
  return {
    budget,
    budgetClock,
    seeds,
    variants,
    summary: variantSummaries(cases),
    cases,
    constraints: compareConstraints(outcomes, randomShares),
    randomShares: Object.fromEntries(randomShares),
    runs: outcomes.map(({ result: { best, ...result }, ...outcome }) => ({
      ...outcome,
      best: { steps: best.steps, size: best.size },
      ...result,
    })),
  };
}
