import type { NumberPart, Part, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';

/**
 * The parts of a genotype by place, see Part.place. A list of a thousand records is one place and its fields are a few
 * more, however many parts they make: shapes are in the list, and it must not drown in its elements.
 */
export interface PartGroups {
  readonly sequences: readonly (readonly SequencePart[])[];
  readonly numbers: readonly (readonly NumberPart[])[];
}

export function groupParts(parts: readonly Part[]): PartGroups {
  const sequences: SequencePart[][] = [];
  const numbers: NumberPart[][] = [];
  for (const part of parts) {
    if (part.kind === 'sequence') addTo(sequences, part);
    else addTo(numbers, part);
  }
  return { sequences, numbers };
}

function addTo<P extends Part>(groups: P[][], part: P): void {
  // Few places and many parts, those of one place mostly in a row.
  for (let k = groups.length - 1; k >= 0; k--) {
    const group = groups[k] as P[];
    if ((group[0] as P).place === part.place) {
      group.push(part);
      return;
    }
  }
  groups.push([part]);
}

export function hasParts({ sequences, numbers }: PartGroups): boolean {
  return sequences.length > 0 || numbers.length > 0;
}

/** A part of a place drawn evenly, sequences and numbers half of the time each. Needs {@link hasParts}. */
export function pickPart({ sequences, numbers }: PartGroups, rng: Rng): Part {
  const takesSequence = numbers.length === 0 || (sequences.length > 0 && rng.oneIn(2));
  return takesSequence ? rng.pick(rng.pick(sequences)) : rng.pick(rng.pick(numbers));
}
