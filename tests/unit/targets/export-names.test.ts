import { describe, expect, it } from 'vitest';
import { exportNames } from '../../../src/targets/export-names.ts';

describe('exportNames', () => {
  it.each([
    ['export default 1', ['default']],
    ['export default class {}', ['default']],
    [
      'export const a = 1, { b, c: { d = 2 }, ...e } = x, [f, , g] = y',
      ['a', 'b', 'd', 'e', 'f', 'g'],
    ],
    ['export function a() {} export async function* b() {} export class C {}', ['a', 'b', 'C']],
    ['const a = 1; export { a, a as b, a as default, a as "x y" }', ['a', 'b', 'default', 'x y']],
    ['export { a as b } from "m"; export * as ns from "m"', ['b', 'ns']],
    ['const a = 1; function b() {}', []],
  ])('of %s', (code, names) => {
    expect(exportNames(code, 'js')).toEqual({ names, stars: [] });
  });

  it('leaves types out', () => {
    const code = `
      export type A = 1; export interface B {} export default interface C {}
      export declare const d: number; export type { E } from 'm'; export { type F, g } from 'm';
      export enum H { x } export namespace I { export const y = 1 } export * from 'n'; export type * from 't';
    `;
    expect(exportNames(code, 'ts')).toEqual({ names: ['g', 'H', 'I'], stars: ['n'] });
  });

  it('does not guess about code that it cannot read', () => {
    expect(exportNames('export = 1', 'ts')).toBeUndefined();
    expect(exportNames('export {', 'js')).toBeUndefined();
  });
});
