import type { NumberPart, Sequence, SequencePart } from '../core/input-model.ts';
import type { Rng } from '../core/rng.ts';
import type { Entry } from './archive.ts';
import type { ArmState } from './bandit.ts';
import { Bandit } from './bandit.ts';
import { groupParts, hasParts, type PartGroups, pickPart } from './part-groups.ts';
import type { SearchCore } from './core.ts';
import { invariantsOf, restoreInvariants } from './mutators/invariants.ts';
import type { MutationContext, NumberMutator, SequenceMutator } from './mutators/mutator.ts';
import { MUTATORS, PATTERN_MUTATORS } from './mutators/registry.ts';
import type { SearchOptions } from './requests.ts';

/** Tries before an input is given up as one that nothing applies to. */
const MAX_TRIES = 12;

/** The last mutant made: reused, so read at once. */
export interface Mutant {
  genotype: unknown;
  /** Arms that made it: index into the sequence arms, or sequence arm count + index into the number arms. */
  arms: number[];
  op: string;
}

/** What mutants are made for: the model and the words of a search. */
export type MutantSource = Pick<SearchCore, 'model' | 'options' | 'vocabulary'>;

/** What mutants are made of. */
export type MutantParent = Pick<Entry, 'genotype' | 'parts' | 'size'>;

/** Makes mutants: which place, which mutator, how many on top of each other. */
export class MutantMaker {
  readonly sequenceArms: Bandit;
  readonly numberArms: Bandit;
  readonly #core: MutantSource;
  readonly #sequenceMutators: readonly SequenceMutator[];
  readonly #numberMutators: readonly NumberMutator[];
  /** Patterns are not looked after: an ablation. */
  readonly #plain: boolean;
  readonly #mutant: Mutant = { genotype: undefined, arms: [], op: '' };
  readonly #context: {
    -readonly [K in keyof MutationContext]: MutationContext[K];
  };

  constructor(
    core: MutantSource,
    rng: Rng,
    arms: {
      readonly sequence: readonly ArmState[] | undefined;
      readonly number: readonly ArmState[] | undefined;
    },
  ) {
    this.#core = core;
    const { sequence, number } = usableMutators(core.options);
    this.#sequenceMutators = sequence;
    this.#numberMutators = number;
    this.#plain = core.options.without.includes('patterns');
    const uniform = core.options.without.includes('bandit');
    const make = (names: readonly string[], saved: readonly ArmState[] | undefined): Bandit =>
      new Bandit(names, { uniform, ...(saved === undefined ? {} : { arms: saved }) });
    this.sequenceArms = make(
      sequence.map(({ name }) => name),
      arms.sequence,
    );
    this.numberArms = make(
      number.map(({ name }) => name),
      arms.number,
    );
    const withoutWords = core.options.without.includes('dictionary');
    this.#context = {
      rng,
      strings: withoutWords ? [] : core.options.dictionary.strings,
      numbers: withoutWords ? [] : core.options.dictionary.numbers,
      words: withoutWords ? [] : core.vocabulary.words,
      pumps: withoutWords ? [] : core.vocabulary.pumps,
      room: 0,
      donor: undefined,
    };
  }

  /** Later draws come from this rng. */
  reseed(rng: Rng): void {
    this.#context.rng = rng;
  }

  /**
   * A mutant of the entry of at most about `cap` scalars; one edit most of the time, several sometimes.
   * @returns undefined when no mutator applies to any place of it.
   */
  make(entry: MutantParent, cap: number, donor: MutantParent | undefined): Mutant | undefined {
    const { rng } = this.#context;
    const mutant = this.#mutant;
    // Cheaper than setting its length to 0.
    mutant.arms = [];
    mutant.op = '';
    mutant.genotype = entry.genotype;
    const edits = rng.unit() < 0.6 ? 1 : rng.int(2, 4);
    for (let k = 0; k < edits; k++) {
      const parts =
        k === 0 ? partsOf(this.#core, entry) : groupParts(this.#core.model.parts(mutant.genotype));
      this.#edit(mutant, parts, entry.size, cap, donor);
    }
    return mutant.arms.length > 0 && mutant.genotype !== entry.genotype ? mutant : undefined;
  }

  /** Charges and rewards the arms that made the last mutant. */
  charge(mutant: Mutant): void {
    const split = this.#sequenceMutators.length;
    for (const arm of mutant.arms) {
      if (arm < split) this.sequenceArms.charge(arm, 1);
      else this.numberArms.charge(arm - split, 1);
    }
  }

  reward(mutant: Mutant, reward: number, stepsGained: number): void {
    const split = this.#sequenceMutators.length;
    for (const arm of mutant.arms) {
      if (arm < split) this.sequenceArms.reward(arm, reward, stepsGained);
      else this.numberArms.reward(arm - split, reward, stepsGained);
    }
  }

  #edit(
    mutant: Mutant,
    parts: PartGroups,
    size: number,
    cap: number,
    donor: MutantParent | undefined,
  ): void {
    const { rng } = this.#context;
    for (let tries = 0; tries < MAX_TRIES && hasParts(parts); tries++) {
      const part = pickPart(parts, rng);
      const done =
        part.kind === 'sequence'
          ? this.#editSequence(mutant, part, size, cap, donor)
          : this.#editNumber(mutant, part);
      if (done) return;
    }
  }

  #editSequence(
    mutant: Mutant,
    part: SequencePart,
    size: number,
    cap: number,
    donor: MutantParent | undefined,
  ): boolean {
    const context = this.#context;
    const arm = this.sequenceArms.pick(context.rng);
    const mutator = this.#sequenceMutators[arm] as SequenceMutator;
    context.room = roomOf(part, size, cap);
    context.donor =
      donor === undefined ? undefined : donorValue(this.#core, donor, part, context.rng);
    const edited = mutator.apply(part.value, part.domain, context);
    if (edited === undefined || edited === part.value) {
      this.sequenceArms.refuse(arm);
      return false;
    }
    const value = this.#keeping(part, edited);
    mutant.genotype = this.#core.model.edit(mutant.genotype, part, value, context.rng);
    mutant.arms.push(arm);
    mutant.op = mutant.op === '' ? mutator.name : `${mutant.op}+${mutator.name}`;
    return true;
  }

  /** Half of the time, what the order and distinctness of the list were stays true: an edit must not undo a pattern. */
  #keeping(part: SequencePart, edited: Sequence): Sequence {
    const { rng } = this.#context;
    if (typeof edited === 'string' || this.#plain || rng.oneIn(2)) return edited;
    const invariants = invariantsOf(part.value);
    return invariants.order === undefined && !invariants.distinct
      ? edited
      : restoreInvariants(edited, invariants, part.domain, rng);
  }

  #editNumber(mutant: Mutant, part: NumberPart): boolean {
    const context = this.#context;
    const arm = this.numberArms.pick(context.rng);
    const mutator = this.#numberMutators[arm] as NumberMutator;
    const value = mutator.apply(part.value, part.domain, context);
    if (value === undefined || value === part.value) return false;
    mutant.genotype = this.#core.model.edit(mutant.genotype, part, value, context.rng);
    mutant.arms.push(this.#sequenceMutators.length + arm);
    mutant.op = mutant.op === '' ? mutator.name : `${mutant.op}+${mutator.name}`;
    return true;
  }
}

