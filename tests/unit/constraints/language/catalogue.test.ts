import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { CATALOGUE } from '../../../../constraints/language/catalogue.ts';
import { reasonOf, valueOf } from './expressions.ts';

const README = readFileSync(new URL('../../../../constraints/README.md', import.meta.url), 'utf8');

describe('the catalogue', () => {
  it.each([...CATALOGUE.keys()])('has %s in its documentation', (name) => {
    const entry = CATALOGUE.get(name);
    const row = README.split('\n').find((line) => line.startsWith(`| \`${name}(`));
    const isOfOneNumber = entry?.group === 'math' && entry.parameters[0] === 'number';
    if (row === undefined) {
      expect(isOfOneNumber).toBe(true);
      expect(README).toContain(`\`${name}\``);
    } else {
      const [, , work, value] = row.split('|').map((cell) => cell.trim());
      expect(work).toBe(String(entry?.passes));
      expect(value).toBe(entry?.doc);
    }
  });

  test('has nothing that is not evaluated', () => {
    const sample: Readonly<Record<string, string>> = {
      count: 'a, 2',
      codeAt: '"a", 0',
      pow: '2, 3',
    };
    for (const { name, group } of CATALOGUE.values()) {
      const args = sample[name] ?? (group === 'place' ? '' : group === 'math' ? '4' : 'a');
      expect(valueOf(`${name}(${args})`, { a: [1, 2, 2] }), name).toBeTypeOf('number');
    }
  });

  test('takes the number of arguments that it says', () => {
    for (const { name, parameters, isVariadic } of CATALOGUE.values()) {
      const call = (count: number): string => `${name}(${Array(count).fill('a').join()})`;
      expect(reasonOf(call(parameters.length))).toBe('(it is read)');
      expect(reasonOf(call(parameters.length + 1)).includes('takes')).toBe(!isVariadic);
      if (parameters.length > 0) expect(reasonOf(call(parameters.length - 1))).toMatch(/takes/);
    }
  });
});
