import type {
  InputModel,
  NumberDomain,
  NumberPart,
  Sequence,
  SequencePart,
} from '../../core/input-model.ts';
import type { Rng } from '../../core/rng.ts';
import { clamp } from './draw.ts';

/** Elements of one sequence that are simplified one by one, at most. */
const MAX_SINGLE_ELEMENTS = 64;
/** Elements of one sequence that are brought nearer to the simplest value, at most. */
const MAX_NEARER_ELEMENTS = 12;
/** Draws nothing at random: repairs during shrinking always go the same way. */
const SIMPLEST: Rng = {
  int: (min) => min,
  unit: () => 0,
  oneIn: () => false,
  pick: <T>(items: ArrayLike<T>): T => items[0] as T, // as Rng.pick: not empty
};

/**
 * Simpler genotypes: chunks removed from the largest down, then values brought towards the simplest of their domain.
 * Each is simpler than g by (size, length of its encoding, its encoding), so that shrinking comes to an end.
 */
export function* shrinkGenotype<G>(model: InputModel<G>, g: G): Generator<G> {
  const size = model.sizeOf(g);
  const code = model.encode(g);
  const seen = new Set([code]);
  for (const part of model.parts(g)) {
    const values = part.kind === 'sequence' ? simplerSequences(part) : simplerNumbers(part);
    for (const value of values) {
      const candidate = model.edit(g, part, value, SIMPLEST);
      const candidateSize = model.sizeOf(candidate);
      if (candidateSize > size) continue;
      const candidateCode = model.encode(candidate);
      if (seen.has(candidateCode)) continue;
      if (candidateSize === size && !isShorter(candidateCode, code)) continue;
      seen.add(candidateCode);
      yield candidate;
    }
  }
}

function isShorter(a: string, b: string): boolean {
  return a.length < b.length || (a.length === b.length && a < b);
}

function* simplerSequences(part: SequencePart): Generator<Sequence> {
  const { value, domain } = part;
  const { length } = value;
  if (!domain.fixedElements) yield* withoutChunks(value, domain.minLength);
  const simple = simplestElement(part);
  if (simple === undefined) return;
  // Simplified in chunks that halve down to one element.
  for (let chunk = length; chunk >= 1; chunk = Math.floor(chunk / 2)) {
    const count = Math.min(Math.ceil(length / chunk), MAX_SINGLE_ELEMENTS);
    for (let k = 0; k < count; k++) {
      const end = Math.min(length, (k + 1) * chunk);
      const changed = simplify(value, k * chunk, end, simple);
      if (changed !== undefined) yield changed;
    }
  }
  if (typeof value !== 'string' && domain.numbers !== undefined)
    yield* nearerElements(value, domain.numbers);
}

/** Single numbers brought nearer to the simplest one, in steps that halve. */
function* nearerElements(value: readonly unknown[], domain: NumberDomain): Generator<Sequence> {
  const count = Math.min(value.length, MAX_NEARER_ELEMENTS);
  for (let i = 0; i < count; i++) {
    const item = value[i];
    if (typeof item !== 'number') continue;
    for (const nearer of nearerNumbers(item, domain)) {
      const out = value.slice();
      out[i] = nearer;
      yield out;
    }
  }
}

function* withoutChunks(value: Sequence, minLength: number): Generator<Sequence> {
  const { length } = value;
  const removable = length - minLength;
  for (let chunk = removable; chunk >= 1; chunk = Math.floor(chunk / 2)) {
    const count = Math.min(Math.ceil(length / chunk), MAX_SINGLE_ELEMENTS);
    // From the end: what comes first is more often needed for the rest to make sense.
    for (let k = count - 1; k >= 0; k--) yield without(value, k * chunk, (k + 1) * chunk);
  }
}

function without(value: Sequence, start: number, end: number): Sequence {
  if (typeof value === 'string') return value.slice(0, start) + value.slice(end);
  return value.slice(0, start).concat(value.slice(end));
}

/** The simplest character or number; undefined for other elements, which have parts of their own. */
function simplestElement({ domain }: SequencePart): string | number | undefined {
  if (domain.fixedElements) return undefined;
  if (domain.numbers !== undefined) return clamp(0, domain.numbers.min, domain.numbers.max);
  const { alphabet } = domain;
  if (alphabet === undefined) return undefined;
  return alphabet.includes('a') ? 'a' : alphabet[0];
}

function simplify(
  value: Sequence,
  start: number,
  end: number,
  simple: string | number,
): Sequence | undefined {
  if (typeof value === 'string') {
    const unit = String(simple).repeat(end - start);
    return value.slice(start, end) === unit
      ? undefined
      : value.slice(0, start) + unit + value.slice(end);
  }
  const out = value.slice();
  let changed = false;
  for (let i = start; i < end; i++) {
    if (out[i] === simple) continue;
    out[i] = simple;
    changed = true;
  }
  return changed ? out : undefined;
}

function simplerNumbers({ value, domain }: NumberPart): Generator<number> {
  return nearerNumbers(value, domain);
}

/** The simplest number, then ever closer to the present one. */
function* nearerNumbers(value: number, domain: NumberDomain): Generator<number> {
  const target = clamp(0, domain.min, domain.max);
  for (let gap = value - target; Math.abs(gap) >= (domain.integer ? 1 : 1e-6); gap /= 2) {
    yield domain.integer ? value - Math.trunc(gap) : value - gap;
  }
  if (!domain.integer) yield Math.trunc(value);
}
