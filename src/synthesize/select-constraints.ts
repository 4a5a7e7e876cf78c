import type { GatedConstraint, Uplift } from '../core/synthesis.ts';

/** Which constraints go to the search, and which passed but have no room. */
export interface Selection {
  readonly chosen: readonly GatedConstraint[];
  readonly spare: readonly GatedConstraint[];
}

/**
 * Chooses the constraints that the search is handed: what users wrote, then the strongest of every place, since each place
 * may be slow for a reason of its own, then the next strongest, then those that ask for the depth of calls, because keeping
 * count of it slows down every call. Both lists are in that order.
 * @param limit how many there is room for.
 */
export function selectConstraints(
  accepted: readonly GatedConstraint[],
  uplifts: ReadonlyMap<string, Uplift>,
  limit: number,
): Selection {
  const byStrength = accepted.toSorted((a, b) => strength(b, uplifts) - strength(a, uplifts));
  const seenPlaces = new Set<string>();
  const rank = new Map(
    byStrength.map((one) => {
      if (one.constraint.source === 'user') return [one, 0];
      if (asksDepth(one)) return [one, 3];
      const { file, at, line, column } = one.place;
      const place = JSON.stringify([file, at, line, column]);
      const isRepeated = seenPlaces.has(place);
      seenPlaces.add(place);
      return [one, isRepeated ? 2 : 1];
    }),
  );
  const ordered = byStrength.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return { chosen: ordered.slice(0, limit), spare: ordered.slice(limit) };
}

/** What is certain of its uplift; nothing is of one that could not be measured. */
function strength({ constraint }: GatedConstraint, uplifts: ReadonlyMap<string, Uplift>): number {
  return uplifts.get(constraint.id)?.interval[0] ?? 0;
}

function asksDepth({ constraint }: GatedConstraint): boolean {
  const texts = [constraint.when, ...Object.values(constraint.let ?? {})];
  return texts.some((text) => text.includes('callDepth('));
}
