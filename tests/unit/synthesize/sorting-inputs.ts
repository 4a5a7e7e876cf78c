import { createRng, type Rng } from '../../../src/core/rng.ts';

/** Argument lists of one list each: of every size ascending, descending, equal, nearly sorted and shuffled ones. */
export function sortingInputs(
  sizes: readonly number[] = [8, 16, 32],
  shuffles = 6,
): readonly (readonly unknown[])[] {
  const rng = createRng(20_26);
  return sizes.flatMap((size) => {
    const ascending = Array.from({ length: size }, (_, i) => 3 * i);
    const lists = [
      ascending,
      ascending.toReversed(),
      ascending.map(() => 7),
      [...ascending.slice(0, size / 2), ...ascending.slice(size / 2).toReversed()],
      ...Array.from({ length: shuffles }, () => shuffled(ascending, rng)),
    ];
    return lists.map((list) => [list]);
  });
}

function shuffled(list: readonly number[], rng: Rng): readonly number[] {
  const rest = [...list];
  return list.map(() => rest.splice(rng.int(0, rest.length - 1), 1)[0] ?? 0);
}
