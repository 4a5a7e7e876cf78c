import { types } from 'node:util';
import type { Host, ProbeListener, Realm } from '../../harness/protocol.ts';
import {
  CELL_COUNT,
  CELL_OUTCOME,
  CELL_STOPPED,
  CELL_TOUCHED,
  OUTCOMES,
} from '../../harness/protocol.ts';
import type { Task } from '../../src/fuzz/run.ts';

/** Builds values of this realm. */
export const localRealm: Realm = {
  array: (items) => Array.from(items),
  record: (keys, values) => Object.fromEntries(keys.map((key, i) => [key, values[i]])),
  map: (entries) => new Map(entries),
  set: (items) => new Set(items),
  date: (epochMs) => new Date(epochMs),
  bytes: (values) => Uint8Array.from(values),
  regexp: (source, flags) => new RegExp(source, flags),
};

export interface FakeProgram {
  readonly siteCount: number;
  readonly probeCount?: number;
  /**
   * Runs once; `hit(site, n)` counts and throws when fuel is gone; `look(probe, site, values)` is a probe that stands at
   * the site, after its counter.
   */
  run(
    input: unknown[] | string,
    hit: (site: number, times?: number) => void,
    look: (probe: number, site: number, values: readonly unknown[]) => void,
  ): void;
}

/** As in the harness: a probe that is due then is never due. */
const NEVER_DUE = 2 ** 31 - 1;

class OutOfFuel extends Error {}

/** A host whose program is an ordinary function that reports its own hits: one function, sites 0 .. siteCount - 1. */
export function createFakeHost(program: FakeProgram): Host & {
  readonly journalled: string[];
  readonly runs: () => number;
  /** Times that the listener was called. */
  readonly looks: () => number;
} {
  const counts = new Int32Array(program.siteCount);
  const cells = new Int32Array(CELL_COUNT);
  const journalled: string[] = [];
  const probesDue = new Int32Array(program.probeCount ?? 0).fill(NEVER_DUE);
  const probesPassed = new Int32Array(probesDue.length);
  let listener: ProbeListener | undefined;
  let maxSteps = 2 ** 30;
  let runs = 0;
  let looks = 0;
  let error = '';
  return {
    counts,
    touched: new Int32Array(1),
    functionStart: Int32Array.of(0, program.siteCount),
    cells,
    realm: localRealm,
    journalled,
    probesDue,
    probesPassed,
    setProbed: () => undefined,
    setProbeListener: (next) => {
      listener = next;
    },
    lateNumber: (decide) => ({ valueOf: () => decide() }),
    isProxy: types.isProxy,
    takeCoverage: () => [],
    takeHints: () => ({ words: [], pumps: [] }),
    listen: () => undefined,
    heard: () => [],
    distances: new Float64Array(0),
    patterns: () => [],
    runs: () => runs,
    looks: () => looks,
    setMaxSteps: (steps) => {
      maxSteps = steps;
    },
    setFresh: () => undefined,
    setSampled: () => undefined,
    run(input) {
      runs++;
      counts.fill(0);
      cells.fill(0);
      probesPassed.fill(0);
      cells[CELL_TOUCHED] = 1;
      error = '';
      let used = 0;
      try {
        program.run(
          input,
          (site, times = 1) => {
            counts[site] = (counts[site] ?? 0) + times;
            used += times;
            if (used > maxSteps) throw new OutOfFuel();
          },
          (probe, site, values) => {
            const hits = counts[site] ?? 0;
            probesPassed[probe] = hits;
            if (listener === undefined || hits < (probesDue[probe] ?? NEVER_DUE)) return;
            looks++;
            // A new array for every look, as rest parameters are.
            probesDue[probe] = listener(probe, hits, 0, [...values]);
          },
        );
      } catch (thrown) {
        const stopped = thrown instanceof OutOfFuel;
        cells[CELL_STOPPED] = stopped ? 1 : 0;
        cells[CELL_OUTCOME] = OUTCOMES.indexOf(stopped ? 'steps-exceeded' : 'threw');
        if (!stopped) error = String(thrown);
      }
      return true;
    },
    errorText: () => error,
    outputDigest: () => '',
    outputText: () => undefined,
    journal: (text) => {
      journalled.push(text);
    },
    draw: () => undefined,
  };
}

/** Drives a task to its end against a host, as the loop does. */
export function drive<T>(task: Task<T>, host: Host, runner: { input: unknown[] | string }): T {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
    host.run(runner.input);
  }
}
