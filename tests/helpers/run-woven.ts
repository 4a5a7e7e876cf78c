import type { ProbePlace } from '../../src/core/watch.ts';
import { listPlaces } from '../../src/instrument/probe-places.ts';
import { runInstrumented, sourceModule, type CountedRun, type RunOptions } from './run-module.ts';

/** What a probe handed over once. */
export interface Report {
  readonly place: ProbePlace;
  readonly hits: number;
  readonly depth: number;
  /** By name, in the order of the place's variables. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface WovenOptions extends RunOptions {
  readonly tracksDepth?: boolean;
  /** @returns the hits at which the probe is due again; at every hit when left out. */
  readonly next?: (hits: number) => number;
}

export interface WovenRun extends CountedRun {
  readonly reports: readonly Report[];
}

/** Runs code with an armed probe at every place, each handing over all variables. */
export function runWoven(code: string, options: WovenOptions = {}): WovenRun {
  const { tracksDepth = false, next = (hits) => hits + 1 } = options;
  const places = listPlaces(sourceModule(code, options));
  const reports: Report[] = [];
  const run = runInstrumented(code, {
    ...options,
    probes: places.map((place) => ({ place, variables: place.variables, tracksDepth })),
    listener: (probe, hits, depth, values) => {
      const place = places[probe];
      if (place === undefined) throw new Error(`no probe ${probe}`);
      const named = place.variables.map((name, i) => [name, values[i]] as const);
      reports.push({ place, hits, depth, values: Object.fromEntries(named) });
      return next(hits);
    },
  });
  return { ...run, reports };
}
