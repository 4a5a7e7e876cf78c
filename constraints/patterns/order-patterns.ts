import type { Pattern, ValueKind } from './pattern.ts';

/** Kinds whose elements have an order that programs go by. */
const ORDERED: readonly ValueKind[] = ['numbers', 'texts'];

/** The order that elements stand in. */
export const ORDER_PATTERNS: readonly Pattern[] = [
  {
    id: 'sortedness',
    name: 'order of neighbours',
    holes: { x: ORDERED },
    term: 'sortedness({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: '{x} tends to ascend',
        recipe: { x: { numbers: '{low} + floor(i * {range} / n)' } },
      },
      {
        comparison: '<',
        description: '{x} tends to descend',
        recipe: { x: { numbers: '{high} - floor(i * {range} / n)' } },
      },
    ],
  },
  {
    id: 'monotony',
    name: 'order in either direction',
    holes: { x: ORDERED },
    term: 'abs(sortedness({x}))',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: '{x} is in order, ascending or descending',
        recipe: { x: { numbers: '{low} + floor(i * {range} / n)' } },
      },
      {
        comparison: '<',
        description: '{x} goes up and down',
        recipe: { x: { numbers: 'i % 2 === 0 ? {high} : {low}' } },
      },
    ],
  },
  {
    id: 'inversions',
    name: 'pairs in the wrong order',
    holes: { x: ORDERED },
    term: 'inversions({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'large elements of {x} stand before small ones',
        recipe: { x: { numbers: '{high} - floor(i * {range} / n)' } },
      },
      {
        comparison: '<',
        description: 'small elements of {x} stand before large ones',
        recipe: { x: { numbers: '{low} + floor(i * {range} / n)' } },
      },
    ],
  },
  {
    id: 'first-element',
    name: 'where the first element stands among all',
    holes: { x: ['numbers'] },
    term: '({x}[0] - min({x})) / span({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'the first element of {x} is large beside the others',
        recipe: { x: { numbers: 'i === 0 ? {high} : {low} + i' } },
      },
      {
        comparison: '<',
        description: 'the first element of {x} is small beside the others',
        recipe: { x: { numbers: 'i === 0 ? {low} : {high} - i' } },
      },
    ],
  },
  {
    id: 'last-element',
    name: 'where the last element stands among all',
    holes: { x: ['numbers'] },
    term: '({x}[len({x}) - 1] - min({x})) / span({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'the last element of {x} is large beside the others',
        recipe: { x: { numbers: 'i === n - 1 ? {high} : {low}' } },
      },
      {
        comparison: '<',
        description: 'the last element of {x} is small beside the others',
        recipe: { x: { numbers: 'i === n - 1 ? {low} : {high}' } },
      },
    ],
  },
];
