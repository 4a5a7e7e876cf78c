import { describe, expect, it } from 'vitest';
import type { FunctionSpec, SpecNode } from '../../../../src/core/input-spec.ts';
import type { TypeInference } from '../../../../src/inputs/infer/from-types.ts';
import {
  inferFromDeclaration,
  inferFromSource,
  parameterNames,
} from '../../../../src/inputs/infer/from-types.ts';

const INT: SpecNode = { type: 'int', min: -1_000_000, max: 1_000_000 };
const STRING: SpecNode = { type: 'string' };
const UNDEFINED: SpecNode = { type: 'undefined' };
const ints: SpecNode = { type: 'list', of: INT };

interface Files {
  readonly [path: string]: string;
}

function infer(
  code: string,
  exportPath: string,
  filename = '/p/entry.ts',
  files: Files = {},
): TypeInference {
  return inferFromSource({
    code,
    filename,
    exportPath: exportPath.split('.'),
    language: filename.endsWith('ts') ? 'typescript' : 'javascript',
    readFile: (path) => files[path],
  });
}

function argsOf(inference: TypeInference): Record<string, SpecNode> {
  if (inference.kind === 'unknown') throw new Error(inference.reason);
  return Object.fromEntries(inference.spec.args.map(({ name, spec }) => [name, spec]));
}

function specs(inference: TypeInference): FunctionSpec['args'][number]['spec'][] {
  return Object.values(argsOf(inference));
}

describe('inferFromSource, finding the function', () => {
  it.each([
    ['export function f(xs: number[]) {}', 'f'],
    ['export async function* f(xs: number[]) {}', 'f'],
    ['export const f = (xs: number[]) => xs;', 'f'],
    ['export const f = function named(xs: number[]) {};', 'f'],
    ['const g = (xs: number[]) => xs;\nexport { g as f };', 'f'],
    ['export default function (xs: number[]) {}', 'default'],
    ['export default (xs: number[]) => 1;', 'default'],
    ['function f(xs: number[]) {}\nexport default f;', 'default'],
    ['function f(xs: number[]) {}\nexport { f as default };', 'default'],
    ['export class C { static f(xs: number[]) {} }', 'C.f'],
    ['export class C { static f = (xs: number[]) => 1 }', 'C.f'],
    ['export const api = { deep: { f(xs: number[]) {} } };', 'api.deep.f'],
    ['export const api = { f: (xs: number[]) => 1 } as const;', 'api.f'],
    ['function f(xs: number[]) {}\nexport const api = { f };', 'api.f'],
    ['export const f: (xs: number[]) => void = (ys) => {};', 'f'],
    ['type F = (xs: number[]) => void;\nexport const f: F = (ys) => {};', 'f'],
    ['module.exports = function (xs: number[]) {};', 'default'],
    ['module.exports = { f(xs: number[]) {} };', 'f'],
    ['module.exports = { f(xs: number[]) {} };', 'default.f'],
    ['exports.f = (xs: number[]) => 1;', 'f'],
    ['exports.f = void 0;\nfunction f(xs: number[]) {}\nexports.f = f;', 'f'],
    ['module.exports.f = exports.g = (xs: number[]) => 1;', 'g'],
    ['function sort(ys: string[]) {}\nsort.f = (xs: number[]) => 1;\nmodule.exports = sort;', 'f'],
    ['function f(xs: number[]): void;\nfunction f(xs: any) {}\nexport { f };', 'f'],
    ['export namespace N { export function f(xs: number[]) {} }', 'N.f'],
    ['export namespace N { export namespace M { export function f(xs: number[]) {} } }', 'N.M.f'],
  ])('reads %s', (code, exportPath) => {
    expect(argsOf(infer(code, exportPath))).toEqual({ xs: ints });
  });

  it.each([
    ["export { f } from './other.ts';", 'f', '/p/other.ts'],
    ["export * from './other';", 'f', '/p/other.ts'],
    ["import { f } from './other.js';\nexport { f as g };", 'g', '/p/other.ts'],
    ["import api from './other';\nexport const g = api.f;", 'g', '/p/other/index.ts'],
    ["module.exports = require('./other');", 'f', '/p/other.ts'],
    ["const { f } = require('./other');\nmodule.exports = { g: f };", 'g', '/p/other.ts'],
    ["const other = require('./other');\nmodule.exports = { g: other.f };", 'g', '/p/other.ts'],
  ])('follows %s', (code, exportPath, path) => {
    const other = 'export function f(xs: number[]) {}\nexport default { f };';
    expect(argsOf(infer(code, exportPath, '/p/entry.ts', { [path]: other }))).toEqual({ xs: ints });
  });

  it('ends in modules that refer to each other', () => {
    const inference = infer("export { f } from './b.ts';", 'f', '/p/a.ts', {
      '/p/b.ts': "export { f } from './a.ts';",
      '/p/a.ts': "export { f } from './b.ts';",
    });
    expect(inference.kind).toBe('unknown');
  });

  it('says why there is nothing to read', () => {
    expect(infer('export const a = 1;', 'f')).toEqual({
      kind: 'unknown',
      reason: 'No declaration of `f` was found.',
      parameters: [],
    });
    expect(infer('export function f(', 'f')).toMatchObject({
      reason: 'The file cannot be parsed.',
    });
    expect(infer('export function f(xs, cmp) {}', 'f', '/p/entry.js')).toEqual({
      kind: 'unknown',
      reason: 'The parameter `xs`: nothing says what type `xs` has.',
      parameters: ['xs', 'cmp'],
    });
    expect(infer('export function f(xs: number[], cmp: (a: number) => number) {}', 'f')).toEqual({
      kind: 'unknown',
      reason: 'The parameter `cmp`: a function cannot be made as an argument.',
      parameters: ['xs', 'cmp'],
    });
  });
});

