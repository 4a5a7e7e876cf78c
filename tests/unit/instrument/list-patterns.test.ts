import { describe, expect, it } from 'vitest';
import { listPatterns, type ModulePatterns } from '../../../src/instrument/list-patterns.ts';

function patternsOf(code: string): ModulePatterns {
  return listPatterns({ id: '/main.js', code, format: 'commonjs', language: 'js' });
}

describe('the patterns of a module', () => {
  it('are its literals and the texts that it makes patterns of, each once', () => {
    const { patterns, makesMore } = patternsOf(
      "f(/a+/gi, new RegExp('b+', 'g'), RegExp('c/d'), new RegExp(`e`), /a+/gi)",
    );
    expect(patterns).toEqual([
      { source: 'a+', flags: 'gi' },
      { source: 'b+', flags: 'g' },
      { source: 'c\\/d', flags: '' },
      { source: 'e', flags: '' },
    ]);
    expect(makesMore).toBe(false);
  });

  it('are not all where a pattern is made of what the text does not show', () => {
    expect(patternsOf('new RegExp(source)').makesMore).toBe(true);
    expect(patternsOf("new RegExp('a', flags)").makesMore).toBe(true);
  });

  it('leave out what the engine refuses', () => {
    expect(patternsOf("try { new RegExp('(') } catch {}").patterns).toEqual([]);
  });
});
