import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/core/errors.ts';
import { listPlaces } from '../../../src/instrument/probe-places.ts';
import type { SourceModule } from '../../../src/instrument/source-module.ts';

type Form = Partial<Pick<SourceModule, 'format' | 'language'>>;

function places(code: string, form: Form = {}): ReturnType<typeof listPlaces> {
  return listPlaces({ id: '/p/m.js', code, format: 'commonjs', language: 'js', ...form });
}

/** `kind line:column function@its-place`, without the module's own entry and exit. */
function described(code: string, form: Form = {}): string[] {
  return places(code, form)
    .filter(({ at, functionName }) => at === 'line' || at === 'loop' || functionName !== '<module>')
    .map((p) => `${p.at} ${p.line}:${p.column} ${p.functionName}@${p.functionAt}`);
}

/** Variables of the statement that starts where `/*?*\/` stands, or of the entry, exit or loop of that line. */
function variables(code: string, form: Form & { readonly at?: string } = {}): string {
  const { at = 'line', ...rest } = form;
  const line = code.slice(0, code.indexOf('/*?*/')).split('\n').length;
  const found = places(code, rest).findLast((place) => place.at === at && place.line === line);
  if (found === undefined) throw new Error(`no ${at} on line ${line}`);
  return found.variables.join(' ');
}

describe('places of a module', () => {
  it('are entries, lines, loops and exits, in order', () => {
    const code = `function f(a) {
  for (const x of a) {
    g(x);
  }
  return 1;
}`;
    expect(described(code)).toEqual([
      'entry 1:0 f@1:0',
      'exit 1:0 f@1:0',
      'line 2:2 f@1:0',
      'loop 2:2 f@1:0',
      'line 3:4 f@1:0',
      'line 5:2 f@1:0',
    ]);
  });

  it('are one to a line, of the outermost statement that starts there', () => {
    expect(described('if (a) { b(); } c(); const f = () => { d(); };')).toEqual([
      'line 1:0 <module>@1:0',
      'entry 1:31 f@1:31',
      'exit 1:31 f@1:31',
    ]);
  });

  it('are at statements in every position', () => {
    const code = `if (a)
  b();
else if (c)
  d();
else
  e();
l:
for (;;)
  f();
switch (a) {
  case 0:
    g();
  default: h();
}
do
  i();
while (j);`;
    const lines = described(code).filter((place) => place.startsWith('line'));
    expect(lines.map((place) => place.split(' ')[1])).toEqual([
      '1:0',
      '2:2',
      '3:5',
      '4:2',
      '6:2',
      '7:0',
      '8:0',
      '9:2',
      '10:0',
      '12:4',
      '13:11',
      '15:0',
      '16:2',
    ]);
  });

  it('have the names that the site table has', () => {
    const code = `const o = { m() {}, get g() { return 1; }, p: () => {}, 'q r'() {}, [x]() {} };
class C { #s() {} constructor() {} field = () => {}; static t() {} }
const named = function own() {}; const arrow = () => {}; (() => {})();
function outer(cb = () => 1) { }
export default function () {}`;
    const names = places(code, { format: 'module' })
      .filter(({ at }) => at === 'entry')
      .map(({ functionName }) => functionName);
    expect(names).toEqual([
      '<module>',
      'm',
      'g',
      'p',
      'q r',
      '<computed>',
      '#s',
      'constructor',
      'field',
      't',
      'own',
      'arrow',
      '<anonymous>',
      'outer',
      'cb',
      '<anonymous>',
    ]);
  });

  it('are not where nothing happens, where names are not clear, nor outside functions', () => {
    const code = `import x from 'x';
export * from 'y';
export { x };
function f() {}
;
class A {
  static {
    g();
  }
}`;
    expect(described(code, { format: 'module' })).toEqual([
      'entry 4:0 f@4:0',
      'exit 4:0 f@4:0',
      'line 6:0 <module>@1:0',
    ]);
    expect(described('with (o) {\n  a();\n  (() => { b(); })();\n}')).toEqual([
      'line 1:0 <module>@1:0',
    ]);
  });

  it('are not at types', () => {
    const code = `interface A { a: number }
type B = A;
declare const c: number;
declare function d(): void;
abstract class E { abstract e(): void; f(): void {} }
enum F { G }
namespace N {
  export const h = 1;
  export function i() { return h; }
}
function over(a: number): void;
function over(a: unknown): void {}`;
    expect(described(code, { format: 'module', language: 'ts' })).toEqual([
      'line 5:0 <module>@1:0',
      'entry 5:39 f@5:39',
      'exit 5:39 f@5:39',
      'entry 9:9 i@9:9',
      'exit 9:9 i@9:9',
      'line 9:24 i@9:9',
      'entry 12:0 over@12:0',
      'exit 12:0 over@12:0',
    ]);
  });

  it('have no exit where control never returns', () => {
    expect(described('function f() { throw 1; }')).toEqual(['entry 1:0 f@1:0', 'line 1:15 f@1:0']);
  });

  it('are not there in code that cannot be parsed', () => {
    expect(() => places('let a = ;')).toThrow(DataError);
  });
});