describe('inferFromSource, TypeScript types', () => {
  it('resolves aliases, interfaces, enums and generics of the same file', () => {
    const code = `
      type Id = string;
      interface Base { id: Id }
      interface Item<T = number> extends Base { value: T; tag?: Color }
      interface Item<T> { more: T[] }
      enum Color { Red, Green = 5, Blue, Named = 'n' }
      export function f(items: Item<string>[], one: Item) {}
    `;
    const tag: SpecNode = {
      type: 'union',
      options: [{ type: 'enum', values: [0, 5, 6, 'n'] }, UNDEFINED],
    };
    expect(argsOf(infer(code, 'f'))).toEqual({
      items: {
        type: 'list',
        of: {
          type: 'record',
          fields: { id: STRING, value: STRING, tag, more: { type: 'list', of: STRING } },
        },
      },
      one: { type: 'record', fields: { id: STRING, value: INT, tag, more: ints } },
    });
  });

  it('resolves types that are imported from a relative file', () => {
    const files = {
      '/p/types.ts':
        "export type { Inner } from './inner.js';\nexport default interface D { d: 1 }",
      '/p/inner.ts': 'type Own = string[];\nexport interface Inner { a: Own }',
    };
    const code = `
      import type D from './types.ts';
      import type { Inner as I } from './types.ts';
      import * as ns from './types.ts';
      export function f(d: D, i: I, n: ns.Inner) {}`;
    const inner: SpecNode = {
      type: 'record',
      fields: { a: { type: 'list', of: STRING } },
    };
    expect(argsOf(infer(code, 'f', '/p/entry.ts', files))).toEqual({
      d: { type: 'record', fields: { d: { type: 'const', value: 1 } } },
      i: inner,
      n: inner,
    });
    expect(infer(code, 'f')).toMatchObject({ reason: 'The parameter `d`: unknown type `D`.' });
  });

  it('lets optional parameters be undefined and reads the types of defaults', () => {
    const code = 'export function f(a: string, b?: number, c = 3, d = "x", e = [1], g = true) {}';
    const optional = (spec: SpecNode): SpecNode => ({ type: 'union', options: [spec, UNDEFINED] });
    expect(argsOf(infer(code, 'f'))).toEqual({
      a: STRING,
      b: optional(INT),
      c: optional(INT),
      d: optional(STRING),
      e: optional(ints),
      g: optional({ type: 'bool' }),
    });
  });

  it('leaves out optional parameters that cannot be made, and says so', () => {
    const inference = infer(
      'export function f(a: string, cb?: () => void, o = make(), n = 1) {}',
      'f',
    );
    expect(specs(inference)).toEqual([
      STRING,
      UNDEFINED,
      UNDEFINED,
      { type: 'union', options: [INT, UNDEFINED] },
    ]);
    expect(inference).toMatchObject({
      notes: [
        'the argument `cb` is left out: a function cannot be made as an argument.',
        'the argument `o` is left out: nothing says what type `o` has.',
      ],
    });
    expect(specs(infer('export function f(a: string, cb?: () => void) {}', 'f'))).toEqual([STRING]);
  });

  it('leaves out options and members that cannot be made', () => {
    const code = `
      interface Options { depth: number; reviver?: (x: string) => unknown; on?(): void }
      export function f(text: string | RegExp, options?: Options) {}`;
    expect(specs(infer(code, 'f'))).toEqual([
      STRING,
      {
        type: 'union',
        options: [{ type: 'record', fields: { depth: INT } }, UNDEFINED],
      },
    ]);
  });

  it('reads type parameters as their constraint, else as number', () => {
    const code = 'export function f<T, S extends string, D = boolean>(a: T[], b: S, c: D) {}';
    const inference = infer(code, 'f');
    expect(specs(inference)).toEqual([ints, STRING, { type: 'bool' }]);
    expect(inference).toMatchObject({ notes: ['the type parameter `T` is read as number'] });
  });

  it('calls a rest parameter with a few values and skips `this`', () => {
    expect(specs(infer('export function f(this: Date, ...xs: string[]) {}', 'f'))).toEqual([
      STRING,
      STRING,
      STRING,
    ]);
  });

  it('unfolds types that contain themselves a few times', () => {
    const code = `
      interface Tree { value: number; left?: Tree; children: Tree[]; next: Tree | null }
      export function f(tree: Tree) {}`;
    const text = JSON.stringify(specs(infer(code, 'f')));
    expect(text.match(/"value"/gu)?.length).toBeGreaterThan(4);
    expect(infer('type T = { t: T };\nexport function f(t: T) {}', 'f')).toMatchObject({
      reason: 'The parameter `t`: `T` contains itself.',
    });
  });

  it('takes the first overload whose arguments can be made', () => {
    const code = `
      export function f(cb: () => void): void;
      export function f(text: string): void;
      export function f(x: any) {}`;
    expect(argsOf(infer(code, 'f'))).toEqual({ text: STRING });
  });

  it('cannot make instances of a class of the program', () => {
    expect(infer('class P {}\nexport function f(p: P) {}', 'f')).toMatchObject({
      reason: 'The parameter `p`: an instance of the class `P` cannot be made as an argument.',
    });
  });
});

