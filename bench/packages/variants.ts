import { UsageError } from '../../src/core/errors.ts';
import { SEARCH_PARTS, type SearchPart } from '../../src/fuzz/requests.ts';
import type { BlindSource } from '../search/blind-inputs.ts';

/** One way of looking for the slow input. */
export type Variant =
  | { readonly id: string; readonly kind: 'search'; readonly without: readonly SearchPart[] }
  /** Inputs that do not depend on what was seen before. */
  | { readonly id: string; readonly kind: 'blind'; readonly source: BlindSource };

export const REFERENCE = 'slowpath';

/** The whole search, the search without each of its parts, and what learns nothing. */
const VARIANTS: readonly Variant[] = [
  { id: REFERENCE, kind: 'search', without: [] },
  ...SEARCH_PARTS.map((part): Variant => ({ id: `no-${part}`, kind: 'search', without: [part] })),
  { id: 'random', kind: 'blind', source: 'uniform' },
  { id: 'fast-check', kind: 'blind', source: 'fast-check' },
  { id: 'fast-check-max', kind: 'blind', source: 'fast-check-max' },
];

/**
 * @param ids separated by commas; the search alone when undefined
 * @throws UsageError when one is unknown
 */
export function chooseVariants(ids: string | undefined): readonly Variant[] {
  return (ids ?? REFERENCE).split(',').map((id) => {
    const variant = VARIANTS.find((candidate) => candidate.id === id);
    if (variant !== undefined) return variant;
    throw new UsageError(`--variants: there is no "${id}".`, {
      hint: `There are ${VARIANTS.map((known) => known.id).join(', ')}.`,
    });
  });
}