/** The places of an input that can be edited; computed once. */
export function partsOf(core: MutantSource, entry: MutantParent): PartGroups {
  entry.parts ??= groupParts(core.model.parts(entry.genotype));
  return entry.parts;
}

/** Longest value of the part that keeps the whole input under `cap` scalars. */
function roomOf(part: SequencePart, size: number, cap: number): number {
  const length = part.value.length;
  const spare = cap - size;
  if (spare <= 0) return Math.min(length, part.domain.maxLength);
  const scalar = typeof part.value === 'string' || part.domain.numbers !== undefined;
  const weight = scalar || length === 0 ? 1 : Math.max(1, size / length);
  return Math.min(part.domain.maxLength, length + Math.floor(spare / weight));
}

/** The value at the same place of the donor. */
function donorValue(
  core: MutantSource,
  donor: MutantParent,
  part: SequencePart,
  rng: Rng,
): Sequence | undefined {
  const same = partsOf(core, donor).sequences.find(([first]) => first?.place === part.place);
  return same === undefined ? undefined : rng.pick(same).value;
}

function usableMutators(options: SearchOptions): {
  readonly sequence: readonly SequenceMutator[];
  readonly number: readonly NumberMutator[];
} {
  const without = new Set(options.without);
  const usable = MUTATORS.filter(
    ({ name }) =>
      !(without.has('patterns') && PATTERN_MUTATORS.has(name)) &&
      !(without.has('splice') && name === 'splice') &&
      !(without.has('dictionary') && name === 'dictionary'),
  );
  return {
    sequence: usable.filter((mutator) => mutator.on === 'sequence'),
    number: usable.filter((mutator) => mutator.on === 'number'),
  };
}
