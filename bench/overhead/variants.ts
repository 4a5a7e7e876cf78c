import { compileFunction } from 'node:vm';
import { createInstrumenter } from 'istanbul-lib-instrument';
import * as t from '@babel/types';
import { createFuel } from '../../harness/js/fuel.ts';
import { createRegexCounter } from '../../harness/js/regex/counter.ts';
import { createWork } from '../../harness/js/work.ts';
import { MODULE_PARAMETERS } from '../../harness/protocol.ts';
import { generate } from '../../src/instrument/babel.ts';
import type { Counters } from '../../src/instrument/counters.ts';
import { instrumentModule } from '../../src/instrument/instrument.ts';
import { chooseNames } from '../../src/instrument/names.ts';
import { parseSource } from '../../src/instrument/parse.ts';
import { placeCounters } from '../../src/instrument/place.ts';
import type { SourceModule } from '../../src/instrument/source-module.ts';
import { surveyModule } from '../../src/instrument/survey.ts';
import { createUnitTable, type PendingSite } from '../../src/instrument/units.ts';

/** One way of running a kernel: does a run of size n and returns its checksum. */
export type Run = (n: number) => number;

export const VARIANTS = ['plain', 'istanbul', 'bare', 'slowpath'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Compiles a kernel (CommonJS code that exports its run function) anew in each way. */
export function prepareVariants(id: string, code: string): Readonly<Record<Variant, Run>> {
  const source: SourceModule = { id, code, format: 'commonjs', language: 'js' };
  return {
    plain: plain(source),
    istanbul: istanbul(source),
    bare: bare(source),
    slowpath: slowpath(source),
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

function plain({ code }: SourceModule): Run {
  return load(code, []);
}

function istanbul({ id, code }: SourceModule): Run {
  const instrumenter = createInstrumenter({ compact: true, produceSourceMap: false });
  return load(instrumenter.instrumentSync(code, id), []);
}

/** The same sites, each `counters[i]++` on a Uint32Array; no fuel, no work. */
function bare(source: SourceModule): Run {
  const file = parseSource(source);
  const survey = surveyModule(file.program);
  const names = chooseNames(survey.names);
  const units = createUnitTable();
  const count = (site: PendingSite): t.Expression =>
    t.updateExpression(
      '++',
      t.memberExpression(t.identifier(names.tools.$c), units.siteNumber(site), true),
    );
  const counters: Counters = {
    count,
    countAndPoll: count,
    poll: () => t.numericLiteral(0),
    enter: (_unit, entry) => count(entry),
    resume: (_unit, _entry, _site, value) => value,
    checkStopped: () => t.numericLiteral(0),
    // What would be charged for, and no charge: sites come first where there is one.
    work: (_name, [site, value]) =>
      (site?.type === 'NumericLiteral' ? value : site) ?? t.nullLiteral(),
  };
  placeCounters(file.program, { names, units, counters, bound: survey.bound });
  const { sites } = units.finish({ file: 0, firstSite: 0, firstFunction: 0 });
  return load(generate(file, {}).code, [new Uint32Array(sites.length)]);
}

/** What a shard runs, with its fuel. */
function slowpath(source: SourceModule): Run {
  const module = instrumentModule(source, { file: 0, firstSite: 0, firstFunction: 0 });
  const functionStart = [0];
  for (const count of module.functionSiteCounts) {
    functionStart.push((functionStart.at(-1) ?? 0) + count);
  }
  const fuel = createFuel(
    {
      modules: [],
      entry: { module: source.id, kind: 'function', exportPath: [] },
      siteCount: module.sites.length,
      functionStart: Int32Array.from(functionStart),
      mayBeAsync: false,
    },
    new Int32Array(16),
    Int32Array,
  );
  const work = createWork(fuel.counts, fuel.cells, fuel.pollWork, createRegexCounter);
  const run = load(module.code, [fuel.counts, fuel.touch, fuel.poll, fuel.caught, work]);
  return (n) => {
    fuel.clear();
    return run(n);
  };
}
