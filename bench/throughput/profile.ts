import { Session, type Profiler } from 'node:inspector';
import { readFileSync, writeSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { createHost } from '../../harness/js/host.ts';
import { PULSE_COUNT } from '../../harness/js/messages.ts';
import { createRegexCounter } from '../../harness/js/regex/counter.ts';
import type { Loop } from '../../harness/protocol.ts';
import { beginRequest, configureRequest, epochRequest, shardOptions } from './requests.ts';
import { PROGRAM_NAME, throughputTargets } from './targets.ts';

/**
 * `node profile.js <target index>`: runs one target's search in this very process under V8's sampling profiler and
 * prints which share of the samples fell into the program, as a number from 0 to 1. A process of its own, because the
 * harness replaces most of what a process can see.
 */
const EPOCH_EXECS = 200_000;
const EPOCHS = 8;

const target = throughputTargets()[Number(process.argv[2])];
if (target === undefined) throw new RangeError('no such target');
// Taken before the harness replaces them.
const exit = process.exit.bind(process);
const print = writeSync;
const session = new Session();
session.connect();

const options = shardOptions();
const context = createContext({});
const loopRealm = {
  integers: new Script('Int32Array').runInContext(context) as Int32ArrayConstructor,
  createCounter: createRegexCounter,
};
const pulse = new Int32Array(PULSE_COUNT);
const control = createHost(target.image, options, pulse, -1, loopRealm, () => undefined);
await control.load();
const createLoop = new Script(readFileSync(options.loopScript, 'utf8'), {
  filename: options.loopScript,
}).runInContext(context) as (host: typeof control.host) => Loop;
const loop = createLoop(control.host);
const ask = (request: unknown): void => {
  loop.begin(request);
  if (!loop.drive()) throw new Error('a synchronous program was left pending');
};
// From the start, because V8 keeps what it inlined where only for code that it compiles under the profiler.
session.post('Profiler.enable');
session.post('Profiler.setSamplingInterval', { interval: 200 });
session.post('Profiler.start');
ask(configureRequest(target));
ask(beginRequest());
for (let epoch = 0; epoch < EPOCHS; epoch++) ask(epochRequest(epoch, EPOCH_EXECS));
session.post('Profiler.stop', (error, result) => {
  if (error !== null) throw error;
  print(1, String(programShare(result.profile)));
  exit(0);
});

function programShare({ nodes, samples = [] }: Profiler.Profile): number {
  const program = new Set(
    nodes.filter(({ callFrame }) => callFrame.url.endsWith(PROGRAM_NAME)).map(({ id }) => id),
  );
  return samples.filter((id) => program.has(id)).length / Math.max(1, samples.length);
}
