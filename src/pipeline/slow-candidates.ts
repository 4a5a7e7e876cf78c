import type { Finding } from '../core/finding.ts';

type Ranked = Pick<Finding, 'input' | 'reasons' | 'size' | 'steps'>;

/** By which an input may be the slow one: what a pattern is worth shows before it is brought to any length. */
const ORDERS: readonly { readonly count: number; readonly of: (input: Ranked) => number }[] = [
  { count: 6, of: ({ steps }) => steps },
  { count: 3, of: ({ steps, size }) => steps / size },
  { count: 3, of: ({ steps, size }) => steps / size ** 2 },
  { count: 3, of: ({ steps, size }) => Math.log(Math.max(2, steps)) / Math.log(size + 2) },
];
/** Of those that run some place of the program more often than all others: there may be several slow paths. */
const BY_SITE = 6;

/** What of a search's findings may show a slow path, most promising first, without duplicates. */
export function rankCandidates<F extends Ranked>(findings: readonly F[]): readonly F[] {
  const chosen = new Set<F>();
  for (const { count, of } of ORDERS)
    for (const one of findings.toSorted((a, b) => of(b) - of(a)).slice(0, count)) chosen.add(one);
  const bySite = new Map<string, F>();
  for (const one of findings)
    for (const reason of one.reasons) if (reason.startsWith('+max:')) bySite.set(reason, one);
  const others = [...new Set(bySite.values())]
    .filter((one) => !chosen.has(one))
    .toSorted((a, b) => b.steps / b.size - a.steps / a.size);
  return [...chosen, ...others.slice(0, BY_SITE)];
}