describe('variables of a place', () => {
  it('are the innermost first, each name once', () => {
    const code = `const a = 1, b = 2;
const f = (b, c) => {
  const d = 3;
  for (let i = 0; i < 1; i++) {
    const c = 4;
    /*?*/g();
  }
};`;
    expect(variables(code)).toBe('c i b d a f');
  });

  it('are those that the statements before it declare', () => {
    expect(variables('let a = 1;\n/*?*/let b = 2;\nlet c = 3;')).toBe('a');
  });

  it('are not those that an inner name hides, initialised or not', () => {
    expect(variables('let a = 1;\n{\n/*?*/f();\nlet a = 2; }')).toBe('');
  });

  it('are var and functions wherever they are declared, data first', () => {
    const code = `function f(p) {
  /*?*/g();
  function g() {}
  class K {}
  var v = 1;
  { function h() {} }
}`;
    expect(variables(code)).toBe('p v g f');
  });

  it('are those of the same case only', () => {
    const code = `switch (x) {
  case 0:
    let a = 1;
    break;
  case 1:
    let b = 2;
    /*?*/f();
}`;
    expect(variables(code)).toBe('b');
  });

  it('are what a loop, a catch clause and a pattern bind', () => {
    expect(variables('for (const [a, { b, ...c }] of d) {\n/*?*/f();\n}')).toBe('a b c');
    expect(variables('for (let k in d)\n/*?*/f();')).toBe('k');
    expect(variables('try {} catch ({ message, cause: [c] }) {\n/*?*/f(); }')).toBe('message c');
    expect(variables('for (var i = 0; i < 2; i++) {\n/*?*/f(); }')).toBe('i');
  });

  it('of a loop are those its head binds, not those its body declares', () => {
    expect(variables('/*?*/for (let i = 0; ; i++) { let j = i; }', { at: 'loop' })).toBe('i');
  });

  it('at an entry are no variables that only the body sets', () => {
    expect(variables('/*?*/function f(a, { b }, ...c) { var d = 1; }', { at: 'entry' })).toBe(
      'a b c f',
    );
  });

  it('at an exit are those that any return sees, of the function and around it', () => {
    const code = `let outer = 1;
/*?*/const f = (a) => {
  if (!a) return 0;
  const n = a.length;
  { const n = 2, inner = 3; if (a) return n; }
  let late = 1;
};
f();
let never = 1;`;
    expect(variables(code, { at: 'exit' })).toBe('a n late outer f');
  });

  it('of outer functions are those declared before the inner one comes into being', () => {
    const code = `let a = 1;
const f = () => {
  /*?*/g();
};
f();
let b = 2;`;
    expect(variables(code)).toBe('a f');
  });

  it('never include the variable that is being initialised', () => {
    expect(variables('const f = g(() => {\n/*?*/h(); });')).toBe('');
    expect(variables('const f = g(function own() {\n/*?*/h(); });')).toBe('own');
    expect(variables('const f = { m() {\n/*?*/h(); } };')).toBe('this');
  });

  it('in functions that are there earlier are those declared before anything can call them', () => {
    const body = 'function f() {\n/*?*/g();\n}';
    expect(variables(`const a = 1;\n${body}\nf();`)).toBe('a f');
    expect(variables(`${body}\nconst a = 1;\nf();`)).toBe('a f');
    expect(variables(`f();\nconst a = 1;\n${body}`)).toBe('f');
    expect(variables(`const h = f;\nconst a = 1;\n${body}`)).toBe('f');
    expect(variables(`const h = 1;\nf();\nconst a = 1;\n${body}`)).toBe('h f');
    expect(variables(`function h() { f(); }\nconst a = 1;\n${body}\nh();`)).toBe('a h f');
    expect(variables(`h();\nfunction h() { f(); }\nconst a = 1;\n${body}`)).toBe('h f');
    expect(variables(`const h = () => f();\nconst a = 1;\n${body}`)).toBe('a h f');
    expect(variables(`const h = () => f();\nh();\nconst a = 1;\n${body}`)).toBe('h f');
    expect(variables(`const h = [() => f()];\nconst a = 1;\n${body}`)).toBe('f');
    expect(variables(`eval('f()');\nconst a = 1;\n${body}`)).toBe('f');
  });

  it('in exported functions are the same, unless a circle of imports could call them early', () => {
    const code = 'const a = 1;\nexport function f() {\n/*?*/g();\n}\nexport { f as h };';
    const form = { format: 'module' } as const;
    expect(variables(code, form)).toBe('a f');
    expect(variables(`import fs from 'node:fs';\n${code}`, form)).toBe('a f');
    expect(variables(`import './other.js';\n${code}`, form)).toBe('f');
    expect(variables(`export * from './other.js';\n${code}`, form)).toBe('f');
  });

  it('are not imports, whose reading may fail or run a getter', () => {
    const code = `import d, { n as m } from 'm';\nimport * as s from 'm';\n/*?*/f();`;
    expect(variables(code, { format: 'module' })).toBe('');
  });

  it('include this where it is an object of the program', () => {
    expect(variables('class A { m(a) {\n/*?*/f(); } }')).toBe('this a');
    expect(variables('class A { constructor() {\n/*?*/f(); } }')).toBe('this');
    expect(variables('class A { field = () => {\n/*?*/f(); } }')).toBe('this');
    expect(variables('const o = { get g() {\nreturn () => {\n/*?*/f(); }; } };')).toBe('this');
    expect(variables('function F(a) {\n/*?*/f();\nthis.a = a; }')).toBe('this a F');
    expect(variables('function F(a) {\n/*?*/f();\nreturn () => this; }')).toBe('this a F');
  });

  it('do not include this where it may be missing or not set yet', () => {
    expect(variables('class A extends B { constructor(a) {\n/*?*/super(); } }')).toBe('a');
    expect(variables('class A { static m(a) {\n/*?*/f(); } }')).toBe('a');
    expect(variables('function F(a) {\n/*?*/f(); }')).toBe('a F');
    expect(variables('const f = (a) => {\n/*?*/this.x = a; };')).toBe('a f');
    expect(variables('class A { [(() => {\n/*?*/f(); return 1; })()]() {} }')).toBe('');
  });

  it('do not include what parameters cannot see of the body', () => {
    const code = 'function f(a, b = () => {\n/*?*/g(); }, c) { var v; function h() {} let l; }';
    expect(variables(code)).toBe('a f');
  });

  it('do not include names that are keywords in some functions', () => {
    const code = 'var yield = 1, await = 2, package = 3, let = 4, a = 5;\n/*?*/f();';
    expect(variables(code)).toBe('a');
  });

  it('do not include what is there for the compiler alone', () => {
    const code = `declare const a: number; declare function b(): void; declare class C {}
enum D { E } namespace N { export const n = 1; } import type { T } from 't';
class P { constructor(private x: number, readonly y = 1) {
/*?*/f(); } }`;
    expect(variables(code, { format: 'module', language: 'ts' })).toBe('this x y');
  });

  it('are 24 at most', () => {
    const names = Array.from({ length: 30 }, (_, i) => `v${i}`);
    expect(variables(`let ${names.join(' = 0, ')} = 0;\n/*?*/f();`).split(' ')).toEqual(
      names.slice(0, 24),
    );
  });
});
