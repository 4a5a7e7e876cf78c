import type { Executor, Measurement } from '../core/executor.ts';
import type { Finding, Growth } from '../core/finding.ts';
import { hotLines } from '../core/hot-lines.ts';
import type { InputModel } from '../core/input-model.ts';
import type { SiteTable } from '../core/site.ts';
import { type Keep, type Minimised, minimise } from './minimise.ts';
import { type Measured, measureCandidates } from './measure-candidates.ts';
import { isSeed, selectSuite } from './select.ts';
import { shortlist } from './shortlist.ts';
import type { NewSuite, NewTest } from './suite-file.ts';
import type { TestInput } from './test-file.ts';

export interface BuildSuiteOptions<G> {
  /** Undefined when inputs cannot be shrunk here: they stay as found. */
  readonly model: Pick<InputModel<G>, 'decode' | 'encode' | 'shrink'> | undefined;
  readonly executor: Pick<Executor, 'measure'>;
  /** What a test file holds for an encoded input. */
  readonly render: (encoded: string) => TestInput;
  readonly sites: SiteTable;
  /** How a source file is called in the suite: relative, the same on every machine. */
  readonly nameFile: (path: string) => string;
  readonly about: Omit<NewSuite, 'tests' | 'growths'>;
  /** Fitted growth of the costliest pattern. */
  readonly growth: Growth | undefined;
  /** Tests at most, ≥ 1. */
  readonly count: number;
  /** Fuel of one execution, steps. */
  readonly maxSteps: number;
  /** Steps that measuring the candidates may take; the costliest is always measured. Default 2^31. */
  readonly candidateSteps?: number;
  /** Executions and steps that minimising one test may take. */
  readonly minimiseExecutions: number;
  readonly minimiseSteps: number;
}

export interface BuiltSuite {
  readonly suite: NewSuite;
  /** Encoded inputs of the suite's tests, same order. */
  readonly inputs: readonly string[];
  /** Measurement of each test with its hits, same order. */
  readonly measurements: readonly Measurement[];
  /** Executions that it took. */
  readonly executions: number;
}

/** Least cost of a small representative, steps: below it, start-up hides the pattern. */
const REPRESENTATIVE_STEPS = 10_000;
const HOT_SITES = 3;
/** About five seconds of work. */
const CANDIDATE_STEPS = 2 ** 31;
/** Links of the chain back to a seed that are told. */
const MAX_OPS = 12;

/** A test on its way. */
interface Draft {
  readonly finding: Finding;
  readonly role: NewTest['role'];
  readonly input: string;
  /** Of the input as it was found. */
  readonly original: Measurement;
}

/**
 * From what a search kept to a suite: measures the best findings in full and in fresh state, selects distinct slow paths
 * and sizes, minimises each without losing its cost, drops what became equal, and describes every test.
 * The costliest input is simplified only where that costs nothing; the others keep 95 % of their cost. When cost grows
 * faster than size, a small representative of the costliest pattern comes last.
 * Deterministic: reads steps and sizes only.
 */
export async function buildSuite<G>(
  findings: readonly Finding[],
  options: BuildSuiteOptions<G>,
): Promise<BuiltSuite> {
  const { drafts, executions } = await draftTests(findings, options);
  const changed = drafts.filter(({ finding, input }) => input !== finding.input);
  const fresh = await measureFully(
    changed.map(({ input }) => input),
    options,
  );
  const byId = new Map(findings.map((finding) => [finding.provenance.id, finding]));
  const measurements = drafts.map((draft) => fresh[changed.indexOf(draft)] ?? draft.original);
  const tests = drafts.map((draft, i) =>
    describe(draft, measurements[i] ?? draft.original, byId, options),
  );
  return {
    suite: { ...options.about, tests, growths: options.growth ? [options.growth] : [] },
    inputs: drafts.map(({ input }) => input),
    measurements,
    executions: executions + changed.length,
  };
}

