import type { Host } from '../../harness/protocol.ts';
import { CELL_ALLOC, CELL_OUTCOME, CELL_TOUCHED, OUTCOMES } from '../../harness/protocol.ts';
import type { Measurement, MeasureRequest } from '../core/executor.ts';
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
  host.setMaxSteps(request.maxSteps);
  host.setFresh(request.fresh === true);
  const measurements: Measurement[] = [];
  for (const input of request.inputs) {
    const genotype = model.decode(input);
    if (request.journal) host.journal(input);
    runner.input = model.build(genotype, host.realm);
    yield;
    measurements.push({
      outcome: OUTCOMES[host.cells[CELL_OUTCOME] ?? 0] ?? 'crashed',
      steps: countSteps(host),
      allocUnits: host.cells[CELL_ALLOC] ?? 0,
      size: model.sizeOf(genotype),
      hits: request.hits === true ? sparseHits(host) : undefined,
      error: host.errorText(),
      outputDigest: host.outputDigest(),
    });
  }
  return measurements;
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
