import { describe, expect, it } from 'vitest';
import { DataError } from '../../../src/core/errors.ts';
import { instrumentModule } from '../../../src/instrument/instrument.ts';
import type { SourceModule } from '../../../src/instrument/source-module.ts';

function failure(code: string, options: Partial<SourceModule> = {}): DataError {
  const source: SourceModule = {
    id: '/p/m.js',
    code,
    format: 'commonjs',
    language: 'js',
    ...options,
  };
  try {
    instrumentModule(source, { file: 0, firstSite: 0, firstFunction: 0 });
  } catch (error) {
    if (error instanceof DataError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('code that cannot be instrumented', () => {
  it('is shown with its place and the lines around it', () => {
    const error = failure('let a = 1;\nlet b = ;\nlet c = 3;\n');
    expect(error.message).toMatch(/^\/p\/m\.js:2:9: Unexpected token\n/);
    expect(error.message).toContain('> 2 | let b = ;');
  });

  it('is not framed when a line is megabytes long', () => {
    const error = failure(`let a = '${'x'.repeat(5000)}';;;let b = ;`);
    expect(error.message.length).toBeLessThan(200);
  });

  it('comes with a hint when modules are read as CommonJS', () => {
    expect(failure('import x from "x";').hint).toMatch(/\.mjs/);
    expect(failure('import.meta.url;').hint).toMatch(/CommonJS/);
  });

  it('may be JSX or decorators, which Node does not run', () => {
    expect(failure('const a = 1;\nconst b = <p/>;', { language: 'jsx' }).message).toMatch(
      /m\.js:2:11: JSX/,
    );
    expect(failure('@d class A {}', { language: 'ts' }).hint).toMatch(/compiled/);
  });

  it('may be sloppy code in a module', () => {
    expect(failure('with (x) {}', { format: 'module' }).message).toMatch(/strict/);
    expect(failure('var x = 010;', { format: 'module' }).message).toMatch(/strict/);
  });
});