async function draftTests<G>(
  findings: readonly Finding[],
  options: BuildSuiteOptions<G>,
): Promise<{ drafts: readonly Draft[]; executions: number }> {
  const { executor, maxSteps, candidateSteps = CANDIDATE_STEPS } = options;
  const candidates = await measureCandidates(shortlist(findings), {
    executor,
    maxSteps,
    totalSteps: candidateSteps,
  });
  const ranked = selectSuite(candidates, { count: options.count });
  const keepRate = representative(options);
  const drafts: Draft[] = [];
  const taken = new Set<string>();
  let executions = candidates.length;
  const admit = async (
    { finding, measurement }: Measured,
    role: Draft['role'],
    keep: Keep,
    keepShare: number,
  ): Promise<void> => {
    const small = await shrink(finding, measurement, keep, keepShare, options);
    executions += small.executions;
    if (taken.has(small.input)) return;
    taken.add(small.input);
    drafts.push({ finding, role, input: small.input, original: measurement });
  };
  const places = options.count - (keepRate ? 1 : 0);
  for (const candidate of ranked) {
    if (drafts.length >= places) break;
    const isFirst = candidate === ranked[0];
    const role = isFirst ? 'costliest' : candidate.role;
    await admit(candidate, role, { kind: 'cost' }, isFirst ? 1 : 0.95);
  }
  const [costliest] = ranked;
  if (costliest && keepRate) await admit(costliest, 'representative', keepRate, 0.95);
  return { drafts, executions };
}

/** What a small representative keeps; undefined when the cost does not outgrow the size. */
function representative<G>({ growth, count }: BuildSuiteOptions<G>): Keep | undefined {
  const isPower =
    growth?.class === 'superlinear' || growth?.class === 'quadratic' || growth?.class === 'cubic';
  return isPower && count > 1
    ? { kind: 'rate', exponent: growth.exponent, floorSteps: REPRESENTATIVE_STEPS }
    : undefined;
}

async function measureFully<G>(
  inputs: readonly string[],
  { executor, maxSteps }: BuildSuiteOptions<G>,
): Promise<readonly Measurement[]> {
  return inputs.length === 0
    ? []
    : await executor.measure(inputs, { maxSteps, hits: true, fresh: true });
}

async function shrink<G>(
  finding: Finding,
  original: Measurement,
  keep: Keep,
  keepShare: number,
  options: BuildSuiteOptions<G>,
): Promise<Pick<Minimised, 'executions' | 'input'>> {
  const { model, executor, maxSteps } = options;
  if (!model || isSeed(finding)) return { input: finding.input, executions: 0 };
  return minimise(finding.input, {
    model,
    executor,
    keep,
    keepShare,
    maxSteps,
    maxExecutions: options.minimiseExecutions,
    maxTotalSteps: options.minimiseSteps,
    fresh: true,
    original,
  });
}

function describe<G>(
  { finding, role, input, original }: Draft,
  measurement: Measurement,
  byId: ReadonlyMap<number, Finding>,
  { render, sites, nameFile, growth }: BuildSuiteOptions<G>,
): NewTest {
  const { provenance } = finding;
  const isSmaller = input !== finding.input;
  const hits = measurement.hits ?? new Int32Array();
  return {
    input: render(input),
    role,
    size: measurement.size,
    steps: measurement.steps,
    allocUnits: measurement.allocUnits,
    outcome: measurement.outcome,
    outputDigest: measurement.outputDigest,
    isSeed: isSeed(finding) && !isSmaller,
    provenance: {
      id: provenance.id,
      parents: [...provenance.parents],
      ops: chainOfOps(finding, byId),
      execs: provenance.execs,
    },
    ...(isSmaller ? { minimisedFrom: { size: original.size, steps: original.steps } } : {}),
    hot: hotLines(hits, sites, () => undefined, HOT_SITES).map((line) => ({
      site: `${nameFile(line.file)}:${line.line}`,
      kind: line.what[0] ?? '',
      share: Math.round(line.share * 1e4) / 1e4,
    })),
    ...(growth && (role === 'costliest' || role === 'representative') ? { growth: 0 } : {}),
  };
}

/** What made it, last first, along first parents. */
export function chainOfOps(finding: Finding, byId: ReadonlyMap<number, Finding>): string[] {
  const ops: string[] = [];
  for (
    let link: Finding | undefined = finding;
    link && ops.length < MAX_OPS;
    link = parentOf(link, byId)
  ) {
    ops.push(link.provenance.op);
  }
  return ops;
}

/** Parents are older: a damaged record cannot make a circle. */
function parentOf(finding: Finding, byId: ReadonlyMap<number, Finding>): Finding | undefined {
  const { id, parents } = finding.provenance;
  const [parent] = parents;
  return parent !== undefined && parent < id ? byId.get(parent) : undefined;
}
