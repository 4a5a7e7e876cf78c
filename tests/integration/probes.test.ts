import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProbePlace } from '../../src/core/watch.ts';
import { FORMS } from '../fixtures/semantics/forms.ts';
import { programs } from '../fixtures/semantics/program-arbitrary.ts';
import { scopePrograms } from '../fixtures/semantics/scope-arbitrary.ts';
import { UNCHARGED_FORMS, WORK_FORMS } from '../fixtures/semantics/work-forms.ts';
import { runInstrumented, runOriginal, type RunOptions } from '../helpers/run-module.ts';
import { runWoven, type Report } from '../helpers/run-woven.ts';
import { TEST_SEED } from '../helpers/seed.ts';

/** Runs code with probes everywhere, tracking depth and not, and expects nothing but the reports to tell. */
function expectUnnoticed(code: string, options: RunOptions = {}): void {
  const plain = runInstrumented(code, options);
  for (const tracksDepth of [false, true]) {
    const woven = runWoven(code, { ...options, tracksDepth });
    expect({ log: woven.log, error: woven.error }).toEqual({ log: plain.log, error: plain.error });
    expect([...woven.counts]).toEqual([...plain.counts]);
    expect(woven.allocUnits).toBe(plain.allocUnits);
    expect(woven.touched).toEqual(plain.touched);
    expect(woven.sites).toEqual(plain.sites);
  }
}

