import type { Host } from '../../harness/protocol.ts';
import type { InputModel } from '../core/input-model.ts';
import type { Observation, ObserveRequest } from '../core/watch.ts';
import type { Watcher } from '../fuzz/constraints/watcher.ts';
import type { Runner, Task } from '../fuzz/run.ts';
import { measureInput, prepareMeasuring } from './measure.ts';

/** Runs each input once with all probes armed, and tells everything about it. */
export function* observeInputs(
  host: Host,
  model: InputModel,
  runner: Runner,
  watcher: Watcher,
  request: ObserveRequest,
): Task<readonly Observation[]> {
  prepareMeasuring(host, request);
  const observations: Observation[] = [];
  for (const input of request.inputs) {
    const genotype = model.decode(input);
    if (request.journal) host.journal(input);
    runner.input = model.build(genotype, host.realm);
    watcher.arm(Infinity);
    yield;
    watcher.disarm();
    observations.push({
      ...measureInput(host, model.sizeOf(genotype), request),
      readings: readingsOf(watcher),
    });
  }
  return observations;
}

/** See {@link Observation.readings}. */
function readingsOf({ least, greatest }: Watcher): Float64Array {
  const readings = new Float64Array(2 * least.length).fill(NaN);
  least.forEach((reading, k) => {
    if (reading === Infinity && greatest[k] === -Infinity) return;
    readings[2 * k] = reading;
    readings[2 * k + 1] = greatest[k] ?? NaN;
  });
  return readings;
}
