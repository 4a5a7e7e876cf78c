import { createHash } from 'node:crypto';
import { hasFinished, wasCutOff } from '../../core/evaluation.ts';
import type { Measurement } from '../../core/executor.ts';
import type { Finding } from '../../core/finding.ts';
import type { OutputJudge } from '../../oracle/judge.ts';
import { type ScoredInput, scoreInput } from '../../suite/problem/scored-input.ts';
import { shortlist } from '../../suite/shortlist.ts';
import { oneLine, type RunningContestant, type SetAside } from './contestants.ts';
import { agreeOn } from './outputs.ts';
import { part } from './vet.ts';

/** An input that somebody's search found. */
export interface PooledInput {
  readonly finding: Finding;
  /** Index of the contestant whose search found it; -1 for the search for contrast. */
  readonly finder: number;
}

/** Inputs of one contestant's search: beyond, they hardly change ten tests. */
const PER_CONTESTANT = 64;
/** Outputs are compared up to this length while inputs are many; characters. */
const POOL_OUTPUT_CHARS = 2 ** 16;
/** Inputs of one request to every contestant. */
const BATCH = 16;
/** A contestant that fails on a larger share of the pool than this is set aside; on fewer, only these are no tests. */
const MAX_FAILING_SHARE = 0.1;

/**
 * One pool of what all searches found: equal inputs count once, for the solution that comes first. Of each search the
 * costliest inputs and those of every size band, in turns, so that no search crowds out another.
 */
export function poolInputs(found: readonly (readonly Finding[])[]): readonly PooledInput[] {
  const lists = found.map((findings) =>
    shortlist(findings)
      .toSorted((a, b) => b.steps - a.steps || a.provenance.id - b.provenance.id)
      .slice(0, 2 * PER_CONTESTANT)
      .filter((_, k, all) => k % Math.max(1, all.length / PER_CONTESTANT) < 1),
  );
  const pool = new Map<string, PooledInput>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let k = 0; k < longest; k++) {
    for (const [finder, list] of lists.entries()) {
      const finding = list[k];
      if (finding === undefined) continue;
      const key = contentHash(finding.input);
      if (!pool.has(key)) pool.set(key, { finding, finder });
    }
  }
  return [...pool.values()];
}

export function contentHash(input: string): string {
  return createHash('sha256').update(input).digest('hex');
}

export interface ScoreOptions {
  /** Fuel of one execution, steps. */
  readonly maxSteps: number;
  /** Steps that the inputs may take on one contestant; those that come first are measured. */
  readonly totalSteps: number;
}

/** Runs inputs on every contestant, in order, until one of them has used up its steps. */
export async function scoreInputs(
  pool: readonly PooledInput[],
  contestants: readonly RunningContestant[],
  { maxSteps, totalSteps }: ScoreOptions,
): Promise<readonly ScoredInput[]> {
  const scored: ScoredInput[] = [];
  const spent = contestants.map(() => 0);
  for (let start = 0; start < pool.length; start += BATCH) {
    const batch = pool.slice(start, start + BATCH);
    const inputs = batch.map(({ finding }) => finding.input);
    const rows = await Promise.all(
      contestants.map(
        async ({ executor }) =>
          await executor.measure(inputs, {
            maxSteps,
            hits: true,
            fresh: true,
            outputChars: POOL_OUTPUT_CHARS,
          }),
      ),
    );
    for (const [i, { finding, finder }] of batch.entries()) {
      const runs = rows.map((row) => row[i]).filter((run) => run !== undefined);
      scored.push(scoreInput(finding, finder, runs));
      for (const [k, { steps }] of runs.entries()) spent[k] = (spent[k] ?? 0) + steps;
    }
    if (spent.some((steps) => steps > totalSteps)) break;
  }
  return scored;
}

/** The pool without those contestants that have turned out to be wrong, and without inputs that nobody can judge. */
export interface JudgedPool<C> {
  readonly kept: readonly C[];
  readonly setAside: readonly SetAside[];
  readonly scored: readonly ScoredInput[];
  readonly notes: readonly string[];
}

/**
 * Compares what the contestants said on every input of the pool. Whoever contradicts the majority is not correct and is
 * set aside, whoever fails on many inputs too; running out of fuel is no disagreement.
 */
export async function judgePool<C extends Pick<RunningContestant, 'name'>>(
  scored: readonly ScoredInput[],
  contestants: readonly C[],
  judge: OutputJudge,
  textOf: (encoded: string) => string,
): Promise<JudgedPool<C>> {
  const faults: (Omit<SetAside, 'solution'> | undefined)[] = contestants.map(() => undefined);
  const failures = contestants.map((): string[] => []);
  const doubtful = new Set<ScoredInput>();
  for (const one of scored) {
    const agreement = await agreeOn(textOf(one.finding.input), contestants, one.runs, judge);
    const { oracle } = agreement;
    if (oracle.kind !== 'agreement') {
      doubtful.add(one);
      continue;
    }
    const where = contentHash(one.finding.input).slice(0, 12);
    for (const [k, { name }] of contestants.entries()) {
      const run = one.runs[k];
      if (run === undefined) continue;
      if (oracle.disagree.includes(name))
        faults[k] ??= {
          why: 'disagrees',
          reason: `its output differs from that of ${oracle.agree.join(', ')} on input ${where}`,
        };
      if (hasFailed(run)) failures[k]?.push(`${run.outcome} ${oneLine(run.error)}`.trim());
    }
  }
  const notes: string[] = [];
  for (const [k, { name }] of contestants.entries()) {
    const failed = failures[k] ?? [];
    if (failed.length === 0) continue;
    const reason = `it fails on ${failed.length} of ${scored.length} inputs: ${failed[0] ?? ''}`;
    if (failed.length > MAX_FAILING_SHARE * scored.length) faults[k] ??= { why: 'fails', reason };
    else notes.push(`${name}: ${reason}; these are no tests`);
  }
  if (doubtful.size > 0)
    notes.push(
      `${doubtful.size} of ${scored.length} inputs are no tests: the solutions do not agree on the output`,
    );
  const { kept, setAside } = part(contestants, faults);
  const stays = contestants.map((_, k) => faults[k] === undefined);
  const judged = onlyOf(
    scored.filter((one) => !doubtful.has(one)),
    stays,
  );
  return { kept, setAside, scored: judged, notes };
}

/** Inputs as if they had been run on some of the contestants only. @param stays by contestant */
export function onlyOf(
  scored: readonly ScoredInput[],
  stays: readonly boolean[],
): readonly ScoredInput[] {
  if (stays.every((stay) => stay)) return scored;
  return scored.map(({ finding, finder, runs }) =>
    scoreInput(
      finding,
      stays[finder] === true ? stays.slice(0, finder).filter((stay) => stay).length : -1,
      runs.filter((_, k) => stays[k]),
    ),
  );
}

function hasFailed({ outcome }: Measurement): boolean {
  return !hasFinished(outcome) && !wasCutOff(outcome);
}
