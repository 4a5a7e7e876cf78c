import type { PlotPoint } from '../plot.ts';
import type { QueueName } from '../queue-name.ts';

/** The search of one program: what it kept, and how it went. */
export interface SearchHistory {
  /** Of a problem: the solution; empty where there is only one program. */
  readonly name: string;
  readonly kept: readonly QueueName[];
  readonly plot: readonly PlotPoint[];
}

/** An input that paid: it cost more than all before it, or brought the search nearer to a constraint. */
export interface Moment {
  /** Executions before it. */
  readonly execs: number;
  readonly steps: number;
  readonly size: number;
  /** What made it: a mutator's name, `seed`, `generate`, `scale` … */
  readonly op: string;
  /** Ids of the constraints that it was kept for. */
  readonly constraints: readonly string[];
}

/** The inputs that were the costliest so far, in order of their discovery; the cost rises strictly. */
export function improvements({ kept }: SearchHistory): readonly Moment[] {
  const found: Moment[] = [];
  let best = 0;
  for (const one of byDiscovery(kept)) {
    if (one.steps <= best) continue;
    best = one.steps;
    found.push(momentOf(one));
  }
  return found;
}

/** The inputs that were kept because they satisfied a constraint, or came nearer to it. */
export function constraintMoments({ kept }: SearchHistory): readonly Moment[] {
  return byDiscovery(kept)
    .map(momentOf)
    .filter(({ constraints }) => constraints.length > 0);
}

function byDiscovery(kept: readonly QueueName[]): readonly QueueName[] {
  return kept.toSorted(
    (a, b) => a.provenance.execs - b.provenance.execs || a.provenance.id - b.provenance.id,
  );
}

function momentOf({ steps, size, reasons, provenance }: QueueName): Moment {
  return {
    execs: provenance.execs,
    steps,
    size,
    op: provenance.op,
    constraints: reasons.flatMap((reason) => /^\+(?:sat|margin):(.+)$/.exec(reason)?.[1] ?? []),
  };
}

/** Wall time of the run when so many executions were made, milliseconds: of the end of that epoch; undefined when unknown. */
export function timeAt(execs: number, { plot }: SearchHistory): number | undefined {
  return plot.find((row) => row.execs >= execs)?.wallMs;
}
