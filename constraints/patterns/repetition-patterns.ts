import type { Pattern, ValueKind } from './pattern.ts';

/** Kinds whose elements can be compared with each other. */
const COMPARABLE: readonly ValueKind[] = ['numbers', 'texts', 'text'];

/** Elements that repeat each other: how many, and how they stand. */
export const REPETITION_PATTERNS: readonly Pattern[] = [
  {
    id: 'duplicates',
    name: 'repeated elements',
    holes: { x: COMPARABLE },
    term: 'duplicates({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'many elements of {x} repeat others',
        recipe: {
          x: { numbers: 'i % 2 === 0 ? {low} : {high}', text: 'i % 2 === 0 ? {c} : {d}' },
        },
      },
      {
        comparison: '<',
        description: 'few elements of {x} repeat others',
        recipe: { x: { numbers: '{low} + (i * 7919) % max(n, {range} + 1)' } },
      },
    ],
  },
  {
    id: 'distinct',
    name: 'number of different elements',
    holes: { x: COMPARABLE },
    term: 'distinct({x})',
    about: 'data',
    isAbsolute: true,
    guard: 'x',
    sides: [
      { comparison: '<', description: '{x} has few different elements' },
      { comparison: '>', description: '{x} has many different elements' },
    ],
  },
  {
    id: 'run-share',
    name: 'long run of equal neighbours',
    holes: { x: COMPARABLE },
    term: 'maxRun({x}) / len({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'equal elements of {x} stand together in long runs',
        recipe: { x: { numbers: '{high}', text: '{c}' } },
      },
      { comparison: '<', description: 'equal elements of {x} hardly ever stand together' },
    ],
  },
  {
    id: 'run-length',
    name: 'length of the longest run',
    holes: { x: COMPARABLE },
    term: 'maxRun({x})',
    about: 'data',
    isAbsolute: true,
    sides: [
      {
        comparison: '>',
        description: '{x} has a long run of equal elements',
        recipe: { x: { numbers: '{high}', text: '{c}' } },
      },
    ],
  },
  {
    id: 'periodicity',
    name: 'a short unit repeated',
    holes: { x: COMPARABLE },
    term: 'periodicity({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: '{x} repeats a short unit',
        recipe: {
          x: { numbers: 'i % 2 === 0 ? {low} : {high}', text: 'i % 2 === 0 ? {c} : {d}' },
        },
      },
    ],
  },
];
