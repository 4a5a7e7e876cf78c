import type { InputModel } from '../../core/input-model.ts';
import { createRng, type Rng } from '../../core/rng.ts';
import { fieldOf } from '../../core/fields.ts';
import type { Level } from '../archive.ts';
import type { SearchCore } from '../core.ts';
import { UNSEEN } from '../constraints/goals.ts';
import { levelOf } from '../levels.ts';
import { UNDECIDED } from '../requests.ts';
import type { Task } from '../run.ts';
import type { Stage, StageContext } from './stage.ts';
import { pickEntry, worth } from './stage.ts';

/** Inputs of one size that are tried before what comes of them counts as no worse than what is known. */
const TRIES = 4;
/** Fewer numbers have no order that is worth an execution more. */
const LEAST_LENGTH = 8;
const LEAST_LEVEL = levelOf(LEAST_LENGTH) + 1;
/**
 * Steps that an input may cost so far: comparing objects takes many times as long as comparing numbers, and what costs more is
 * most likely as bad as an order can make it.
 */
const MAX_EXPECTED = 2 ** 20;
/** Places of an argument list that are looked at, and how deep. */
const MAX_PLACES = 64;
const MAX_DEPTH = 4;

/**
 * Lets the program choose its own worst order of numbers: it is given objects whose numbers are decided when they are
 * compared, always so that the comparison tells as little as possible, and what has come of them is then an input like
 * others (McIlroy, "A killer adversary for quicksort", 1999). Reaches orders that no local move leads to and that do not
 * grow by scaling, at any size in one execution; it goes on to twice the size as long as that costs more than ever.
 * What runs undecided is charged and gets no place; a program that cannot do with objects just fails there.
 */
export const adversary: Stage = {
  name: 'adversary',
  *run({ core, rng }: StageContext, levelIndex: number): Task<number> {
    // Small orders are soon as bad as can be, and say nothing of larger ones.
    let at = rng.int(Math.min(core.topLevel, Math.max(levelIndex, LEAST_LEVEL)), core.topLevel);
    let reward = 0;
    for (let tries = 0; tries < TRIES && core.goOn(); tries++) {
      const level = core.levels[at] as Level;
      const parent = rng.oneIn(2) ? pickEntry(level, rng) : undefined;
      const room = core.capOf(at);
      const from = parent?.genotype ?? core.model.generate(rng, rng.int(Math.ceil(room / 2), room));
      const expected = level.best?.steps ?? 0;
      if (expected > MAX_EXPECTED) return reward;
      const genotype = yield* decided(core, from, expected, rng);
      if (genotype === undefined) return reward;
      if (!core.mayGoOn || !core.prepare(genotype, expected)) continue;
      yield;
      const before = core.levels[core.run.level]?.best?.steps ?? 0;
      const verdict = core.settle(genotype, 'adversary', parent, undefined);
      if (verdict.entry !== undefined && verdict.entry.reasons.length > 0)
        reward += worth(verdict, before);
      if (verdict.gain === 0 || at === core.topLevel) continue;
      at++;
      tries = -1;
    }
    return reward;
  },
};

/** Inputs that are looked at for lists of numbers, and their size. */
const SAMPLES = 8;
const SAMPLE_SIZE = 64;

/** Whether inputs of the model have numbers whose order there is to choose. */
export function takesOrders(model: InputModel): boolean {
  if (model.target === 'stdin') return false;
  const rng = createRng(SAMPLES);
  for (let k = 0; k < SAMPLES; k++) {
    const sample = model.generate(rng, Math.min(SAMPLE_SIZE, model.maxSize));
    if (model.parts(sample).some(({ value }) => Array.isArray(value) && isOrdered(value)))
      return true;
  }
  return false;
}

function isOrdered(items: readonly unknown[]): boolean {
  const [first] = items;
  const values = typeof first === 'object' && first !== null ? Object.values(first) : [first];
  return items.length >= LEAST_LENGTH && values.some((value) => typeof value === 'number');
}

/** @returns the input that the program has chosen; undefined when there is nothing to choose, or the model cannot say it. */
function* decided(
  core: SearchCore,
  genotype: unknown,
  expectedSteps: number,
  rng: Rng,
): Task<unknown> {
  const { host, model, runner } = core;
  const args = model.build(genotype, host.realm);
  if (typeof args === 'string' || model.fromValue(args) === undefined) return undefined;
  const columns = columnsOf(args);
  if (columns.length === 0) return undefined;
  // Its death would say nothing of the input, and what probes see of it nothing either.
  if (!core.prepare(genotype, expectedSteps, UNSEEN, UNDECIDED)) return undefined;
  const at = rng.int(0, columns.length - 1);
  const undecided = typeof runner.input === 'string' ? undefined : columnsOf(runner.input)[at];
  const column = columns[at];
  if (undecided === undefined || column === undefined) return undefined;
  const order = new UndecidedOrder(undecided.length, rng.oneIn(2));
  undecided.write((k) => host.lateNumber(() => order.decide(k)));
  // Nobody may find undecided numbers later in what the program remembers.
  host.setFresh(true);
  yield;
  host.setFresh(core.totals.fresh);
  core.account();
  const sorted = column.read().sort((a, b) => a - b);
  const ranks = order.ranks();
  for (const values of [distinctValues(sorted), sorted]) {
    column.write((k) => values[ranks[k] ?? 0]);
    const chosen = model.fromValue(args);
    if (chosen !== undefined) return chosen;
  }
  return undefined;
}

