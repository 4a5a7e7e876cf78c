import { describe, expect, it } from 'vitest';
import { runInstrumented, type CountedRun, type RunOptions } from '../helpers/run-module.ts';

function runModule(code: string, options: RunOptions = {}): CountedRun {
  const run = runInstrumented(code, { format: 'module', ...options });
  expect(run.error).toBeUndefined();
  return run;
}

function runTypeScript(code: string, options: RunOptions = {}): readonly string[] {
  return runModule(code, { language: 'ts', ...options }).log;
}

describe('ECMAScript modules', () => {
  it('see CommonJS modules as Node shows them', () => {
    const cjs = { x: 1, default: 'own', __esModule: true };
    const { log } = runModule(
      `import whole, { x } from 'cjs'; import * as ns from 'cjs';
       log(whole.x, x, ns.default === whole, whole.default, Object.keys(ns).sort());`,
      { modules: { cjs } },
    );
    expect(log).toEqual(['1 1 true own ["__esModule","default","x"]']);
  });

  it('see builtin modules, functions as modules and primitives as modules', () => {
    const { log } = runModule(
      `import fs, { readFileSync } from 'fs'; import { once } from 'node:events'; import f from 'f'; import n from 'n';
       log(fs.readFileSync === readFileSync, typeof once, f(2), n);`,
      { modules: { f: (x: number) => x * 2, n: 7 } },
    );
    expect(log).toEqual(['true function 4 7']);
  });

  it('see each other by live bindings', () => {
    const counter = runModule('export let n = 0; export const inc = () => { n++; };');
    const { log } = runModule(
      `import { n, inc } from 'counter'; import * as ns from 'counter'; log(n); inc(); log(n, ns.n, ns);`,
      { modules: { counter: counter.exports } },
    );
    expect(log).toEqual(['0', '1 1 {"n":1}']);
  });

  it('do not invoke the getters of what they import', () => {
    let reads = 0;
    const lazy = {
      get heavy() {
        reads++;
        return 'loaded';
      },
    };
    const { log } = runModule(`import { heavy } from 'lazy'; log('before'); log(heavy);`, {
      modules: { lazy },
    });
    expect(log).toEqual(['before', 'loaded']);
    expect(reads).toBe(1);
  });

  it('re-export names, everything and namespaces', () => {
    const { exports } = runModule(
      `export { a as b, default } from 'm'; export * from 'm'; export * as all from 'm'; export const own = 1;`,
      { modules: { m: { a: 1, c: 2 } } },
    );
    expect(exports).toMatchObject({ b: 1, a: 1, c: 2, own: 1, default: { a: 1, c: 2 } });
    expect(exports).toHaveProperty('all.c', 2);
  });

  it('are strict, have no this and nothing of CommonJS', () => {
    const { log } = runModule(
      `log(this === undefined, typeof require, typeof module, typeof exports, typeof __dirname);
       try { undeclared = 1; } catch (e) { log(e.name); } const o = { module: 1, exports: 2 }; log(o.module, o.exports);`,
    );
    expect(log).toEqual(['true undefined undefined undefined undefined', 'ReferenceError', '1 2']);
  });

  it('may bind the names of CommonJS in a block', () => {
    const { log, module } = runModule(`{ const require = (x) => x; log(require('own')); }`);
    expect(log).toEqual(['own']);
    expect(module.specifiers).toEqual([]);
  });

  it('may bind the names of CommonJS themselves', () => {
    const { log } = runModule(
      `import { dirname } from 'node:path'; const __dirname = dirname('/a/b'); const require = () => 'mine'; let exports = 3, module = 4;
       log(__dirname, require('fs'), exports, module);`,
    );
    expect(log).toEqual(['/a mine 3 4']);
  });

  it('call imported functions without this, hoist functions and name default exports', () => {
    const self = function (this: unknown): unknown {
      return this;
    };
    const { log, exports } = runModule(
      `import { self } from 'm'; log(self() === undefined, early()); export function early() { return 'hoisted'; } export default function () {}`,
      { modules: { m: { self } } },
    );
    expect(log).toEqual(['true hoisted']);
    expect(exports).toHaveProperty('default.name', 'default');
    expect(runModule('export default () => {};').exports).toHaveProperty('default.name', 'default');
    expect(runModule('export default class {}').exports).toHaveProperty('default.name', 'default');
    expect(runModule('export default function f() {}').exports).toHaveProperty('default.name', 'f');
  });

  it('look like namespaces', () => {
    const { exports } = runModule('export const a = 1;');
    expect(Object.prototype.toString.call(exports)).toBe('[object Module]');
    expect(Object.keys(exports as object)).toEqual(['a']);
  });

  it('await at their top level, import later and know where they are', async () => {
    const run = runModule(
      `const { x } = await import('late'); for await (const y of [x, 2]) log(y); log(import.meta.url); export const done = true;`,
      { modules: { late: { x: 1 } } },
    );
    await run.returned;
    expect(run.log).toEqual(['1', '2', 'file:///p/m.js']);
    expect(run.exports).toHaveProperty('done', true);
    expect(run.module).toMatchObject({ isAsync: true, mayBeAsync: true });
  });
});

