import { describe, expect, it } from 'vitest';
import type { ProbePlace } from '../../../src/core/watch.ts';
import { instrumentModule } from '../../../src/instrument/instrument.ts';
import { listPlaces } from '../../../src/instrument/probe-places.ts';
import type { SourceModule } from '../../../src/instrument/source-module.ts';

const BASE = { file: 3, firstSite: 100, firstFunction: 10 };

interface Options {
  readonly format?: SourceModule['format'];
  readonly language?: SourceModule['language'];
  readonly tracksDepth?: boolean;
  /** Which places get a probe; all when left out. */
  readonly at?: ProbePlace['at'];
}

/** The emitted code with probes at places outside the top level and at all its statements, without its entry and its map. */
function woven(code: string, options: Options = {}): string {
  const { format = 'commonjs', language = 'js', tracksDepth = false, at } = options;
  const source = { id: '/p/m.js', code, format, language };
  const probes = listPlaces(source)
    .filter((place) => place.at === 'line' || place.functionName !== '<module>')
    .filter((place) => at === undefined || place.at === at)
    .map((place, i) => ({
      index: 40 + i,
      probe: { place, variables: place.variables, tracksDepth },
    }));
  const lines = instrumentModule(source, BASE, probes).code.split('\n');
  return lines
    .filter((line) => !line.startsWith('//# sourceMappingURL=') && !line.includes('$t(10)'))
    .join('\n');
}

