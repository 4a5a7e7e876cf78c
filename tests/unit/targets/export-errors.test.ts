import { describe, expect, it } from 'vitest';
import { unknownExport } from '../../../src/targets/export-errors.ts';

describe('unknownExport', () => {
  const target = (name: string): { specifier: string; exportPath: readonly string[] } => ({
    specifier: `lib/a.mjs#${name}`,
    exportPath: [name],
  });

  it.each([
    ['a module that exports nothing', 'f', [], 'It exports nothing. Is this the right file?'],
    [
      'a near miss',
      'pars',
      ['parse', 'format'],
      'Did you mean lib/a.mjs#parse? It exports parse, format.',
    ],
    ['the only export', 'x', ['parse'], 'Did you mean lib/a.mjs#parse? It exports parse.'],
    ['no guess', 'x', ['parse', 'format'], 'It exports parse, format. Name one: lib/a.mjs#parse'],
  ])('helps with %s', (_case, name, available, hint) => {
    expect(unknownExport(target(name), available)).toMatchObject({
      code: 'usage',
      message: `lib/a.mjs#${name}: the module has no export named "${name}".`,
      hint,
    });
  });

  it('does not list hundreds of names', () => {
    const names = Array.from({ length: 300 }, (_, i) => `name${String(i).padStart(3, '0')}`);
    const { hint } = unknownExport(target('zzzzzzzz'), names);
    expect(hint).toContain('name019 and 280 more');
    expect(hint).not.toContain('name020');
  });
});