/**
 * As many different values as there are, where many are equal: an order of these says little. Between the smallest and the
 * largest if there is room, else up from the smallest, which the model may refuse.
 * @param sorted ascending, at least two
 */
function distinctValues(sorted: readonly number[]): readonly number[] {
  if (2 * new Set(sorted).size > sorted.length) return sorted;
  const low = sorted[0] ?? 0;
  const gap = ((sorted.at(-1) ?? low) - low) / (sorted.length - 1);
  if (sorted.every(Number.isInteger)) {
    const step = Math.max(1, Math.floor(gap));
    return sorted.map((_, rank) => low + rank * step);
  }
  return sorted.map((_, rank) => low + rank * (gap > 0 ? gap : 1));
}

/** Numbers of an argument list that are of one kind: a list of numbers, or one field of all rows of a list. */
interface Column {
  readonly length: number;
  read(): number[];
  write(valueAt: (k: number) => unknown): void;
}

function columnsOf(args: readonly unknown[]): readonly Column[] {
  const columns: Column[] = [];
  let places = 0;
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
    if (places++ >= MAX_PLACES) return;
    if (Array.isArray(value) && value.length >= LEAST_LENGTH) {
      const items: unknown[] = value;
      if (isNumbers(items)) columns.push(listColumn(items));
      else columns.push(...fieldColumns(items));
    }
    for (const inner of Object.values(value)) visit(inner, depth + 1);
  };
  for (const arg of args) visit(arg, 0);
  return columns;
}

function isNumbers(values: readonly unknown[]): values is number[] {
  return values.every((value) => typeof value === 'number');
}

function listColumn(items: unknown[]): Column {
  return {
    length: items.length,
    read: () => items.filter((item) => typeof item === 'number'),
    write: (valueAt) => {
      for (let k = 0; k < items.length; k++) items[k] = valueAt(k);
    },
  };
}

function fieldColumns(rows: readonly unknown[]): readonly Column[] {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return [];
  return Object.keys(first).flatMap((key): readonly Column[] => {
    const read = (): number[] =>
      rows.map((row) => fieldOf(row, key)).filter((value) => typeof value === 'number');
    if (read().length < rows.length) return [];
    const write = (valueAt: (k: number) => unknown): void => {
      for (const [k, row] of rows.entries()) Object.assign(row as object, { [key]: valueAt(k) });
    };
    return [{ length: rows.length, read, write }];
  });
}

/**
 * Numbers that have no order yet. Of two undecided ones that are compared the second is decided: it comes next in the order,
 * before all that are undecided still. So whatever is chosen to compare others with says nothing of them.
 */
class UndecidedOrder {
  /** `#rank[k]` of number k; -1 while undecided. */
  readonly #rank: Int32Array;
  readonly #sign: number;
  #decided = 0;
  /** The first operand of the running comparison: undecided, decided, or none yet. */
  #left: 'undecided' | 'decided' | undefined;

  /** @param falls whether numbers are decided from the largest down */
  constructor(length: number, falls: boolean) {
    this.#rank = new Int32Array(length).fill(-1);
    this.#sign = falls ? -1 : 1;
  }

  /** Which number k is, now that the program asks. */
  decide(k: number): number {
    const left = this.#left;
    const isUndecided = this.#rank[k] === -1;
    // Operands come in pairs; one that stood alone shifts them, which costs a decision and nothing else.
    if (left !== undefined) {
      this.#left = undefined;
      if (isUndecided && left === 'undecided') this.#rank[k] = this.#decided++;
    } else this.#left = isUndecided ? 'undecided' : 'decided';
    const rank = this.#rank[k] ?? -1;
    return this.#sign * (rank === -1 ? this.#rank.length : rank);
  }

  /** `ranks[k]` of number k, 0 for the smallest: each once. What nobody asked for comes last, as it stands. */
  ranks(): Int32Array {
    const ranks = this.#rank.slice();
    let next = this.#decided;
    for (let k = 0; k < ranks.length; k++) if (ranks[k] === -1) ranks[k] = next++;
    return this.#sign === 1 ? ranks : ranks.map((rank) => ranks.length - 1 - rank);
  }
}
