import type { Pattern, ValueKind } from './pattern.ts';

const COUNTABLE: readonly ValueKind[] = ['numbers', 'texts', 'text', 'list', 'collection'];

/** How long collections are, what they are made of, and how their elements lie within each other. */
export const STRUCTURE_PATTERNS: readonly Pattern[] = [
  {
    id: 'length',
    name: 'length',
    holes: { x: COUNTABLE },
    term: 'len({x})',
    about: 'size',
    isAbsolute: true,
    sides: [
      { comparison: '>', description: '{x} is long' },
      { comparison: '<', description: '{x} is short' },
    ],
  },
  {
    id: 'depth-share',
    name: 'nesting that makes up the whole',
    holes: { x: ['text'] },
    term: 'depth({x}) / len({x})',
    about: 'data',
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: '{x} is nested as deep as its length allows',
        recipe: { x: { text: 'i < n / 2 ? {open} : {close}' } },
      },
      {
        comparison: '<',
        description: '{x} is hardly nested for its length',
        recipe: { x: { text: 'i % 2 === 0 ? {open} : {close}' } },
      },
    ],
  },
  {
    id: 'depth',
    name: 'nesting',
    holes: { x: ['text', 'list'] },
    term: 'depth({x})',
    about: 'data',
    isAbsolute: true,
    sides: [
      {
        comparison: '>',
        description: '{x} is deeply nested',
        recipe: { x: { text: 'i < n / 2 ? {open} : {close}' } },
      },
    ],
  },
  {
    id: 'character-share',
    name: 'how much of a text is one character',
    holes: { x: ['text'] },
    term: 'count({x}, {c}) / len({x})',
    about: 'data',
    character: 'c',
    steady: ['x'],
    guard: 'x',
    sides: [
      {
        comparison: '>',
        description: 'much of {x} is {c}',
        recipe: { x: { text: '{c}' } },
      },
      { comparison: '<', description: 'little of {x} is {c}' },
    ],
  },
  {
    id: 'length-ratio',
    name: 'length against another length',
    holes: { x: COUNTABLE, y: COUNTABLE },
    term: 'len({x}) / len({y})',
    about: 'data',
    symmetric: ['x', 'y'],
    guard: 'y',
    sides: [
      { comparison: '>', description: '{x} is long for the length of {y}' },
      { comparison: '<', description: '{x} is short for the length of {y}' },
    ],
  },
];