describe('what a probe becomes', () => {
  it('reads the counter of its block, which counts in it where it comes first', () => {
    expect(woven('function f(a) {\n  if (a) {\n    g(a);\n    h();\n  }\n}', { at: 'line' }))
      .toMatchInlineSnapshot(`
      "function f(a) {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $c[101] >= $q[40] && $p(40, $c[101], 0, a, f);
        if (a) {
          ($c[102] = $c[102] + 1 | 0) >= $q[41] && $p(41, $c[102], 0, a, f);
          g(a);
          $c[102] >= $q[42] && $p(42, $c[102], 0, a, f);
          h();
        }
      }"
    `);
  });

  it('polls fuel where it counts a loop', () => {
    expect(woven('for (const x of y)\n  f(x);', { at: 'line' })).toMatchInlineSnapshot(`
      "$c[100] >= $q[40] && $p(40, $c[100], 0);
      for (const x of y) {
        ($c[101] = $c[101] + 1 | 0) >= $q[41] && (($c[101] & 1023) === 0 && $k(), $p(41, $c[101], 0, x));
        f(x);
      }"
    `);
  });

  it('stands after the parameters are bound, and before each return and at the end', () => {
    expect(woven('function f(a, ...b) {\n  if (a) return 0;\n  const c = 1;\n}', { at: 'exit' }))
      .toMatchInlineSnapshot(`
      "function f(a, ...b) {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $w.rest(102, b);
        if (a) {
          $c[103] = $c[103] + 1 | 0;
          $c[101] >= $q[40] && $p(40, $c[101], 0, a, b, void 0, f);
          return 0;
        }
        const c = 1;
        $c[101] >= $q[40] && $p(40, $c[101], 0, a, b, c, f);
      }"
    `);
    expect(woven('const f = (...b) => b.length;', { at: 'entry' })).toMatchInlineSnapshot(`
      "const f = (...b) => {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $w.rest(102, b);
        return $c[101] >= $q[40] && $p(40, $c[101], 0, b, f), b.length;
      };"
    `);
  });

  it('stands before the value of an arrow', () => {
    expect(woven('const f = (a) => a;', { at: 'exit' })).toMatchInlineSnapshot(
      `"const f = a => ((($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k()), $c[101] >= $q[40] && $p(40, $c[101], 0, a, f), a);"`,
    );
  });

  it('makes no branch of an else if, and goes before labels', () => {
    expect(
      woven('if (a)\n  b();\nelse if (c)\n  d();\nl:\nfor (;;)\n  continue l;', { at: 'line' }),
    ).toMatchInlineSnapshot(`
      "$c[100] >= $q[40] && $p(40, $c[100], 0);
      if (a) {
        ($c[101] = $c[101] + 1 | 0) >= $q[41] && $p(41, $c[101], 0);
        b();
      } else if ($c[100] >= $q[42] && $p(42, $c[100], 0), c) {
        ($c[102] = $c[102] + 1 | 0) >= $q[43] && $p(43, $c[102], 0);
        d();
      }
      $c[100] >= $q[44] && $p(44, $c[100], 0);
      $c[100] >= $q[45] && $p(45, $c[100], 0);
      l: for (;;) {
        ($c[103] = $c[103] + 1 | 0) >= $q[46] && (($c[103] & 1023) === 0 && $k(), $p(46, $c[103], 0));
        continue l;
      }"
    `);
  });

  it('comes after the check for the stop signal', () => {
    expect(
      woven('try {\n  a();\n} catch ({ b }) {\n  c();\n} finally {\n  d();\n}', { at: 'line' }),
    ).toMatchInlineSnapshot(`
      "$c[100] >= $q[40] && $p(40, $c[100], 0);
      try {
        $c[100] >= $q[41] && $p(41, $c[100], 0);
        a();
      } catch ($re) {
        $x($re);
        let {
          b
        } = $re;
        $c[101] = $c[101] + 1 | 0;
        $c[101] >= $q[42] && $p(42, $c[101], 0, b);
        c();
      } finally {
        $x();
        $c[100] >= $q[43] && $p(43, $c[100], 0);
        d();
      }"
    `);
  });

  it('has other names where the module uses these', () => {
    expect(woven('const $q = 1, $p = 2;\nf();', { at: 'line' })).toMatchInlineSnapshot(`
      "const $q_1 = $q,
        $p_1 = $p;
      return function (exports, require, module, __filename, __dirname) {
        $c[100] >= $q_1[40] && $p_1(40, $c[100], 0);
        const $q = 1,
          $p = 2;
        $c[100] >= $q_1[41] && $p_1(41, $c[100], 0, $q, $p);
        f();
      }.call(this, exports, require, module, __filename, __dirname);"
    `);
  });

  it('leaves directives first, and lowered imports before it', () => {
    const code = `'use strict';\nimport { a } from 'm';\nexport let b = a;\nb++;`;
    expect(woven(code, { at: 'line', format: 'module' })).toMatchInlineSnapshot(`
      "'use strict';

      $w.esModule(exports);
      Object.defineProperty(exports, "__esModule", {
        value: true
      });
      exports.b = void 0;
      var _m = $w.namespace(require("m"));
      var _b;
      $c[100] >= $q[40] && $p(40, $c[100], 0);
      let b = exports.b = _m.a;
      $c[100] >= $q[41] && $p(41, $c[100], 0, b);
      _b = b++, exports.b = b, _b;"
    `);
  });

  it('sees parameter properties as parameters', () => {
    const code = 'class A { constructor(private x: number) {\n  f();\n} }';
    expect(woven(code, { at: 'entry', language: 'ts' })).toMatchInlineSnapshot(`
      "class A {
        constructor(x) {
          this.x = x;
          (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
          $c[101] >= $q[40] && $p(40, $c[101], 0, this, x);
          f();
        }
      }"
    `);
  });
});

