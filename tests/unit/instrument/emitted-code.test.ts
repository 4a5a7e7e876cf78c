import { describe, expect, it } from 'vitest';
import { instrumentModule, stripModule } from '../../../src/instrument/instrument.ts';
import type { SourceModule } from '../../../src/instrument/source-module.ts';

const BASE = { file: 3, firstSite: 100, firstFunction: 10 };

function source(code: string, format: SourceModule['format'] = 'commonjs'): SourceModule {
  return { id: '/p/m.js', code, format, language: 'js' };
}

/** The emitted code without its first statement, the entry of the module, and without its source map. */
function body(code: string): string {
  const { code: emitted } = instrumentModule(source(code), BASE);
  const lines = emitted.split('\n').filter((line) => !line.startsWith('//# sourceMappingURL='));
  return lines.filter((line) => !line.includes('$t(10)')).join('\n');
}

describe('what is inserted', () => {
  it('counts branches in blocks', () => {
    expect(body('if (a) f(); else { g(); }')).toMatchInlineSnapshot(`
      "if (a) {
        $c[101] = $c[101] + 1 | 0;
        f();
      } else {
        $c[102] = $c[102] + 1 | 0;
        g();
      }"
    `);
  });

  it('counts and polls loops', () => {
    expect(body('for (;;);')).toMatchInlineSnapshot(`
      "for (;;) {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 0 && $k();
      }"
    `);
  });

  it('counts operands in sequences', () => {
    expect(body('x = a && b || (c ? d : e);')).toMatchInlineSnapshot(
      `"x = a && ($c[101] = $c[101] + 1 | 0, b) || ($c[102] = $c[102] + 1 | 0, c ? ($c[103] = $c[103] + 1 | 0, d) : ($c[104] = $c[104] + 1 | 0, e));"`,
    );
  });

  it('registers and polls at the entry of functions', () => {
    expect(body('const f = (x) => x;')).toMatchInlineSnapshot(
      `"const f = x => ((($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k()), x);"`,
    );
  });

  it('checks for the stop signal before anything else in catch and finally', () => {
    expect(body('try { f(); } catch { g(); } finally { h(); }')).toMatchInlineSnapshot(`
      "try {
        f();
      } catch ($re) {
        $x($re);
        $c[101] = $c[101] + 1 | 0;
        g();
      } finally {
        $x();
        h();
      }"
    `);
  });

  it('leaves calls where they are and charges what they returned', () => {
    expect(body('let s; s.indexOf(x()); s.list.slice(1);')).toMatchInlineSnapshot(`
      "var $r0;
      let s;
      $w.indexOf(101, s.indexOf($r0 = x()), s, $r0);
      $w.slice(102, ($r0 = s.list).slice(1), $r0);"
    `);
  });

  it('resumes behind suspensions', () => {
    expect(body('async function f() { return await g(); }')).toMatchInlineSnapshot(`
      "async function f() {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        return $w.value(await g(), $c[101] === 0 && ($c[101] = $c[101] + 1 | 0, $t(11)), $c[102] = $c[102] + 1 | 0);
      }"
    `);
  });

  it('asks about a regular expression after the arguments and before the call', () => {
    expect(body('const r = /a/g; r.exec(s());')).toMatchInlineSnapshot(`
      "var $r0, $r1;
      const r = /a/g;
      $w.exec(101, r.exec(($r0 = s(), $r1 = $w.before(101, 16, "exec", r, $r0), $r0)), r, $r0, $r1);"
    `);
  });
});

describe('sites', () => {
  it('name file, place, function and work as the author wrote them', () => {
    const code =
      '#!/usr/bin/env node\n"use strict";\nconst f = (list) => {\n  return list.sort();\n};\n';
    const { sites, functionSiteCounts } = instrumentModule(source(code), BASE);
    expect(functionSiteCounts).toEqual([1, 2]);
    expect(sites).toEqual([
      { kind: 'module', file: 3, line: 1, column: 0, functionName: '<module>', functionId: 10 },
      { kind: 'function', file: 3, line: 3, column: 10, functionName: 'f', functionId: 11 },
      {
        kind: 'work',
        file: 3,
        line: 4,
        column: 14,
        functionName: 'f',
        functionId: 11,
        work: 'sort',
      },
    ]);
  });

  it('carry the names that functions have or are known by', () => {
    const code = `function a() {} const b = function () {}; o.c = () => {}; ({ d() {}, e: () => {}, 'f g': () => {} });
      class H { i() {} #j() {} k = () => {}; static [l]() {} } (() => {})();`;
    const { sites } = instrumentModule(source(code), BASE);
    expect(sites.slice(1).map((site) => site.functionName)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f g',
      'i',
      '#j',
      'k',
      '<computed>',
      '<anonymous>',
    ]);
  });
});

describe('source maps', () => {
  it('lead from every emitted module to its source, without repeating it', () => {
    const { code } = instrumentModule(source('f();'), BASE);
    const encoded = /\/\/# sourceMappingURL=data:application\/json;base64,(.*)$/.exec(code)?.[1];
    const map: unknown = JSON.parse(Buffer.from(encoded ?? '', 'base64').toString());
    expect(map).toMatchObject({ version: 3, sources: ['/p/m.js'] });
    expect(map).not.toHaveProperty('sourcesContent.0', 'f();');
  });
});

describe('stripped modules', () => {
  it('are lowered and count nothing', () => {
    const stripped = stripModule(
      source('import a from "a"; export const b = () => a && 1;', 'module'),
    );
    expect(stripped.code).not.toMatch(/\$[ctkx]\b/);
    expect(stripped.specifiers).toEqual([{ specifier: 'a', kind: 'import' }]);
  });
});

describe('specifiers', () => {
  it('are literal, without duplicates, with how they are loaded', () => {
    const code =
      'require("a"); require("a"); require(b); require(`c`); import("a"); import(`d`); x.require("e");';
    expect(instrumentModule(source(code), BASE).specifiers).toEqual([
      { specifier: 'a', kind: 'require' },
      { specifier: 'c', kind: 'require' },
      { specifier: 'a', kind: 'dynamic' },
      { specifier: 'd', kind: 'dynamic' },
    ]);
  });
});

describe('going on after the body returned', () => {
  it.each([
    ['async function f() {}', true],
    ['new Promise(f);', true],
    ['setTimeout(f, 1);', true],
    ['process.stdin.on("data", f);', true],
    ['x.then(f);', true],
    ['import("x");', true],
    ['function* g() { yield 1; } [...g()].map(String);', false],
    ['const onValue = { once: 1 }; f(onValue);', false],
  ])('%s: %s', (code, expected) => {
    expect(instrumentModule(source(code), BASE).mayBeAsync).toBe(expected);
  });
});