describe('CommonJS modules', () => {
  it('have five arguments, whatever the instrumentation adds', () => {
    const { log } = runInstrumented(
      'log(arguments.length, arguments[0] === exports, (() => arguments[4])(), this === exports);',
    );
    expect(log).toEqual(['5 true /p true']);
  });

  it('may use every name that the instrumentation uses', () => {
    const { log, steps } = runInstrumented(
      `var $c = 1, $t = (x) => x, $w = { indexOf: () => 'mine' }; function $k() { return $x; } let $x = 2, $r0 = 3, $ri0 = 4;
       const f = (a = 'abc'.slice($r0 - 2)) => a; try { throw 5; } catch ({ $re = 6 }) { log($re); }
       log($c, $t(7), $w.indexOf(), $k(), $r0, $ri0, f(), 'abcd'.indexOf(f()[1]), typeof $import);`,
    );
    expect(log).toEqual(['6', '1 7 mine 2 3 4 bc 2 function']);
    expect(steps).toBeGreaterThan(0);
  });
});

describe('TypeScript', () => {
  it('loses its types and keeps what runs', () => {
    expect(
      runTypeScript(
        `import type { Q } from './q'; import { OnlyType } from './gone'; import { value, type Also } from 'm';
         enum A { X = 1, Y = X << 2, Z } const enum B { Q = 'q' }
         namespace N { export const m = A.X && 2; export namespace M { export const n = m + 1; } }
         abstract class P<T> { static count = 0; declare z: string; constructor(private x: T, readonly y = x || 2) { P.count++; } abstract q(): Q; m(this: P<T>) { return this.x!; } }
         class C extends P<number> { w?: number; constructor() { super(5); } q(): OnlyType { return this.y as unknown as Also; } }
         function over(a: string): void; function over(a: any) { return <any>a satisfies string; }
         const c = new C(); log(A.Z, A[4], B.Q, N.m, N.M.n, c.m(), c.q(), over('o'), P.count, 'w' in c, value);`,
        { modules: { m: { value: 'v' } } },
      ),
    ).toEqual(['5 Y q 2 3 5 5 o 1 true v']);
  });

  it('keeps optional chains through non-null assertions', () => {
    expect(
      runTypeScript(
        `const o: any = { a: null, s: ' x ' }; log(o.a?.b!.trim()!.length, o.s!.trim()!.length, (o.s as string).indexOf('x'), o?.s!.slice(1)!.length);`,
      ),
    ).toEqual(['undefined 1 1 2']);
  });

  it('can be CommonJS, with its own export and import', () => {
    const run = runInstrumented(`import m = require('m'); export = { twice: m.x * 2 };`, {
      language: 'ts',
      modules: { m: { x: 4 } },
    });
    expect(run.exports).toEqual({ twice: 8 });
    expect(run.module.specifiers).toEqual([{ specifier: 'm', kind: 'require' }]);
  });
});
