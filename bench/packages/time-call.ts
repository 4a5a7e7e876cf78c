import { readFileSync } from 'node:fs';

/**
 * A process of its own for one timed call: `time-call.js <module>`, the arguments as JSON on stdin. Prints the CPU time of
 * the call in milliseconds. Other inputs come first, so that what is timed is not the loading.
 */
const [, , file = ''] = process.argv;
const args: unknown = JSON.parse(readFileSync(0, 'utf8'));
const module: unknown = await import(file);
const call: unknown = Reflect.get(Object(module), 'default');
if (typeof call !== 'function' || !Array.isArray(args))
  throw new TypeError(`${file} cannot be called`);
const WARM_UP = ['', 'a', 'a b', '1'];

function once(input: readonly unknown[]): void {
  try {
    Reflect.apply(Object(call), undefined, input);
  } catch {
    // What a call does to end is no matter of how long it takes.
  }
}

for (const text of WARM_UP) if (text !== args[0]) once(args.map(() => text));
const before = process.cpuUsage();
once(args);
const { user, system } = process.cpuUsage(before);
process.stderr.write(`\nslowpath-cpu-ms ${(user + system) / 1000}\n`, () => process.exit(0));
