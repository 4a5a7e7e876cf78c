import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

/** The bundler's script is plain JavaScript without declarations. */
const { wrap } = (await import(
  new URL('../../../scripts/bundle-script.mjs', import.meta.url).href
)) as {
  wrap: (code: string, input: string, exported: string) => string;
};

describe('the wrapper of scripts for a context', () => {
  it('reads every global once, and evaluates to the export', () => {
    const code = `'use strict';
      exports.createLoop = () => { const own = new Map([[1, Math.max(2, NaN)]]); return [own.size, typeof Array]; };`;
    const script = wrap(code, 'loop.ts', 'createLoop');
    expect(script).toMatch(/^\(function \(exports, Array, Map, Math, NaN\) \{/);
    expect(Array.from(runInNewContext(script)() as unknown[])).toEqual([1, 'function']);
  });

  it.each(['process.exit()', 'setTimeout(f)', 'console.log(1)', 'Buffer.from(x)'])(
    'refuses globals that a context lacks: %s',
    (use) => {
      const name = use.split(/[.(]/)[0] ?? '';
      expect(() => wrap(`exports.createLoop = (f, x) => ${use};`, 'loop.ts', 'createLoop')).toThrow(
        `loop.ts uses globals that a vm context lacks: ${name}`,
      );
    },
  );
});
