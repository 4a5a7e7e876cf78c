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

/**
 * What of a search's findings may show a slow path, most promising first, without duplicates: the first of every order, then
 * the second.
 * @param findings in the order in which they were found
 */
export function rankCandidates<F extends Ranked>(findings: readonly F[]): readonly F[] {
  const orders = [
    growing(findings).slice(0, BY_SITE),
    ...ORDERS.map(({ count, of }) => findings.toSorted((a, b) => of(b) - of(a)).slice(0, count)),
    busiest(findings).slice(0, BY_SITE),
  ];
  const chosen = new Set<F>();
  const longest = Math.max(...orders.map(({ length }) => length));
  for (let k = 0; k < longest; k++)
    for (const order of orders) {
      const one = order[k];
      if (one !== undefined) chosen.add(one);
    }
  return [...chosen];
}

/** Holders of a place that was run ever more often for the size at several sizes, the place with most of them first. */
function growing<F extends Ranked>(findings: readonly F[]): readonly F[] {
  const places = new Map<string, { last: F; readonly sizes: Set<number> }>();
  for (const one of findings)
    for (const reason of one.reasons) {
      if (!reason.startsWith('+grows:')) continue;
      const place = places.get(reason) ?? { last: one, sizes: new Set() };
      if (one.size >= place.last.size) place.last = one;
      place.sizes.add(Math.round(Math.log2(Math.max(1, one.size))));
      places.set(reason, place);
    }
  const ranked = [...places.values()].toSorted((a, b) => b.sizes.size - a.sizes.size);
  return [...new Set(ranked.map(({ last }) => last))];
}

/** Those that held a place of the program last, the costliest for their size first. */
function busiest<F extends Ranked>(findings: readonly F[]): readonly F[] {
  const bySite = new Map<string, F>();
  for (const one of findings)
    for (const reason of one.reasons) if (reason.startsWith('+max:')) bySite.set(reason, one);
  return [...new Set(bySite.values())].toSorted((a, b) => b.steps / b.size - a.steps / a.size);
}