describe('a probe that tracks depth', () => {
  it('counts the open activations of its function', () => {
    expect(woven('function f() {\n  return f();\n}', { at: 'entry', tracksDepth: true }))
      .toMatchInlineSnapshot(`
      "var $rp0;
      function f() {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $rp0 = ($rp0 | 0) + 1;
        try {
          $c[101] >= $q[40] && $p(40, $c[101], $rp0, f);
          return f();
        } finally {
          $rp0 = $rp0 - 1;
        }
      }"
    `);
    expect(woven('const f = () => f();', { at: 'entry', tracksDepth: true }))
      .toMatchInlineSnapshot(`
      "var $rp0;
      const f = () => {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $rp0 = ($rp0 | 0) + 1;
        try {
          return $c[101] >= $q[40] && $p(40, $c[101], $rp0, f), f();
        } finally {
          $rp0 = $rp0 - 1;
        }
      };"
    `);
  });

  it('keeps the rules of a body for its functions', () => {
    const code = `function f() {
  'use strict';
  var g;
  function g() {}
  async function h() {}
}`;
    expect(woven(code, { at: 'exit', tracksDepth: true })).toMatchInlineSnapshot(`
      "var $rp0, $rp1;
      function f() {
        'use strict';

        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $rp0 = ($rp0 | 0) + 1;
        try {
          var g = function () {
            (($c[102] = $c[102] + 1 | 0) & 1023) === 1 && ($c[102] === 1 ? $t(12) : $k());
            $rp1 = ($rp1 | 0) + 1;
            try {
              $c[102] >= $q[41] && $p(41, $c[102], $rp1, g, h, f);
            } finally {
              $rp1 = $rp1 - 1;
            }
          };
          var h = async function () {
            (($c[103] = $c[103] + 1 | 0) & 1023) === 1 && ($c[103] === 1 ? $t(13) : $k());
            $c[103] >= $q[42] && $p(42, $c[103], 0, g, h, f);
          };
          var g;
          $c[101] >= $q[40] && $p(40, $c[101], $rp0, g, h, f);
        } finally {
          $rp0 = $rp0 - 1;
        }
      }"
    `);
  });

  it('counts once for several probes, and not where activations do not nest', () => {
    const code = 'function* f() {\n  g();\n}\nfunction h() {\n  g();\n  g();\n}';
    expect(woven(code, { at: 'line', tracksDepth: true })).toMatchInlineSnapshot(`
      "var $rp0;
      function* f() {
        (($c[101] = $c[101] + 1 | 0) & 1023) === 1 && ($c[101] === 1 ? $t(11) : $k());
        $c[101] >= $q[40] && $p(40, $c[101], 0, f, h);
        g();
      }
      function h() {
        (($c[102] = $c[102] + 1 | 0) & 1023) === 1 && ($c[102] === 1 ? $t(12) : $k());
        $rp0 = ($rp0 | 0) + 1;
        try {
          $c[102] >= $q[41] && $p(41, $c[102], $rp0, f, h);
          g();
          $c[102] >= $q[42] && $p(42, $c[102], $rp0, f, h);
          g();
        } finally {
          $rp0 = $rp0 - 1;
        }
      }"
    `);
  });

  it('knows that the top level is open once', () => {
    expect(woven('f();', { at: 'line', tracksDepth: true })).toMatchInlineSnapshot(`
      "$c[100] >= $q[40] && $p(40, $c[100], 1);
      f();"
    `);
  });
});

describe('a place', () => {
  it('that is not in the module is an error', () => {
    const source: SourceModule = {
      id: '/p/m.js',
      code: 'f();',
      format: 'commonjs',
      language: 'js',
    };
    const [place] = listPlaces({ ...source, code: '\n\nfunction f() {}' });
    if (place === undefined) throw new Error('no place');
    const probe = { place: { ...place, line: 3 }, variables: [], tracksDepth: false };
    expect(() => instrumentModule(source, BASE, [{ index: 0, probe }])).toThrow(/no such place/);
  });

  it('gives undefined for a name that cannot be read there', () => {
    const source: SourceModule = {
      id: '/p/m.js',
      code: 'let a = 1;\nf();\nlet b = 2;',
      format: 'commonjs',
      language: 'js',
    };
    const place = listPlaces(source).find(({ line, at }) => at === 'line' && line === 2);
    if (place === undefined) throw new Error('no place');
    const probe = { place, variables: ['b', 'a', 'c'], tracksDepth: false };
    expect(instrumentModule(source, BASE, [{ index: 7, probe }]).code).toContain(
      '$p(7, $c[100], 0, void 0, a, void 0)',
    );
  });
});
