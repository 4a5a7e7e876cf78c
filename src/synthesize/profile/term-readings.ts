import type { Observation, ProbePlace } from '../../core/watch.ts';
import type { Term } from './terms.ts';

/** Least and greatest of a term, by run, NaN where it had no value; undefined when it was not among the terms. */
export type TermReadings = (text: string) => readonly (readonly [number, number])[] | undefined;

/** What the terms of one place showed, by their text. */
export function termReadings(
  place: ProbePlace,
  terms: readonly Term[],
  observations: readonly Observation[],
): TermReadings {
  return (text) => {
    const index = terms.findIndex((term) => term.place === place && term.text === text);
    if (index < 0) return undefined;
    return observations.map(({ readings }) => [
      readings[2 * index] ?? Number.NaN,
      readings[2 * index + 1] ?? Number.NaN,
    ]);
  };
}
