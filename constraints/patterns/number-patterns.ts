import type { Pattern, ValueKind } from './pattern.ts';

const COUNTABLE: readonly ValueKind[] = ['numbers', 'texts', 'text', 'list', 'collection'];

/** Patterns of single numbers, of two, and of a number beside a collection. */
export const NUMBER_PATTERNS: readonly Pattern[] = [
  {
    id: 'number',
    name: 'a number',
    holes: { m: ['number'] },
    term: '{m}',
    about: 'data',
    isAbsolute: true,
    sides: [
      { comparison: '>', description: '{m} is large', recipe: { m: { number: '{high}' } } },
      { comparison: '<', description: '{m} is small', recipe: { m: { number: '{low}' } } },
    ],
  },
  {
    id: 'number-per-length',
    name: 'a number against a length',
    holes: { m: ['number'], x: COUNTABLE },
    term: '{m} / len({x})',
    about: 'data',
    scales: ['x'],
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: '{m} is large for the length of {x}',
        recipe: { m: { number: '{high}' } },
      },
      {
        comparison: '<',
        description: '{m} is small for the length of {x}',
        recipe: { m: { number: '{low}' } },
      },
    ],
  },
  {
    id: 'greatest-ratio',
    name: 'greatest element against a number',
    holes: { x: ['numbers'], m: ['number'] },
    term: 'max({x}) / {m}',
    about: 'data',
    steady: ['x', 'm'],
    sides: [
      {
        comparison: '>',
        description: '{x} holds a number that is large beside {m}',
        recipe: { x: { numbers: '{high}' }, m: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: 'all numbers of {x} are small beside {m}',
        recipe: { x: { numbers: '{low}' }, m: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'least-ratio',
    name: 'least element against a number',
    holes: { x: ['numbers'], m: ['number'] },
    term: 'min({x}) / {m}',
    about: 'data',
    steady: ['x', 'm'],
    sides: [
      {
        comparison: '>',
        description: 'all numbers of {x} are large beside {m}',
        recipe: { x: { numbers: '{high}' }, m: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: '{x} holds a number that is small beside {m}',
        recipe: { x: { numbers: '{low}' }, m: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'sum-ratio',
    name: 'sum of the elements against a number',
    holes: { x: ['numbers'], m: ['number'] },
    term: 'sum({x}) / {m}',
    about: 'data',
    steady: ['x', 'm'],
    sides: [
      {
        comparison: '>',
        description: 'the numbers of {x} add up to much more than {m}',
        recipe: { x: { numbers: '{high}' }, m: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: 'the numbers of {x} add up to little beside {m}',
        recipe: { x: { numbers: '{low}' }, m: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'ratio',
    name: 'two numbers, divided',
    holes: { m: ['number'], n: ['number'] },
    term: '{m} / {n}',
    about: 'data',
    steady: ['m', 'n'],
    symmetric: ['m', 'n'],
    sides: [
      {
        comparison: '>',
        description: '{m} is large beside {n}',
        recipe: { m: { number: '{high}' }, n: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: '{m} is small beside {n}',
        recipe: { m: { number: '{low}' }, n: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'imbalance',
    name: 'the larger of two numbers against the smaller',
    holes: { m: ['number'], n: ['number'] },
    term: 'max({m}, {n}) / min({m}, {n})',
    about: 'data',
    symmetric: ['m', 'n'],
    steady: ['m', 'n'],
    sides: [
      {
        comparison: '>',
        description: 'one of {m} and {n} is much larger than the other',
        recipe: { m: { number: '{high}' }, n: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: '{m} and {n} are of like size',
        recipe: { m: { number: '{high}' }, n: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'difference',
    name: 'two numbers, subtracted',
    holes: { m: ['number'], n: ['number'] },
    term: '{m} - {n}',
    about: 'data',
    isAbsolute: true,
    symmetric: ['m', 'n'],
    sides: [
      {
        comparison: '>',
        description: '{m} is far above {n}',
        recipe: { m: { number: '{high}' }, n: { number: '{low}' } },
      },
      {
        comparison: '<',
        description: '{m} is not far above {n}',
        recipe: { m: { number: '{low}' }, n: { number: '{high}' } },
      },
    ],
  },
  {
    id: 'distance-per-length',
    name: 'the distance of two numbers against a length',
    holes: { m: ['number'], n: ['number'], x: COUNTABLE },
    term: 'abs({m} - {n}) / len({x})',
    about: 'data',
    scales: ['x'],
    symmetric: ['m', 'n'],
    guard: 'x',
    sides: [
      { comparison: '>', description: '{m} and {n} are far apart for the length of {x}' },
      { comparison: '<', description: '{m} and {n} are close together for the length of {x}' },
    ],
  },
  {
    id: 'remainder',
    name: 'remainder of two numbers',
    holes: { m: ['number'], n: ['number'] },
    term: '{m} % {n}',
    about: 'data',
    isAbsolute: true,
    steady: ['m', 'n'],
    sides: [
      { comparison: '<', description: '{m} is a multiple of {n}, or just above one' },
      { comparison: '>', description: '{m} is no multiple of {n}' },
    ],
  },
];
