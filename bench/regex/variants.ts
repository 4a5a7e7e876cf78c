import { readFileSync } from 'node:fs';
import { compileFunction, createContext, Script } from 'node:vm';
import { createFuel } from '../../harness/js/fuel.ts';
import type { CreateRegexCounter } from '../../harness/js/regex/counter.ts';
import { createWork } from '../../harness/js/work.ts';
import { MODULE_PARAMETERS } from '../../harness/protocol.ts';
import { instrumentModule } from '../../src/instrument/instrument.ts';

/** One way of running a kernel: does a run of size n and returns its checksum. */
export type Run = (n: number) => number;

/**
 * As it is; instrumented, but no regular expression counted; as in a search; as a suite is measured; with every use of every
 * pattern counted.
 */
export const VARIANTS = ['plain', 'by length', 'slowpath', 'in full', 'all counted'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Seen from dist/bench/regex. */
const SCRIPT = readFileSync(new URL('../../harness/js/regex.js', import.meta.url), 'utf8');

/**
 * The counter as a shard has it: bundled, in a context of its own. Each call makes another one, or V8 would compile one
 * code for all variants that serves none of them well.
 */
export function loadCounter(): CreateRegexCounter {
  return new Script(SCRIPT).runInContext(createContext({})) as CreateRegexCounter;
}

/** Compiles a kernel (CommonJS code that exports its run function) anew in each way. */
export function prepareVariants(id: string, code: string): Readonly<Record<Variant, Run>> {
  const byLength = loadCounter();
  const all = loadCounter();
  return {
    plain: load(code, []),
    'by length': instrumented(id, code, (payer) => ({ ...byLength(payer), count: () => false })),
    slowpath: instrumented(id, code, loadCounter(), true),
    'in full': instrumented(id, code, loadCounter()),
    'all counted': instrumented(id, code, (payer) => all(payer, () => ({ kind: 'always' }))),
  };
}

type Body = (this: unknown, ...parameters: readonly unknown[]) => unknown;

function load(code: string, tools: readonly unknown[]): Run {
  // vm types what it compiles as Function.
  const body = compileFunction(code, [...MODULE_PARAMETERS]) as Body;
  const module: { exports: unknown } = { exports: {} };
  const noTools = [undefined, undefined];
  body.call(module.exports, module.exports, undefined, module, '', '', ...noTools, ...tools);
  if (typeof module.exports !== 'function') throw new TypeError('the kernel exports no function');
  return module.exports as Run;
}

function instrumented(
  id: string,
  code: string,
  counter: CreateRegexCounter,
  isSampled = false,
): Run {
  const module = instrumentModule(
    { id, code, format: 'commonjs', language: 'js' },
    { file: 0, firstSite: 0, firstFunction: 0 },
  );
  const functionStart = [0];
  for (const count of module.functionSiteCounts) {
    functionStart.push((functionStart.at(-1) ?? 0) + count);
  }
  const fuel = createFuel(
    {
      modules: [],
      entry: { module: id, kind: 'function', exportPath: [] },
      siteCount: module.sites.length,
      functionStart: Int32Array.from(functionStart),
      mayBeAsync: false,
    },
    new Int32Array(16),
    Int32Array,
  );
  const work = createWork(fuel.counts, fuel.cells, fuel.pollWork, counter);
  const run = load(module.code, [fuel.counts, fuel.touch, fuel.poll, fuel.caught, work]);
  work.setSampled(isSampled);
  return (n) => {
    fuel.clear();
    work.beginExecution();
    return run(n);
  };
}