describe('inferFromSource, JSDoc', () => {
  const js = (comment: string, parameters: string): TypeInference =>
    infer(`${comment}\nfunction f(${parameters}) {}\nmodule.exports = { f };`, 'f', '/p/entry.js');

  it.each<[string, SpecNode]>([
    ['number[]', ints],
    ['Array<number>', ints],
    ['Array.<number>', ints],
    ['Array', ints],
    ['string', STRING],
    ['String', STRING],
    ['int', INT],
    ['?string', { type: 'union', options: [{ type: 'const', value: null }, STRING] }],
    ['!string', STRING],
    ['string=', { type: 'union', options: [STRING, UNDEFINED] }],
    ['(string|number)', { type: 'union', options: [STRING, INT] }],
    ['"a"|"b"', { type: 'enum', values: ['a', 'b'] }],
    ['{a: number, b: string}', { type: 'record', fields: { a: INT, b: STRING } }],
    ['Array<{a: number}>', { type: 'list', of: { type: 'record', fields: { a: INT } } }],
  ])('reads @param {%s}', (type, spec) => {
    expect(argsOf(js(`/**\n * Does.\n * @param {${type}} x what it is\n */`, 'x'))).toEqual({
      x: spec,
    });
  });

  it('reads several tags, optional ones and members of an options object', () => {
    const comment = `/**
     * @param {string} text the text
     * @param {object} [options]
     * @param {number} options.depth
     * @param {string} [options.mark="="]
     * @param {number} [limit=10] - how many
     * @returns {string}
     */`;
    expect(argsOf(js(comment, 'text, { depth, mark } = {}, limit = 10'))).toEqual({
      text: STRING,
      options: {
        type: 'union',
        options: [
          {
            type: 'record',
            fields: { depth: INT, mark: { type: 'union', options: [STRING, UNDEFINED] } },
          },
          UNDEFINED,
        ],
      },
      limit: { type: 'union', options: [INT, UNDEFINED] },
    });
  });

  it('reads typedefs, templates and callbacks', () => {
    const code = `
      /** @typedef {Object} Point
       *  @property {number} x
       *  @property {number} [y] */
      /** @typedef {Point[]} Path */
      /** @callback Visit */
      /** @template T
       * @param {Path} path
       * @param {T[]} xs
       * @param {Visit} [visit] */
      exports.f = function (path, xs, visit) {};`;
    expect(argsOf(infer(code, 'f', '/p/entry.cjs'))).toEqual({
      path: {
        type: 'list',
        of: {
          type: 'record',
          fields: { x: INT, y: { type: 'union', options: [INT, UNDEFINED] } },
        },
      },
      xs: ints,
    });
  });

  it('takes comments in front of exports, variables, members and assignments', () => {
    const doc = '/** @param {number[]} xs */';
    for (const [code, path] of [
      [`${doc} export function f(xs) {}`, 'f'],
      [`${doc} export default function (xs) {}`, 'default'],
      [`${doc} export const f = (xs) => 1;`, 'f'],
      [`${doc} exports.f = (xs) => 1;`, 'f'],
      [`${doc} const f = (xs) => 1; module.exports = { f };`, 'f'],
      [`export class C { ${doc} static f(xs) {} }`, 'C.f'],
      [`module.exports = { ${doc} f(xs) {} };`, 'f'],
      [`module.exports = { ${doc} f: (xs) => 1 };`, 'f'],
    ] as const)
      expect(argsOf(infer(code, path, '/p/entry.js'))).toEqual({ xs: ints });
  });

  it('takes no prose for a type', () => {
    expect(js('/** @param {the usual thing} x */', 'x').kind).toBe('unknown');
    expect(js('/** @param {number x */', 'x').kind).toBe('unknown');
  });
});

