import { fieldOf, withField } from '../core/fields.ts';
import type { InputModel, NumberDomain, Sequence, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';
import { outermostSequences } from './stretch.ts';

type LeanerModel<G> = Pick<InputModel<G>, 'edit' | 'encode' | 'parts' | 'shrink'>;

/** Sequences of one input that parts are left out of before everything else is tried: the longest ones. */
const MAX_SEQUENCES = 4;
/** Sequences whose numbers are made smaller together; inputs with more of them are left to the model. */
const MAX_NUMBER_LISTS = 8;
/** Parts of a sequence that are left out one at a time: first halves, then quarters, then eighths. */
const CHUNKS = [2, 4, 8] as const;
/** Where executions are few, what follows the first ones comes after a little has been left out. */
const FIRST_CHUNKS = 1;
/** Elements between those that are left out, so that dead weight between live elements is seen, too. */
const STRIDE = 2;
/** Below this length the model's own candidates are as few. */
const LEAST_LENGTH = 16;
/** Shares cut off an end, or out of the middle, which keeps what is nested: where all elements carry cost, 5 % of it is this little of a linear, quadratic, cubic pattern. */
const SHAVES = [0.1, 0.05, 0.025, 0.017] as const;
/** Numbers are written anew when that makes the input shorter by this share: what saves less is not worth an execution. */
const LEAST_SAVED = 0.1;
const MAX_DIGITS = 15;
/** Distinct numbers that are left when neighbours in the order become one: where few will do, each is a digit or two. */
const LEVELS = [1, 2, 10, 100, 1000] as const;
/** Fields of elements whose numbers are written anew one field at a time, at most. */
const MAX_FIELDS = 6;
/** Draws nothing at random: repairs always go the same way. */
const SIMPLEST: Rng = {
  int: (min) => min,
  unit: () => 0,
  oneIn: () => false,
  pick: <T>(items: ArrayLike<T>): T => items[0] as T, // as Rng.pick: not empty
};

/**
 * Candidates for a smaller input where every execution is dear, before those of the model: numbers written in fewer digits
 * all at once, then large parts left out of the longest sequences, then a little of them. The model's own begin with
 * the same halves, but have hundreds of candidates before they come to as little as 5 % of a sequence.
 * @param areFew whether there will be too few executions for all of this: then a little is left out before small parts are
 */
export function* leanerGenotypes<G>(
  model: LeanerModel<G>,
  genotype: G,
  areFew = false,
): Generator<G> {
  yield* withShorterNumbers(model, genotype);
  const longest = outermostSequences(model.parts(genotype))
    .filter(({ value, domain }) => value.length >= LEAST_LENGTH && !domain.fixedElements)
    .toSorted((a, b) => b.value.length - a.value.length)
    .slice(0, MAX_SEQUENCES);
  for (const part of longest) {
    for (const value of withLess(part, areFew)) yield model.edit(genotype, part, value, SIMPLEST);
  }
  yield* model.shrink(genotype);
}

function* withLess(part: SequencePart, areFew: boolean): Generator<Sequence> {
  const first = areFew ? FIRST_CHUNKS : CHUNKS.length;
  yield* withoutChunks(part, CHUNKS.slice(0, first));
  yield* withoutLittle(part);
  yield* withoutChunks(part, CHUNKS.slice(first));
}

function* withoutChunks(
  { value, domain: { minLength } }: SequencePart,
  counts: readonly number[],
): Generator<Sequence> {
  const { length } = value;
  for (const count of counts) {
    const chunk = Math.ceil(length / count);
    if (length - chunk < minLength) continue;
    if (count === CHUNKS[0])
      for (let k = 0; k < STRIDE; k++) yield keeping(value, (i) => i % STRIDE !== k);
    for (let k = count - 1; k >= 0; k--)
      yield keeping(value, (i) => i < k * chunk || i >= (k + 1) * chunk);
  }
}

function* withoutLittle({ value, domain: { minLength } }: SequencePart): Generator<Sequence> {
  const { length } = value;
  for (const share of SHAVES) {
    const cut = Math.floor(share * length);
    if (cut === 0 || length - cut < minLength) continue;
    const middle = (length - cut) >> 1;
    yield value.slice(0, length - cut);
    yield value.slice(cut);
    yield keeping(value, (i) => i < middle || i >= middle + cut);
  }
}

function keeping(value: Sequence, isKept: (index: number) => boolean): Sequence {
  return typeof value === 'string'
    ? Array.from({ length: value.length }, (_, i) => (isKept(i) ? value.charAt(i) : '')).join('')
    : value.filter((_, i) => isKept(i));
}

/** Numbers in sequences by their ranks, exact or rounded, or with digits cut off: order and equality stay, or nearly. */
function* withShorterNumbers<G>(model: LeanerModel<G>, genotype: G): Generator<G> {
  const lists = outermostSequences(model.parts(genotype)).filter(holdsNumbers);
  if (lists.length === 0 || lists.length > MAX_NUMBER_LISTS) return;
  const present = model.encode(genotype).length;
  for (const column of columnsOf(lists)) {
    const numbers = column.lists.flatMap(({ value }) => numbersIn(value, column.field));
    for (const rewrite of rewritings(numbers, column.lists[0]?.domain.numbers)) {
      const shorter = column.lists.reduce((edited, { path }) => {
        // Parts are valid for one genotype only: each is looked up again after the edit before it.
        const part = outermostSequences(model.parts(edited)).find((one) => isAt(one, path));
        return part === undefined || typeof part.value === 'string'
          ? edited
          : model.edit(edited, part, part.value.map(rewriteIn(rewrite, column.field)), SIMPLEST);
      }, genotype);
      if (model.encode(shorter).length <= (1 - LEAST_SAVED) * present) yield shorter;
    }
  }
}

/** Numbers that are written anew together. */
interface Column {
  readonly lists: readonly SequencePart[];
  /** Of each element; undefined for all of it. */
  readonly field: string | undefined;
}

/** All numbers at once, then those of each list, then those of each field of its elements. */
function columnsOf(lists: readonly SequencePart[]): readonly Column[] {
  const single = lists.map((list): Column => ({ lists: [list], field: undefined }));
  const fields = lists.flatMap((list): readonly Column[] => {
    const [first] = list.value;
    if (typeof first !== 'object' || first === null) return [];
    const keys = Object.keys(first);
    return keys.length < 2 || keys.length > MAX_FIELDS
      ? []
      : keys.map((field) => ({ lists: [list], field }));
  });
  return [{ lists, field: undefined }, ...(lists.length > 1 ? single : []), ...fields];
}

type Rewrite = (value: number) => number;

function* rewritings(
  numbers: readonly number[],
  domain: NumberDomain | undefined,
): Generator<Rewrite> {
  const distinct = [...new Set(numbers)].toSorted((a, b) => a - b);
  const least = Math.max(0, domain?.min ?? Math.min(1, distinct[0] ?? 0));
  for (const levels of [...LEVELS.filter((count) => count < distinct.length), distinct.length]) {
    const written = new Map(
      distinct.map((value, rank) => [value, least + Math.floor((rank * levels) / distinct.length)]),
    );
    yield (value) => written.get(value) ?? value;
  }
  const largest = Math.max(Math.abs(distinct[0] ?? 0), Math.abs(distinct.at(-1) ?? 0));
  const digits = Math.min(MAX_DIGITS, Math.floor(Math.log10(Math.max(1, largest))));
  for (let cut = digits; cut >= 1; cut--) yield (value) => Math.trunc(value / 10 ** cut);
}

function holdsNumbers({ value, domain }: SequencePart): boolean {
  return (
    typeof value !== 'string' && !domain.fixedElements && numbersIn(value, undefined).length > 0
  );
}

/** Numbers inside of elements, or of one field of them. */
function numbersIn(value: Sequence, field: string | undefined): readonly number[] {
  if (typeof value === 'string') return [];
  return value.flatMap((element) =>
    numbersInside(field === undefined ? element : fieldOf(element, field)),
  );
}

function numbersInside(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(numbersInside)
    : [];
}

/** Applied to the numbers inside of an element, or of one field of it; the model brings back what leaves its bounds. */
function rewriteIn(rewrite: Rewrite, field: string | undefined): (element: unknown) => unknown {
  const inside = (value: unknown): unknown => {
    if (typeof value === 'number') return rewrite(value);
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inside(item)]));
  };
  if (field === undefined) return inside;
  return (element) => {
    const value = fieldOf(element, field);
    // Elements may be shorter than the first one, whose fields these are.
    return typeof element === 'object' && element !== null && value !== undefined
      ? withField(element, field, inside(value))
      : element;
  };
}

function isAt({ path }: SequencePart, other: SequencePart['path']): boolean {
  return path.length === other.length && path.every((step, k) => step === other[k]);
}
