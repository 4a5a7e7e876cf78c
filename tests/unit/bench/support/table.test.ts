import { describe, expect, it } from 'vitest';
import { count, formatTable, percent, seconds } from '../../../../bench/support/table.ts';

describe('a table', () => {
  it('is as wide as its widest cells, names to the left, figures to the right', () => {
    expect(
      formatTable(
        ['name', 'n'],
        [
          ['a', '1'],
          ['longer', '23'],
        ],
      ),
    ).toBe(['name     n', 'a        1', 'longer  23'].join('\n'));
  });

  it('rounds no share up to the whole', () => {
    expect(percent(0.9999)).toBe('99.9 %');
    expect(percent(1)).toBe('100.0 %');
    expect(percent(0.57)).toBe('57.0 %');
  });

  it('shows a dash where there is no figure', () => {
    expect([percent(undefined), seconds(undefined), count(undefined)]).toEqual(['–', '–', '–']);
    expect([seconds(1250), count(1234567)]).toEqual(['1.3', '1,234,567']);
  });
});
