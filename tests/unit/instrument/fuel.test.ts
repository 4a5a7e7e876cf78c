import { describe, expect, it } from 'vitest';
import { runInstrumented } from '../../helpers/run-module.ts';

/** Polls come every 1,024 hits of one site; programs here have few sites. */
const OVERSHOOT = 8 * 1024;
const FUEL = 50_000;

describe('fuel', () => {
  it.each([
    ['an endless for', 'for (;;);'],
    ['an endless while around a continue', 'while (true) continue;'],
    ['an endless do', 'do {} while (true);'],
    [
      'a for of over an endless generator',
      'function* g() { for (;;) yield 1; } for (const x of g()) ;',
    ],
    ['a spread of an endless generator', 'function* g() { for (;;) yield 1; } [...g()];'],
    [
      'endless mutual recursion in a trampoline',
      'const a = () => b, b = () => a; let f = a; for (;;) f = f();',
    ],
    ['a catch that swallows everything', 'for (;;) { try { for (;;); } catch {} }'],
    [
      'a catch that takes the signal apart',
      'for (;;) { try { for (;;); } catch ({ message = "none" }) { message.length; } }',
    ],
    ['a finally that goes on', 'for (;;) { try { for (;;); } finally { continue; } }'],
    [
      'a finally that returns',
      'const f = () => { try { for (;;); } finally { return 1; } }; for (;;) f();',
    ],
    ['an endless sort by an inconsistent comparator', 'for (;;) [3, 1, 2].sort(() => 1);'],
    ['endless getters', 'const o = { get x() { return o; } }; for (let p = o; ; p = p.x);'],
    ['endless field initializers', 'class A { x = 1 || 2; } for (;;) new A();'],
    ['endless parameter defaults', 'const f = (a = 1 || 2) => a; for (;;) f();'],
    ['a static block', 'class A { static { for (;;); } }'],
  ])('stops %s', (_, code) => {
    const run = runInstrumented(code, { fuel: FUEL });
    expect(run.error).toBe('stopped');
    expect(run.steps).toBeGreaterThan(FUEL);
    expect(run.steps).toBeLessThanOrEqual(FUEL + OVERSHOOT);
  });

  it('stops builtin work between its portions', () => {
    const code = 'const a = Array(5000).fill(0); for (;;) a.indexOf(1);';
    const run = runInstrumented(code, { fuel: 1_000_000 });
    expect(run.error).toBe('stopped');
    expect(run.steps).toBeLessThanOrEqual(1_000_000 + 5000 + OVERSHOOT);
  });

  it('lets nothing run on in an outer catch or finally', () => {
    const code = `try { try { for (;;); } catch (e) { log('inner', e); } finally { log('finally'); } } catch (e) { log('outer', e); }`;
    expect(runInstrumented(code, { fuel: FUEL }).log).toEqual([]);
  });

  it('does not reach programs that end before', () => {
    const run = runInstrumented('for (let i = 0; i < 1000; i++); log("end");', { fuel: FUEL });
    expect(run).toMatchObject({ error: undefined, log: ['end'], steps: 1001 });
  });
});

describe('touched functions', () => {
  it('are registered once, at their first entry, in that order', () => {
    const code = `const f = () => 1; function g(n = f() && 2) { return n; } for (let i = 0; i < 5000; i++) { g(); f(); }`;
    const { touched, sites } = runInstrumented(code, { firstFunction: 10 });
    const names = touched.map((id) => sites.find((site) => site.functionId === id)?.functionName);
    expect(names).toEqual(['<module>', '<parameter>', 'f', 'g']);
    expect(touched[0]).toBe(10);
  });

  it('include every function that has a count', () => {
    const code = `class A { x = this.y || 0; get y() { return [1].map((v) => v); } static z = 1 && 2; }
      function* g(a = [..."ab"]) { yield a && 1; } new A(); for (const v of g()) ; try { (function f(a = null.x || 1) {})(); } catch {}`;
    const { touched, sites, counts } = runInstrumented(code);
    const counted = new Set(sites.filter((_, i) => counts[i] !== 0).map((site) => site.functionId));
    expect([...counted].toSorted((a, b) => a - b)).toEqual(touched.toSorted((a, b) => a - b));
  });

  it('have their sites next to each other, entry first', () => {
    const { module } = runInstrumented(
      'function f(a) { const g = () => a && 1; return g() || a; } const h = { m(x = f(1) && 2) { if (x) return 1; } }; h.m();',
    );
    const ids = module.sites.map((site) => site.functionId);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    let first = 0;
    module.functionSiteCounts.forEach((count, functionId) => {
      expect(['module', 'function']).toContain(module.sites[first]?.kind);
      expect(ids.slice(first, first + count)).toEqual(Array(count).fill(functionId));
      first += count;
    });
    expect(first).toBe(module.sites.length);
  });
});
