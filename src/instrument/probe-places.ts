import type { SourcePlace } from './locate-place.ts';
import { parseSource } from './parse.ts';
import { surveyProbePoints, type ProbePoint } from './probe-points.ts';
import { createScopeReader, type ScopeReader } from './probe-scope.ts';
import type { SourceModule } from './source-module.ts';

export { locatePlace } from './locate-place.ts';
export type { SourcePlace } from './locate-place.ts';

/** Most variables that a place names; the innermost are kept. */
const MAX_VARIABLES = 24;

/**
 * Every place of a module where values can be looked at: entry and exit of each function and of the module's top level (`<module>`), each
 * loop's body, and on each line the first statement that starts there.
 * @returns in order of line, column, and then entry, line, loop, exit.
 * @throws DataError when the module is not valid code.
 */
export function listPlaces(source: SourceModule): readonly SourcePlace[] {
  const { points, thisOwners } = surveyProbePoints(parseSource(source));
  const readableAt = createScopeReader(thisOwners);
  return points.map((point) => {
    const { at, line, column, functionName, functionAt, endLine } = point;
    const variables = variablesOf(point, readableAt);
    return { file: source.id, at, line, column, functionName, functionAt, variables, endLine };
  });
}

function variablesOf({ at, host, spots }: ProbePoint, readableAt: ScopeReader): string[] {
  if (at !== 'exit') {
    return spots.flatMap((spot) => [...readableAt(spot, MAX_VARIABLES).keys()]);
  }
  const readable = spots.map((spot) => readableAt(spot));
  // What the function's body declares and what lies around it, as far as it can be read at some exit.
  const all = readableAt({ kind: 'end', path: host });
  return [...all]
    .filter(([name, binding]) =>
      readable.some((names) => names.has(name) && names.get(name) === binding),
    )
    .map(([name]) => name)
    .slice(0, MAX_VARIABLES);
}
