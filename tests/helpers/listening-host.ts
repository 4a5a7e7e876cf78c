import { compileFunction } from 'node:vm';
import { createCompareCalls } from '../../harness/js/compare-calls.ts';
import { createComparisons } from '../../harness/js/comparisons.ts';
import { createProbes } from '../../harness/js/probes.ts';
import { createRegexCounter } from '../../harness/js/regex/counter.ts';
import { createWork } from '../../harness/js/work.ts';
import type { Host } from '../../harness/protocol.ts';
import {
  CELL_COUNT,
  CELL_OUTCOME,
  CELL_STOPPED,
  CELL_TOUCHED,
  MODULE_PARAMETERS,
  OUTCOMES,
} from '../../harness/protocol.ts';
import { instrumentAttentive, instrumentModule } from '../../src/instrument/instrument.ts';
import { createFakeHost } from './fake-host.ts';
import { sourceModule } from './run-module.ts';

type Entry = (...args: readonly unknown[]) => unknown;

/** A host of this process whose program is instrumented code: CommonJS that exports a function. */
export interface ListeningHost extends Host {
  /** Executions that were listened to. */
  readonly listened: () => number;
}

/** @param isDeaf the program cannot be listened to. */
export function createListeningHost(code: string, isDeaf: boolean): ListeningHost {
  const source = sourceModule(code);
  const base = { file: 0, firstSite: 0, firstFunction: 0 };
  const module = instrumentModule(source, base);
  const attentive = instrumentAttentive(source, base, 0);
  const functionStart = [0];
  for (const sites of module.functionSiteCounts)
    functionStart.push((functionStart.at(-1) ?? 0) + sites);
  const counts = new Int32Array(module.sites.length);
  const cells = new Int32Array(CELL_COUNT);
  const touched = new Int32Array(module.functionSiteCounts.length);
  const comparisons = createComparisons(attentive.comparisonCount, counts.length);
  let maxSteps = 2 ** 30;
  const poll = (): void => {
    if (counts.reduce((sum, count) => sum + count, 0) <= maxSteps) return;
    cells[CELL_STOPPED] = 1;
    throw new Error('out of fuel');
  };
  const load = (text: string): Entry => {
    const exports = { exports: (): unknown => undefined };
    const probes = createProbes(0, Int32Array);
    compileFunction(text, [...MODULE_PARAMETERS])(
      exports.exports,
      undefined,
      exports,
      source.id,
      '/p',
      undefined,
      undefined,
      counts,
      (functionId: number) => {
        const count = cells[CELL_TOUCHED] ?? 0;
        touched[count] = functionId;
        cells[CELL_TOUCHED] = count + 1;
      },
      poll,
      () => undefined,
      createWork(counts, cells, poll, createRegexCounter, comparisons),
      probes.calledAt,
      probes.report,
      createCompareCalls(comparisons),
    );
    return exports.exports;
  };
  const versions = [module, attentive].map((each) => load(each.code));
  let listened = 0;
  return {
    ...createFakeHost({ siteCount: counts.length, run: () => undefined }),
    counts,
    cells,
    touched,
    functionStart: Int32Array.from(functionStart),
    setMaxSteps: (steps) => {
      maxSteps = steps;
    },
    listen: (isListening) => comparisons.arm(isListening && !isDeaf),
    heard: () => comparisons.heard(),
    distances: comparisons.distances,
    listened: () => listened,
    run: (input) => {
      counts.fill(0);
      cells.fill(0);
      if (comparisons.isArmed) listened++;
      try {
        versions[comparisons.isArmed ? 1 : 0]?.(...Array.from<unknown>(input));
      } catch {
        cells[CELL_OUTCOME] = OUTCOMES.indexOf(cells[CELL_STOPPED] ? 'steps-exceeded' : 'threw');
      }
      return true;
    },
  };
}
