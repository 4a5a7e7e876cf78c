import { UsageError } from '../../src/core/errors.ts';
import { SEARCH_PARTS, type SearchPart } from '../../src/fuzz/requests.ts';
import type { BlindSource } from './blind-inputs.ts';

/** The campaign, or a part of it. */
export interface SearchVariant {
  readonly id: string;
  readonly kind: 'search';
  readonly without: readonly SearchPart[];
  /** Whether constraints are asked for. */
  readonly hasConstraints: boolean;
}

/** One way of looking for the worst case. */
export type Variant =
  | SearchVariant
  /** Inputs that do not depend on what was seen before. */
  | { readonly id: string; readonly kind: 'blind'; readonly source: BlindSource };

/** The variant that the others are held against. */
export const REFERENCE = 'slowpath';
/** The search that knows nothing of constraints. */
export const NO_CONSTRAINTS = 'no-constraints';

/** The whole search, the search without each of its parts, and what knows nothing of costs. */
export const VARIANTS: readonly Variant[] = [
  { id: REFERENCE, kind: 'search', without: [], hasConstraints: true },
  { id: NO_CONSTRAINTS, kind: 'search', without: [], hasConstraints: false },
  ...SEARCH_PARTS.map((part): Variant => ({
    id: ablationId(part),
    kind: 'search',
    without: [part],
    hasConstraints: true,
  })),
  { id: 'random', kind: 'blind', source: 'uniform' },
  { id: 'fast-check', kind: 'blind', source: 'fast-check' },
  { id: 'fast-check-max', kind: 'blind', source: 'fast-check-max' },
];

/** A search that is not rewarded for cost is one for coverage; one that is not for constraints still looks at them. */
function ablationId(part: SearchPart): string {
  if (part === 'cost') return 'coverage-only';
  return part === 'constraints' ? 'unrewarded' : `no-${part}`;
}

/**
 * @param ids separated by commas; all variants when undefined
 * @throws UsageError when one is unknown
 */
export function chooseVariants(ids: string | undefined): readonly Variant[] {
  if (ids === undefined) return VARIANTS;
  return ids.split(',').map((id) => {
    const variant = VARIANTS.find((candidate) => candidate.id === id);
    if (variant !== undefined) return variant;
    throw new UsageError(`--variants: there is no "${id}".`, {
      hint: `There are ${VARIANTS.map((known) => known.id).join(', ')}.`,
    });
  });
}
