import type { Expression } from '../../constraints/language/expression.ts';
import { freeVariables, usesCall } from '../../constraints/language/expression-facts.ts';
import type { Probe, ProbePlace, Watch, WatchedExpression } from '../core/watch.ts';

/** An expression to watch, and where. */
export interface WatchEntry {
  readonly place: ProbePlace;
  readonly expression: Expression;
  readonly mode: WatchedExpression['mode'];
}

/** The watch of these expressions, in their order (`expressions[k]` is `entries[k]`), with one probe for each place. */
export function buildWatch(entries: readonly WatchEntry[]): Watch {
  const places = new Map<string, ProbePlace>();
  for (const { place } of entries) {
    const key = placeKey(place);
    if (!places.has(key)) places.set(key, place);
  }
  const keys = [...places.keys()];
  return {
    probes: [...places].map(([key, place]) =>
      probeOf(
        place,
        entries.filter((entry) => placeKey(entry.place) === key),
      ),
    ),
    expressions: entries.map(({ place, expression, mode }) => ({
      probe: keys.indexOf(placeKey(place)),
      expression,
      mode,
    })),
  };
}

function probeOf(place: ProbePlace, entries: readonly WatchEntry[]): Probe {
  const used = new Set(entries.flatMap(({ expression }) => [...freeVariables(expression)]));
  return {
    place,
    variables: place.variables.filter((name) => used.has(name)),
    tracksDepth: entries.some(({ expression }) => usesCall(expression, 'callDepth')),
  };
}

/** Two places with one key are the same place. */
function placeKey({ file, at, line, column, functionAt, functionName }: ProbePlace): string {
  return JSON.stringify([file, at, line, column, functionAt, functionName]);
}