describe('probes at every place, handing over every variable', () => {
  it.each([...FORMS, ...WORK_FORMS, ...UNCHARGED_FORMS])('are not noticed: $name', ({ code }) => {
    const { log, error } = runOriginal(code);
    expect(runWoven(code)).toMatchObject({ log, error });
    expectUnnoticed(code);
  });

  it('are not noticed by generated programs', () => {
    const code = fc.tuple(programs, fc.nat(3)).map(([program, hits]) => {
      return `let hits = ${hits}; const hit = () => { hits++; };\n${program}\nlog(hits);`;
    });
    fc.assert(
      fc.property(code, (text) => {
        const { log, error } = runOriginal(text);
        expect(runWoven(text)).toMatchObject({ log, error });
        expectUnnoticed(text);
      }),
      { seed: TEST_SEED, numRuns: 100 },
    );
  });

  it('are not noticed by programs that use names before they are initialised', () => {
    fc.assert(
      fc.property(scopePrograms, (code) => {
        const { log, error } = runOriginal(code);
        expect(error).toBeUndefined();
        expect(runWoven(code)).toMatchObject({ log, error });
        expectUnnoticed(code);
      }),
      { seed: TEST_SEED, numRuns: 40 },
    );
  });

  it.each([
    [
      'a derived constructor',
      'class A { constructor(x) { this.x = x; } } class B extends A { y = () => { return this.x; }; constructor() { const f = () => super(4); f(); } } log(new B().y());',
    ],
    [
      'accessors, private members and static blocks',
      'class A { #v = 1; get v() { return this.#v; } set v(x) { this.#v = x; } static s; static { A.s = 2; } #m() { return this.v; } m() { return this.#m(); } } const a = new A(); a.v = 3; log(a.m(), A.s);',
    ],
    [
      'parameters that see each other',
      'function f(a, b = () => { return a; }, { c = b() } = {}) { var a = 9; return [a, b(), c]; } log(f(1), f.length, f.name);',
    ],
    [
      'functions that are declared twice, or like a parameter or variable',
      'function f(g) { var h = 1; function g() { return 1; } function g() { return 2; } function h() {} return [g(), typeof h, typeof arguments]; } log(f(7));',
    ],
    [
      'functions in blocks that are seen outside',
      'log(typeof h); { function h() { return 1; } } log(h()); if (true) function i() { return 2; } log(i());',
    ],
    [
      'a name that hides a function expression’s own',
      'const f = function g(n) { let h = 1; { let g = 2; h += g; } return n ? g(n - 1) : h; }; log(f(2)); const k = function g() { let g = 5; return g; }; log(k());',
    ],
    [
      'labels on blocks and loops',
      'a: { b: for (const x of [1, 2, 3]) { c:\nfor (;;) { if (x < 2) continue b; if (x < 3) break c; break a; } log(x); } log("end"); } log("after");',
    ],
    [
      'statements without blocks',
      'for (const x of [0, 1, 2]) if (x === 0) log("a"); else if (x === 1)\nlog("b");\nelse\nvar [y, ...z] = [x, x, x]; log(y, z); do var w = 1; while (w++ < 1); for (;;) break;',
    ],
    ['the tools’ own names', 'const $c = 1, $q = 2, $p = 3, $rp0 = 4; log($c, $q, $p, $rp0);'],
    [
      'with',
      'const o = { x: 1, $q: 2 }; with (o) { x = 5; (() => { x++; })(); } log(o.x); function f(p) { with (p) { return q; } } log(f({ q: 3 }));',
    ],
    [
      'generators that are left half-way',
      'function* g(n) { try { for (let i = 0; ; i++) { yield i + n; } } finally { log("closed"); } } for (const x of g(3)) { if (x > 4) break; log(x); } const h = g(1); h.next(); log(h.return(7));',
    ],
    [
      'errors that pass through',
      'function f(n) { if (n === 0) throw new RangeError("deep"); try { f(n - 1); } finally { log(n); } } try { f(3); } catch (e) { log(e); } f(1);',
    ],
    [
      'new.target, arguments and this',
      'function F() { log(new.target === F, arguments.length, this instanceof F); arguments[0] = 5; return { a: arguments[0] }; } log(new F(1, 2).a, F.call(3, 1).a);',
    ],
  ])('are not noticed: %s', (_, code) => {
    const { log, error } = runOriginal(code);
    expect(runWoven(code)).toMatchObject({ log, error });
    expectUnnoticed(code);
  });

  it.each([
    [
      'ECMAScript modules',
      `import { readFileSync as r } from 'node:fs'; export let n = 1; export const inc = () => { n++; return n; };
export default function (a = n) {\nif (a > 1) return 'big';\nreturn typeof r; }\nexport class K { static k = n; }
export { n as m };\nlog(inc(), n, K.k);`,
      'js',
    ],
    [
      'TypeScript',
      `enum E { A, B = 4 } const enum C { X = 'x' } namespace N { export const n = 2; export function f() { return n; } }
declare const absent: number; abstract class P { constructor(protected x: number, public y = x) {} abstract z(): void; }
class Q extends P { z(): void {} override toString(): string { return \`\${this.x} \${this.y}\`; } }
function over(a: number): number; function over(a: string): string; function over(a: any): any { return a as unknown; }
log(E.B, C.X, N.f(), String(new Q(1)), over(3)!, (<any>over)('s'));`,
      'ts',
    ],
  ] as const)('are not noticed by %s', (_, code, language) => {
    expectUnnoticed(code, { format: 'module', language });
  });

  it.each([
    'for (;;);',
    'function f() { for (;;) { try { for (;;); } catch {} } } f();',
    'const f = () => { try { for (;;); } finally { return 1; } }; for (;;) f();',
    'const a = () => b, b = () => a; let f = a; for (;;) f = f();',
    'const f = (n) => { if (n > 50) { for (;;); } return f(n + 1); }; try { f(0); } catch (e) { log(e); } finally { log("on"); }',
  ])('change nothing about where fuel ends %s', (code) => {
    const plain = runInstrumented(code, { fuel: 30_000 });
    for (const next of [(hits: number) => hits + 1, (hits: number) => hits * 2, () => Infinity]) {
      const woven = runWoven(code, { fuel: 30_000, tracksDepth: true, next });
      expect(woven.error).toBe('stopped');
      expect([...woven.counts]).toEqual([...plain.counts]);
    }
  });
});

/** Of a place that is not the module's own entry or exit. */
function isOf(at: ProbePlace['at'], line: number): (report: Report) => boolean {
  const isModule = (name: string): boolean => name === '<module>' && at !== 'line' && at !== 'loop';
  return ({ place }) => place.at === at && place.line === line && !isModule(place.functionName);
}

