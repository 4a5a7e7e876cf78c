import { describe, expect, it } from 'vitest';
import { closest, editDistance } from '../../../src/core/suggest.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'ba', 1],
    ['coerce', 'coecre', 1],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('closest', () => {
  it('finds the name that was probably meant', () => {
    expect(closest('parseURl', ['format', 'parseUrl', 'parse'])).toBe('parseUrl');
    expect(closest('lenght', ['length', 'level'])).toBe('length');
  });

  it('suggests nothing that is mostly different', () => {
    expect(closest('sort', ['merge', 'heapify'])).toBeUndefined();
    expect(closest('x', [])).toBeUndefined();
  });
});
