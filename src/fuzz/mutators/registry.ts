import { ELEMENT_MUTATORS } from './element.ts';
import type { Mutator } from './mutator.ts';
import { NUMBER_MUTATORS } from './number.ts';
import { ORDER_MUTATORS } from './order.ts';
import { STRUCTURE_MUTATORS } from './structure.ts';
import { TEXT_MUTATORS } from './text.ts';

/** Every mutator, in the order that the bandit's arms have. */
export const MUTATORS: readonly Mutator[] = [
  ...ELEMENT_MUTATORS,
  ...STRUCTURE_MUTATORS,
  ...ORDER_MUTATORS,
  ...TEXT_MUTATORS,
  ...NUMBER_MUTATORS,
];

/** Those that know of shapes of whole inputs: switched off by the ablation `patterns`. */
export const PATTERN_MUTATORS: ReadonlySet<string> = new Set([
  ...ORDER_MUTATORS.map(({ name }) => name),
  'pump',
  'repeat',
  'interleave',
  'reverse',
  'nest',
  'pump-tokens',
  'pump-unit',
  'pump-loop',
  'drift',
  'concatenate',
]);