describe('what a probe hands over', () => {
  /** The reports of one place: `hits depth {values}`, the values as JSON. */
  function seen(
    code: string,
    at: ProbePlace['at'],
    line: number,
    options: { readonly tracksDepth?: boolean; readonly next?: (hits: number) => number } = {},
  ): string[] {
    return runWoven(code, options)
      .reports.filter(isOf(at, line))
      .map(({ hits, depth, values }) => {
        const data = Object.entries(values).filter(([, value]) => typeof value !== 'function');
        return `${hits} ${depth} ${JSON.stringify(Object.fromEntries(data))}`;
      });
  }

  it('at an entry are the arguments', () => {
    expect(seen('function f(a, b = a + 1) {\nvar c = 1;\n}\nf(1); f(5, 7);', 'entry', 1)).toEqual([
      '1 0 {"a":1,"b":2}',
      '2 0 {"a":5,"b":7}',
    ]);
  });

  it('in a loop are the values of each iteration', () => {
    expect(seen('let sum = 0;\nfor (const x of [5, 6]) {\nsum += x;\n}', 'loop', 2)).toEqual([
      '1 0 {"x":5,"sum":0}',
      '2 0 {"x":6,"sum":5}',
    ]);
    expect(seen('for (let i = 0; i < 3; i++)\n;', 'loop', 1)).toEqual([
      '1 0 {"i":0}',
      '2 0 {"i":1}',
      '3 0 {"i":2}',
    ]);
  });

  it('at a line are the values before the statement', () => {
    const code = 'let a = 1;\nif (a) {\na = 2;\na = 3;\n}';
    expect(seen(code, 'line', 3)).toEqual(['1 0 {"a":1}']);
    expect(seen(code, 'line', 4)).toEqual(['1 0 {"a":2}']);
  });

  it('at an exit are the values at each return and at the end', () => {
    const code = `function f(a) {
const n = a * 2;
if (a > 1) return n;
{ const a = 9; if (n === 2) return a; }
const late = 1;
}
f(0); f(1); f(2);`;
    expect(seen(code, 'exit', 1)).toEqual([
      '1 0 {"a":0,"n":0,"late":1}',
      // Inside the block, `a` is another one.
      '2 0 {"n":2}',
      '3 0 {"a":2,"n":4}',
    ]);
  });

  it('is the object that a method was called on', () => {
    const code = 'class A { v = 1; m() {\nreturn 1;\n} }\nnew A().m();';
    expect(seen(code, 'entry', 1)).toEqual(['1 0 {"this":{"v":1}}']);
  });

  it('includes how deep its function is in itself', () => {
    const code = 'function f(n) {\nif (n > 0) f(n - 1);\nreturn 0;\n}\nf(2); f(0);';
    // Due again at once: the hits are those of the entry, which outer activations share.
    const { reports } = runWoven(code, { tracksDepth: true, next: (hits) => hits });
    const depths = (at: ProbePlace['at'], line: number): readonly number[] =>
      reports.filter(isOf(at, line)).map(({ depth }) => depth);
    expect(depths('entry', 1)).toEqual([1, 2, 3, 1]);
    expect(depths('line', 3)).toEqual([3, 2, 1, 1]);
    expect(depths('exit', 1)).toEqual([3, 2, 1, 1]);
  });

  it('knows a depth again after errors that leave the function', () => {
    const code = `function f(n) {
if (n > 3) throw 1;
f(n + 1);
}
for (const n of [0, 2]) try { f(n); } catch {}`;
    const { reports } = runWoven(code, { tracksDepth: true });
    expect(reports.filter(isOf('entry', 1)).map(({ depth }) => depth)).toEqual([
      1, 2, 3, 4, 5, 1, 2, 3,
    ]);
  });

  it('comes when the probe is due, and not before', () => {
    const code = 'for (let i = 0; i < 5000; i++) {\ni.x;\n}';
    const hits = (next: (hits: number) => number): readonly number[] =>
      runWoven(code, { next })
        .reports.filter(({ place }) => place.at === 'loop')
        .map((report) => report.hits);
    expect(hits((now) => now * 3)).toEqual([1, 3, 9, 27, 81, 243, 729, 2187]);
    expect(hits((now) => now + 1500)).toEqual([1, 1501, 3001, 4501]);
    expect(hits(() => 2 ** 30 + 1)).toEqual([1]);
    expect(hits(() => Infinity)).toEqual([1]);
    expect(hits(() => NaN)).toEqual([1]);
  });
});

describe('a listener that throws', () => {
  it('is not noticed, and not asked again', () => {
    const code = 'let n = 0;\nfor (let i = 0; i < 3000; i++) {\nn += i;\n}\nlog(n);';
    const plain = runInstrumented(code);
    const woven = runWoven(code, {
      next: () => {
        throw new Error('listener');
      },
    });
    expect(woven.log).toEqual(plain.log);
    expect([...woven.counts]).toEqual([...plain.counts]);
    expect(woven.reports.filter(({ place }) => place.at === 'loop')).toHaveLength(1);
  });
});