describe('inferFromDeclaration', () => {
  const declared = (code: string, exportPath: string, files: Files = {}): TypeInference =>
    inferFromDeclaration({
      code,
      filename: '/p/index.d.ts',
      exportPath: exportPath.split('.'),
      readFile: (path) => files[path],
    });

  it.each([
    ['export function f(xs: number[]): void;', 'f'],
    ['export declare function f(xs: number[]): void;', 'f'],
    ['export declare const f: (xs: number[]) => void;', 'f'],
    ['declare function f(xs: number[]): void;\nexport default f;', 'default'],
    ['declare function f(xs: number[]): void;\nexport = f;', 'default'],
    ['declare const api: { f(xs: number[]): void };\nexport = api;', 'f'],
    ['interface Api { f(xs: number[]): void }\ndeclare const api: Api;\nexport = api;', 'f'],
    ['declare namespace api { function f(xs: number[]): void; }\nexport = api;', 'f'],
    ["declare module 'x' { export function f(xs: number[]): void; }", 'f'],
    [
      'interface Call { (xs: number[]): void }\ndeclare const f: Call;\nexport default f;',
      'default',
    ],
    [
      'interface A { a: 1 }\ndeclare const api: A & { f: (xs: number[]) => void };\nexport = api;',
      'f',
    ],
    ["import f = require('./f');\nexport { f };", 'f'],
    ["export { default as f } from './f.js';", 'f'],
  ])('reads %s', (code, exportPath) => {
    const files = { '/p/f.d.ts': 'declare function f(xs: number[]): void;\nexport default f;' };
    expect(argsOf(declared(code, exportPath, files))).toEqual({ xs: ints });
  });

  it('sees the types of a namespace inside it', () => {
    const code = `
      declare namespace api { interface Options { loose: boolean } function f(o: Options): void; }
      export = api;`;
    expect(specs(declared(code, 'f'))).toEqual([
      { type: 'record', fields: { loose: { type: 'bool' } } },
    ]);
  });
});

describe('parameterNames', () => {
  it.each([
    ['module.exports = function f(a, { b }, c = 1, ...rest) {};', ['a', 'arg1', 'c', 'rest']],
    ['module.exports = (xs) => xs;', ['xs']],
    ['module.exports = 3;', []],
    ['module.exports = function (', []],
  ])('reads the names of %s', (code, names) => {
    expect(
      parameterNames({
        code,
        filename: '/p/f.cjs',
        exportPath: ['default'],
        language: 'javascript',
      }),
    ).toEqual(names);
  });
});
