import { describe, expect, it } from 'vitest';
import { fileType, moduleFormat } from '../../../src/targets/module-format.ts';

describe('fileType', () => {
  it.each([
    ['a.js', { kind: 'code', language: 'js', format: undefined }],
    ['a.mjs', { kind: 'code', language: 'js', format: 'module' }],
    ['a.cts', { kind: 'code', language: 'ts', format: 'commonjs' }],
    ['a.tsx', { kind: 'code', language: 'tsx', format: undefined }],
    ['bin/tool', { kind: 'code', language: 'js', format: undefined }],
    ['a.json', { kind: 'json' }],
    ['a.d.ts', { kind: 'declaration' }],
    ['a.d.mts', { kind: 'declaration' }],
    ['a.d.json.ts', { kind: 'declaration' }],
    ['a.node', { kind: 'other' }],
    ['a.wasm', { kind: 'other' }],
    ['a.css', { kind: 'other' }],
    ['a.constructor', { kind: 'other' }],
  ])('of %s', (path, type) => {
    expect(fileType(`/p/${path}`)).toEqual(type);
  });

  it('takes an entry with any extension as JavaScript, but no addon', () => {
    expect(fileType('/p/prog.es6', true)).toMatchObject({ kind: 'code', language: 'js' });
    expect(fileType('/p/prog.node', true)).toEqual({ kind: 'other' });
  });
});

describe('moduleFormat', () => {
  function formatOf(name: string, code: string, packageType?: 'commonjs' | 'module'): string {
    const type = fileType(`/p/${name}`);
    if (type.kind !== 'code') throw new Error(`${name} is no code`);
    return moduleFormat(code, type, packageType);
  }

  it.each([
    ['a.mjs', 'module.exports = 1', 'commonjs', 'module'],
    ['a.cjs', 'import x from "y"', 'module', 'commonjs'],
    ['a.js', 'module.exports = 1', 'module', 'module'],
    ['a.js', 'import x from "y"', 'commonjs', 'commonjs'],
    ['a.js', 'import x from "y"', undefined, 'module'],
    ['a.js', 'export const a = 1', undefined, 'module'],
    ['a.js', 'module.exports = 1', undefined, 'commonjs'],
    ['a.js', '// import and export\nexports.a = "export default"', undefined, 'commonjs'],
    ['a.js', 'const a = await fetch("x")', undefined, 'module'],
    ['a.js', 'async function f() { await 1 }', undefined, 'commonjs'],
    ['a.js', 'import("x").then(f)', undefined, 'commonjs'],
    ['a.js', 'console.log(import.meta.url)', undefined, 'module'],
    ['a.js', '#!/usr/bin/env node\nreturn; import("x")', undefined, 'commonjs'],
    ['a.ts', 'export const a: number = 1', 'commonjs', 'module'],
    ['a.ts', 'const a: number = 1; module.exports = a', undefined, 'commonjs'],
    ['a.ts', 'import fs = require("fs"); export = fs', undefined, 'commonjs'],
    ['a.ts', 'export const a = "export = b"', undefined, 'module'],
    ['a.cts', 'export const a: number = 1', 'module', 'module'],
    ['a.tsx', 'export const a = <b>c</b>', undefined, 'module'],
  ] as const)(
    'of %s holding %j in a package of type %s is %s',
    (name, code, packageType, format) => {
      expect(formatOf(name, code, packageType)).toBe(format);
    },
  );

  it('counts broken code as what it parses further as', () => {
    expect(formatOf('a.js', 'import x from "y"; let = = 1')).toBe('module');
    expect(formatOf('a.js', 'with (a) { b } import')).toBe('commonjs');
  });
});
