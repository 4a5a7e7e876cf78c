import type { NumberDomain } from '../../core/input-model.ts';
import type { MutationContext, NumberMutator } from './mutator.ts';
import { logUniform } from './mutator.ts';

/** A value of the domain: its ends, a neighbour of them, a power of two, or anything. */
export function interestingNumber(domain: NumberDomain, { rng, numbers }: MutationContext): number {
  const low = Number.isFinite(domain.min) ? domain.min : -1e9;
  const high = Number.isFinite(domain.max) ? domain.max : 1e9;
  switch (rng.int(0, 5)) {
    case 0:
      return low;
    case 1:
      return high;
    case 2:
      return Math.max(low, Math.min(high, rng.int(-2, 2)));
    case 3:
      return Math.max(low, Math.min(high, 2 ** rng.int(0, 30) + rng.int(-1, 1)));
    case 4:
      if (numbers.length > 0) return Math.max(low, Math.min(high, rng.pick(numbers)));
      return uniformNumber(domain, low, high, rng.unit());
    default:
      return uniformNumber(domain, low, high, rng.unit());
  }
}

function uniformNumber(domain: NumberDomain, low: number, high: number, unit: number): number {
  const value = low + unit * (high - low + (domain.integer ? 1 : 0));
  return domain.integer ? Math.min(high, Math.floor(value)) : value;
}

const set: NumberMutator = {
  name: 'set-number',
  on: 'number',
  apply: (_value, domain, context) => interestingNumber(domain, context),
};

/** Small steps and large ones, in both directions. */
const step: NumberMutator = {
  name: 'step-number',
  on: 'number',
  apply(value, domain, { rng }) {
    const width = Math.min(domain.max - domain.min, 1e9);
    const delta = logUniform(Math.max(1, Math.floor(width / 4)), rng);
    const signed = rng.oneIn(2) ? delta : -delta;
    return domain.integer ? value + signed : value + signed * rng.unit();
  },
};

/** Hill-climbing by doubling and halving the distance to an end of the domain. */
const double: NumberMutator = {
  name: 'double-number',
  on: 'number',
  apply(value, domain, { rng }) {
    const round = domain.integer ? Math.round : (x: number): number => x;
    switch (rng.int(0, 3)) {
      case 0:
        return value === 0 ? 1 : round(value * 2);
      case 1:
        return round(value / 2);
      case 2:
        return Number.isFinite(domain.max) ? round((value + domain.max) / 2) : value * 4;
      default:
        return Number.isFinite(domain.min) ? round((value + domain.min) / 2) : -value;
    }
  },
};

export const NUMBER_MUTATORS: readonly NumberMutator[] = [set, step, double];
