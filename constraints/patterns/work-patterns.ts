import type { Pattern, ValueKind } from './pattern.ts';

const COUNTABLE: readonly ValueKind[] = ['numbers', 'texts', 'text', 'list', 'collection'];

/** Patterns of how often code runs for what it is given: products of loop trips, and recursion. */
export const WORK_PATTERNS: readonly Pattern[] = [
  {
    id: 'depth-of-calls',
    name: 'recursion depth',
    holes: {},
    term: 'callDepth()',
    about: 'work',
    needs: 'recursion',
    isAbsolute: true,
    sides: [{ comparison: '>', description: 'the recursion goes deep' }],
  },
  {
    id: 'depth-of-calls-per-length',
    name: 'recursion depth against a length',
    holes: { x: COUNTABLE },
    term: 'callDepth() / len({x})',
    about: 'work',
    scales: ['x'],
    needs: 'recursion',
    guard: 'x',
    sides: [{ comparison: '>', description: 'the recursion goes deep for the length of {x}' }],
  },
  {
    id: 'hits-per-length',
    name: 'loop trips against a length',
    holes: { x: COUNTABLE },
    term: 'hits() / len({x})',
    about: 'work',
    scales: ['x'],
    needs: 'repetition',
    guard: 'x',
    sides: [
      { comparison: '>', description: 'this place is reached often for each element of {x}' },
    ],
  },
  {
    id: 'hits-per-number',
    name: 'loop trips against a number',
    holes: { m: ['number'] },
    term: 'hits() / {m}',
    about: 'work',
    steady: ['m'],
    needs: 'repetition',
    sides: [{ comparison: '>', description: 'this place is reached often for the size of {m}' }],
  },
  {
    id: 'hits-per-product',
    name: 'loop trips against a product of lengths',
    holes: { x: COUNTABLE, y: COUNTABLE },
    term: 'hits() / (len({x}) * len({y}))',
    about: 'work',
    scales: ['x', 'y'],
    needs: 'repetition',
    symmetric: ['x', 'y'],
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'this place is reached for most pairs of elements of {x} and {y}',
      },
    ],
  },
];
