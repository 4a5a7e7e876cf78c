import { runBlindTrial } from './blind-trial.ts';
import { type BenchCase, listCases, prepareCase } from './cases.ts';
import type { Plan } from './command-line.ts';
import { runSearchTrial } from './search-trial.ts';
import {
  type CaseSummary,
  groupBy,
  type Outcome,
  summariseCase,
  summariseVariant,
  type VariantSummary,
} from './summary.ts';
import { caseTable, lossLines, overviewTable, variantTable } from './tables.ts';
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
  const outcomes: Outcome[] = [];
  const summaries: CaseSummary[] = [];
  const names = await listCases(plan.only);
  for (const [turn, name] of names.entries()) {
    const found = await prepareCase(name, plan.optionsFor(1));
    const caseId = caseIdOf(found);
    const mine: Outcome[] = [];
    for (let seed = 1; seed <= plan.seeds; seed++) {
      // In rotating order, so that drift of the machine meets all variants alike.
      for (const variant of rotate(plan.variants, turn + seed - 1)) {
        const { prepared, worst } = found;
        const options = plan.optionsFor(seed);
        const { budgetClock } = plan;
        const trial: Trial = { prepared, options, until: Infinity, clock, budgetClock };
        const result = await runVariant(trial, variant);
        mine.push({ caseId, worstSteps: worst.steps, variant: variant.id, seed, result });
      }
    }
    const ofCase = inOrder(plan.variants, mine).map(summariseCase);
    outcomes.push(...mine);
    summaries.push(...ofCase);
    const { call, steps, size } = found.worst;
    out.print(`${caseId}: ${call} costs ${steps.toLocaleString('en')} steps, size ${size}`);
    out.print(`${caseTable(ofCase)}\n`);
    out.save(recordOf(plan, outcomes, summaries));
  }
  if (summaries.length === 0) return;
  printSummary(summaries, out);
}

function printSummary(summaries: readonly CaseSummary[], out: BenchOutput): void {
  const reference = summaries.filter(({ variant }) => variant === REFERENCE);
  if (reference.length > 0) out.print(`${REFERENCE}\n${overviewTable(reference)}\n`);
  out.print(variantTable(variantSummaries(summaries)));
  const losses = lossLines(summaries);
  if (losses.length > 0) out.print(`\nwhere ${REFERENCE} falls short\n${losses.join('\n')}`);
}

function variantSummaries(summaries: readonly CaseSummary[]): readonly VariantSummary[] {
  return groupBy(summaries, ({ variant }) => variant).map((of) => summariseVariant(of, summaries));
}

async function runVariant(trial: Trial, variant: Variant): Promise<TrialResult> {
  return variant.kind === 'search'
    ? await runSearchTrial(trial, variant.without)
    : await runBlindTrial(trial, variant.source);
}

function caseIdOf({ id, solution }: BenchCase): string {
  return `${id}/${solution.replace(/^solutions\//, '')}`;
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
  outcomes: readonly Outcome[],
  cases: readonly CaseSummary[],
): unknown {
  return {
    budget,
    budgetClock,
    seeds,
    variants,
    summary: variantSummaries(cases),
    cases,
    runs: outcomes.map(({ result: { best, ...result }, ...outcome }) => ({
      ...outcome,
      best: { steps: best.steps, size: best.size },
      ...result,
    })),
  };
}
