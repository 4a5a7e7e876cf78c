import type { Pattern } from './pattern.ts';

/** How large elements are. */
export const MAGNITUDE_PATTERNS: readonly Pattern[] = [
  {
    id: 'greatest',
    name: 'greatest element',
    holes: { x: ['numbers'] },
    term: 'max({x})',
    about: 'data',
    isAbsolute: true,
    sides: [
      {
        comparison: '>',
        description: '{x} holds a large number',
        recipe: { x: { numbers: '{high}' } },
      },
      {
        comparison: '<',
        description: 'all numbers of {x} are small',
        recipe: { x: { numbers: '{low}' } },
      },
    ],
  },
  {
    id: 'least',
    name: 'least element',
    holes: { x: ['numbers'] },
    term: 'min({x})',
    about: 'data',
    isAbsolute: true,
    sides: [
      {
        comparison: '>',
        description: 'all numbers of {x} are large',
        recipe: { x: { numbers: '{high}' } },
      },
      {
        comparison: '<',
        description: '{x} holds a small number',
        recipe: { x: { numbers: '{low}' } },
      },
    ],
  },
  {
    id: 'mean',
    name: 'mean of the elements',
    holes: { x: ['numbers'] },
    term: 'sum({x}) / len({x})',
    about: 'data',
    isAbsolute: true,
    sides: [
      {
        comparison: '>',
        description: 'the numbers of {x} are large on average',
        recipe: { x: { numbers: '{high}' } },
      },
      {
        comparison: '<',
        description: 'the numbers of {x} are small on average',
        recipe: { x: { numbers: '{low}' } },
      },
    ],
  },
  {
    id: 'evenness',
    name: 'least against greatest element',
    holes: { x: ['numbers'] },
    term: 'min({x}) / max({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'the numbers of {x} are much alike',
        recipe: { x: { numbers: '{high}' } },
      },
      { comparison: '<', description: 'the numbers of {x} differ much in size' },
    ],
  },
  {
    id: 'span-share',
    name: 'range of the elements against their number',
    holes: { x: ['numbers'] },
    term: 'span({x}) / len({x})',
    about: 'data',
    guard: 'x',
    sides: [
      { comparison: '>', description: 'the numbers of {x} lie far apart' },
      { comparison: '<', description: 'the numbers of {x} lie close together' },
    ],
  },
  {
    id: 'length-of-elements',
    name: 'length of the first element',
    holes: { x: ['texts', 'list'] },
    term: 'len({x}[0])',
    about: 'data',
    isAbsolute: true,
    sides: [
      { comparison: '>', description: 'the first element of {x} is long' },
      { comparison: '<', description: 'the first element of {x} is short' },
    ],
  },
];
