import type { Growth } from '../core/finding.ts';
import type { RunRecord } from '../core/run-record.ts';
import { formatCount, formatFactor } from './figures.ts';

/** `exponent 2.01 (1.98–2.04)`, or the factor per unit for exponentials. */
export function describeExponent(growth: Growth): string {
  const [low, high] = growth.interval;
  if (growth.class === 'constant') return 'no rise with size';
  if (growth.class === 'exponential') {
    const factor = 2 ** growth.exponent;
    return `${factor.toFixed(2)}× with every further unit (${bound(2 ** low)}–${bound(2 ** high)})`;
  }
  return `exponent ${growth.exponent.toFixed(2)} (${bound(low)}–${bound(high)})`;
}

function bound(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '?';
}

const GROWTH_WORDS: Readonly<Record<Growth['class'], string>> = {
  constant: 'does not grow with',
  linear: 'grows linearly with',
  superlinear: 'grows faster than linearly with',
  quadratic: 'is quadratic in',
  cubic: 'is cubic, or of a higher power, in',
  exponential: 'is exponential in',
};

/** What was found, in a sentence or two, for somebody who has not seen slowpath before. */
export function verdictOf(record: RunRecord, noun: string | undefined): readonly string[] {
  const { best, seedBest, slowdown, growth } = record;
  if (!best) return ['No input could be run: there is nothing to tell.'];
  const size = (value: number): string =>
    noun === undefined ? `size ${formatCount(value)}` : `${formatCount(value)} ${noun}`;
  const sentences: string[] = [];
  if (growth) {
    const axis =
      record.growthAxis ?? (noun === undefined ? "the input's size" : "the input's length");
    const words = GROWTH_WORDS[growth.class];
    sentences.push(`Cost ${words} ${axis}: ${describeExponent(growth)}.`);
  }
  const cost = `${formatCount(best.steps)} steps`;
  const isOver =
    (record.outcomes['steps-exceeded'] ?? 0) > 0 && best.steps >= record.budget.maxSteps;
  const told = isOver ? `more than ${cost}, where the run was stopped` : cost;
  if (seedBest && slowdown !== undefined && slowdown > 1.005) {
    const seed = `${size(seedBest.size)}, ${formatCount(seedBest.steps)} steps`;
    sentences.push(
      `The slowest input (${size(best.size)}) costs ${told}: ${formatFactor(slowdown)} the costliest starting input (${seed}).`,
    );
  } else if (seedBest) {
    sentences.push(
      `The slowest input (${size(best.size)}) costs ${told}: nothing costlier than the starting inputs was found.`,
    );
  } else {
    sentences.push(`The slowest input (${size(best.size)}) costs ${told}.`);
  }
  const random = record.randomOfSameSize;
  if (random && random.steps > 0 && best.steps > random.steps * 1.05) {
    sentences.push(
      `That is ${formatFactor(best.steps / random.steps)} what random inputs of that size cost (median ${formatCount(random.steps)} steps).`,
    );
  }
  if (record.nondeterministic) {
    const { minSteps, maxSteps } = record.nondeterministic;
    sentences.push(
      `The program is not deterministic: one input costs ${formatCount(minSteps)} to ${formatCount(maxSteps)} steps.`,
    );
  }
  return sentences;
}
