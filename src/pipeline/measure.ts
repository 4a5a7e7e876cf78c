import type { Host } from '../../harness/protocol.ts';
import { CELL_ALLOC, CELL_OUTCOME, CELL_TOUCHED, OUTCOMES } from '../../harness/protocol.ts';
import type { Measurement, MeasureOptions, MeasureRequest } from '../core/executor.ts';
import type { InputModel } from '../core/input-model.ts';
import type { Runner, Task } from '../fuzz/run.ts';
import { countSteps } from '../fuzz/run.ts';

/** Runs each input once and tells everything about it. */
export function* measureInputs(
  host: Host,
  model: InputModel,
  runner: Runner,
  request: MeasureRequest,
): Task<readonly Measurement[]> {
  prepareMeasuring(host, request);
  const measurements: Measurement[] = [];
  for (const input of request.inputs) {
    const genotype = model.decode(input);
    if (request.journal) host.journal(input);
    runner.input = model.build(genotype, host.realm);
    yield;
    measurements.push(measureInput(host, model.sizeOf(genotype), request));
  }
  return measurements;
}

/** Before the first of several inputs is run. */
export function prepareMeasuring(host: Host, options: MeasureOptions): void {
  host.setMaxSteps(options.maxSteps);
  host.setFresh(options.fresh === true);
  // What is measured is told to people and compared: it is counted in full.
  host.setSampled(false);
  // What the program's modules counted while they loaded is no input's.
  if (options.coverage === true) host.takeCoverage();
}

/** What the last execution showed, of an input of that size. */
export function measureInput(host: Host, size: number, options: MeasureOptions): Measurement {
  return {
    outcome: OUTCOMES[host.cells[CELL_OUTCOME] ?? 0] ?? 'crashed',
    steps: countSteps(host),
    allocUnits: host.cells[CELL_ALLOC] ?? 0,
    size,
    hits: options.hits === true ? sparseHits(host) : undefined,
    error: host.errorText(),
    outputDigest: host.outputDigest(),
    ...(options.coverage === true ? { coverage: host.takeCoverage() } : {}),
    ...(options.outputChars === undefined ? {} : { output: host.outputText(options.outputChars) }),
  };
}

/** Pairs of site and count, ascending by site. */
function sparseHits({ counts, touched, functionStart, cells }: Host): Int32Array {
  const pairs: number[] = [];
  const functions = Array.from(touched.subarray(0, cells[CELL_TOUCHED])).sort((a, b) => a - b);
  for (const f of functions) {
    const end = functionStart[f + 1] ?? 0;
    for (let site = functionStart[f] ?? 0; site < end; site++) {
      const hits = counts[site] ?? 0;
      if (hits > 0) pairs.push(site, hits);
    }
  }
  return Int32Array.from(pairs);
}
